"""A coordinator lets a unit be reminded: of whom that can be asked, when it goes, what it says.

It hangs where every reminder hangs, on the one message of the day, and is worded when it goes. A unit that is
reminded on that day already, by whomever, is not reminded once more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from handlers.house import House
from handlers.obligations import tallies
from handlers.obligations.tallies import Contacts, Unsent
from handlers.reminders import at_sending, forecast, recipients, still_owed
from handlers.reminders.forecast import Known
from messages.words import ZONE
from plans import calendar, notices
from plans.notices import Rule
from plans.schema import Plan
from storage.db import Db, Turn
from storage.members import manning, people
from storage.obligations import nudges
from storage.obligations.nudges import Nudge, RemindedOn
from storage.obligations.owed import Standing
from storage.schedule import occasions
from storage.schedule.occasions import NewOccasion, Occasion
from storage.schedule.reminders import Reminder


class Barred(StrEnum):
    """Why a unit is not reminded at a coordinator's word."""

    NOTHING = "nothing"  # it owes nothing with a real deadline that is near or past
    APART = "apart"  # the office does not urge it
    STATED = "stated"  # it says that it has sent it: the office is to answer
    EXTENDING = "extending"  # it asks for another last day: the office is to answer
    PROMISED = "promised"  # for a day to come
    UNREACHED = "unreached"  # no message reaches anybody who sees the whole unit
    TODAY = "today"  # it is reminded on that day already


_OF_A_DEADLINE: Final = notices.NEAR_A_DEADLINE - {Rule.NUDGED}
_SETTLED: Final = {
    Unsent.STATED: Barred.STATED,
    Unsent.EXTENDING: Barred.EXTENDING,
    Unsent.APART: Barred.APART,
}


@dataclass(frozen=True, slots=True)
class NudgeDay:
    """When a reminder asked for now would go, and which units are reminded on that day already, by unit.

    `reached` are the units of which a message reaches somebody who sees all of it; `foreseen` those that the calendar
    itself is still to remind on that day.
    """

    at: datetime
    reached: frozenset[str]
    nudges: Mapping[str, Nudge]
    reminded: Mapping[str, RemindedOn]
    foreseen: Mapping[str, datetime]

    @property
    def day(self) -> date:
        """The local day on which it would go."""
        return self.at.astimezone(ZONE).date()


@dataclass(frozen=True, slots=True)
class NudgeText:
    """A reminder to be looked at before it goes: its words, and the names of its readers."""

    text: str = ""
    readers: tuple[str, ...] = ()


async def day(db: Db, plan: Plan, rows: Sequence[Standing], known: Known, now: datetime) -> NudgeDay:
    """Say when a reminder asked for now would go, in office hours, and who is reminded then."""
    at = calendar.next_in_hours(now)
    on = at.astimezone(ZONE).date()
    return NudgeDay(
        at,
        frozenset(await manning.reached_whole(db, plan.code)),
        {nudge.unit: nudge for nudge in await nudges.on_day(db, plan.code, on)},
        {reminded.unit: reminded for reminded in await nudges.reminded_on(db, plan.code, on)},
        _foreseen(plan, rows, known, await occasions.to_come(db, plan.code), at),
    )


def _foreseen(
    plan: Plan, rows: Sequence[Standing], known: Known, to_come: Sequence[Occasion], at: datetime
) -> Mapping[str, datetime]:
    """Give the units that the calendar is still to remind on the day of `at`, with the first instant from then on."""
    on = at.astimezone(ZONE).date()
    mine = [one for one in to_come if one.rule in _OF_A_DEADLINE and one.due_at.astimezone(ZONE).date() == on]
    if not mine:
        return {}
    of = forecast.affairs(plan, rows, known, on)
    found: dict[str, datetime] = {}
    for one in mine:
        for unit in forecast.units(of, one):
            found.setdefault(unit, max(calendar.next_in_hours(one.due_at), at))
    return found


def barred(rows: Sequence[Standing], heard: Contacts, of: NudgeDay, office: str) -> Barred | None:
    """Say why a unit that owes these is not reminded; None where it can be."""
    pressing = sorted((row for row in rows if tallies.is_pressing(row, of.day)), key=lambda row: row.due or of.day)
    if not pressing or pressing[0].unit == office:
        return Barred.NOTHING
    why = [_barred(row, heard, of.day) for row in pressing]
    if all(why):
        return why[0]
    unit = pressing[0].unit
    if unit in of.nudges or unit in of.reminded or unit in of.foreseen:
        return Barred.TODAY
    return None if unit in of.reached else Barred.UNREACHED


def _barred(row: Standing, heard: Contacts, day: date) -> Barred | None:
    promised = heard.promised(row)
    settled = _SETTLED.get(tallies.why_missing(row, heard, day))
    return Barred.PROMISED if settled is None and promised is not None and promised > day else settled


async def shown(db: Db, house: House, plan: Plan, unit: str, of: NudgeDay) -> NudgeText:
    """Give the message as the first of its readers will get it, and all of them; no words where nobody will."""
    here = await still_owed.affairs(db, plan, unit, of.day)
    keys = still_owed.of(here, Rule.NUDGED, of.day.isoformat())
    members = await people.listed(db, plan.code, (unit,))
    readers = [recipient.person for recipient in await recipients.of_whole_unit(db, unit, members)]
    if not keys or not readers:
        return NudgeText()
    hung = [Reminder(readers[0], plan.code, unit, key, Rule.NUDGED, of.day.isoformat()) for key in keys]
    prompt = await at_sending.prompt_of(db, house, hung, of.at)
    names = tuple(member.name for member in members if member.person in readers)
    return NudgeText() if prompt is None else NudgeText(prompt.text, names)


async def put(turn: Turn, plan: str, unit: str, member: int, of: NudgeDay, now: datetime) -> bool:
    """Let the clock remind a unit; False where somebody was before, and nothing is done."""
    if not await nudges.add(turn, plan, unit, of.day, member, now):
        return False
    await occasions.add(turn, plan, NewOccasion(Rule.NUDGED, of.day.isoformat(), of.at, unit))
    return True
