"""Every sum of figures that is shown anywhere, added up in one way. Pure functions of the rows that are kept.

Rows are single figures, or such as were added up before because they always count alike (`subtotals`).

What one unit counts of one indicator under one task is a scope; nothing is added over
its borders, so metres never meet pieces. In a scope figures are additions or totals. A
total through a day stands for everything up to that day, so the sum is the latest total
and the additions outside it. The order in which entries arrived changes no sum: an
addition says itself when it comes on top of what was told before it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from messages.reading.figures import figures
from messages.values import Figure, Precision
from storage.results.entries import Entry
from storage.results.figures import Counts, SumScope, Told

_TOTAL: Final = Counts.TOTAL  # looked up once: it is compared with every row
_EXTRA: Final = Counts.EXTRA


@dataclass(frozen=True, slots=True)
class Sum:
    """What a scope comes to, and the rows it was added from."""

    value: Decimal
    precision: Precision
    rows: tuple[Told, ...]

    def of(self, indicator: str) -> Figure:
        """Give the sum as a figure, to be worded."""
        return Figure(indicator, self.value, self.precision, "")


def scope(row: Told) -> SumScope:
    """Give the scope of a row."""
    return SumScope(row.unit, row.task, row.indicator)


def recorded(rows: Iterable[Told], of: SumScope, through: date | None = None) -> Sum | None:
    """Say what is recorded in a scope through a day; None where nothing is, for empty is not zero."""
    unit, task, indicator = of.unit, of.task, of.indicator  # compared one by one: this is done for every row, often
    mine = [
        row
        for row in rows
        if row.indicator == indicator
        and row.task == task
        and row.unit == unit
        and (through is None or row.last <= through)
    ]
    return _recorded(mine) if mine else None


def _recorded(mine: Sequence[Told]) -> Sum:
    """Say what the rows of one scope come to."""
    start = latest_total(mine)
    holders = _holders(mine)
    added = [row for row in mine if row.counts is not _TOTAL and row.within not in holders]
    counted = [row for row in added if start is None or not holds(start, row)]
    if start is not None:
        counted.insert(0, start)
    return _added(counted)


def latest_total(rows: Iterable[Told]) -> Told | None:
    """Give the total that stands: of the latest day, and of those the one told last."""
    return max((row for row in rows if row.counts is _TOTAL), key=_when, default=None)


def standing_totals(rows: Iterable[Told]) -> list[Told]:
    """Give the totals of one scope that stand: of each last day the one told last; it replaces those before it."""
    found: dict[date, Told] = {}
    for row in sorted((row for row in rows if row.counts is _TOTAL), key=order):
        found[row.last] = row
    return list(found.values())


def holds(total: Told, row: Told) -> bool:
    """Tell whether a total contains an addition: by its days, unless that came later and on top of it."""
    return row.last <= total.last and not (row.counts is _EXTRA and order(row) > order(total))


def _holders(rows: Sequence[Told]) -> frozenset[int]:
    """Give the numbers of the entries among these in whose figures others are contained."""
    named = frozenset(row.within for row in rows if row.within is not None)
    return named.intersection(number for row in rows for number in row.numbers) if named else named


def order(told: Told | Entry) -> tuple[datetime, int]:
    """Tell when a result was told: that of a planned activity comes later than its number says."""
    return told.made_at, told.number


def totals(rows: Sequence[Told]) -> Mapping[SumScope, Sum]:
    """Give the sum of every scope there is. Over several tasks they are not to be added: an entry may stand in two."""
    return {SumScope(*of): _recorded(mine) for of, mine in _by_scope(rows).items()}


def _by_scope(rows: Iterable[Told]) -> Mapping[tuple[str, str, str], list[Told]]:
    scopes: dict[tuple[str, str, str], list[Told]] = {}
    for row in rows:
        scopes.setdefault((row.unit, row.task, row.indicator), []).append(row)
    return scopes


def overall(rows: Sequence[Told]) -> Mapping[str, Sum]:
    """Give what all units come to of each indicator, by its key.

    An entry that stands under several tasks counts once, and not at all where under one of them another holds it:
    its rows are single figures.
    """
    stands = Counter(map(told_by, rows))
    counts: Counter[tuple[str, int, str]] = Counter()
    found: dict[str, list[Told]] = {}
    for mine in _by_scope(rows).values():
        for row in _recorded(mine).rows:
            of = told_by(row)
            if (often := stands[of]) > 1:
                counts[of] += 1
                if counts[of] < often:
                    continue
            found.setdefault(row.indicator, []).append(row)
    return {indicator: _added(mine) for indicator, mine in found.items()}


def told_by(row: Told) -> tuple[str, int, str]:
    """Name a single figure: whose it is, of which entry, of which indicator."""
    return row.unit, row.number, row.indicator


def without(total: Sum, figures: Collection[tuple[str, int, str]]) -> Sum | None:
    """Take single figures out of a sum; None where nothing is left."""
    left = [row for row in total.rows if told_by(row) not in figures]
    return _added(left) if left else None


def _when(row: Told) -> tuple[date, tuple[datetime, int]]:
    return row.last, order(row)


def _added(rows: Sequence[Told]) -> Sum:
    value, precision = figures.total(rows)
    return Sum(value, precision, tuple(rows))
