"""Buttons that carry a command under a short id, outside any conversation; only their person may press them."""

from datetime import datetime

from storage.db import Db, Turn


async def keep(db: Turn, person: int, command: str, at: datetime) -> int:
    """Keep a command for a button; give its id."""
    return await db.one(
        int,
        "insert into button (person, command, made_at) values (:person, :command, :at) returning id",
        person=person,
        command=command,
        at=at,
    )


async def find(db: Db, person: int, id_: int) -> str | None:
    """Give the command behind a button of this person."""
    return await db.maybe(str, "select command from button where id = :id and person = :person", id=id_, person=person)


async def purge(db: Turn, before: datetime) -> None:
    """Drop the buttons made before then."""
    await db.run("delete from button where made_at < :before", before=before)
