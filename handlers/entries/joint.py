"""One activity of two units that both have entered: told from two activities, so that it counts once.

Where the plan ties their tasks, the days meet and the form is the same, it may be one. It is one where both tell the
same of the same days, or where one names the other as its partner; of any other the office has to find out. What the
office, or a unit that was asked, says of two results goes before all this, whatever their tasks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from handlers.entries import sums
from handlers.entries.contents import Content, Result
from handlers.entries.sums import Sum
from messages.values import Figure
from plans.schema import Plan, TaskRole
from storage.results.figures import Counts, Told
from storage.results.joinings import JointWord


@dataclass(frozen=True, slots=True)
class Joint:
    """Two results that are one activity, or may be (`is_one`: nobody has to find out)."""

    first: Result
    second: Result
    is_one: bool

    @property
    def numbers(self) -> tuple[tuple[str, int], tuple[str, int]]:
        """Name both by unit and number."""
        return _name(self.first), _name(self.second)

    @property
    def shared(self) -> frozenset[str]:
        """Give the indicators that both tell, by key."""
        return _indicators(self.first.content) & _indicators(self.second.content)


def is_candidate(plan: Plan, content: Content) -> bool:
    """Tell whether a result may be that of another unit too: an activity with figures, for a task that is tied."""
    tied = any(plan.task(key).ties for key in content.tasks)
    return tied and bool(content.form and content.figures) and content.counts is not Counts.TOTAL


Said = Mapping[frozenset[tuple[str, int]], bool]  # words on pairs, by their names: whether it is one
UNSAID: Final[Said] = {}


def said(words: Iterable[JointWord]) -> Said:
    """Give what was said of each pair."""
    return {word.pair: word.is_one for word in words}


def named(words: Said) -> frozenset[tuple[str, int]]:
    """Give the results of which it was said that they are one activity with another."""
    return frozenset(name for pair, is_one in words.items() if is_one for name in pair)


def is_named(result: Result, among: frozenset[tuple[str, int]]) -> bool:
    """Tell whether a result is one of those; only an activity can be."""
    return bool(among) and _is_activity(result) and _name(result) in among


def _is_activity(result: Result) -> bool:
    return result.content.days is not None and bool(result.content.form)


def found(plan: Plan, results: Iterable[Result], words: Said = UNSAID) -> tuple[Joint, ...]:
    """Pair results: those that were said to be one, then others, each once; those that are surely one come first."""
    here = {_name(result): result for result in results if _is_activity(result)}
    joined = sorted(sorted(pair) for pair, is_one in words.items() if is_one and pair <= here.keys())
    chosen = [Joint(here[first], here[second], is_one=True) for first, second in joined]
    tied: dict[str, list[Result]] = {}
    for result in here.values():
        if is_candidate(plan, result.content):
            for key in result.content.tasks:
                tied.setdefault(key, []).append(result)
    pairs = sorted(_pairs(plan, tied), key=lambda pair: (not pair.is_one, pair.numbers))
    taken: set[tuple[str, int]] = set()
    for pair in pairs:
        if frozenset(pair.numbers) not in words and taken.isdisjoint(pair.numbers):
            taken.update(pair.numbers)
            chosen.append(pair)
    return tuple(chosen)


def lead(plan: Plan, results: Iterable[Result]) -> str:
    """Give the unit that leads what these results tell of, by the plan; "" where it says so of none, or several."""
    units = {result.entry.unit for result in results if _leads(plan, result)}
    return units.pop() if len(units) == 1 else ""


def _leads(plan: Plan, result: Result) -> bool:
    own = {task.key for task in plan.tasks_of(result.entry.unit) if task.role in (TaskRole.LEAD, TaskRole.CO_LEAD)}
    return not result.content.part and not own.isdisjoint(result.content.tasks)


def _pairs(plan: Plan, tied: dict[str, list[Result]]) -> Iterator[Joint]:
    place = {task.key: nth for nth, task in enumerate(plan.tasks)} if len(tied) > 1 else {}
    for key, mine in tied.items():
        for other in plan.task(key).ties:
            if other in tied and place[key] < place[other]:
                for first, second in product(mine, tied[other]):
                    if _may_be_one(first, second):
                        yield Joint(first, second, _is_one(first, second))


def _may_be_one(first: Result, second: Result) -> bool:
    one, other = first.content, second.content
    assert one.days is not None, "an activity has days"
    assert other.days is not None, "an activity has days"
    meet = one.days.first <= other.days.last and other.days.first <= one.days.last
    apart = first.entry.unit != second.entry.unit
    return apart and meet and one.form == other.form and bool(_indicators(one) & _indicators(other))


def _is_one(first: Result, second: Result) -> bool:
    return _names(first, second) or _names(second, first) or _says_the_same(first.content, second.content)


def _names(result: Result, other: Result) -> bool:
    return any(partner.unit == other.entry.unit for partner in result.content.partners)


def _says_the_same(one: Content, other: Content) -> bool:
    assert one.days is not None, "an activity has days"
    assert other.days is not None, "an activity has days"
    shared = _indicators(one) & _indicators(other)
    days = (one.days.first, one.days.last) == (other.days.first, other.days.last)
    return days and _amounts(one.figures, shared) == _amounts(other.figures, shared)


def _amounts(figures: Sequence[Figure], of: frozenset[str]) -> set[tuple[object, ...]]:
    return {(figure.indicator, figure.value, figure.precision) for figure in figures if figure.indicator in of}


def _indicators(content: Content) -> frozenset[str]:
    return frozenset(figure.indicator for figure in content.figures)


def _name(result: Result) -> tuple[str, int]:
    return result.entry.unit, result.entry.number


def once(pairs: Iterable[Joint], told: Iterable[Mapping[str, Sum]]) -> tuple[list[Joint], list[Figure]]:
    """Count what is surely one activity once: of each figure that several told, the greatest stays.

    `told` are the sums of units by indicator. Given are the pairs of which nothing is counted twice, and what the
    units come to now. What a unit holds in a total stays there, and the others' figures go; where all hold it in
    one, nothing can be taken out.
    """
    totals = [(indicator, total) for unit in told for indicator, total in unit.items()]
    rows = {sums.told_by(row): row for _, total in totals for row in total.rows}
    out: set[tuple[str, int, str]] = set()
    single: list[Joint] = []
    for group in _groups([pair for pair in pairs if pair.is_one]):
        several = [[rows.get((*name, of)) for name in names] for of, names in _told_by_several(group).items()]
        if all(any(parts) for parts in several):
            single += group
            out.update(sums.told_by(row) for parts in several for row in _lesser(parts))
    left = [(indicator, sums.without(total, out)) for indicator, total in totals]
    return single, [total.of(indicator) for indicator, total in left if total is not None]


def _groups(pairs: Sequence[Joint]) -> list[list[Joint]]:
    """Put together the pairs of one activity: those that share a result."""
    groups: list[list[Joint]] = []
    for pair in pairs:
        near = [group for group in groups if any(set(pair.numbers) & set(other.numbers) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), pair])
    return groups


def _told_by_several(group: Sequence[Joint]) -> Mapping[str, list[tuple[str, int]]]:
    """Give, for each indicator that several results of one activity tell, which they are."""
    results = {_name(result): result for pair in group for result in (pair.first, pair.second)}
    found: dict[str, list[tuple[str, int]]] = {}
    for name in sorted(results):
        for indicator in sorted(_indicators(results[name].content)):
            found.setdefault(indicator, []).append(name)
    return {indicator: names for indicator, names in found.items() if len(names) > 1}


def _lesser(parts: Sequence[Told | None]) -> list[Told]:
    """Give the rows that go: all but the greatest; all of them, where another is held in a total."""
    rows = [row for row in parts if row is not None]
    if len(rows) < len(parts):
        return rows
    stays = max(rows, key=lambda row: row.value)
    return [row for row in rows if row is not stays]
