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


@dataclass(frozen=True, slots=True)
class _Oldest:
    since: datetime
    unit: str


_UNSEEN = "from result where plan = :plan and unseen_since is not null"


async def unseen(db: Db, plan: str, before: datetime) -> Unseen:
    """Tell of the results that have waited since before an instant, and nobody of the office has opened.

    Counted are only those that wait since: all there are stand in a row of each unit (`tally`).
    """
    n = await db.one(
        int,
        "select (select coalesce(sum(unseen), 0) from result_count where plan = :plan)"
        f" - (select count(*) {_UNSEEN} and unseen_since >= :before)",
        plan=plan,
        before=before,
    )
    oldest = await db.maybe(_Oldest, f"select unseen_since, unit {_UNSEEN} order by unseen_since limit 1", plan=plan)
    if not n or oldest is None:
        return Unseen(0)
    return Unseen(n, oldest.since, oldest.unit)


async def unsure(db: Db, plan: str, after: datetime) -> list[str]:
    """Give the units of people to whom a message was due after an instant, and nobody knows whether it arrived."""
    return await db.all(
        str,  # cross join: from the few messages to their members, never from all members
        "select distinct m.unit from outbox x cross join member m on m.person = x.person and m.plan = :plan"
        " and m.until is null where x.state = 'unknown' and x.due_at > :after order by m.unit",
        plan=plan,
        after=after,
    )
