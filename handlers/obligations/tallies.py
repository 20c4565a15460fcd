"""Every count of what is owed that is ever shown, from the standing rows alone.

What came and waits is counted in `storage/results/tally.py`; what units count is added in `entries/sums.py`.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import Final

from handlers.obligations import standing
from messages.words import ZONE
from plans import calendar, obligations
from plans.obligations import Key, Kind, State
from plans.schema import Phase, Plan
from plans.units import UnitKind
from storage.members.manning import Manned
from storage.obligations.chases import Chase, ChaseStep
from storage.obligations.owed import Standing
from storage.results.tally import Hour

NEAR: Final = timedelta(days=14)  # a real deadline is near


def tasks(plan: Plan, rows: Sequence[Standing], today: date) -> Mapping[State, int]:
    """Count tasks on the government's scale; the parts sum to all the assignments there are."""
    return _tally(plan, rows, today, Kind.TASK)


def signed_reports(plan: Plan, rows: Sequence[Standing], today: date) -> Mapping[State, int]:
    """Count signed reports on their own scale; the parts sum to the units that were asked for one."""
    return _tally(plan, [row for row in rows if is_asked(row)], today, Kind.REPORT)


def is_asked(row: Standing) -> bool:
    """Tell whether anybody waits for this: a plan without a deadline owes no report until the office asks."""
    return row.kind != Kind.REPORT or row.due is not None or row.received_on is not None


def sent(reports: Mapping[State, int]) -> int:
    """Count the signed reports that are in, in time or late."""
    return reports[State.IN_TIME] + reports[State.LATE]


def _tally(plan: Plan, rows: Sequence[Standing], today: date, kind: Kind) -> Mapping[State, int]:
    stand = standing.states(plan, [row for row in rows if row.kind == kind], today)
    return obligations.tally(kind, list(stand.values()))


def silent_units(plan: Plan, rows: Sequence[Standing], entered: Collection[str]) -> tuple[str, ...]:
    """Give the units that owe a task and have said nothing yet, in the plan's order."""
    owing_units = {row.unit for row in rows if row.kind == Kind.TASK}
    said = heard_units(rows, entered)
    return tuple(unit.code for unit in plan.units if unit.code in owing_units - said)


def heard_units(rows: Sequence[Standing], entered: Collection[str]) -> frozenset[str]:
    """Give the units that have said anything: told a result, or that nothing arises.

    `entered` are those that have results: there are some that count for nothing owed.
    """
    return frozenset(row.unit for row in rows if row.entries or row.not_arising).union(entered)


def nothing_arises(plan: Plan, rows: Sequence[Standing], entered: Collection[str]) -> tuple[str, ...]:
    """Give the units that have said no more than that nothing arises, in the plan's order."""
    said = {row.unit for row in rows if row.not_arising}
    results = {row.unit for row in rows if row.entries} | set(entered)
    return tuple(unit.code for unit in plan.units if unit.code in said - results)


def said_nothing(plan: Plan, rows: Sequence[Standing], today: date) -> tuple[Standing, ...]:
    """Give the tasks of which units say that nothing arises, while the office has not accepted it."""
    tasks = [row for row in rows if row.kind == Kind.TASK]
    stand = standing.states(plan, tasks, today)
    return tuple(row for row in tasks if stand[row.key] is State.SAID_NOTHING)


def to_note(plan: Plan, rows: Sequence[Standing], today: date) -> tuple[Standing, ...]:
    """Give those of which the units said so themselves: an umbrella is met by what it covers."""
    return tuple(row for row in said_nothing(plan, rows, today) if row.not_arising)


def matter(key: Key, for_reports: Collection[str]) -> Key:
    """Give what a key is about: a request that a signed report answers, by number, is about that report."""
    return Key(Kind.REPORT, key.unit) if key.kind is Kind.REQUEST and key.of in for_reports else key


def manned(plan: Plan, found: Sequence[Manned]) -> Mapping[str, Manned]:
    """Say of each unit of the plan, manned or not, how many officials it has, and how many a message reaches."""
    known = {row.unit: row for row in found}
    return {unit.code: known.get(unit.code, Manned(unit.code, 0, 0)) for unit in plan.units}


class Unsent(StrEnum):
    """Why a signed report is not in, one reason of each; whoever is not reached counts as that, reminded or not."""

    STATED = "stated"  # the unit says it has sent it, the office has not confirmed it
    EXTENDING = "extending"  # the unit asks for another last day
    PROMISED = "promised"  # for today, or a day to come, here or on the telephone
    BROKEN = "broken"  # promised for a day that has passed
    CALLED = "called"  # the office has spoken to the unit, and no day was named
    REMINDED = "reminded"  # and has not answered
    UNASKED = "unasked"  # nobody has been reminded of it yet
    UNREACHED = "unreached"  # no message reaches anybody of the unit
    APART = "apart"  # a body that the office does not urge, whatever it has said or heard


