"""When results came: counts by the hour, for a curve. Which local day an hour belongs to is no matter of storage."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db


@dataclass(frozen=True, slots=True)
class Hour:
    """How many results came within the hour that began at an instant."""

    at: datetime
    entries: int


async def by_hour(db: Db, plan: str) -> list[Hour]:
    """Count the results of a plan that stand by the hour they came, first to last; nothing that is only planned."""
    return await db.all(
        Hour,
        "select substr(made_at, 1, 13) || ':00:00.000Z' as hour, count(*) from entry"
        " where plan = :plan and state = 'sent' and kind <> 'planned' group by hour order by hour",
        plan=plan,
    )
