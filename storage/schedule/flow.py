"""What is on its way, and what went out of itself: for whoever watches the clock at work.

Answers to what people wrote are not counted here; they go out at once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db
from storage.queues import outbox
from storage.queues.outbox import Lane
from storage.schedule import occasions


@dataclass(frozen=True, slots=True)
class Passing:
    """A message that nobody asked for: `at` is when it went, or is to go. The name is "" for a group chat.

    `key` is that of the outbox (its first part says what kind it is), `rules` of a reminder are joined by a space,
    `has_files`: a picture or document goes with it.
    """

    id: int
    at: datetime
    chat: str
    name: str
    lane: int
    key: str
    rules: str
    has_files: bool


_PASSING = (
    " x.chat, coalesce(p.name, ''), x.lane, coalesce(x.key, ''),"
    " coalesce((select group_concat(rule, ' ') from (select distinct r.rule from reminder r where r.outbox = x.id"
    " order by r.rule)), ''), json_array_length(x.body, '$.files') > 0"
    " from outbox x left join person p on p.id = x.person"
    " where x.lane in (:reminder, :digest, :broadcast)"
)
_LANES = {"reminder": Lane.REMINDER, "digest": Lane.DIGEST, "broadcast": Lane.BROADCAST}


async def is_under_way(db: Db, at: datetime) -> bool:
    """Tell whether a message is being sent or could go now, or long work is not done."""
    return await db.one(
        bool,
        "select exists (select 1 from outbox where state = 'sending' or (state = 'waiting' and due_at <= :at))"
        " or exists (select 1 from work where state in ('waiting', 'working'))",
        at=at,
    )


async def next_at(db: Db, rules: Collection[str]) -> datetime | None:
    """Give when the clock next has to do something by these rules, or to send something; past or to come."""
    found = (await occasions.next_at(db, rules), await outbox.next_at(db))
    return min((at for at in found if at is not None), default=None)


async def waiting(db: Db) -> list[Passing]:
    """Give what waits for its time, the earliest first."""
    return await db.all(
        Passing, f"select x.id, x.due_at,{_PASSING} and x.state = 'waiting' order by x.due_at, x.id", **_LANES
    )


async def gone(db: Db, at_most: int) -> list[Passing]:
    """Give what was sent as a message of its own, the latest first."""
    return await db.all(
        Passing,
        f"select x.id, x.sent_at,{_PASSING} and x.state = 'sent' and x.message <> ''"
        " order by x.sent_at desc, x.id desc limit :at_most",
        at_most=at_most,
        **_LANES,
    )
