"""How often anything was written that concerns a unit: what was read of it stands as long as this does."""

from dataclasses import dataclass

from storage.db import Db


@dataclass(frozen=True, slots=True)
class Revision:
    """How many writes concerned a unit."""

    unit: str
    number: int


async def of_plan(db: Db, plan: str) -> dict[str, int]:
    """Give the number of every unit of a plan of which anything was written."""
    rows = await db.all(Revision, "select unit, number from revision where plan = :plan", plan=plan)
    return {row.unit: row.number for row in rows}
