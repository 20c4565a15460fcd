"""How many results of each unit stand, and how many wait for the office: one row a unit, so no count grows with them.

The database keeps the rows itself, by triggers on `entry`, in the transaction of each change.
"""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class UnitResults:
    """The results of a unit, and how many of them wait for the office to decide."""

    unit: str
    entries: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Differing:
    """A unit of which other numbers are `kept` than are `right`."""

    unit: str
    kept: UnitResults
    right: UnitResults


_KEPT = "select unit, entries, waiting from result_count where plan = :plan"


_RIGHT = "select unit, count(*), sum(waits_since is not null) from result where plan = :plan group by unit"


async def differing(db: Db, plan: str) -> list[Differing]:
    """Count the entries themselves; give the units whose row says something else."""
    kept = {row.unit: row for row in await db.all(UnitResults, _KEPT, plan=plan)}
    right = {row.unit: row for row in await db.all(UnitResults, _RIGHT, plan=plan)}
    units = sorted(kept.keys() | right.keys())
    found = [Differing(unit, kept.get(unit, UnitResults(unit)), right.get(unit, UnitResults(unit))) for unit in units]
    return [row for row in found if row.kept != row.right]


async def rebuild(db: Turn, plan: str) -> None:
    """Count the entries anew."""
    await db.run("delete from result_count where plan = :plan", plan=plan)
    await db.run(f"insert into result_count (plan, unit, entries, waiting) select :plan, * from ({_RIGHT})", plan=plan)


@dataclass(frozen=True, slots=True)
class KeptResults:
    """How many results of a unit its row says there are, and how many of them the office has taken in."""

    unit: str
    entries: int
    taken_in: int


async def kept(db: Db, plan: str) -> list[KeptResults]:
    """Give what is kept of every unit that has told anything."""
    return await db.all(
        KeptResults,
        "select c.unit, c.entries, (select count(*) from result r where r.plan = c.plan and r.unit = c.unit"
        " and r.taken_in is not null) from result_count c where c.plan = :plan",
        plan=plan,
    )


@dataclass(frozen=True, slots=True)
class Hour:
    """How many results came within the hour that began at an instant."""

    at: datetime
    entries: int


async def by_hour(db: Db, plan: str) -> list[Hour]:
    """Count the results of a plan that stand by the hour they came, first to last; nothing that is only planned."""
    return await db.all(
        Hour,
        "select substr(made_at, 1, 13) || ':00:00.000Z' as hour, count(*) from result"
        " where plan = :plan group by hour order by hour",
        plan=plan,
    )


async def units(db: Db, plan: str) -> list[str]:
    """Give the units that have results."""
    return await db.all(str, "select unit from result_count where plan = :plan and entries > 0", plan=plan)


async def has_any(db: Db, plan: str, unit: str) -> bool:
    """Tell whether a unit has a result."""
    return await db.one(
        bool,
        "select exists (select 1 from result_count where plan = :plan and unit = :unit and entries > 0)",
        plan=plan,
        unit=unit,
    )


async def count(db: Db, plan: str) -> int:
    """Count the results of a plan that stand, from a row of each unit; what is only planned is none yet."""
    return await db.one(int, "select coalesce(sum(entries), 0) from result_count where plan = :plan", plan=plan)


@dataclass(frozen=True, slots=True)
class Since:
    """How many entries, from how many units."""

    entries: int
    units: int


async def since(db: Db, plan: str, after: datetime) -> Since:
    """Count the entries made after an instant, and the units they came from; nothing that is only planned."""
    return await db.one(
        Since,
        "select count(*), count(distinct unit) from result where plan = :plan and made_at > :after",
        plan=plan,
        after=after,
    )


@dataclass(frozen=True, slots=True)
class TaskActivities:
    """How many activities a unit told of a task that takes no more than their number."""

    task: str
    n: int


async def activities(db: Db, plan: str, unit: str) -> dict[str, int]:
    """Give how many activities a unit told of each task that takes no more than their number."""
    rows = await db.all(
        TaskActivities,
        "select t.task, sum(v.content ->> 'count') from result e join version v on v.entry = e.id"
        " and v.number = e.version join entry_task t on t.entry = e.id"
        " where e.plan = :plan and e.unit = :unit and e.kind = 'sensitive' and v.content ->> 'count' is not null"
        " group by t.task",
        plan=plan,
        unit=unit,
    )
    return {row.task: row.n for row in rows}
