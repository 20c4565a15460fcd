"""Where in the plan a result lies, looked up once, however often it is counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.closings import as_of
from handlers.entries import joint
from handlers.entries.contents import Content, Result
from handlers.obligations import coverage
from messages.words import ZONE
from plans.schema import Plan
from storage.results.figures import Counts, Told

_TOTAL: Final = Counts.TOTAL


@dataclass(frozen=True, slots=True)
class PlacedResult:
    """A result: the key of the phase it counts for, and of that with which it is closed; "" for none.

    `is_total`: its figures stand for all before them. `may_be_joint`: it may be another unit's too. `told` are its
    figures, once under each of its tasks.
    """

    result: Result
    counts_for: str
    goes_with: str
    is_timely: bool
    is_total: bool
    may_be_joint: bool
    told: tuple[Told, ...]


def place(plan: Plan, results: Iterable[Result]) -> tuple[PlacedResult, ...]:
    """Look up where results lie."""
    return tuple(_placed(plan, result) for result in results)


def _placed(plan: Plan, result: Result) -> PlacedResult:
    content, made_on = result.content, result.entry.made_at.astimezone(ZONE).date()
    counts_for = coverage.phase_of(plan, content, made_on)
    timely = bool(counts_for) or is_timely(plan, content)
    near = counts_for if counts_for or not timely else _nearest(plan, content, made_on)
    is_total, candidate = content.counts is _TOTAL, joint.is_candidate(plan, content)
    return PlacedResult(result, counts_for, near, timely, is_total, candidate, tuple(as_of.told((result,))))


def goes_with(plan: Plan, content: Content, made_on: date) -> str:
    """Give the key of the phase with which this is closed; "" for days outside the time of the plan."""
    phase = coverage.phase_of(plan, content, made_on)
    return phase if phase or not is_timely(plan, content) else _nearest(plan, content, made_on)


def _nearest(plan: Plan, content: Content, made_on: date) -> str:
    return plan.phase_of(content.days.first if content.days else made_on).key


def is_timely(plan: Plan, content: Content) -> bool:
    """Tell whether its days lie in the time of the plan; what is status only has none."""
    days = content.days
    return days is None or plan.is_timely(days.first, days.last, *content.tasks)
