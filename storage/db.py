"""The one writer with group commit, and the readers. The only importer of the driver.

One task owns the writing connection. Turns run in it one after another, each under
a savepoint, many to a transaction; their callers are told only after the commit.
An error undoes its own turn and nobody else's. When the transaction itself fails
(the disk is full), every caller gets `StorageTrouble`: nobody's fault.

Statements run where they are called: they take microseconds, and handing each to a
thread cost more than all else in a turn. Only the commit waits for the disk; it alone
goes to a thread. Between turns the event loop has its way.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from storage.rows import columns, shaped

T = TypeVar("T")

AT_MOST_TURNS: Final = 50
AT_MOST_SECONDS: Final = 0.05
_STATEMENTS: Final = 512  # kept ready; there are fewer in the house
_PRAGMAS: Final = (
    "pragma journal_mode = wal",
    "pragma synchronous = full",  # normal loses acknowledged commits at a power cut
    "pragma busy_timeout = 5000",
    "pragma foreign_keys = on",
    "pragma trusted_schema = off",
    "pragma secure_delete = on",
)
_SCRATCH: Final = ("pragma synchronous = off", "pragma secure_delete = off")  # what nobody will look for after a crash
_READER: Final = ("pragma busy_timeout = 5000", "pragma query_only = on", "pragma wal_autocheckpoint = 0")


class StorageTrouble(Exception):  # noqa: N818 - a state of the disk, no fault of a caller
    """The transaction itself failed: disk full, file gone. Nothing of the batch was kept."""


@dataclass(frozen=True, slots=True)
class Db:
    """A connection to ask. Parameters are named; rows come back as the dataclass asked for."""

    connection: sqlite3.Connection

    async def all(self, shape: type[T], sql: str, /, **facts: Any) -> list[T]:
        """Give every row."""
        rows = self.connection.execute(sql, columns(facts)).fetchall()
        return [shaped(shape, row) for row in rows]

    async def maybe(self, shape: type[T], sql: str, /, **facts: Any) -> T | None:
        """Give the first row, or None."""
        rows = await self.all(shape, sql, **facts)
        return rows[0] if rows else None

    async def one(self, shape: type[T], sql: str, /, **facts: Any) -> T:
        """Give the one row. Raise LookupError where there is none."""
        found = await self.all(shape, sql, **facts)
        if not found:
            raise LookupError(sql)
        return found[0]

    async def run(self, sql: str, /, **facts: Any) -> None:
        """Run a statement."""
        self.connection.execute(sql, columns(facts)).fetchall()


@dataclass(frozen=True, slots=True)
class Turn(Db):
    """The writing connection inside one turn."""

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Undo what was written inside when it raises."""
        await self.run("savepoint inner_part")
        try:
            yield
        except BaseException:
            await self.run("rollback to inner_part")
            await self.run("release inner_part")
            raise
        await self.run("release inner_part")


_Work = Callable[[Turn], Awaitable[Any]]
_Job = tuple[_Work, "asyncio.Future[Any]"]


class Database:
    """The file, its one writer, its readers."""

    def __init__(self, path: Path, *, scratch: bool = False) -> None:
        """Name the file; `open` opens it. One that is thrown away afterwards need not outlast a power cut."""
        self.path = path
        self._scratch = scratch
        self._queue: asyncio.Queue[_Job] = asyncio.Queue()
        self._writing: asyncio.Task[None] | None = None
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        self._disk = ThreadPoolExecutor(1, "commit")

    async def open(self) -> None:
        """Open the file and start the writer."""
        self._writer = _connect(self.path, (*_PRAGMAS, *(_SCRATCH if self._scratch else ())))
        self._reader = _connect(self.path, _READER)
        self._writing = asyncio.create_task(self._write_for_ever(self._writer), name="storage writer")

    async def close(self) -> None:
        """Finish what was handed in, then close."""
        if self._writing is not None:
            await self._queue.join()
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        for connection in (self._reader, self._writer):
            if connection is not None:
                connection.close()
        self._disk.shutdown()

    @property
    def reader(self) -> Db:
        """A connection that only reads; it sees what is committed."""
        assert self._reader is not None, "open first"
        return Db(self._reader)

    async def write(self, work: Callable[[Turn], Awaitable[T]]) -> T:
        """Run `work` as one turn; return after its commit. Cancelling the caller does not cancel the turn."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((work, future))
        return await asyncio.shield(future)

    async def _write_for_ever(self, connection: sqlite3.Connection) -> None:
        turn = Turn(connection)
        while True:
            batch = [await self._queue.get()]
            try:
                outcomes = await self._transaction(turn, batch)
            except (sqlite3.Error, StorageTrouble) as error:
                _roll_back(connection)
                outcomes = [StorageTrouble(str(error))] * len(batch)
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                _tell(future, outcome)
                self._queue.task_done()

    async def _transaction(self, turn: Turn, batch: list[_Job]) -> list[Any]:
        """Run turns as they come, adding to `batch`; give each one's result or error, after the commit."""
        await turn.run("begin immediate")
        until = time.monotonic() + AT_MOST_SECONDS
        outcomes = [await _run(turn, batch[0][0])]
        while len(batch) < AT_MOST_TURNS and time.monotonic() < until:
            await asyncio.sleep(0)  # let others have their turn, and what they hand in join this commit
            if self._queue.empty():
                break
            job = self._queue.get_nowait()
            batch.append(job)
            outcomes.append(await _run(turn, job[0]))
        if self._scratch:  # it waits for no disk
            await turn.run("commit")
        else:
            await asyncio.get_running_loop().run_in_executor(self._disk, turn.connection.execute, "commit")
        return outcomes


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


async def _run(turn: Turn, work: _Work) -> Any:
    await turn.run("savepoint turn")
    try:
        result = await work(turn)
    except Exception as error:  # any error is this turn's own, and is handed to its caller
        if not turn.connection.in_transaction:
            raise StorageTrouble(str(error)) from error
        await turn.run("rollback to turn")
        result = _Failed(error)
    await turn.run("release turn")
    return result


def _tell(future: "asyncio.Future[Any]", outcome: Any) -> None:
    if future.cancelled():
        return
    if isinstance(outcome, _Failed):
        future.set_exception(outcome.error)
    elif isinstance(outcome, StorageTrouble):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.rollback()


@contextmanager
def reading(path: Path) -> Iterator[Db]:
    """Read from another process; the file is not written, not even to tidy its log when it is closed."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        for pragma in _READER:
            connection.execute(pragma).fetchall()
        connection.execute("begin")  # everything is read as it stood at one moment
        yield Db(connection)
    finally:
        connection.close()


def _connect(path: Path, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS)
    for pragma in pragmas:
        connection.execute(pragma).fetchall()
    return connection
