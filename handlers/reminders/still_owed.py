"""What a unit still owes of what a reminder is about: asked when it is planned, and again when it is worded.

Nothing stands in a reminder that is done, stated not to arise, promised for a day to
come, or past the day on which the words would be true.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from handlers.entries import contents
from handlers.obligations import standing, tallies
from plans import dates
from plans.notices import Rule
from plans.obligations import Key, Kind, State
from plans.schema import Plan
from storage.db import Db
from storage.obligations import chases, owed, requests, signed_reports
from storage.obligations.owed import Standing
from storage.results import coming, tally
from storage.results.entries import Entry

ENTRY: Final = "entry/"  # so begins what stands for a planned activity
_ENDS_SOON: Final = timedelta(days=7)
_LONG: Final = timedelta(days=20)  # a shorter window needs no "it ends soon"
_ASKED_FOR: Final = timedelta(days=7)  # so long is a planned activity asked about
_OPEN: Final = frozenset({State.NO_WORD, State.OPEN_IN_TIME, State.OPEN_LATE})
_FINAL: Final = frozenset({Rule.TWO_WEEKS, Rule.WITHOUT_REPORT, Rule.LAST_DAY, Rule.OVERDUE})
_REQUESTS: Final = frozenset({Rule.REQUESTED, Rule.REQUEST_NEAR, Rule.REQUEST_OVERDUE})


@dataclass(frozen=True, slots=True)
class Affairs:
    """What one unit owes and where it stands, its planned activities, and today in Viet Nam.

    `has_entered`: it has results, which may count for nothing owed. `agreed` is the day that was agreed on with it on
    the telephone, where that is open.
    """

    plan: Plan
    unit: str
    rows: tuple[Standing, ...]
    states: Mapping[str, State]
    planned: tuple[Entry, ...]
    is_stated: bool
    today: date
    has_entered: bool = False
    agreed: date | None = None

    @property
    def report(self) -> Standing | None:
        """The signed report, where one is owed: not received, nor said to be on its way."""
        if self.is_stated or self.is_office:
            return None
        return next((row for row in self.rows if row.kind == Kind.REPORT and row.received_on is None), None)

    @property
    def is_office(self) -> bool:
        """Whether it is the office's own: what it owes, it owes to itself."""
        return self.unit == self.plan.office

    @property
    def is_signed(self) -> bool:
        """Whether the signed report was received, or is said to be on its way."""
        return self.is_stated or any(row.kind == Kind.REPORT and row.received_on is not None for row in self.rows)

    @property
    def is_silent(self) -> bool:
        """Whether nothing was ever said: no result, nor that nothing arises."""
        return self.unit not in tallies.heard_units(self.rows, (self.unit,) if self.has_entered else ())

    def tasks(self, *states: State) -> list[Standing]:
        """Give the tasks in one of these states that somebody is reminded of."""
        return [row for row in self.rows if row.kind == Kind.TASK and self._counts(row, states)]

    def updates(self) -> list[Standing]:
        """Give the phases that have begun and were not brought up to date."""
        return [
            row
            for row in self.rows
            if row.kind == Kind.UPDATE
            and self.states[row.key] is State.NOT_GIVEN
            and self.plan.phase(row.phase or "").starts <= self.today
        ]

    def _counts(self, row: Standing, states: tuple[State, ...]) -> bool:
        task = self.plan.task(row.task or "")
        is_asked = task.reminded and not task.umbrella and not row.not_arising  # what was stated rests till accepted
        return is_asked and self.states[row.key] in (states or _OPEN)


async def affairs(db: Db, plan: Plan, unit: str, today: date) -> Affairs:
    """Look at one unit."""
    rows = tuple(await owed.of_unit(db, plan.code, unit))
    planned = tuple(await coming.of_unit(db, plan.code, unit))
    latest = await signed_reports.latest(db, plan.code, unit)
    is_stated = latest is not None and latest.state == signed_reports.STATED
    if is_stated:  # what was asked for by a signed report rests with it
        numbers = await requests.for_report(db, plan.code, unit, None)
        resting = {str(Key(Kind.REQUEST, unit, str(number))) for number in numbers}
        rows = tuple(row for row in rows if row.key not in resting)
    has_entered = await tally.has_any(db, plan.code, unit)
    agreed = tallies.agreed(rows, await chases.of_unit(db, plan.code, unit)).get(unit)
    states = standing.states(plan, rows, today)
    return Affairs(plan, unit, rows, states, planned, is_stated, today, has_entered, agreed)


def of(here: Affairs, rule: Rule, step: str) -> tuple[str, ...]:
    """Give the keys of what the unit owes of this; none where nobody is to be written to."""
    if rule is Rule.HELD:
        return tuple(held_key(entry) for entry in held(here) if held_step(entry) == step)
    awake = rule is Rule.LAST_DAY
    rows = [row for row in _rows(here, rule, step) if awake or not is_resting(here, row)]
    return tuple(dict.fromkeys(row.key for row in rows))


