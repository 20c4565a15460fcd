"""How much waits, and since when: what came in and is not served, what is due and is not sent."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db


@dataclass(frozen=True, slots=True)
class Depth:
    """How many messages wait, the oldest since when; None where none does."""

    n: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class LaneDepth:
    """How many messages of a lane are due and not sent, the first of them since when."""

    lane: int
    n: int
    since: datetime


async def unserved(db: Db) -> Depth:
    """Give what was kept and is not served yet."""
    return await db.one(Depth, "select count(*), min(at) from inbox where state = 'kept'")


async def unsent(db: Db, at: datetime) -> list[LaneDepth]:
    """Give what is due and not sent, by lane."""
    return await db.all(
        LaneDepth,
        "select lane, count(*), min(due_at) from outbox where state in ('waiting', 'sending') and due_at <= :at"
        " group by lane order by lane",
        at=at,
    )
