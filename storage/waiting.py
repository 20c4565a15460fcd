"""What waits for somebody of the office: results nobody has opened, messages of which nobody knows the end."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db


@dataclass(frozen=True, slots=True)
class Unseen:
    """How many results nobody of the office has opened, since when the oldest waits, and whose it is."""

    n: int
    since: datetime | None = None
    unit: str | None = None


async def unseen(db: Db, plan: str, before: datetime) -> Unseen:
    """Count the results made before an instant that nobody of the office has opened."""
    return await db.one(
        Unseen,
        "select count(*), min(made_at), unit from entry"  # SQLite: the unit is that of the least made_at
        " where plan = :plan and state = 'sent' and kind <> 'planned' and looked_at is null and made_at < :before",
        plan=plan,
        before=before,
    )


async def unsure(db: Db, plan: str, after: datetime) -> list[str]:
    """Give the units of people to whom a message was due after an instant, and nobody knows whether it arrived."""
    return await db.all(
        str,
        "select distinct m.unit from outbox x join member m on m.person = x.person and m.plan = :plan"
        " and m.until is null where x.state = 'unknown' and x.due_at > :after order by m.unit",
        plan=plan,
        after=after,
    )


async def left(db: Db, plan: str) -> list[str]:
    """Give the units that had officials, and have none now."""
    return await db.all(
        str,
        "select unit from member where plan = :plan and role = 'official' group by unit"
        " having count(*) = count(until) order by unit",
        plan=plan,
    )
