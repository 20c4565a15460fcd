"""The one writer with group commit, and the readers.

One task owns the writing connection. Turns run in its thread one after another, each
under a savepoint, a whole batch in one hop: a turn awaits nothing but the database, so
that it is driven there from beginning to end. Callers are told only after the commit.
An error undoes its own turn and nobody else's. When the transaction itself fails (the
disk is full), every caller gets `StorageTrouble`: nobody's fault.

What only reads, and may take its time, runs in a reader's thread in the same way.
"""

import asyncio
import logging
import sqlite3
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from storage.connecting import Threaded, is_damage, is_of_the_disk, unobstructed
from storage.rows import columns, shaped

T = TypeVar("T")
log = logging.getLogger(__name__)

AT_MOST_TURNS: Final = 50
AT_MOST_SECONDS: Final = 0.05
LATEST: Final = 0.1  # seconds until what may join another commit gets one of its own
_READERS: Final = 3
_OVER: Final = 10.0  # seconds without a failure until one is over: on a full disk what is small may find room yet
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


class Damaged(StorageTrouble):
    """The file is damaged: whatever is tried again will fail again. A person has to restore it."""


def trouble(error: BaseException) -> StorageTrouble:
    """Give what an error of SQLite means to whoever waits."""
    return Damaged(str(error)) if is_damage(error) else StorageTrouble(str(error))


@dataclass(frozen=True, slots=True)
class Db:
    """A connection to ask. Parameters are named; rows come back as the dataclass asked for.

    Nothing here waits: the methods are coroutines so that whoever asks may be driven in another thread.
    `memory` is the same for every connection to the file as long as it is open: for what is read again and again.
    """

    connection: sqlite3.Connection
    memory: dict[str, Any] = field(default_factory=dict, compare=False)

    async def all(self, shape: type[T], sql: str, /, **facts: Any) -> list[T]:
        """Give every row."""
        rows = self.connection.execute(sql, columns(facts)).fetchall()
        return [shaped(shape, row) for row in rows]

    async def maybe(self, shape: type[T], sql: str, /, **facts: Any) -> T | None:
        """Give the first row, or None."""
        rows = self.connection.execute(sql, columns(facts)).fetchall()
        return shaped(shape, rows[0]) if rows else None

    async def one(self, shape: type[T], sql: str, /, **facts: Any) -> T:
        """Give the one row. Raise LookupError where there is none."""
        rows = self.connection.execute(sql, columns(facts)).fetchall()
        if not rows:
            raise LookupError(sql)
        return shaped(shape, rows[0])

    async def run(self, sql: str, /, **facts: Any) -> None:
        """Run a statement."""
        self.connection.execute(sql, columns(facts)).fetchall()


@dataclass(frozen=True, slots=True)
class Turn(Db):
    """The writing connection inside one turn. Whoever waits for a topic of `noted` is woken after the commit."""

    noted: set[str] = field(default_factory=set)

    async def undo(self) -> None:
        """Undo everything that this turn has written so far."""
        await self.run("rollback to turn")

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


Work = Callable[[Turn], Awaitable[T]]


@dataclass(frozen=True, slots=True)
class _Job:
    """A turn to run in the context of its caller, who holds the future; a single statement needs no savepoint."""

    work: Work[Any]
    future: "asyncio.Future[Any]"
    single: bool = False
    context: Context = field(default_factory=copy_context)


