"""The backups that were made."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: of which moment, its file's name, its bytes, their SHA-256."""

    id: int
    made_at: datetime
    name: str
    size: int
    sha256: str


async def add(db: Turn, made_at: datetime, name: str, size: int, sha256: str) -> None:
    """Keep that it was made."""
    await db.run(
        "insert into backup (made_at, name, size, sha256) values (:made_at, :name, :size, :sha256)",
        made_at=made_at,
        name=name,
        size=size,
        sha256=sha256,
    )


async def last(db: Db) -> Backup | None:
    """Give the one of the latest moment."""
    return await db.maybe(
        Backup, "select id, made_at, name, size, sha256 from backup order by made_at desc, id desc limit 1"
    )


async def lived_since(db: Db) -> datetime | None:
    """Give when the house began to keep anything that would have to be in a backup; None where it has not."""
    return await db.maybe(datetime, "select at from audit order by id limit 1")
