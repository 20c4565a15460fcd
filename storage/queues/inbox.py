"""What came in: that it was served, or what waits to be served; kept before the channel is told that we have it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn
from storage.rows import to_json


@dataclass(frozen=True, slots=True)
class Kept:
    """A message to serve; `said` is JSON. `known`: somebody we know has written it."""

    id: int
    channel: str
    key: str
    chat: str
    said: str
    tries: int
    at: datetime
    known: bool


async def serve(db: Turn, *, channel: str, key: str, chat: str, at: datetime) -> int | None:
    """Keep that a message is served, in the transaction of all that follows from it; None when it came before."""
    return await db.maybe(
        int,
        "insert into inbox (channel, key, chat, at, state, served_at)"
        " values (:channel, :key, :chat, :at, 'served', :at) on conflict (channel, key) do nothing returning id",
        channel=channel,
        key=key,
        chat=chat,
        at=at,
    )


async def keep(db: Turn, *, channel: str, key: str, chat: str, said: str, album: str, at: datetime) -> int | None:
    """Keep a message; None when it was delivered before."""
    return await db.maybe(
        int,
        "insert into inbox (channel, key, chat, said, album, at, state)"
        " values (:channel, :key, :chat, :said, :album, :at, 'kept')"
        " on conflict (channel, key) do nothing returning id",
        channel=channel,
        key=key,
        chat=chat,
        said=said,
        album=album,
        at=at,
    )


async def keep_ours(db: Turn, *, channel: str, key: str, chat: str, said: str, at: datetime) -> None:
    """Keep what goes on by itself for somebody as if they had written it; whoever serves what is kept is woken."""
    db.noted.add("inbox")
    await keep(db, channel=channel, key=key, chat=chat, said=said, album="", at=at)


async def keep_all(db: Turn, *, channel: str, messages: Sequence[tuple[str, str, str]], at: datetime) -> None:
    """Keep messages of no album in their order: key, chat and what was said of each; not those that came before."""
    await db.run(
        "insert into inbox (channel, key, chat, said, at, state)"
        " select :channel, value ->> 0, value ->> 1, value ->> 2, :at, 'kept' from json_each(:messages)"
        " where true order by json_each.key on conflict (channel, key) do nothing",
        channel=channel,
        messages=to_json(messages),
        at=at,
    )


async def refuse(db: Turn, *, channel: str, key: str, chat: str, at: datetime) -> bool:
    """Keep that a message came and was blocked, and nothing of it; False when it was delivered before."""
    new = await db.maybe(
        int,
        "insert into inbox (channel, key, chat, at, state) values (:channel, :key, :chat, :at, 'refused')"
        " on conflict (channel, key) do nothing returning id",
        channel=channel,
        key=key,
        chat=chat,
        at=at,
    )
    return new is not None


async def refuse_album(db: Turn, channel: str, chat: str, album: str) -> None:
    """Empty what was kept of an album that turned out to be blocked."""
    await db.run(
        "update inbox set said = null, state = 'refused'"
        " where channel = :channel and chat = :chat and album = :album and state = 'kept'",
        channel=channel,
        chat=chat,
        album=album,
    )


async def refuse_source(db: Turn, channel: str, chat: str, source: str) -> None:
    """Empty what was kept of a message that was edited to bear a mark of secrecy."""
    await db.run(
        "update inbox set said = null, state = 'refused'"
        " where channel = :channel and chat = :chat and state = 'kept' and said ->> '$.source' = :source",
        channel=channel,
        chat=chat,
        source=source,
    )


async def set_aside(db: Turn, *, channel: str, key: str, chat: str, why: str, at: datetime) -> None:
    """Keep an update that could not be read, for a person to look at."""
    await db.run(
        "insert into inbox (channel, key, chat, at, state, why) values (:channel, :key, :chat, :at, 'broken', :why)"
        " on conflict (channel, key) do nothing",
        channel=channel,
        key=key,
        chat=chat,
        at=at,
        why=why,
    )


async def set_apart(db: Turn, channel: str, account: str) -> None:
    """Let what came under another account of the bot bear its number: the numbers of a channel begin anew with ours."""
    await db.run(
        "update inbox set key = :account || ':' || key where channel = :channel", account=account, channel=channel
    )


async def to_serve(db: Db, channel: str, at_most: int) -> list[Kept]:
    """Give the oldest message not served yet of each chat, those of people we know first."""
    return await db.all(
        Kept,
        "with first as materialized (select min(id) as id,"
        " exists (select 1 from address a where a.channel = :channel and a.chat = i.chat) as known"
        " from inbox i where state = 'kept' and channel = :channel group by chat order by known desc, 1 limit :at_most)"
        " select i.id, channel, key, chat, said, tries, at, known from first f join inbox i on i.id = f.id"
        " order by known desc, i.id",
        channel=channel,
        at_most=at_most,
    )


async def waiting_chats(db: Db, channel: str) -> list[str]:
    """Give the chats of which a message waits to be served."""
    return await db.all(
        str, "select distinct chat from inbox where state = 'kept' and channel = :channel", channel=channel
    )


async def waits(db: Db, id_: int) -> bool:
    """Tell whether a message still waits to be served."""
    return await db.one(bool, "select exists (select 1 from inbox where id = :id and state = 'kept')", id=id_)


async def served(db: Turn, id_: int, at: datetime) -> None:
    """Mark it served, in the transaction of everything that followed from it; its words go."""
    await db.run("update inbox set state = 'served', said = null, served_at = :at where id = :id", id=id_, at=at)


async def tried(db: Turn, id_: int) -> None:
    """Count a try, before it is made."""
    await db.run("update inbox set tries = tries + 1 where id = :id", id=id_)


async def untried(db: Turn, ids: Sequence[int]) -> None:
    """Take back the try of messages that wait still: nobody died of them."""
    await db.run(
        "update inbox set tries = max(0, tries - 1) where state = 'kept' and id in (select value from json_each(:ids))",
        ids=to_json(ids),
    )


async def bury(db: Turn, id_: int, why: str) -> None:
    """Make it a dead letter: it failed every time, a person has to look."""
    await db.run("update inbox set state = 'dead', why = :why where id = :id", id=id_, why=why)


async def waiting_in(db: Db, channel: str, chat: str) -> bool:
    """Tell whether a message of this chat waits to be served."""
    return await db.one(
        bool,
        "select exists (select 1 from inbox where state = 'kept' and channel = :channel and chat = :chat)",
        channel=channel,
        chat=chat,
    )


async def dead(db: Db) -> list[int]:
    """Give the dead letters."""
    return await db.all(int, "select id from inbox where state = 'dead' order by id")


async def purge(db: Turn, before: datetime) -> None:
    """Empty dead and broken letters from before then; let go of what was served: no channel hands it over again.

    The last row stays, so that the number of the next is a new one.
    """
    await db.run(
        "update inbox set said = null, why = '' where at < :before and state in ('dead', 'broken')", before=before
    )
    await db.run(
        "delete from inbox where at < :before and state in ('served', 'refused') and id < (select max(id) from inbox)",
        before=before,
    )