@dataclass(frozen=True, slots=True)
class Contacts:
    """Of which units statements wait for the office, of which somebody is reached, which were reminded of a report.

    `asked` are the keys of the requests that units were reminded of, `called` the units that the office spoke to
    last without a day, `agreed` the days that were agreed on with others, `apart` the units that are not chased.
    """

    stated: frozenset[str]
    reached: frozenset[str]
    reminded: frozenset[str]
    asked: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    agreed: Mapping[str, date] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()

    def promised(self, row: Standing) -> date | None:
        """Give the day for which it was promised last, by the unit here or to the office that called."""
        return promised_for(row, self.agreed.get(row.unit))


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something with a real deadline that is past: a signed report, or the answer to a request."""

    key: Key
    due: date


def reports_due(rows: Sequence[Standing]) -> date | None:
    """Give the last day of the signed reports, but for units that were given another; None while there is none."""
    return max((row.due for row in rows if row.kind == Kind.REPORT and row.due and not row.extended_to), default=None)


def extensions_asked(rows: Sequence[Standing]) -> tuple[Standing, ...]:
    """Give the signed reports for which units ask for another last day, the nearest first."""
    asked = [(row.extension_asked, row) for row in rows if row.extension_asked is not None]
    return tuple(row for _, row in sorted(asked, key=lambda pair: pair[0]))


def sent_by_kind(plan: Plan, rows: Sequence[Standing]) -> Mapping[UnitKind, tuple[int, int]]:
    """Say of each kind of unit how many signed reports are in, of how many; kinds the plan lacks left out."""
    counts: dict[UnitKind, tuple[int, int]] = {}
    for row in rows:
        if row.kind == Kind.REPORT and is_asked(row):
            kind = plan.unit(row.unit).kind
            sent, of = counts.get(kind, (0, 0))
            counts[kind] = (sent + (row.received_on is not None), of + 1)
    return {kind: counts[kind] for kind in UnitKind if kind in counts}


def unsent(rows: Sequence[Standing], heard: Contacts, today: date) -> Mapping[Unsent, tuple[Standing, ...]]:
    """Split the signed reports that are not in by why; the parts sum to all of them."""
    missing = [row for row in rows if row.kind == Kind.REPORT and row.received_on is None and is_asked(row)]
    why = [why_missing(row, heard, today) for row in missing]
    return {part: tuple(row for row, of in zip(missing, why, strict=True) if of is part) for part in Unsent}


def why_missing(row: Standing, heard: Contacts, today: date) -> Unsent:
    """Say why a signed report, or the answer to a request, is not in."""
    is_report = row.kind == Kind.REPORT
    if is_report and row.unit in heard.stated:
        return Unsent.STATED
    if row.extension_asked is not None:
        return Unsent.EXTENDING
    if row.unit in heard.apart:
        return Unsent.APART
    promised = heard.promised(row)
    if promised is not None:
        return Unsent.PROMISED if promised >= today else Unsent.BROKEN
    if row.unit in heard.called:
        return Unsent.CALLED
    if row.unit not in heard.reached:
        return Unsent.UNREACHED
    is_reminded = row.unit in heard.reminded if is_report else row.key in heard.asked
    return Unsent.REMINDED if is_reminded else Unsent.UNASKED


def promised_for(row: Standing, agreed: date | None) -> date | None:
    """Give the day for which it was promised last, by the unit here, or on the telephone where it has a deadline."""
    on_telephone = agreed if row.kind in (Kind.REPORT, Kind.REQUEST) else None
    return max((day for day in (row.promised_for, on_telephone) if day is not None), default=None)


def is_pressing(row: Standing, today: date) -> bool:
    """Tell whether it has a real deadline that is near or past, and is not in."""
    if row.kind not in (Kind.REPORT, Kind.REQUEST) or row.due is None or row.received_on is not None:
        return False
    return row.due - today <= NEAR


def at_issue_since(rows: Sequence[Standing]) -> Mapping[str, date]:
    """Give from which day on what the office does about a unit is about what it owes now with a real deadline.

    What it did before that was about something else.
    """
    dues: dict[str, date] = {}
    for row in rows:
        if row.kind in (Kind.REPORT, Kind.REQUEST) and row.due is not None and row.received_on is None:
            dues[row.unit] = min(row.due, dues.get(row.unit, row.due))
    return {unit: due - NEAR for unit, due in dues.items()}


def about_now(done: Sequence[Chase], since: Mapping[str, date]) -> Mapping[str, tuple[Chase, ...]]:
    """Give of each unit what was done about what it owes now, the earliest first."""
    found: dict[str, list[Chase]] = {}
    for chase in done:
        if chase.unit in since and _day(chase) >= since[chase.unit]:
            found.setdefault(chase.unit, []).append(chase)
    return {unit: tuple(mine) for unit, mine in found.items()}


def follow_up(done: Sequence[Chase]) -> Chase | None:
    """Give what was agreed on with a unit and is open: nothing was done about it on that day, nor after it."""
    agreed = next((chase for chase in reversed(done) if chase.step is ChaseStep.AGREED), None)
    if agreed is None:
        return None
    behind = done[done.index(agreed) + 1 :]
    return None if any(_day(chase) >= agreed.day for chase in behind) else agreed


def agreed(rows: Sequence[Standing], done: Sequence[Chase]) -> Mapping[str, date]:
    """Give of each unit the day that was agreed on about what it owes now, where that is open."""
    found = {unit: follow_up(mine) for unit, mine in about_now(done, at_issue_since(rows)).items()}
    return {unit: chase.day for unit, chase in found.items() if chase is not None}


def _day(chase: Chase) -> date:
    return chase.at.astimezone(ZONE).date()


def promised_results(rows: Sequence[Standing], today: date) -> Mapping[str, date]:
    """Give the units that promised results for today or a day to come, each with the day that comes first."""
    days: dict[str, date] = {}
    for row in rows:
        day = row.promised_for
        if row.kind != Kind.REPORT and day is not None and day >= today and row.received_on is None:
            days[row.unit] = min(day, days.get(row.unit, day))
    return days


def overdue(rows: Sequence[Standing], today: date, by: int = 0) -> tuple[Overdue, ...]:
    """Give what is past a real deadline, by at least so many working days, in the order of the rows."""
    dated = [(row, row.due) for row in rows if row.kind in (Kind.REPORT, Kind.REQUEST) and row.due is not None]
    past = {due for _, due in dated if due < today}
    late = {due for due in past if calendar.working_days(due + timedelta(days=1), today) >= by}
    return tuple(Overdue(Key.parse(row.key), due) for row, due in dated if row.received_on is None and due in late)


def open_requests(rows: Sequence[Standing]) -> frozenset[str]:
    """Give the numbers of the requests that somebody has still to answer."""
    open_ones = (row for row in rows if row.kind == Kind.REQUEST and row.received_on is None)
    return frozenset(Key.parse(row.key).of for row in open_ones)


@dataclass(frozen=True, slots=True)
class OfUnit:
    """Where one unit stands: each phase's update by the phase's key, each task, the signed report if one is owed."""

    unit: str
    updates: Mapping[str, State]
    tasks: tuple[State, ...]
    report: State | None

    @property
    def heard(self) -> int:
        """Of how many of its tasks there has been a word."""
        return sum(state is not State.NO_WORD for state in self.tasks)

    @property
    def updated(self) -> int:
        """For how many phases it has given an update."""
        return sum(state is State.GIVEN for state in self.updates.values())


def by_unit(plan: Plan, rows: Sequence[Standing], today: date) -> tuple[OfUnit, ...]:
    """Say of each unit where it stands, in the plan's order."""
    stand = standing.states(plan, rows, today)
    mine: dict[str, list[Standing]] = {unit.code: [] for unit in plan.units}
    for row in rows:
        if row.unit in mine:
            mine[row.unit].append(row)
    return tuple(_of_unit(unit, own, stand) for unit, own in mine.items())