def is_resting(here: Affairs, row: Standing) -> bool:
    """Tell whether its unit promised it for a day to come, here or on the telephone."""
    promised = tallies.promised_for(row, here.agreed)
    return promised is not None and promised > here.today


def held(here: Affairs) -> list[Entry]:
    """Give the planned activities whose day has passed, for a week."""
    found = []
    for entry in here.planned:
        days = contents.of_entry(entry).days
        if days is not None and days.last < here.today <= days.last + _ASKED_FOR:
            found.append(entry)
    return found


def held_key(entry: Entry) -> str:
    """Give what stands for a planned activity in the place of an obligation's key."""
    return f"{ENTRY}{entry.number}"


def held_step(entry: Entry) -> str:
    """Give the step in which a planned activity is asked about: its number and last day, for it may be put off."""
    days = contents.of_entry(entry).days
    assert days is not None, "what is planned has days"
    return f"{entry.number}/{days.last}"


def _rows(here: Affairs, rule: Rule, step: str) -> Iterator[Standing]:
    if rule in _FINAL:
        yield from _final(here, rule, step)
    elif rule is Rule.NUDGED:
        yield from _pressing(here)
    elif rule in _REQUESTS:
        yield from _request(here, rule, step)
    elif rule is Rule.PROMISED:
        yield from _promised(here, step)
    elif rule is Rule.MONTHLY:
        yield from (row for row in here.tasks(State.NO_WORD) if row.month == step)
    elif rule is Rule.WHAT_IS_MISSING:
        yield from (*here.tasks(), *here.updates(), *_report(here))
    elif here.today <= here.plan.phases[-1].ends:
        yield from _campaign(here, rule, step)


def _campaign(here: Affairs, rule: Rule, step: str) -> Iterator[Standing]:
    """Give what is asked for while the campaign goes on."""
    match rule:
        case Rule.WINDOW_OPENS:
            notice = dates.notice(here.plan, rule, step)
            yield from (row for row in here.tasks() if notice is not None and row.task in notice.tasks)
        case Rule.CAMPAIGN_OPENS:
            yield from (*here.tasks(), *_report(here))
        case Rule.NOTHING_YET if here.is_silent:
            yield from (*here.tasks(State.NO_WORD), *here.updates())
        case Rule.NOTHING_YET:
            yield from (row for row in here.tasks() if _ends_soon(here, row))
        case Rule.DAY_PASSED:
            yield from (row for row in here.updates() if row.due is not None and row.due < here.today)
        case Rule.UPDATE_BY:
            yield from (*here.updates(), *here.tasks(State.NO_WORD))
        case _:
            return


def _ends_soon(here: Affairs, row: Standing) -> bool:
    window = here.plan.task(row.task or "").window
    return (
        window is not None
        and here.today <= window.ends <= here.today + _ENDS_SOON
        and window.ends - window.starts >= _LONG
    )


def _report(here: Affairs) -> list[Standing]:
    """Give the signed report once a day is set for it."""
    report = here.report
    if report is None or report.due is None:
        return []
    return [report]


def extended_step(until: date) -> str:
    """Give the step under which a unit is reminded of the last day it was given of its own, and after it."""
    return f"extended/{until}"


def _final(here: Affairs, rule: Rule, step: str) -> Iterator[Standing]:
    report = here.report
    if report is None or report.due is None:
        return
    if rule in (Rule.LAST_DAY, Rule.OVERDUE) and report.extended_to and step != extended_step(report.extended_to):
        return  # the last day of the others is not this unit's, nor is one it was given before
    is_past = here.today > report.due
    if is_past == (rule is Rule.OVERDUE):
        yield report


def _pressing(here: Affairs) -> Iterator[Standing]:
    """Give what has a real deadline that is near or past; not what the unit asks the office for more time for."""
    if here.is_office:
        return
    for row in here.rows:
        is_stated = row.kind == Kind.REPORT and here.is_stated
        if tallies.is_pressing(row, here.today) and not is_stated and row.extension_asked is None:
            yield row


def _request(here: Affairs, rule: Rule, step: str) -> Iterator[Standing]:
    key = str(Key(Kind.REQUEST, here.unit, step))
    for row in here.rows:
        mine = row.key == key and row.received_on is None
        is_past = row.due is not None and here.today > row.due
        if mine and is_past == (rule is Rule.REQUEST_OVERDUE):
            yield row


def _promised(here: Affairs, step: str) -> Iterator[Standing]:
    """Give what was promised for that day and is still owed."""
    day = date.fromisoformat(step)
    for row in here.rows:
        open_still = row in here.updates() or row in here.tasks() or row is here.report or row.kind == Kind.REQUEST
        if row.promised_for == day <= here.today and row.received_on is None and open_still:
            yield row
