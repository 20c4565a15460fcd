"""/hen: a unit says on which day it will report; until then it is not reminded, and the office sees the day.

The reminder's button says what is promised: the results, or the signed report.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from handlers.desk import Desk
from handlers.handler import Handler
from handlers.reminders import still_owed
from handlers.reminders.replies import LONGEST
from handlers.reminders.still_owed import Affairs
from handlers.roles import OFFICIALS
from messages.questions.ahead import DaysAhead
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask, Heard
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from plans import calendar, dates
from plans.notices import Rule
from plans.obligations import Kind
from plans.schema import Plan
from storage.obligations import owed
from storage.schedule import occasions
from storage.schedule.occasions import NewOccasion

RESULTS: Final = "results"


REPORT: Final = "report"


_OFFERED: Final = 3  # working days, the next ones


@dataclass(frozen=True, slots=True)
class Given:
    """What can be promised: the keys of what is owed, by kind of promise; today, the last day of the reports."""

    keys: Mapping[str, tuple[str, ...]]
    today: date
    deadline: date | None

    @property
    def at_most(self) -> int:
        """How many days ahead may be promised: none behind a deadline that is still to come."""
        if self.deadline is None or self.deadline <= self.today:
            return LONGEST
        return min(LONGEST, (self.deadline - self.today).days)

    @property
    def is_late(self) -> bool:
        """Whether no day is left before the deadline: what is promised then moves nothing."""
        return self.deadline is not None and self.deadline <= self.today


@dataclass(frozen=True, slots=True)
class Promised:
    """What is promised for which day; no day: there was nothing to promise."""

    what: str = ""
    keys: tuple[str, ...] = ()
    day: date | None = None
    is_late: bool = False


async def look(desk: Desk) -> Given:
    today = desk.today
    here = await still_owed.affairs(desk.db, desk.plan, desk.unit.code, today)
    return Given({what: keys for what, keys in _owed(desk, here) if keys}, today, _deadline(desk.plan, here))


def _deadline(plan: Plan, here: Affairs) -> date | None:
    """Give the last day of the signed reports: the plan's, or that of the office's request for them."""
    if plan.deadline is not None:
        return plan.deadline.last_day
    return here.report.due if here.report is not None else None


def _owed(desk: Desk, here: Affairs) -> tuple[tuple[str, tuple[str, ...]], ...]:
    member = desk.member
    asked = [row for row in here.rows if row.kind == Kind.REQUEST and row.received_on is None]
    rows = [*here.tasks(), *here.updates(), *asked]
    results = tuple(row.key for row in rows if member.sees(row.task))
    report = (here.report.key,) if here.report is not None and member.tasks is None else ()
    return (RESULTS, results), (REPORT, report)


def talk(ask: Ask, given: Given) -> Promised:
    if not given.keys:
        return Promised()
    options = tuple(Plain(what, say(f"promise.{what}")) for what in given.keys)
    what = options[0].key if len(options) == 1 else ask(Choose("promised", options)).key
    return Promised(what, given.keys[what], ask(_day(what, given)).last, is_late=given.is_late)


def _day(what: str, given: Given) -> DaysAhead:
    facts = {"what": say(f"promise.of.{what}"), "keeps": _keeps(is_late=given.is_late)}
    return DaysAhead("promise", given.today, given.at_most, _offers(given), single=True, facts=facts)


def _keeps(*, is_late: bool) -> str:
    return say("promise.keeps") if is_late else ""


def _offers(given: Given) -> tuple[date, ...]:
    days: list[date] = []
    while len(days) < _OFFERED:
        days.append(calendar.next_working_day(days[-1] if days else given.today))
    return tuple(day for day in days if (day - given.today).days <= given.at_most)


async def act(desk: Desk, promised: Promised) -> Prompt:
    if promised.day is None:
        return Prompt(say("promise.nothing", unit=desk.unit.name))
    plan, day = desk.plan.code, promised.day
    keys = (*promised.keys, *await _begun_by_then(desk, promised))
    await owed.promised(desk.db, plan, keys, day, desk.now, desk.member.id)
    await occasions.add(desk.db, plan, NewOccasion(Rule.PROMISED, day.isoformat(), dates.opens(day), desk.unit.code))
    await desk.note("promised", about=f"{promised.what} {day}")
    facts = {"what": say(f"promise.of.{promised.what}"), "day": day, "keeps": _keeps(is_late=promised.is_late)}
    return Prompt(say("promise.done", **facts), (Choice("/nhiemvu", say("command.nhiemvu")),))


async def _begun_by_then(desk: Desk, promised: Promised) -> list[str]:
    """Give the phases that begin before the promised day: till then the unit is not asked about them either."""
    if promised.what != RESULTS or promised.day is None or desk.member.tasks is not None:
        return []
    here = await still_owed.affairs(desk.db, desk.plan, desk.unit.code, promised.day)
    return [row.key for row in here.updates() if row.key not in promised.keys]


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take what is promised, and perhaps the day, from the button or as typed: "/hen report 09/02/2026", "/hen 9/2"."""
    first, _, rest = words.partition(" ")
    what, day = (first, rest) if first in (RESULTS, REPORT) else ("", words)
    if what and what not in given.keys:  # since the button was shown, it is owed no more
        return {}
    answers: dict[str, Any] = {"promised": what} if what and len(given.keys) > 1 else {}
    with suppress(Unclear):
        return answers | ({"promise": _day(what or RESULTS, given).hear(Heard(Said("", day)), None)} if day else {})
    return answers


PROMISE: Final = Handler("promising", ("hen", "promise"), OFFICIALS, look, talk, act, start, ways=(BACK, CANCEL))
