"""What a closing holds: the figures as they stood at its instant, with the names they had then.

It is worded from this alone, so it reads the same for ever, whatever becomes of the plan.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from pydantic import TypeAdapter

from handlers.closings import as_of
from handlers.entries import sums
from handlers.entries.contents import Content, Result
from handlers.obligations import standing, tallies
from messages.reading.figures import figures
from messages.values import Figure, Precision
from messages.words import ZONE
from plans import obligations
from plans.obligations import Kind, State
from plans.schema import Indicator, Plan
from storage.obligations.owed import Standing
from storage.results.figures import Counts


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

    `reports_due` is the last day of the signed reports; none while the office has not asked for them. `not_sent` are
    the reports the office had not received, `stated` those of them that were said to be sent; None: nobody kept that.
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
    stated: tuple[str, ...] | None = None


_BODY: Final = TypeAdapter(Closed)
_NAMED_BEFORE: Final = 14  # days before the last day in which units that have not sent are named, however many


def kept(closed: Closed) -> str:
    """Give the JSON that is stored."""
    return _BODY.dump_json(closed).decode()


def read(body: str) -> Closed:
    """Read what was stored."""
    return _BODY.validate_json(body)


@dataclass(slots=True)
class Count:
    """The results of a scope, counted unit by unit, so that no more than one unit's are held at a time."""

    scope: Scope
    results: int = 0
    units: int = 0
    by_phase: Counter[str] = field(default_factory=Counter)
    totals: list[Figure] = field(default_factory=list)

    def add(self, plan: Plan, results: Sequence[Result]) -> None:
        """Count those of one more unit."""
        mine = concerned(plan, results, self.scope)
        self.results += len(mine)
        self.units += bool(mine)
        self.by_phase.update(phase_of(plan, result) for result in mine)
        # a total of a later phase stands for what came before it: the newest one counts
        told = sums.overall(tuple(as_of.told([*mine, *_later_totals(plan, results, self.scope)])))
        self.totals += [total.of(indicator) for indicator, total in told.items()]


def of(plan: Plan, at: datetime, rows: Sequence[Standing], stated: Collection[str], count: Count) -> Closed:
    """Give a closing: what was owed at its instant, which units had said it was sent, what was counted."""
    today = at.astimezone(ZONE).date()
    states = standing.states(plan, rows, today)
    sent = {row.unit: states[row.key] for row in rows if row.kind == Kind.REPORT}
    missing = [unit for unit in plan.units if sent.get(unit.code) is State.NOT_SENT]
    last = plan.deadline.last_day if plan.deadline else None
    return Closed(
        scope=count.scope,
        plan=plan.short,
        period_word=plan.period_word,
        cut_off=at,
        units=len(plan.units),
        results=count.results,
        units_heard=count.units,
        updates=tuple(_updates(plan, rows, count, states, today)),
        tasks=tallies.tasks(plan, rows, today),
        reports=tallies.signed_reports(plan, rows, today),
        reports_due=last,
        late=tuple(unit.short for unit in plan.units if sent.get(unit.code) is State.LATE),
        not_sent=tuple(unit.short for unit in missing),
        names_may_stand=last is not None and (last - today).days <= _NAMED_BEFORE,
        totals=_totals(plan, count.totals),
        stated=tuple(unit.short for unit in missing if unit.code in stated),
    )


def concerned(plan: Plan, results: Sequence[Result], scope: Scope) -> tuple[Result, ...]:
    """Give the results that a closing is about: of its phases, or all."""
    if not scope.phases:
        return tuple(results)
    return tuple(result for result in results if phase_of(plan, result) in scope.phases)


def _later_totals(plan: Plan, results: Sequence[Result], scope: Scope) -> Iterator[Result]:
    for result in results:
        if scope.phases and result.content.counts is Counts.TOTAL and phase_of(plan, result) not in scope.phases:
            yield result


def phase_of(plan: Plan, result: Result) -> str:
    """Give the key of the phase a result counts for."""
    return phase_of_content(plan, result.content, result.entry.made_at)


def phase_of_content(plan: Plan, content: Content, made_at: datetime) -> str:
    """Give the key of the phase that this counts for; without days it counts for the day it was made."""
    day = content.days.first if content.days else made_at.astimezone(ZONE).date()
    return content.phase or plan.phase_of(day).key


def _updates(
    plan: Plan, rows: Sequence[Standing], count: Count, states: Mapping[str, State], today: date
) -> Sequence[ClosedPhase]:
    phases, found = count.scope.phases, []
    for phase in plan.phases:
        if phase.key in phases or (not phases and phase.starts <= today):
            mine = [states[row.key] for row in rows if row.kind == Kind.UPDATE and row.phase == phase.key]
            tally = obligations.tally(Kind.UPDATE, mine)
            found.append(ClosedPhase(phase.key, phase.name, count.by_phase[phase.key], tally))
    return found


def _totals(plan: Plan, of_units: Sequence[Figure]) -> tuple[Total, ...]:
    """Give every sum, what most units count first."""
    every = [
        Total(indicator, *figures.total(mine), len(mine))
        for indicator in plan.indicators
        if (mine := [figure for figure in of_units if figure.indicator == indicator.key])
    ]
    return tuple(sorted(every, key=lambda total: -total.units))
