"""What the guard blocked: time, person, address and rule, never a word of it."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was blocked of an address before: the first time, and how many times."""

    first: datetime
    times: int


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


async def since(db: Db, channel: str, chat: str, at: datetime) -> Earlier | None:
    """Give what of an address was blocked from this instant on; None where nothing was."""
    return await db.maybe(
        Earlier,
        "select min(at), count(*) from secret_hit where channel = :channel and chat = :chat and at >= :since"
        " having count(*) > 0",
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
