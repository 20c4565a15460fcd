"""Who is reminded of what a unit owes: its main focal point; others only where that is no use.

Whoever a task was handed to is asked for it in place of the main one. A stand-in takes
the place of somebody who is away. Where the main one cannot be reached, or has answered
nothing for two messages, the first deputy hears too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from storage.db import Db
from storage.members import people, stand_ins
from storage.members.people import Listed, Role
from storage.results import entries
from storage.schedule import reminders

_UNHEARD: Final = 2  # messages without any answer, and a deputy hears too


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, and for which tasks only (None: whatever the unit owes but for `others`, that others are asked for)."""

    person: int
    tasks: frozenset[str] | None = None
    others: frozenset[str] = frozenset()

    def hears_of(self, task: str | None) -> bool:
        """Tell whether this person is asked for a task; None is what is owed beside the tasks."""
        if self.tasks is not None:
            return task in self.tasks
        return task not in self.others


async def of_unit(db: Db, plan: str, unit: str, members: Sequence[Listed], today: date) -> tuple[Recipient, ...]:
    """Give who is reminded; nobody where nobody can be reached. `members` are the plan's, or the unit's."""
    mine = [member for member in members if member.unit == unit and member.role is Role.OFFICIAL]
    handed = {member.member: await people.tasks_of(db, member.member) for member in mine}
    helpers = tuple(
        Recipient(member.person, tasks)
        for member in mine
        if member.reachable and (tasks := handed[member.member]) is not None
    )
    others = frozenset(task for helper in helpers for task in helper.tasks or ())
    whole = [member for member in mine if handed[member.member] is None]
    asked = await _asked(db, plan, unit, whole, today)
    return (*(Recipient(person, None, others) for person in asked), *helpers)


async def of_whole_unit(db: Db, unit: str, members: Sequence[Listed]) -> tuple[Recipient, ...]:
    """Give every official who sees all of a unit, and whom a message reaches."""
    mine = [member for member in members if (member.unit, member.role) == (unit, Role.OFFICIAL) and member.reachable]
    return tuple([Recipient(member.person) for member in mine if await people.tasks_of(db, member.member) is None])


async def of_entry(db: Db, plan: str, unit: str, number: int, members: Sequence[Listed]) -> tuple[Recipient, ...]:
    """Give who made an entry, if they are of the unit still and can be reached."""
    maker = await entries.maker(db, plan, unit, number)
    here = [member for member in members if (member.person, member.unit, member.role) == (maker, unit, Role.OFFICIAL)]
    return tuple(Recipient(member.person) for member in here[:1] if member.reachable)


async def _asked(db: Db, plan: str, unit: str, whole: list[Listed], today: date) -> list[int]:
    if not whole:
        return []
    main, reached = whole[0], [member for member in whole if member.reachable]  # the main one stands first
    away = {stand_in.away: stand_in.by_person for stand_in in await stand_ins.of_unit(db, plan, unit, today)}
    if main.member in away:
        instead = [member.person for member in reached if member.person == away[main.member]]
        if instead:
            return instead
    here = [member for member in reached if member.member not in away] or reached
    if not here:
        return []
    first = here[0]
    unheard = await reminders.since(db, first.person, await people.last_act(db, first.member))
    how_many = 2 if unheard >= _UNHEARD else 1
    return [member.person for member in here[:how_many]]
