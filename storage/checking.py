"""What SQLite itself finds wrong with the file, and the evidence that should lie in the store."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from storage.db import Db

SQLITE: Final = sqlite3.sqlite_version
_SOUND: Final = (3, 51, 3)
_ALSO_SOUND: Final = ((3, 44, 6), (3, 50, 7))  # to which the mending was carried back


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


def old_sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """Give SQLite's version where it has the fault that can damage a log that two programs tidy; "" where not."""
    carried_back = any(version[:2] == of[:2] and version >= of for of in _ALSO_SOUND)
    return "" if version >= _SOUND or carried_back else ".".join(map(str, version))
