"""What a closing holds: the figures as they stood at its instant, with the names they had then.

It is worded from this alone, so it reads the same for ever, whatever becomes of the plan; an English reader is shown
the plan's English names in their place.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter

from handlers.closings import placing
from handlers.closings.placing import PlacedResult
from handlers.entries import access, joint, sums
from handlers.entries.contents import Content, Result
from handlers.entries.joint import Joint
from handlers.entries.sums import Sum
from handlers.obligations import standing, tallies
from messages.reading.figures import figures
from messages.values import Figure, Precision
from messages.words import ZONE, language
from plans.obligations import Kind, State
from plans.schema import Indicator, Plan
from storage.obligations.owed import Standing


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
class JointPart:
    """What one unit told of a joint activity: which result, and the figures that the other told too."""

    unit: str
    number: str
    figures: tuple[Total, ...]


class HowCounted(StrEnum):
    """How an activity that two units told was counted."""

    ONCE = "once"
    TWICE = "twice"  # nobody has said that it is one
    WITHIN = "within"  # it is one, but what each told is held in a total of that unit


@dataclass(frozen=True, slots=True)
class JointActivity:
    """An activity that two units told, or may have told, on the first of its days, and how it was counted."""

    on: date
    parts: tuple[JointPart, JointPart]
    counted: HowCounted


@dataclass(frozen=True, slots=True)
class Closed:
    """The figures of a closing. `updates` are the phases begun; names of units are short, in the plan's order.

    `reports_due` is the last day of the signed reports; none while the office has not asked for them. `not_sent` are
    the reports the office had not received, `stated` those of them that were said to be sent; None: nobody kept that.
    `early` results count for no phase, but lie in the days of their task, `untimely` ones outside the time of the plan.
    `activities` are those of the tasks that tell no more than how many there were, of so many units. `rules` are those
    by which it was counted: an earlier release had others.
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
    early: int = 0
    untimely: int = 0
    activities: int = 0
    activities_units: int = 0
    joint: tuple[JointActivity, ...] = ()
    rules: int = 1


RULES: Final = 3
_BODY: Final = TypeAdapter(Closed)
_NAMED_BEFORE: Final = 14  # days before the last day in which units that have not sent are named, however many


def kept(closed: Closed) -> str:
    """Give the JSON that is stored."""
    return _BODY.dump_json(closed).decode()


def read(body: str) -> Closed:
    """Read what was stored."""
    return _BODY.validate_json(body)


