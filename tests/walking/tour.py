"""Every handler as every role of both plans: a real database, the real `look`, every walk, and every `act`."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.dialogue import drafts
from bot.dialogue.conversation import drop
from bot.dialogue.standing import Waiting
from bot.dialogue.wording import worded
from handlers import book
from handlers.delivery import speech
from handlers.desk import Desk
from handlers.everyone import codes, registering
from handlers.handler import Handler, Once, Onward, Refused
from handlers.house import running
from handlers.paper.entering_for import ENTERING_FOR
from messages.said import Prompt
from messages.unclear import Unclear
from plans.schema import Plan, UnitKind
from storage import matters
from storage.db import Turn
from storage.matters import MatterKind, NewMatter
from storage.members import invitations, people
from storage.members.people import Person, Role
from storage.results import evidence
from tests.dialogue import HOUSE
from tests.walking.walker import Walk, Walker

_UNITS: Final = 2  # in whose place something is entered


class Undone(Exception):  # noqa: N818 - nothing went wrong
    """Takes back what an act wrote, so that the next walk finds everything as before."""


@dataclass(frozen=True, slots=True)
class Went:
    """One walk of a handler by a role, and what was said at its end."""

    handler: Handler[Any, Any]
    role: Role
    walk: Walk
    said: Prompt


async def tour(db: Turn, code: str, language: str, at: datetime, probed: set[str]) -> AsyncIterator[Went]:
    """Walk every handler as every role of a plan, an official of every kind of unit among them.

    In Vietnamese whatever can follow whatever; in the other language once to each choice, for its words. `probed` are
    the questions whose bad answers were tried before, in this language: they are read alike in every plan.
    """
    after = int(language == "vi")
    plans = await running(db)
    taken: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for role, unit in _casts(plans[code]):
        person = await people.arrive(db, "telegram", f"{role.value} {unit}", at)
        await people.agree(db, person.id, name="Nguyễn Thị Lan", title="Chuyên viên", notice="test", at=at)
        admin = role is Role.ADMIN
        where = {"plan": None if admin else code, "unit": None if admin else unit, "role": role}
        member = await people.join(db, person.id, **where, invitation=None, at=at)
        if role is Role.OFFICIAL:  # something to reply to
            what = NewMatter(MatterKind.DIFFICULTY, "Chưa có kinh phí")
            await matters.add(db, code, unit, what, member.id, at)
        known = await people.find(db, person.id)
        for handler in book.HANDLERS:
            if role in handler.roles or handler is registering.REGISTER:
                desk = Desk(db, HOUSE, at, plans, known, member, "telegram", "draft", members=(member,))
                with speech.to(language, [member], plans, HOUSE):
                    async for went in _walked(desk, handler, probed, taken[handler.name], after):
                        yield went


def _casts(plan: Plan) -> list[tuple[Role, str]]:
    """Give a role and a unit each: every unit that has tasks of its own, one of those that share theirs."""
    units = [unit.code for unit in plan.units if unit.kind is not UnitKind.PROVINCE]
    units += [unit.code for unit in plan.units if unit.kind is UnitKind.PROVINCE][:1]
    office = [(role, plan.office) for role in (Role.COORDINATOR, Role.LEADER, Role.ADMIN)]
    return [(Role.OFFICIAL, unit) for unit in units] + office


async def _walked(
    desk: Desk, handler: Handler[Any, Any], probed: set[str], taken: Counter[tuple[str, ...]], after: int
) -> AsyncIterator[Went]:
    if handler is not registering.REGISTER:
        async for went in _walked_from(desk, handler, probed, taken, after):
            yield went
        return
    new = await people.arrive(desk.db, "telegram", f"new {desk.member.id}", desk.now)
    for person in (new, desk.person):  # somebody who has told nothing yet, and somebody who takes a further role
        async for went in _walked_from(await _at_the_door(desk, person), handler, set(), Counter(), after):
            yield went


async def _walked_from(
    desk: Desk, handler: Handler[Any, Any], probed: set[str], taken: Counter[tuple[str, ...]], after: int
) -> AsyncIterator[Went]:
    chosen = {"closing": f"now@{desk.now.isoformat()}"} if handler.name == "close" else {}
    given = await handler.look(replace(desk, answers=chosen))  # of a closing: as if its instant was chosen before
    if handler is ENTERING_FOR:  # /baocao of any of 49 units follows: few have to be walked through again
        few = sorted(desk.plan.units, key=lambda unit: len(desk.plan.tasks_of(unit.code)))
        given = replace(given, plan=desk.plan.model_copy(update={"units": tuple(few[:_UNITS])}))
    for walk in Walker(handler, given, desk.now, probed, taken, after).walks():
        yield Went(handler, desk.member.role, walk, await _acted(desk, handler, given, walk))


async def _at_the_door(desk: Desk, person: Person) -> Desk:
    """Give the desk of a person who brings a code for the same role."""
    wanted = codes.WantedCode(desk.member.role, desk.member.plan, desk.member.unit)
    issued = await codes.issue(desk.db, HOUSE, wanted, None, desk.now)
    found = await invitations.find(desk.db, HOUSE.secret, issued.code, desk.now)
    assert found is not None
    await invitations.take(desk.db, found.id, person.id)
    member = await registering.provisional(desk.db, person, desk.now)
    assert member is not None
    return replace(desk, person=person, member=member)


async def _acted(desk: Desk, handler: Handler[Any, Any], given: Any, walk: Walk) -> Prompt:
    """Do what a walk decided, take it back, and give what was said; a refusal is worded as a question."""
    said: list[Prompt] = []
    try:
        async with desk.db.savepoint():
            for piece in drafts.gathered(walk.place).values():
                await evidence.add(desk.db, desk.person.id, desk.channel, piece, desk.now)
            told = await handler.act(desk, walk.end)
            said.append(told.prompt if isinstance(told, Once) else told)
            raise Undone  # noqa: TRY301 - leaving by an error is how a savepoint is undone
    except Undone:
        return said[0]
    except Onward as onward:  # another conversation goes on, which is walked for itself
        return Prompt(onward.handler)
    except Refused as no:
        step = drop(handler.talk, given, walk.place, no.key, Unclear(no.because, **no.facts))
        assert isinstance(step.stand, Waiting)
        return worded(step, step.stand, handler.ways)
