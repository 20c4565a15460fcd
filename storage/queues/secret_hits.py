"""What the guard blocked: time, person, address and rule, never a word of it."""

from datetime import datetime

from storage.db import Db, Turn


async def add(db: Turn, *, at: datetime, person: int | None, channel: str, chat: str, album: str, rule: str) -> None:
    """Keep that something was blocked."""
    await db.run(
        "insert into secret_hit (at, person, channel, chat, album, rule)"
        " values (:at, :person, :channel, :chat, :album, :rule)",
        at=at,
        person=person,
        channel=channel,
        chat=chat,
        album=album,
        rule=rule,
    )


async def since(db: Db, channel: str, chat: str, at: datetime) -> list[datetime]:
    """Give when something of an address was blocked, from this instant on."""
    return await db.all(
        datetime,
        "select at from secret_hit where channel = :channel and chat = :chat and at >= :since order by at",
        channel=channel,
        chat=chat,
        since=at,
    )


async def album_blocked(db: Db, channel: str, chat: str, album: str) -> bool:
    """Tell whether an earlier part of this album was blocked."""
    return await db.one(
        bool,
        "select exists (select 1 from secret_hit where channel = :channel and chat = :chat and album = :album)",
        channel=channel,
        chat=chat,
        album=album,
    )
