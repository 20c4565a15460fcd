"""Long work: what a turn asked for that takes longer than a turn may, one row each; done in another process.

Each try is counted before it begins. What a stop interrupted waits again at the next start.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.db import Db, Turn

_ROW: Final = "id, kind, asked, tries, made_at"


@dataclass(frozen=True, slots=True)
class Work:
    """One piece: `asked` is JSON, `tries` counts those that have begun."""

    id: int
    kind: str
    asked: str
    tries: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Work that is not there yet: whether it has begun, and how many units of how many are read."""

    asked: str
    made_at: datetime
    has_begun: bool
    read: int
    of: int


async def put(db: Turn, kind: str, asked: str, person: int | None, at: datetime, key: str | None = None) -> None:
    """Put it in, unless work of the same key is waiting or under way. `person` asked for it, None: the clock."""
    db.noted.add("work")
    await db.run(
        "insert into work (kind, asked, person, made_at, key) values (:kind, :asked, :person, :at, :key)"
        " on conflict (key) where state in ('waiting', 'working') do nothing",
        kind=kind,
        asked=asked,
        person=person,
        at=at,
        key=key,
    )


async def waits(db: Db) -> bool:
    """Tell whether there is something to do."""
    return await db.one(bool, "select exists (select 1 from work where state = 'waiting')")


async def begin(db: Turn) -> Work | None:
    """Take up what was asked for first; a try is counted."""
    return await db.maybe(
        Work,
        "update work set state = 'working', tries = tries + 1"
        f" where id = (select min(id) from work where state = 'waiting') returning {_ROW}",
    )


async def again(db: Turn, id_: int) -> None:
    """Let it wait for another try."""
    await db.run("update work set state = 'waiting' where id = :id", id=id_)


async def done(db: Turn, id_: int, files: str, at: datetime) -> bool:
    """Keep what it came to: the SHA-256 of each file, with spaces between. False where it was stopped meanwhile."""
    ended = await db.maybe(
        int,
        "update work set state = 'done', done_at = :at, result = :files"
        " where id = :id and state = 'working' returning id",
        id=id_,
        files=files,
        at=at,
    )
    return ended is not None


async def told(db: Turn, id_: int, read: int, of: int) -> None:
    """Keep how many units of how many are read."""
    await db.run("update work set read_units = :read, of_units = :of where id = :id", id=id_, read=read, of=of)


async def stop(db: Turn, person: int, kind: str, at: datetime) -> bool:
    """Stop what this person asked for of a kind; tell whether there was any."""
    db.noted.add("work")
    stopped = await db.all(
        int,
        "update work set state = 'stopped', done_at = :at where person = :person and kind = :kind"
        " and state in ('waiting', 'working') returning id",
        person=person,
        kind=kind,
        at=at,
    )
    return bool(stopped)


async def is_stopped(db: Db, id_: int) -> bool:
    """Tell whether somebody has stopped it."""
    return await db.one(bool, "select exists (select 1 from work where id = :id and state = 'stopped')", id=id_)


async def under_way(db: Db, person: int, kind: str) -> UnderWay | None:
    """Give what this person has asked for of a kind and is not there yet."""
    return await db.maybe(
        UnderWay,
        "select asked, made_at, state = 'working', read_units, of_units from work where person = :person"
        " and kind = :kind and state in ('waiting', 'working') order by id limit 1",
        person=person,
        kind=kind,
    )


async def asked_since(db: Db, kind: str, since: datetime) -> bool:
    """Tell whether work of a kind was asked for from then on, whatever became of it."""
    return await db.one(
        bool, "select exists (select 1 from work where kind = :kind and made_at >= :since)", kind=kind, since=since
    )


async def failed(db: Turn, id_: int, at: datetime) -> None:
    """Give it up."""
    await db.run("update work set state = 'failed', done_at = :at where id = :id", id=id_, at=at)


async def take_up(db: Turn) -> None:
    """At start: what was interrupted waits again."""
    await db.run("update work set state = 'waiting' where state = 'working'")


async def stored(db: Db) -> set[str]:
    """Give the name of every file that was made and may still be sent."""
    results = await db.all(str, "select result from work where state = 'done'")
    return {name for files in results for name in files.split()}


async def purge(db: Turn, before: datetime) -> None:
    """Forget what ended before then; its files go at the next sweep."""
    await db.run("delete from work where state in ('done', 'failed', 'stopped') and done_at < :before", before=before)
