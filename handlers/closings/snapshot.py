"""What a closing holds: the figures as they stood at its instant, with the names they had then.

It is worded from this alone, so it reads the same for ever, whatever becomes of the plan.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from pydantic import TypeAdapter

from handlers.closings.as_of import Stood
from handlers.entries import contents, sums
from handlers.entries.contents import Content
from handlers.obligations import standing, tallies
from messages.values import Precision
from messages.words import ZONE
from plans import obligations
from plans.obligations import Kind, State
from plans.schema import Indicator, Plan
from storage.results.entries import Entry
from storage.results.figures import Told


@dataclass(frozen=True, slots=True)
class Scope:
    """What is closed: phases of the plan, by key; none: the signed reports, or what `name` says, all of the plan."""

    phases: tuple[str, ...] = ()
    name: str = ""

    @property
    def is_of_reports(self) -> bool:
        """Whether it is the plan's own closing of the signed reports."""
        return not self.phases and not self.name


@dataclass(frozen=True, slots=True)
class ClosedPhase:
    """A phase: how many results count for it, and how many units brought it up to date."""

    key: str
    name: str
    results: int
    states: Mapping[State, int]


@dataclass(frozen=True, slots=True)
class Total:
    """What all units come to of one indicator; `units` told some of it."""

    indicator: Indicator
    value: Decimal
    precision: Precision
    units: int


@dataclass(frozen=True, slots=True)
class Closed:
    """The figures of a closing. `updates` are the phases begun; names of units are short, in the plan's order.

    `reports_due` is the last day of the signed reports; none while the office has not asked for them.
    """

    scope: Scope
    plan: str
    period_word: str
    cut_off: datetime
    units: int
    results: int
    units_heard: int
    updates: tuple[ClosedPhase, ...]
    tasks: Mapping[State, int]
    reports: Mapping[State, int]
    reports_due: date | None
    late: tuple[str, ...]
    not_sent: tuple[str, ...]
    names_may_stand: bool
    totals: tuple[Total, ...]


_BODY: Final = TypeAdapter(Closed)
_NAMED_BEFORE: Final = 14  # days before the last day in which units that have not sent are named, however many


def kept(closed: Closed) -> str:
    """Give the JSON that is stored."""
    return _BODY.dump_json(closed).decode()


def read(body: str) -> Closed:
    """Read what was stored."""
    return _BODY.validate_json(body)


def of(plan: Plan, stood: Stood, scope: Scope) -> Closed:
    """Count how things stood."""
    today = stood.at.astimezone(ZONE).date()
    states = standing.states(plan, stood.rows, today)
    results = concerned(plan, stood.results, scope)
    numbers = {(entry.unit, entry.number) for entry in results}
    sent = {row.unit: states[row.key] for row in stood.rows if row.kind == Kind.REPORT}
    last = plan.deadline.last_day if plan.deadline else None
    return Closed(
        scope=scope,
        plan=plan.short,
        period_word=plan.period_word,
        cut_off=stood.at,
        units=len(plan.units),
        results=len(results),
        units_heard=len({entry.unit for entry in results}),
        updates=tuple(_updates(plan, stood, scope, states)),
        tasks=tallies.tasks(plan, stood.rows, today),
        reports=tallies.signed_reports(plan, stood.rows, today),
        reports_due=last,
        late=tuple(unit.short for unit in plan.units if sent[unit.code] is State.LATE),
        not_sent=tuple(unit.short for unit in plan.units if sent[unit.code] is State.NOT_SENT),
        names_may_stand=last is not None and (last - today).days <= _NAMED_BEFORE,
        totals=_totals(plan, [row for row in stood.told if (row.unit, row.number) in numbers]),
    )


def concerned(plan: Plan, results: Sequence[Entry], scope: Scope) -> tuple[Entry, ...]:
    """Give the results that a closing is about: of its phases, or all."""
    if not scope.phases:
        return tuple(results)
    return tuple(entry for entry in results if phase_of(plan, entry) in scope.phases)


def phase_of(plan: Plan, entry: Entry) -> str:
    """Give the key of the phase a result counts for."""
    return phase_of_content(plan, contents.of_entry(entry), entry.made_at)


def phase_of_content(plan: Plan, content: Content, made_at: datetime) -> str:
    """Give the key of the phase that this counts for; without days it counts for the day it was made."""
    day = content.days.first if content.days else made_at.astimezone(ZONE).date()
    return content.phase or plan.phase_of(day).key


def _updates(plan: Plan, stood: Stood, scope: Scope, states: Mapping[str, State]) -> Sequence[ClosedPhase]:
    counts = Counter(phase_of(plan, entry) for entry in stood.results)
    today = stood.at.astimezone(ZONE).date()
    found = []
    for phase in plan.phases:
        if phase.key in scope.phases or (not scope.phases and phase.starts <= today):
            mine = [states[row.key] for row in stood.rows if row.kind == Kind.UPDATE and row.phase == phase.key]
            tally = obligations.tally(Kind.UPDATE, mine)
            found.append(ClosedPhase(phase.key, phase.name, counts[phase.key], tally))
    return found


def _totals(plan: Plan, told: Sequence[Told]) -> tuple[Total, ...]:
    """Give every sum, what most units count first."""
    found = sums.overall(told)
    every = [
        Total(indicator, total.value, total.precision, len({row.unit for row in total.rows}))
        for indicator in plan.indicators
        if (total := found.get(indicator.key)) is not None
    ]
    return tuple(sorted(every, key=lambda total: -total.units))