def named(closed: Closed, plan: Plan) -> Closed:
    """Give it with the names of the language now spoken; it is stored with the plan's own."""
    spoken, own = plan.spoken(language()), plan.spoken("vi")
    if spoken is own:
        return closed
    phases = {phase.key: phase.name for phase in spoken.phases}
    units = {unit.short: other.short for unit, other in zip(own.units, spoken.units, strict=True)}

    def listed(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(units.get(name, name) for name in names)

    def totals(every: Sequence[Total]) -> tuple[Total, ...]:
        return tuple(replace(one, indicator=one.indicator.in_english) for one in every)

    def part(one: JointPart) -> JointPart:
        return replace(one, unit=units.get(one.unit, one.unit), figures=totals(one.figures))

    return replace(
        closed,
        plan=spoken.short,
        period_word=spoken.period_word,
        updates=tuple(replace(phase, name=phases.get(phase.key, phase.name)) for phase in closed.updates),
        late=listed(closed.late),
        not_sent=listed(closed.not_sent),
        stated=None if closed.stated is None else listed(closed.stated),
        totals=totals(closed.totals),
        joint=tuple(replace(pair, parts=(part(pair.parts[0]), part(pair.parts[1]))) for pair in closed.joint),
    )


@dataclass(slots=True)
class Count:
    """The results of a scope, counted unit by unit, so that no more than one unit's are held at a time.

    Of units with results that may be another unit's too, `tied`, the sums are kept as they are until all are counted.
    `said` is what the office has said of pairs.
    """

    scope: Scope
    said: joint.Said = field(default_factory=dict)
    results: int = 0
    units: int = 0
    untimely: int = 0
    activities: int = 0
    activities_units: int = 0
    by_phase: Counter[str] = field(default_factory=Counter)
    totals: list[Figure] = field(default_factory=list)
    tied: list[Result] = field(default_factory=list)
    sums_of_tied: list[Mapping[str, Sum]] = field(default_factory=list)

    def add(self, plan: Plan, results: Sequence[PlacedResult]) -> Mapping[str, Sum]:
        """Count those of one more unit; give what they come to, by indicator."""
        mine = [one for one in results if not self.scope.phases or one.goes_with in self.scope.phases]
        self.results += len(mine)
        self.units += bool(mine)
        self.by_phase.update(one.counts_for for one in mine)
        self.untimely += sum(not one.is_timely for one in results)
        counts = [one.result.content.count for one in mine if one.result.content.count is not None]
        self.activities += sum(counts)
        self.activities_units += any(counts)
        # a total of a later phase stands for what came before it: the newest one counts
        told = sums.overall([row for one in (*mine, *_later_totals(plan, results, self.scope)) for row in one.told])
        named = joint.named(self.said)
        tied = [one.result for one in mine if one.may_be_joint or joint.is_named(one.result, named)]
        if tied:
            self.tied += tied
            self.sums_of_tied.append(told)
        else:
            self.totals += [total.of(indicator) for indicator, total in told.items()]
        return told

    def join(self, other: "Count") -> None:
        """Count what was counted of one more unit apart."""
        self.results += other.results
        self.units += other.units
        self.untimely += other.untimely
        self.activities += other.activities
        self.activities_units += other.activities_units
        self.by_phase.update(other.by_phase)
        self.totals += other.totals
        self.tied += other.tied
        self.sums_of_tied += other.sums_of_tied


@dataclass(frozen=True, slots=True)
class AddedUp:
    """What a count comes to: the sums, and the pairs that are one activity or may be; of `once` nothing is doubled."""

    totals: tuple[Total, ...]
    pairs: tuple[Joint, ...]
    once: Sequence[Joint]


def added(plan: Plan, count: Count) -> AddedUp:
    """Add up what was counted, each activity once."""
    pairs = joint.found(plan, count.tied, count.said)
    once, told = joint.once(pairs, count.sums_of_tied)
    return AddedUp(_totals(plan, [*count.totals, *told]), pairs, once)


def of(plan: Plan, at: datetime, rows: Sequence[Standing], stated: Collection[str], count: Count) -> Closed:
    """Give a closing: what was owed at its instant, which units had said it was sent, what was counted."""
    today = at.astimezone(ZONE).date()
    states = standing.states(plan, rows, today)
    sent = {row.unit: states[row.key] for row in rows if row.kind == Kind.REPORT and tallies.is_asked(row)}
    missing = [unit for unit in plan.units if sent.get(unit.code) is State.NOT_SENT]
    last = tallies.reports_due(rows)
    add_up = added(plan, count)
    return Closed(
        scope=count.scope,
        plan=plan.short,
        period_word=plan.period_word,
        cut_off=at,
        units=len(plan.units),
        results=count.results,
        units_heard=count.units,
        updates=tuple(_updates(plan, rows, count, today)),
        tasks=tallies.tasks(plan, rows, today),
        reports=tallies.signed_reports(plan, rows, today),
        reports_due=last,
        late=tuple(unit.short for unit in plan.units if sent.get(unit.code) is State.LATE),
        not_sent=tuple(unit.short for unit in missing),
        names_may_stand=last is not None and (last - today).days <= _NAMED_BEFORE,
        totals=add_up.totals,
        stated=tuple(unit.short for unit in missing if unit.code in stated),
        early=count.by_phase[""] - (count.untimely if not count.scope.phases else 0),
        untimely=count.untimely,
        activities=count.activities,
        activities_units=count.activities_units,
        joint=tuple(_joint(plan, pair, pair in add_up.once) for pair in add_up.pairs),
        rules=RULES,
    )


def _joint(plan: Plan, pair: Joint, is_counted_once: bool) -> JointActivity:
    counted = HowCounted.TWICE
    if pair.is_one:
        counted = HowCounted.ONCE if is_counted_once else HowCounted.WITHIN
    days = pair.first.content.days
    assert days is not None, "an activity has days"
    return JointActivity(days.first, (_part(plan, pair, pair.first), _part(plan, pair, pair.second)), counted)


def _part(plan: Plan, pair: Joint, result: Result) -> JointPart:
    figures = tuple(
        Total(plan.indicator(figure.indicator), figure.value, figure.precision, 1)
        for figure in result.content.figures
        if figure.indicator in pair.shared
    )
    return JointPart(plan.unit(result.entry.unit).short, access.number(result.entry), figures)


def concerned(plan: Plan, results: Sequence[Result], scope: Scope) -> tuple[Result, ...]:
    """Give the results that a closing is about: of its phases, or all.

    What lies outside the campaign, but in the days the text itself gives its task, goes with the nearest phase.
    """
    if not scope.phases:
        return tuple(results)
    return tuple(one for one in results if is_of(plan, one.content, one.entry.made_at, scope))


def _later_totals(plan: Plan, results: Sequence[PlacedResult], scope: Scope) -> Iterator[PlacedResult]:
    if not scope.phases:
        return
    order = [phase.key for phase in plan.phases]
    later = set(order[min((order.index(key) for key in scope.phases if key in order), default=0) :])
    for one in results:
        where = one.goes_with
        if one.is_total and where in later and where not in scope.phases:
            yield one


def is_of(plan: Plan, content: Content, made_at: datetime, scope: Scope) -> bool:
    """Tell whether a closing of phases is about this."""
    return placing.goes_with(plan, content, made_at.astimezone(ZONE).date()) in scope.phases


def _updates(plan: Plan, rows: Sequence[Standing], count: Count, today: date) -> Sequence[ClosedPhase]:
    phases, found = count.scope.phases, []
    for of in tallies.by_phase(plan, rows, today):
        phase = of.phase
        if phase.key in phases or (not phases and phase.starts <= today):
            found.append(ClosedPhase(phase.key, phase.name, count.by_phase[phase.key], of.states))
    return found


def _totals(plan: Plan, of_units: Sequence[Figure]) -> tuple[Total, ...]:
    """Give every sum, what most units count first."""
    every = [
        Total(indicator, *figures.total(mine), len(mine))
        for indicator in plan.indicators
        if (mine := [figure for figure in of_units if figure.indicator == indicator.key])
    ]
    return tuple(sorted(every, key=lambda total: -total.units))
