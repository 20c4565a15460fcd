"""Results of a unit that tell of an indicator: where one of its sums comes from."""

from collections.abc import Sequence

from storage.db import Db
from storage.results.entries import RESULT, Entry

_TELLS = (
    "e.plan = :plan and e.unit = :unit and exists (select 1 from figure f"
    " where f.entry = e.id and f.version = e.version and f.indicator = :indicator)"
)


async def of_unit(db: Db, plan: str, unit: str, indicator: str, limit: int, skip: int = 0) -> Sequence[Entry]:
    """Give so many of them, the latest first."""
    return await db.all(
        Entry,
        f"{RESULT} where {_TELLS} order by e.number desc limit :limit offset :skip",
        plan=plan,
        unit=unit,
        indicator=indicator,
        limit=limit,
        skip=skip,
    )


async def count(db: Db, plan: str, unit: str, indicator: str) -> int:
    """Count them."""
    sql = f"select count(*) from result e where {_TELLS}"
    return await db.one(int, sql, plan=plan, unit=unit, indicator=indicator)
