"""How many results stand, of each unit: one row a unit, so that the count does not grow with what is counted.

The database keeps the rows itself, by triggers on `entry`, in the transaction of each change.
"""

from dataclasses import dataclass

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Differing:
    """A unit of which as many results are `kept` as counted, while as many are `right`."""

    unit: str
    kept: int
    right: int


@dataclass(frozen=True, slots=True)
class _Of:
    unit: str
    entries: int


_KEPT = "select unit, entries from result_count where plan = :plan"
_RIGHT = "select unit, count(*) from entry where plan = :plan and state = 'sent' and kind <> 'planned' group by unit"


async def differing(db: Db, plan: str) -> list[Differing]:
    """Count the entries themselves; give the units whose row says something else."""
    kept = {of.unit: of.entries for of in await db.all(_Of, _KEPT, plan=plan)}
    right = {of.unit: of.entries for of in await db.all(_Of, _RIGHT, plan=plan)}
    found = [Differing(unit, kept.get(unit, 0), right.get(unit, 0)) for unit in sorted(kept.keys() | right.keys())]
    return [one for one in found if one.kept != one.right]


async def rebuild(db: Turn, plan: str) -> None:
    """Count the entries anew."""
    await db.run("delete from result_count where plan = :plan", plan=plan)
    await db.run(f"insert into result_count (plan, unit, entries) select :plan, * from ({_RIGHT})", plan=plan)
