"""Long work, one piece after another: taken up, made in a process of its own, told when it is there.

The process is started when there is something to do and ended when there has been nothing
for a while. A piece that fails is tried once more, then given up, and the person is told.
"""

import asyncio
import logging
import multiprocessing
import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from bot.channel import Channel
from bot.clock import Clock
from bot.data_dir import Folder
from bot.files import store
from bot.health.logs import following
from bot.loops import maker
from bot.loops.at_work import at_work
from bot.serving.app import App
from handlers.delivery import backed_up, long_work
from handlers.delivery.long_work import BackupOutcome, Made, Wanted
from messages.said import Prompt
from messages.values import Enclosure
from storage.db import Database, StorageTrouble, Turn
from storage.members import people
from storage.queues import work
from storage.queues.outbox import Lane
from storage.queues.work import Work

log = logging.getLogger(__name__)

_TRIES: Final = 2
_STARTS: Final = 5  # tries, those included that a stop interrupted: what ends the whole bot must not do so for ever
_LONGEST_WAIT: Final = 2.0  # seconds
_LOOKED_AT: Final = 2.0  # seconds between looks at how far it is
_IDLE: Final = 60.0  # seconds without work after which the process is ended


def _left(making: "asyncio.Future[Made]") -> None:
    """Let it end with its process: nobody asks how."""
    if not making.cancelled():
        making.exception()


def _read(place: Path) -> str:
    with suppress(FileNotFoundError):
        return place.read_text(encoding="ascii")
    return ""


def process(data: Path) -> Executor:
    """Give a process of its own; it starts with the first piece."""
    spawn = multiprocessing.get_context("spawn")  # a fork would take our connections along
    return ProcessPoolExecutor(1, spawn, maker.begin, (data / "cache", os.getpid()))


@dataclass(slots=True)
class Working:
    """Does what `storage.work` holds. `still` is held while files in the store have no row yet."""

    db: Database
    app: App
    clock: Clock
    store: Path
    still: asyncio.Lock
    start: Callable[[Path], Executor] = process
    channels: Mapping[str, Channel] = field(default_factory=dict)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _pool: Executor | None = None

    def __post_init__(self) -> None:
        """Be woken by what is asked for."""
        self.db.heed("work", self.wake)

    async def work_for_ever(self) -> None:
        """Take up what was interrupted, then whatever is asked for."""
        await self.db.write(work.take_up)
        worked = time.monotonic()
        try:
            while True:
                self.wake.clear()
                if await self.work_through():
                    worked = time.monotonic()
                    continue
                if time.monotonic() - worked > _IDLE:
                    self._end()
                with suppress(TimeoutError):
                    async with asyncio.timeout(_LONGEST_WAIT):  # wait_for of 3.11 may swallow being told to stop
                        await self.wake.wait()
        finally:
            self._end()

    async def work_through(self) -> bool:
        """Do everything that waits; tell whether there was anything."""
        any_done = False
        while await self.db.read(work.waits):
            try:
                row = await self.db.write(work.begin)
            except StorageTrouble:
                return False
            if row is not None:
                with following(f"work-{row.id}"):
                    await self._do(row)
                any_done = True
        return any_done

    async def _do(self, row: Work) -> None:
        try:
            if row.tries <= _STARTS:
                await self._make(row)
                return
        except StorageTrouble:  # still under way: taken up at the next start
            return
        except OSError as error:  # a full disk among others: its own words say all that there is to say
            log.error("work %s could not be done: %s", row.id, error)  # noqa: TRY400 - see above
            self._end()
        except Exception:
            log.exception("work %s could not be done", row.id)
            self._end()  # the process itself may be what has failed
        with suppress(StorageTrouble):  # said by the database; taken up at the next start
            if row.tries < _TRIES:
                await self.db.write(partial(work.again, id_=row.id))
            else:
                await self.db.write(partial(self._give_up, row=row))

    async def _make(self, row: Work) -> None:
        if self._pool is None:
            self._pool = self.start(self.db.path.parent)
        wanted, here, by_chat = long_work.asked(row), asyncio.get_running_loop(), self.app.house.by_chat
        Folder(self.db.path.parent).progress.unlink(missing_ok=True)  # that of the piece before
        async with at_work(self.channels, await self._waiting(wanted)):
            making = here.run_in_executor(self._pool, maker.make, self.db.path, wanted, self.clock.now(), by_chat)
            made = await self._made(row, making)
        if made is None:
            self._end()
            return
        async with self.still:
            enclosures = await self._kept(made)
            await self.db.write(partial(self._told, row=row, made=made, enclosures=enclosures))

    async def _made(self, row: Work, making: "asyncio.Future[Made]") -> Made | None:
        """Wait for it, and keep how far it is; None where it is stopped meanwhile."""
        place, kept = Folder(self.db.path.parent).progress, ""
        while not making.done():
            self.wake.clear()
            woken = asyncio.ensure_future(self.wake.wait())
            await asyncio.wait((making, woken), timeout=_LOOKED_AT, return_when=asyncio.FIRST_COMPLETED)
            woken.cancel()
            if await self.db.read(partial(work.is_stopped, id_=row.id)):
                making.add_done_callback(_left)
                return None
            said = await asyncio.to_thread(_read, place)
            if said not in ("", kept) and not making.done():
                read, of = map(int, said.split())
                await self.db.write(partial(work.told, id_=row.id, read=read, of=of))
                kept = said
        return making.result()

    async def _waiting(self, wanted: Wanted) -> list[tuple[str, str]]:
        """Give the addresses of those who asked for it and wait."""
        if wanted.lane is not Lane.REPLY:
            return []
        found = [await self.db.read(partial(people.address, person=person)) for person in wanted.persons]
        return [(to.channel, to.chat) for to in found if to is not None and to.channel in self.channels]

    async def _kept(self, made: Made) -> list[Enclosure]:
        kept = []
        for file in made.files:
            sha256, _ = await asyncio.to_thread(store.put, self.store, file.data)
            kept.append(Enclosure(file.kind, sha256, file.name))
        return kept

    async def _told(self, db: Turn, row: Work, made: Made, enclosures: list[Enclosure]) -> None:
        now, text = self.clock.now(), made.text
        if not await work.done(db, row.id, " ".join(file.sha256 for file in enclosures), now):
            return
        if made.backup is not None:
            await backed_up.tell(db, self.app.house, row, made.backup, now)
        else:
            await long_work.tell(db, self.app.house, row, Prompt(text, enclosures=tuple(enclosures)), now)

    async def _give_up(self, db: Turn, row: Work) -> None:
        now = self.clock.now()
        await work.failed(db, row.id, now)
        if row.kind == backed_up.KIND:
            await backed_up.tell(db, self.app.house, row, BackupOutcome(because="backup.not_made"), now)
        else:
            await long_work.give_up(db, self.app.house, row, now)

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():  # what it is at begins again at the next start
                child.kill()
            self._pool = None
