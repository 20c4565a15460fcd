"""What results come to, counted anew from the JSON of each alone: the rules of docs/why, without a line of the house.

It takes its time and holds everything at once, so that each rule can be read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from plans.schema import Plan

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
Pair = frozenset[tuple[str, int]]
Figure = tuple[str, int, str]  # of which unit, which result, what is counted


@dataclass(frozen=True)
class RawResult:
    """A result as it lies in the database; `content` is its JSON."""

    unit: str
    number: int
    made_at: datetime
    content: Mapping[str, Any]

    @property
    def told(self) -> tuple[datetime, int]:
        return self.made_at, self.number

    @property
    def tasks(self) -> Sequence[str]:
        task = self.content["task"]
        return [""] if task == "other" else [task, *self.content["also"]]

    @property
    def first(self) -> date:
        return date.fromisoformat(self.content["days"]["first"])

    @property
    def last(self) -> date:
        return date.fromisoformat(self.content["days"]["last"])

    @property
    def is_total(self) -> bool:
        return self.content["counts"] == "total"

    @property
    def figures(self) -> Mapping[str, tuple[Decimal, str]]:
        if self.content["days"] is None:
            return {}
        return {one["indicator"]: (Decimal(one["value"]), one["precision"]) for one in self.content["figures"]}


@dataclass(frozen=True)
class CountedApart:
    """A sum, its word of precision, the results it was added from, and of how many units."""

    value: Decimal
    precision: str
    numbers: frozenset[tuple[str, int]]
    units: int


def phase_of(plan: Plan, result: RawResult) -> str:
    """Give the key of the phase of a result, "" for none."""
    begins, ends = min(plan.starts, plan.phases[0].starts), max(plan.ends, plan.phases[-1].ends)
    if result.content["days"] is None:
        day = result.made_at.astimezone(HANOI).date()
        return result.content["phase"] or ("" if day < plan.phases[0].starts else _phase_of_day(plan, day))
    days = [result.first + timedelta(n) for n in range((result.last - result.first).days + 1)]
    touched = [_phase_of_day(plan, day) for day in days if begins <= day <= ends]
    if not touched:
        windows = [task.window for task in plan.tasks if task.key in result.tasks and task.window]
        timely = any(window.starts <= result.last and result.first <= window.ends for window in windows)
        return _phase_of_day(plan, result.first) if timely else ""
    if len(days) == 1:
        touched += [phase.key for phase in plan.phases if phase.starts <= days[0] <= phase.ends]
    if result.content["phase"] in touched:
        return str(result.content["phase"])
    return touched[0] if result.content["form"] else touched[-1]


def _phase_of_day(plan: Plan, day: date) -> str:
    inside = [phase.key for phase in plan.phases if phase.starts <= day <= phase.ends]
    if inside:
        return inside[0] if plan.shared_day.value == "earlier" else inside[-1]
    return next((phase.key for phase in plan.phases if day < phase.starts), plan.phases[-1].key)


def of_units(plan: Plan, results: Iterable[RawResult], phase: str = "") -> Mapping[tuple[str, str], frozenset[Figure]]:
    """Say which figures count, by unit and by what is counted; of a phase its own, and the totals of later ones."""
    order = [one.key for one in plan.phases]
    counted: dict[tuple[str, str], set[Figure]] = defaultdict(set)
    scopes: dict[tuple[str, str, str], list[RawResult]] = defaultdict(list)
    stands: dict[Figure, int] = defaultdict(int)
    for one in results:
        mine = phase_of(plan, one)
        is_later = bool(mine) and one.is_total and bool(phase) and order.index(mine) > order.index(phase)
        if not phase or mine == phase or is_later:
            for indicator in one.figures:
                stands[one.unit, one.number, indicator] = len(one.tasks)
                for task in one.tasks:
                    scopes[one.unit, task, indicator].append(one)
    in_scopes: dict[Figure, int] = defaultdict(int)
    for (unit, _, indicator), rows in scopes.items():
        for row in _counting(rows):
            in_scopes[unit, row.number, indicator] += 1
    for figure, times in in_scopes.items():
        if times == stands[figure]:  # held by nothing under any of its tasks
            counted[figure[0], figure[2]].add(figure)
    return {key: frozenset(figures) for key, figures in counted.items()}


def _counting(rows: Sequence[RawResult]) -> Iterable[RawResult]:
    """Give of one unit, task and indicator what counts: the latest total, and what is outside it and in no other."""
    totals = [row for row in rows if row.is_total]
    latest = max(totals, key=lambda row: (row.last, row.told), default=None)
    there = {row.number for row in rows}
    for row in rows:
        if row.is_total:
            if row is latest:
                yield row
        elif row.content["within"] not in there:
            on_top = latest is not None and row.content["counts"] == "extra" and row.told > latest.told
            if latest is None or row.last > latest.last or on_top:
                yield row


def of_all(
    plan: Plan, results: Sequence[RawResult], pairs: Collection[Pair], phase: str = ""
) -> Mapping[str, CountedApart]:
    """Say what all units come to, by what is counted; of what several told of one activity the greatest counts."""
    by_name = {(one.unit, one.number): one for one in results}
    every = of_units(plan, results, phase)
    counted = {figure for figures in every.values() for figure in figures}
    left = set(counted)
    for pair in pairs:
        if pair <= by_name.keys() and all(not phase or phase_of(plan, by_name[name]) == phase for name in pair):
            shared = set.intersection(*(set(by_name[name].figures) for name in pair))
            for indicator in shared:
                parts = [(*name, indicator) for name in sorted(pair)]
                free = [part for part in parts if part in counted]
                if len(free) == len(parts):
                    greatest = max(free, key=lambda part: by_name[part[:2]].figures[indicator][0])
                    left -= {part for part in free if part != greatest}
                else:
                    left -= set(free)
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in left:
        found[figure[2]].append(figure)
    numbers: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for figure in counted:
        numbers[figure[2]].add(figure[:2])
    return {key: _added(by_name, mine, frozenset(numbers[key])) for key, mine in found.items()}


def of_unit(plan: Plan, results: Sequence[RawResult], phase: str = "") -> Mapping[tuple[str, str], CountedApart]:
    """Say what each unit comes to, by unit and by what is counted."""
    by_name = {(one.unit, one.number): one for one in results}
    every = of_units(plan, results, phase)
    return {key: _added(by_name, mine, frozenset(one[:2] for one in mine)) for key, mine in every.items()}


def _added(
    by_name: Mapping[tuple[str, int], RawResult], figures: Iterable[Figure], numbers: frozenset[tuple[str, int]]
) -> CountedApart:
    mine = list(figures)
    told = [by_name[figure[:2]].figures[figure[2]] for figure in mine]
    rough = {precision for _, precision in told} - {"exact"}
    word = "exact" if not rough else rough.pop() if len(rough) == 1 else "about"
    return CountedApart(sum((value for value, _ in told), Decimal(0)), word, numbers, len({one[0] for one in mine}))
