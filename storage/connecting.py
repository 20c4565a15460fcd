"""A connection in a thread of its own, on aiosqlite: whole pieces of work cross to it, not single statements.

aiosqlite hands each call to its thread and back, which costs more than most statements.
So the connection it holds is ours: its `commit`, which aiosqlite calls in the thread,
first does the work that was handed over, in the transaction that it then commits.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import aiosqlite

T = TypeVar("T")

_STATEMENTS: Final = 512  # kept ready; there are fewer in the house
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_OF_THE_DISK: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, *_DAMAGED)
_IN_THE_WAY: Final = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CANTOPEN: "no_rights",
    sqlite3.SQLITE_PERM: "no_rights",
    sqlite3.SQLITE_BUSY: "in_use",
    sqlite3.SQLITE_LOCKED: "in_use",
}


class Obstructed(Exception):  # noqa: N818 - a state of the place where the file lies
    """The file cannot be opened or written where it lies; nothing is known to be wrong with what is in it.

    `what` stands in the way: full, read_only, no_rights, in_use or failed.
    """

    def __init__(self, error: sqlite3.Error) -> None:
        """Say what, and in SQLite's words why."""
        super().__init__(str(error))
        self.what = _IN_THE_WAY.get(_primary(error), "failed")


@contextmanager
def unobstructed() -> Iterator[None]:
    """Open or change a file inside. Raise Obstructed; what says that the file is damaged goes on as it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if is_damage(error):
            raise
        raise Obstructed(error) from error


def is_damage(error: BaseException) -> bool:
    """Tell whether an error says that the file itself is damaged, or no database at all."""
    return isinstance(error, sqlite3.Error) and _primary(error) in _DAMAGED


def is_of_the_disk(error: BaseException) -> bool:
    """Tell whether an error is nobody's fault: the disk is full or fails, or the file is damaged."""
    return isinstance(error, sqlite3.Error) and _primary(error) in _OF_THE_DISK


def _primary(error: sqlite3.Error) -> int:
    """Give the first part of an error's code; the rest says more exactly what it is."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


class _Connection(sqlite3.Connection):
    """What the thread holds: `commit` does one piece of work, and undoes it where it fails.

    Once the disk has failed in a piece of work, so does every further statement of it: some errors end the
    transaction, and what came after them would be kept alone.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, isolation_level=None, cached_statements=_STATEMENTS)
        self.work: deque[Callable[[], None]] = deque()
        self._trouble: sqlite3.Error | None = None

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if self._trouble is not None:
            raise self._trouble
        try:
            return super().execute(sql, parameters)
        except sqlite3.DatabaseError as error:
            if is_of_the_disk(error):
                self._trouble = error
            raise

    def commit(self) -> None:
        self._trouble = None
        try:
            self.work.popleft()()
            self.execute("COMMIT")  # fails like any other statement, although somebody passed over what failed before
        except BaseException:
            self.rollback()
            raise


class Threaded:
    """One connection and its thread; pieces of work run one after another."""

    def __init__(self, connection: aiosqlite.Connection, held: _Connection) -> None:
        """Take a connection that is open; `open` makes one."""
        self._connection = connection
        self._held = held

    @classmethod
    async def open(cls, path: Path, pragmas: tuple[str, ...]) -> Self:
        """Open the file. Raise sqlite3.Error."""
        held: list[_Connection] = []

        def made(*_: object, **__: object) -> _Connection:  # in the thread
            connection = _Connection(path)
            try:
                for pragma in pragmas:
                    connection.execute(pragma).fetchall()
            except sqlite3.Error:
                connection.close()
                raise
            held.append(connection)
            return connection

        connection = await aiosqlite.connect(path, factory=made)
        return cls(connection, held[0])

    async def run(self, begin: str, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do `work` in one transaction, in the thread; give its result after the commit.

        Raise what it raises, and sqlite3.Error where the transaction fails; nothing is kept then.
        """
        results: list[T] = []

        def piece() -> None:
            self._held.execute(begin)
            results.append(work(self._held))

        self._held.work.append(piece)
        await self._connection.commit()
        return results[0]

    async def close(self) -> None:
        """Close it and end the thread."""
        await self._connection.close()
