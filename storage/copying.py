"""A copy of the database as of one moment, while others read and write it; and a look at a copy nobody writes.

The whole is copied in one step: SQLite's backup begins anew after each write of another
process that falls between two of its steps, and would never end beside a busy bot. The
step holds nobody up, for writers write to the log meanwhile.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from storage import checking, migrating
from storage.db import Damaged, Db, trouble
from storage.queues import work
from storage.results import evidence

_PATIENCE: Final = 30.0  # seconds for somebody who holds the file


@dataclass(frozen=True, slots=True)
class CopyHolds:
    """What a copy holds: the migrations it has, and the names of the files its rows point to."""

    schema: tuple[str, ...]
    files: tuple[str, ...]


def copy(database: Path, to: Path) -> None:
    """Copy it into a new file, and flush that. Raise StorageTrouble where the disk is full or fails; Damaged."""
    os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        source = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
        with closing(source), closing(sqlite3.connect(to)) as target:
            target.execute("pragma synchronous = off").fetchall()  # flushed once, below
            source.backup(target)
    except sqlite3.Error as error:
        raise trouble(error) from error
    with to.open("rb") as file:
        os.fsync(file.fileno())


async def look(copied: Path) -> CopyHolds:
    """Tell what a copy holds that nobody writes. Raise Damaged where SQLite finds it damaged, or no database."""
    try:
        with _still(copied) as db:
            wrong = await checking.integrity(db)
            if wrong:
                raise Damaged(wrong[0])
            schema = await db.all(str, "select name from migration order by name")
            files = await evidence.stored(db) | await work.stored(db)
    except sqlite3.Error as error:
        raise Damaged(str(error)) from error
    return CopyHolds(tuple(schema), tuple(sorted(files)))


def is_later(schema: tuple[str, ...]) -> list[str]:
    """Give the migrations among these that this release does not know."""
    return sorted(set(schema) - set(migrating.shipped()))


@contextmanager
def _still(path: Path) -> Iterator[Db]:
    """Read a file that stays as it is; nothing is put beside it."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    with closing(connection):
        yield Db(connection)
