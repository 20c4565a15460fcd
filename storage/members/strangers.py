"""Of a stranger nothing is kept but the address, the time and a count."""

from datetime import datetime, timedelta
from typing import Final

from storage.db import Turn

GREETED_AT_MOST_EVERY: Final = timedelta(minutes=1)


async def seen(db: Turn, channel: str, chat: str, at: datetime) -> bool:
    """Count a stranger's message; tell whether to answer it (at most once a minute)."""
    answered = await db.one(
        bool,
        "insert into stranger (channel, chat, seen_at) values (:channel, :chat, :at)"
        " on conflict do update set seen = seen + 1, seen_at = excluded.seen_at"
        " returning coalesce(greeted_at <= :before, 1)",  # SQLite 3.40 gives 0 for "is null" of an inserted row here
        channel=channel,
        chat=chat,
        at=at,
        before=at - GREETED_AT_MOST_EVERY,
    )
    if answered:
        await db.run(
            "update stranger set greeted_at = :at where channel = :channel and chat = :chat",
            channel=channel,
            chat=chat,
            at=at,
        )
    return answered


async def forget(db: Turn, channel: str, chat: str) -> None:
    """Drop the row of somebody who is no stranger any more."""
    await db.run("delete from stranger where channel = :channel and chat = :chat", channel=channel, chat=chat)


async def purge(db: Turn, before: datetime) -> None:
    """Drop strangers, and wrong codes, not seen since then."""
    await db.run("delete from stranger where seen_at < :before", before=before)
    await db.run("delete from wrong_code where at < :before", before=before)
