"""The dates a plan lets the clock act on: reminders, digests and closings, as pure data.

A reminder that falls on a day off goes on the next working day, but what must be heard
before a last day goes on the working day before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from messages.words import ZONE
from plans import calendar
from plans.notices import Digests, Notice, Often, Rule
from plans.schema import Plan

DIGEST = "digest"
CLOSING = "closing"
OPENING = "opening"  # of the campaign, or of tasks that begin before it, told to the office
_OPENINGS = frozenset({Rule.CAMPAIGN_OPENS, Rule.WINDOW_OPENS})
_ONE_DAY = timedelta(days=1)
_MONTHLY_FROM = 25  # towards the end of the month there is something to tell of it
_BEFORE_A_LAST_DAY = frozenset({Rule.LAST_DAY, Rule.UPDATE_BY, Rule.TWO_WEEKS, Rule.WITHOUT_REPORT})


@dataclass(frozen=True, slots=True)
class PlanDate:
    """What is to be done, which of them, and from which instant on.

    `rule` is a Rule, or DIGEST, CLOSING, OPENING. `step` is the day the plan gives (of a closing: its phases, of a
    monthly task: the month); a deadline that is moved makes other steps, for what was said of the old one is void.
    """

    rule: str
    step: str
    due_at: datetime


def of(plan: Plan) -> tuple[PlanDate, ...]:
    """Give every date the plan itself sets, the earliest first."""
    found = (*_reminders(plan), *_monthly(plan), *_for_the_office(plan))
    return tuple(sorted(found, key=lambda occasion: occasion.due_at))


def notice(plan: Plan, rule: str, step: str) -> Notice | None:
    """Give the message of the calendar an occasion stands for."""
    last_day = _last_day(plan)
    for message in plan.calendar:
        if message.key == rule and f"{message.day(last_day)}" == step:
            return message
    return None


def opening(plan: Plan, step: str) -> Notice | None:
    """Give the message to units that an opening told to the office stands for."""
    return next((found for rule in sorted(_OPENINGS) if (found := notice(plan, rule, step)) is not None), None)


def closing_at(plan: Plan, step: str) -> datetime | None:
    """Give the instant of one of the plan's closings."""
    for closing in plan.closings:
        if closing.step == step:
            return datetime.combine(closing.on, closing.at, ZONE)
    return None


def _reminders(plan: Plan) -> Iterator[PlanDate]:
    for message in plan.calendar:
        day = message.day(_last_day(plan))
        if day is not None:
            yield PlanDate(message.key, day.isoformat(), opens(_sent_on(message.key, day)))


def _last_day(plan: Plan) -> date | None:
    return plan.deadline.last_day if plan.deadline else None


def _sent_on(rule: Rule, day: date) -> date:
    if calendar.is_working_day(day):
        return day
    return calendar.working_day_before(day) if rule in _BEFORE_A_LAST_DAY else calendar.next_working_day(day)


def _monthly(plan: Plan) -> Iterator[PlanDate]:
    recurrences = [task.recurs for task in plan.tasks if task.recurs and task.reminded]
    months = {month for recurrence in recurrences for month in recurrence.months}
    for month in sorted(months):
        day = date.fromisoformat(f"{month}-{_MONTHLY_FROM}")
        yield PlanDate(Rule.MONTHLY, month, opens(_sent_on(Rule.MONTHLY, day)))


def _for_the_office(plan: Plan) -> Iterator[PlanDate]:
    for span in plan.digests:
        for day in _days(span):
            yield PlanDate(DIGEST, day.isoformat(), datetime.combine(day, span.at, ZONE))
    for closing in plan.closings:
        yield PlanDate(CLOSING, closing.step, datetime.combine(closing.on, closing.at, ZONE))
    for message in plan.calendar:
        if message.key in _OPENINGS and message.on:
            yield PlanDate(OPENING, message.on.isoformat(), opens(_sent_on(message.key, message.on)))


def _days(span: Digests) -> Iterator[date]:
    day = span.starts
    while day <= span.ends:
        if calendar.is_working_day(day) and (span.often is Often.DAILY or day.weekday() == 0):
            yield day
        day += _ONE_DAY


def opens(day: date) -> datetime:
    """Give when the first hour in which an office may be written to begins on this day."""
    return datetime.combine(day, calendar.OFFICE_HOURS.spans[0][0], ZONE)


def at_latest(day: date) -> datetime:
    """Give when the last hour in which an office may be written to ends on this day."""
    return datetime.combine(day, calendar.OFFICE_HOURS.spans[-1][1], ZONE)


def midnight(day: date) -> datetime:
    """Give the beginning of a local day."""
    return datetime.combine(day, time(), ZONE)