def _of_unit(unit: str, rows: Sequence[Standing], stand: Mapping[str, State]) -> OfUnit:
    updates = {row.phase or "": stand[row.key] for row in rows if row.kind == Kind.UPDATE}
    tasks = tuple(stand[row.key] for row in rows if row.kind == Kind.TASK)
    report = next((stand[row.key] for row in rows if row.kind == Kind.REPORT and is_asked(row)), None)
    return OfUnit(unit, updates, tasks, report)


@dataclass(frozen=True, slots=True)
class OfPhase:
    """How many units brought a phase up to date, and which have not."""

    phase: Phase
    states: Mapping[State, int]
    missing: tuple[str, ...]


def by_phase(plan: Plan, rows: Sequence[Standing], today: date) -> tuple[OfPhase, ...]:
    """Count the updates of each phase, in the plan's order."""
    updates = [row for row in rows if row.kind == Kind.UPDATE]
    stand = standing.states(plan, updates, today)
    mine = {phase.key: [row for row in updates if row.phase == phase.key] for phase in plan.phases}
    return tuple(
        OfPhase(
            phase,
            obligations.tally(Kind.UPDATE, [stand[row.key] for row in mine[phase.key]]),
            tuple(row.unit for row in mine[phase.key] if stand[row.key] is State.NOT_GIVEN),
        )
        for phase in plan.phases
    )


def without_word(plan: Plan, rows: Sequence[Standing], today: date) -> Mapping[str, tuple[str, ...]]:
    """Give the tasks for which the text itself gives days, each with the units of which there is no word yet."""
    dated = {task.key for task in plan.tasks if task.window}
    mine = [row for row in rows if row.kind == Kind.TASK and row.task in dated]
    stand = standing.states(plan, mine, today)
    silent: dict[str, list[str]] = {}
    for row in mine:
        if stand[row.key] is State.NO_WORD:
            silent.setdefault(row.task or "", []).append(row.unit)
    return {task: tuple(units) for task, units in silent.items()}


def by_day(hours: Sequence[Hour], first: date, last: date) -> tuple[tuple[date, int], ...]:
    """Say how many results there were by the end of each local day, from `first`, or the first result, to `last`."""
    made: Counter[date] = Counter()
    for hour in hours:
        made[hour.at.astimezone(ZONE).date()] += hour.entries
    begin = min([first, last, *made])
    days = [begin + timedelta(days=nth) for nth in range((last - begin).days + 1)]
    return tuple(zip(days, accumulate(made[day] for day in days), strict=True))
