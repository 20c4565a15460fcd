"""Figures as they are kept: a row for each, with what it counts for. Adding them up is no matter of storage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from messages.values import Figure, Precision
from storage.db import Db, Turn


class Counts(StrEnum):
    """What the figures of an entry are, seen beside the others of the same unit, task and indicator."""

    NEW = "new"  # an addition; a total through its last day or later holds it
    EXTRA = "extra"  # an addition that comes on top of every total told before it
    WITHIN = "within"  # contained in the figures of an earlier entry
    TOTAL = "total"  # everything from the beginning of the campaign through the last day


@dataclass(frozen=True, slots=True)
class How:
    """How an entry's figures count: for which local days; `within` is the number of the entry that holds them."""

    first: date
    last: date
    counts: Counts = Counts.NEW
    within: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class SumScope:
    """Within what figures add up; `task` is "" for none of the plan's."""

    unit: str
    task: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of one entry under one task ("" for none of the plan's), or several that always count alike.

    `number` is the entry's within its unit, `made_at` when it came. Of several (`subtotals`) these are of the
    one told last, and `together` are the numbers of all, joined with commas. `forms`, where they are asked for, are
    those of all activities of which the unit told this indicator under this task, joined likewise.
    """

    unit: str
    task: str
    number: int
    kind: str
    made_at: datetime
    indicator: str
    value: Decimal
    precision: Precision
    first: date
    last: date
    counts: Counts
    within: int | None
    together: str = ""
    forms: str = ""

    @property
    def entries(self) -> int:
        """How many entries these are the figures of."""
        return self.together.count(",") + 1

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all entries whose figures these are."""
        if not self.together:
            return (self.number,)
        return tuple(sorted(map(int, self.together.split(","))))


_TOLD = (
    "select e.unit, coalesce(t.task, ''), e.number, e.kind, e.made_at, f.indicator, f.value, f.precision,"
    " f.first_day, f.last_day, f.counts, f.within, '', coalesce(a.form, '')"
    " from result e join figure f on f.entry = e.id and f.version = e.version left join entry_task t on t.entry = e.id"
    " left join activity a on a.id = e.activity"
    " where e.plan = :plan"
)


async def keep(db: Turn, entry: int, version: int, figures: Sequence[Figure], how: How) -> None:
    """Keep the figures of one version of an entry."""
    for figure in figures:
        await db.run(
            "insert into figure"
            " (entry, version, indicator, value, precision, typed, first_day, last_day, counts, within)"
            " values (:entry, :version, :indicator, :value, :precision, :typed, :first, :last, :counts, :within)",
            entry=entry,
            version=version,
            indicator=figure.indicator,
            value=figure.value,
            precision=figure.precision,
            typed=figure.typed,
            first=how.first,
            last=how.last,
            counts=how.counts,
            within=how.within,
        )


async def of_day(db: Db, plan: str, unit: str, day: str, task: str | None = None) -> list[Told]:
    """Give the figures a unit stands by that were told on a day in UTC, under one task or under all."""
    under = "" if task is None else " and coalesce(t.task, '') = :task"
    return await db.all(
        Told,
        f"{_TOLD} and e.unit = :unit and e.made_at between :day and :day || 'Z'{under}",
        plan=plan,
        unit=unit,
        day=day,
        task=task,
    )


async def of_plan(db: Db, plan: str) -> list[Told]:
    """Give every figure all units stand by."""
    return await db.all(Told, f"{_TOLD} order by e.unit, e.number", plan=plan)