class Database:
    """The file, its one writer, its readers."""

    def __init__(self, path: Path, *, scratch: bool = False) -> None:
        """Name the file; `open` opens it. One that is thrown away afterwards need not outlast a power cut."""
        self.path = path
        self.memory: dict[str, Any] = {}
        self.turned = asyncio.Event()  # set whenever `trouble` begins or ends
        self.damaged = asyncio.Event()  # set once the file has turned out to be damaged
        self._pragmas = (*_PRAGMAS, *(_SCRATCH if scratch else ()))
        self._jobs: deque[_Job] = deque()
        self._joining: list[_Job] = []  # what waits for another commit to join
        self._wake = asyncio.Event()
        self._is_closing = False
        self._writer: Threaded | None = None
        self._writing: asyncio.Task[None] | None = None
        self._readers: list[Threaded] = []
        self._free: asyncio.Queue[Threaded] = asyncio.Queue()
        self._long = asyncio.Semaphore(_READERS - 1)
        self._heeding: dict[str, asyncio.Event] = {}
        self._trouble = ""  # why nothing can be written
        self._failed_at = 0.0  # on the monotonic clock

    def trouble(self) -> str:
        """Tell why nothing can be written at present; "" where it can."""
        return self._trouble

    async def open(self) -> None:
        """Open the file and start the writer. Raise Obstructed."""
        with unobstructed():
            self._writer = await Threaded.open(self.path, self._pragmas)
            for _ in range(_READERS):
                self._readers.append(await Threaded.open(self.path, _READER))
                self._free.put_nowait(self._readers[-1])
        self._writing = asyncio.create_task(self._write_for_ever(self._writer), name="storage writer")

    async def close(self) -> None:
        """Finish what was handed in, then close."""
        self._is_closing = True
        self._wake.set()
        if self._writing is not None:
            await asyncio.gather(self._writing, return_exceptions=True)
        for thread in (*self._readers, self._writer):
            if thread is not None:
                await thread.close()

    def heed(self, topic: str, wake: asyncio.Event) -> None:
        """Let this be woken whenever something of a topic has been written: outbox, evidence, inbox, work."""
        self._heeding[topic] = wake

    async def read(self, work: Callable[[Db], Awaitable[T]]) -> T:
        """Run `work` on a connection that only reads; it sees what is committed, as of one moment.

        Raise what it raises, and StorageTrouble where the disk fails.
        """
        context, reader = copy_context(), await self._free.get()
        try:
            return await reader.run("begin", lambda connection: context.run(_driven, work, Db(connection, self.memory)))
        except sqlite3.DatabaseError as error:
            if not is_of_the_disk(error):
                raise
            raise self._found(error) from error
        finally:
            self._free.put_nowait(reader)

    async def read_long(self, work: Callable[[Db], Awaitable[T]]) -> T:
        """Read what may take seconds: one reader is always left for what takes a moment."""
        async with self._long:
            return await self.read(work)

    async def write(self, work: Work[T]) -> T:
        """Run `work` as one turn; return after its commit. Cancelling the caller does not cancel the turn."""
        return await self.submit(work)

    def submit(self, work: Work[T]) -> "asyncio.Future[T]":
        """Hand in a turn behind those handed in before; the future is done after its commit.

        Once the file is being closed it has failed at once, with StorageTrouble.
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        if self._is_closing:
            future.set_exception(StorageTrouble("the database is being closed"))
            return future
        self._jobs.append(_Job(work, future))
        self._wake.set()
        return future

    def join(self, work: Work[T]) -> "asyncio.Future[T]":
        """Run `work`, a single statement, in front of what is written next and in its commit; else soon alone.

        Once the file is being closed it is not run any more: the future is cancelled.
        """
        here = asyncio.get_running_loop()
        future: asyncio.Future[T] = here.create_future()
        if self._is_closing:
            future.cancel()
            return future
        if not self._joining:
            here.call_later(LATEST, self._wake.set)
        self._joining.append(_Job(work, future, single=True))
        return future

    def _found(self, error: Exception) -> StorageTrouble:
        """Give what an error means to whoever waits; note where the file is damaged."""
        found = error if isinstance(error, StorageTrouble) else trouble(error)
        if isinstance(found, Damaged):
            self.damaged.set()
        return found

    def _noted(self, trouble: StorageTrouble) -> StorageTrouble:
        """Say once that nothing can be written: whoever wants to write tries again for as long as that lasts."""
        if not self._trouble:
            log.critical("the database cannot be written (%s); it is tried again until it can", trouble)
            self.turned.set()  # whoever is woken finds what is set below
        self._trouble, self._failed_at = str(trouble), time.monotonic()
        return trouble

    def _went_well(self) -> None:
        if self._trouble and time.monotonic() - self._failed_at > _OVER:
            self._trouble = ""
            self.turned.set()
            log.warning("the database can be written again")

    async def _write_for_ever(self, writer: Threaded) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            if batch := self._batch():
                await self._written(writer, batch)
                self._wake.set()
            elif self._is_closing:
                return

    def _batch(self) -> list[_Job]:
        """Take what is to be written now: first what waited for a commit to join."""
        joining, self._joining = self._joining, []
        return [*joining, *(self._jobs.popleft() for _ in range(min(AT_MOST_TURNS, len(self._jobs))))]

    async def _written(self, writer: Threaded, batch: list[_Job]) -> None:
        """Run turns in one transaction and tell their callers; those for which the time was too short come next."""
        noted: set[str] = set()
        try:
            turn = partial(Turn, memory=self.memory, noted=noted)
            outcomes = await writer.run("begin immediate", lambda connection: _turns(turn(connection), batch))
        except Exception as error:  # noqa: BLE001 - whichever it is: nobody may wait for a turn for ever
            outcomes = [self._noted(self._found(error))] * len(batch)
        else:
            self._went_well()
        for job, outcome in zip(batch, outcomes, strict=False):
            _tell(job.future, outcome)
        self._jobs.extendleft(reversed(batch[len(outcomes) :]))
        for topic in noted & self._heeding.keys():
            self._heeding[topic].set()


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


def _turns(turn: Turn, batch: list[_Job]) -> list[Any]:
    """Give each turn's result or error, as far as the time goes."""
    until = time.monotonic() + AT_MOST_SECONDS
    outcomes: list[Any] = []
    for job in batch:
        if outcomes and time.monotonic() > until:
            break
        outcomes.append(_run(turn, job))
    return outcomes


def _run(turn: Turn, job: _Job) -> Any:
    connection = turn.connection
    if not job.single:
        connection.execute("savepoint turn")
    try:
        result = job.context.run(_driven, job.work, turn)
    except Exception as error:  # any error is this turn's own, and is handed to its caller
        if not connection.in_transaction or is_damage(error):
            raise trouble(error) from error
        if not job.single:
            connection.execute("rollback to turn")
        result = _Failed(error)
    if not job.single:
        connection.execute("release turn")
    return result


def _driven(work: Callable[[Any], Awaitable[T]], db: Db) -> T:
    """Drive a coroutine to its end. Raise RuntimeError where it waits for anything but the database."""
    steps = work(db).__await__()
    try:
        next(steps)
    except StopIteration as end:
        result: T = end.value
        return result
    raise RuntimeError("a turn may await nothing but the database")


def _tell(future: "asyncio.Future[Any]", outcome: Any) -> None:
    if future.cancelled():
        return
    if isinstance(outcome, _Failed):
        future.set_exception(outcome.error)
    elif isinstance(outcome, StorageTrouble):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)


@contextmanager
def told_of_damage() -> Iterator[None]:
    """Raise Damaged where SQLite finds inside that the file is damaged, or no database."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        raise Damaged(str(error)) from error


@contextmanager
def reading(path: Path) -> Iterator[Db]:
    """Read from another process; the file is not written, not even to tidy its log when it is closed. Raise Damaged."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        with told_of_damage():
            for pragma in _READER:
                connection.execute(pragma).fetchall()
            connection.execute("begin")  # everything is read as it stood at one moment
            yield Db(connection)
    finally:
        connection.close()
