"""What SQLite itself finds wrong with the file, and the evidence that should lie in the store."""

from dataclasses import dataclass

from storage.db import Db


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept file: of which entry (None: still of a draft), under which name it lies."""

    id: int
    entry: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Dangling:
    """A row that points to one that is not there."""

    table: str
    row: int | None
    parent: str
    nth: int


async def integrity(db: Db) -> list[str]:
    """Give what is damaged in the file; nothing where it is whole."""
    return [line for line in await db.all(str, "pragma integrity_check") if line != "ok"]


async def dangling(db: Db) -> list[Dangling]:
    """Give every row that points to one that is not there."""
    return await db.all(Dangling, "pragma foreign_key_check")


async def stored(db: Db) -> list[Stored]:
    """Give every file that is said to be kept."""
    return await db.all(
        Stored,
        "select id, entry, sha256_stored from evidence where state = 'kept' and sha256_stored is not null order by id",
    )
