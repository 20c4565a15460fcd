"""Everything a document tells, as of one instant: counted by the functions of closings, and by nothing else.

Units are read one after another, so that no more is held of them than what is shown.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from handlers.closings import as_of, placing, snapshot
from handlers.closings.placing import PlacedResult
from handlers.closings.snapshot import Closed, Count, Scope, Total
from handlers.documents import withheld
from handlers.documents.extent import EVERYTHING, Extent
from handlers.entries import access, joint
from handlers.entries.contents import Result
from handlers.entries.sums import Sum
from handlers.obligations import recount, tallies
from handlers.obligations.recount import Recounted
from handlers.obligations.tallies import OfUnit
from messages.values import Figure, Precision
from messages.words import ZONE
from plans.schema import Phase, Plan
from plans.units import Unit, UnitKind
from storage import matters
from storage.db import Db
from storage.matters import Matter, MatterKind
from storage.obligations import signed_reports, written_reports
from storage.obligations.owed import Standing
from storage.obligations.signed_reports import SignedReport
from storage.results import entries, history, joinings

_ALL: Final = Scope()
_TOLD: Final = 3  # activities of a unit that may be named in the text

# What is done with the results of a unit that a document is about, while they are at hand: its code, and they.
Beside = Callable[[Plan, str, Sequence[Result]], Awaitable[None]]
# Who is told of how many units, of how many, everything is read.
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ListedResult:
    """A result, as documents list it. `title` is "" where no word of it may be told."""

    number: str
    unit: Unit
    on: date | None
    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SummedUp:
    """What some results come to: how many, of how many units, the sums, and the numbers each sum was added from.

    `every` are the numbers of all of them.
    """

    results: int
    units: int
    totals: tuple[Total, ...]
    numbers: Mapping[str, Sequence[str]]
    every: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class UnitMaterial:
    """One unit: what it comes to, where it stands, what may be named of it, and what it has issued."""

    unit: Unit
    sums: SummedUp
    stands: OfUnit
    to_name: tuple[ListedResult, ...]
    directives: SummedUp


@dataclass(frozen=True, slots=True)
class Cell:
    """What one unit told of one indicator in one phase, "" for all that is counted; of so many results."""

    unit: str
    phase: str
    indicator: str
    value: Decimal
    precision: Precision
    results: int


@dataclass(frozen=True, slots=True)
class Material:
    """All of it. `kinds` are of the kinds of units there are, `phases` by key, in the plan's order.

    `cells` are the sums of each unit, as it told them: an activity of two units stands with both. `standings` are what
    was owed then. `assessments` are by unit, in its own words.
    """

    plan: Plan
    at: datetime
    closed: Closed
    all: SummedUp
    kinds: Mapping[UnitKind, SummedUp]
    phases: Mapping[str, SummedUp]
    units: tuple[UnitMaterial, ...]
    activities: tuple[ListedResult, ...]
    difficulties: tuple[Matter, ...]
    reports: Mapping[str, SignedReport]
    cells: tuple[Cell, ...]
    standings: tuple[Standing, ...]
    assessments: Mapping[str, str]


_Added = tuple[str, Sum, int]  # an indicator, what it comes to, of how many results


@dataclass(slots=True)
class _Part:
    """Some of the results, while they are counted."""

    count: Count
    numbers: dict[str, list[str]] = field(default_factory=dict)
    every: list[str] = field(default_factory=list)

    def add(self, plan: Plan, results: Sequence[PlacedResult], names: Mapping[int, str]) -> list[_Added]:
        """Count those of one more unit; give what they come to. `names` are as people write their numbers."""
        added: list[_Added] = []
        for indicator, total in self.count.add(plan, results).items():
            found = sorted({number for row in total.rows for number in row.numbers})
            self.numbers.setdefault(indicator, []).extend(map(names.__getitem__, found))
            added.append((indicator, total, len(found)))
        return added

    def join(self, other: "_Part") -> None:
        """Count what was counted of one more unit apart."""
        self.count.join(other.count)
        self.every += other.every
        for indicator, numbers in other.numbers.items():
            self.numbers.setdefault(indicator, []).extend(numbers)

    def summed_up(self, plan: Plan) -> SummedUp:
        totals = snapshot.added(plan, self.count).totals
        return SummedUp(self.count.results, self.count.units, totals, self.numbers, self.every)


async def gather(
    db: Db,
    plan: Plan,
    at: datetime,
    scope: Scope = _ALL,
    beside: Beside | None = None,
    tell: Tell | None = None,
    of: Extent = EVERYTHING,
) -> Material:
    """Read everything that was kept until an instant, by the plan as it ran then."""
    running = plan
    plan = await as_of.plan_at(db, plan, at)
    silent = withheld.tasks(running, plan)
    said = joint.said(await joinings.of_plan(db, plan.code, at))
    every = _Part(Count(scope, said))
    whose = [one for one in plan.units if of.has(one.code)]
    kinds = {kind: _Part(Count(scope, said)) for kind in dict.fromkeys(one.kind for one in whose)}
    phases = {phase.key: _Part(Count(Scope((phase.key,)), said)) for phase in _phases(plan, scope)}
    counted: dict[str, Recounted] = {}
    found: dict[str, tuple[SummedUp, SummedUp, tuple[ListedResult, ...]]] = {}
    activities: list[ListedResult] = []
    cells: list[Cell] = []
    heard = [code for code in await entries.units(db, plan.code) if of.has(code)]
    for nth, code in enumerate(heard, 1):
        results = of.results(as_of.results(plan, await history.of_unit(db, plan.code, code, at), at))
        counted |= recount.recount(plan, results)
        placed = placing.place(plan, results)
        names = {result.entry.number: access.number(result.entry) for result in results}
        concerned = [one.result for one in placed if not scope.phases or one.goes_with in scope.phases]
        mine, issued = _Part(Count(scope, said)), _Part(Count(scope, said))
        cells += _cells(code, "", mine.add(plan, placed, names))
        mine.every += [names[result.entry.number] for result in concerned]
        for part in (every, kinds.get(plan.unit(code).kind)):  # one that has left the plan may be of none
            if part is not None:
                part.join(mine)
        for key, part in phases.items():
            cells += _cells(code, key, part.add(plan, _near(placed, key), names))
            part.every += [names[one.result.entry.number] for one in placed if one.goes_with == key]
        issued.add(plan, placing.place(plan, directives(plan, results)), names)
        listed = [_activity(plan, result, names[result.entry.number], silent) for result in concerned]
        activities += listed
        found[code] = mine.summed_up(plan), issued.summed_up(plan), to_name(listed)
        if beside is not None:
            await beside(plan, code, concerned)
        if tell is not None:
            tell(nth, len(heard))
    owed = as_of.standings(plan, counted, await as_of.kept(db, plan, at))
    rows = tuple(row for row in owed if of.has(row.unit) and of.sees(row.task))
    brought = await matters.brought(db, plan.code, MatterKind.DIFFICULTY, at)
    stated = await signed_reports.stated_at(db, plan.code, at)
    return Material(
        plan=plan,
        at=at,
        closed=snapshot.of(plan, at, rows, stated, every.count),
        all=every.summed_up(plan),
        kinds={kind: part.summed_up(plan) for kind, part in kinds.items()},
        phases={key: part.summed_up(plan) for key, part in phases.items()},
        units=tuple(one for one in _units(plan, tallies.by_unit(plan, rows, _day(at)), found) if one.unit in whose),
        activities=tuple(activities),
        difficulties=tuple(
            _told(matter, silent) for matter in brought if of.has(matter.unit) and of.sees(matter.task or None)
        ),
        reports={report.unit: report for report in await signed_reports.received_at(db, plan.code, at)},
        cells=tuple(cells),
        standings=rows,
        assessments={
            one.unit: told
            for one in await written_reports.assessments(db, plan.code, at)
            if (told := withheld.told(one.said, silent))
        },
    )


def _cells(unit: str, phase: str, told: Iterable[_Added]) -> Iterator[Cell]:
    for indicator, total, results in told:
        yield Cell(unit, phase, indicator, total.value, total.precision, results)


def _near(placed: Iterable[PlacedResult], phase: str) -> list[PlacedResult]:
    """Give all that the sums of a phase may need: its own results, and every total."""
    return [one for one in placed if one.goes_with == phase or one.is_total]


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


_NOTHING: Final = SummedUp(0, 0, (), {})


def _units(
    plan: Plan, stand: Iterable[OfUnit], found: Mapping[str, tuple[SummedUp, SummedUp, tuple[ListedResult, ...]]]
) -> Iterable[UnitMaterial]:
    for of in stand:
        mine, issued, to_name = found.get(of.unit, (_NOTHING, _NOTHING, ()))
        yield UnitMaterial(plan.unit(of.unit), mine, of, to_name, issued)


def _phases(plan: Plan, scope: Scope) -> Sequence[Phase]:
    return [phase for phase in plan.phases if not scope.phases or phase.key in scope.phases]


def directives(plan: Plan, results: Iterable[Result]) -> Sequence[Result]:
    """Give what a unit has issued to carry the plan out."""
    form = plan.consolidated.directives if plan.consolidated else ""
    return [result for result in results if form and result.content.form == form]


def _told(matter: Matter, silent: frozenset[str]) -> Matter:
    """Take the words out of a difficulty with a task of which none is told, also where that came later."""
    return replace(matter, what="", asked_for="") if matter.task in silent else matter


def _activity(plan: Plan, result: Result, number: str, silent: frozenset[str]) -> ListedResult:
    """List a result; of a task of which no word is told, also where that came later, it is only there."""
    content, unit = result.content, plan.unit(result.entry.unit)
    if withheld.is_withheld(content, silent):
        return ListedResult(number, unit, None, "", ())
    days = content.days
    return ListedResult(
        number=number,
        unit=unit,
        on=days.first if days else None,
        title=content.title,
        figures=content.figures,
    )


def to_name(activities: Iterable[ListedResult]) -> tuple[ListedResult, ...]:
    """Give the activities of a unit that say most: those with the most figures, then the largest, each title once."""
    titled = {activity.title: activity for activity in activities if activity.title and activity.on}
    return tuple(sorted(titled.values(), key=_weight)[:_TOLD])


def _weight(activity: ListedResult) -> tuple[int, float, str]:
    largest = max((float(figure.value) for figure in activity.figures), default=0.0)
    return -len(activity.figures), -largest, activity.number
