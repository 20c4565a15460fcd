"""Evidence: wanted, then kept or missing, outside every turn. The entry never waits for a file."""

import asyncio
import errno
import logging
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from bot.channel import Channel, ChannelError
from bot.clock import Clock
from bot.data_dir import Folder
from bot.files.refusing import Unacceptable
from bot.files.store import wipe
from bot.health.logs import following
from bot.loops import workbooks
from bot.serving.app import App
from handlers.clock.purge import KEPT_FOR
from handlers.delivery import lost_files, secrecy
from handlers.officials.from_workbook import columns
from storage.db import Database, Db, StorageTrouble, Turn
from storage.queues import work
from storage.results import evidence
from storage.results.evidence import Evidence

if TYPE_CHECKING:
    from bot.files.inspecting import Inspected, Inspecting

log = logging.getLogger(__name__)

MAX_BYTES: Final = 20 * 1024 * 1024
_AT_ONCE: Final = 4
_LONGEST_WAIT: Final = 2.0  # seconds
_OF_THE_DISK: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
_DISK_PAUSE: Final = timedelta(minutes=1)


@dataclass(slots=True)
class Fetching:
    """Fetches what is wanted into the store."""

    db: Database
    app: App
    channels: Mapping[str, Channel]
    clock: Clock
    store: Path
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    still: asyncio.Lock = field(default_factory=asyncio.Lock)  # held by others while a file of theirs has no row yet
    strays: asyncio.Event = field(default_factory=asyncio.Event)  # something was blocked that is stored
    _sweeping: bool = True
    _told: bool = False  # that files cannot be kept
    _inspecting: "Inspecting | None" = None

    def __post_init__(self) -> None:
        """Be woken by what is wanted."""
        self.db.heed("evidence", self.wake)
        self.db.heed("strays", self.strays)

    async def fetch_for_ever(self) -> None:
        """Take up what was wanted before, then whatever comes."""
        while True:
            self.wake.clear()
            if self._sweeping or self.strays.is_set():
                await self._sweep()
            if await self.fetch_some():
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_WAIT):  # wait_for of 3.11 may swallow being told to stop
                    await self.wake.wait()

    async def fetch_some(self) -> bool:
        """Fetch some of what is wanted by now; tell whether there was anything."""
        if not await self.db.read(lambda db: evidence.wanted(db, self.clock.now(), 1)):
            return False
        await self._fetch_all()
        return True

    async def sweep(self) -> None:
        """Remove soon, between two fetches, what no row points to: only then is no file on its way to its row."""
        self._sweeping = True
        self.wake.set()

    async def _sweep(self) -> None:
        """Remove what no row points to: left-overs of a kill, files of drafts that were given up."""
        self._sweeping = False
        self.strays.clear()
        try:
            self.store.mkdir(mode=0o700, parents=True, exist_ok=True)
            async with self.still:
                held = await self.db.read(_held)
                await asyncio.to_thread(_remove_strays, self.store, held)
            documents = Folder(self.db.path.parent).documents
            await asyncio.to_thread(_remove_old, documents, (self.clock.now() - KEPT_FOR).timestamp())
        except (OSError, StorageTrouble):  # tomorrow again; nobody waits for it
            log.exception("what nobody needs could not be removed")

    async def _fetch_all(self) -> None:
        try:
            rows = await self.db.write(lambda db: evidence.begin(db, self.clock.now(), _AT_ONCE))
        except StorageTrouble:
            await asyncio.sleep(_LONGEST_WAIT)
            return
        async with asyncio.TaskGroup() as fetches:
            for row in rows:
                with following(f"evidence-{row.id}"):
                    fetches.create_task(self._fetch(row))

    async def _fetch(self, row: Evidence) -> None:
        temporary = self.store / f"fetching-{uuid4().hex}"
        try:
            found = await self._inspected(row, temporary)
            table = await self._table(row, found)
            outcome = partial(self._kept, row=row, found=found, table=table)
        except Unacceptable as error:
            outcome = partial(self._refused, row=row, error=error)
        except ChannelError as error:
            outcome = partial(self._not_given, row=row, error=error)
        except OSError as error:
            if error.errno not in _OF_THE_DISK:
                log.exception("evidence %s could not be fetched", row.id)
                outcome = partial(self._missing, row=row, because="")
            else:
                self._cannot_keep(error)
                outcome = partial(evidence.put_back, row=row, at=self.clock.now() + _DISK_PAUSE)
        except Exception:
            log.exception("evidence %s could not be fetched", row.id)
            outcome = partial(self._missing, row=row, because="")
        finally:
            await asyncio.to_thread(wipe, temporary)
        try:
            await self.db.write(outcome)
        except StorageTrouble:  # still wanted: fetched again when there is room
            await asyncio.sleep(_LONGEST_WAIT)

    def _cannot_keep(self, error: OSError) -> None:
        """Say once that files cannot be kept: each is tried again until they can."""
        if not self._told:
            log.critical("files cannot be kept (%s); they are fetched once they can", error.strerror)
        self._told = True

    async def _inspected(self, row: Evidence, temporary: Path) -> "Inspected":
        from bot.files import inspecting  # what opens pictures and documents is loaded with the first of them

        if self._inspecting is None:
            self._inspecting = inspecting.Inspecting(self.store)
        if evidence.was_fatal(row):
            raise Unacceptable("evidence.too_heavy")
        if row.size > MAX_BYTES:
            raise Unacceptable("evidence.too_large")
        await self.channels[row.channel].fetch(row.ref, temporary, MAX_BYTES)
        return await self._inspecting.inspect(temporary, row.name)

    async def _table(self, row: Evidence, found: "Inspected") -> Mapping[str, Any]:
        """Read the table of a workbook that may hold entries; {} where it does not."""
        assert self._inspecting is not None, "it was inspected"
        if found.kind != "xlsx" or not found.words or row.kind != "document":
            return {}
        return await self._inspecting.table(found.path, columns.names())

    async def _kept(self, db: Turn, row: Evidence, found: "Inspected", table: Mapping[str, Any]) -> None:
        now, self._told = self.clock.now(), False
        is_wanted = await evidence.kept(
            db,
            row.id,
            sha256_original=found.sha256_original,
            sha256_stored=found.sha256_stored,
            format_=found.kind,
            readable=found.readable,
            at=now,
        )
        if not is_wanted:  # it was dropped or blocked meanwhile, and is no row's
            db.noted.add("strays")
        else:
            await lost_files.tell_kind(db, self.app.house, row, found.kind, now)
        if table and is_wanted and row.person is not None:
            await workbooks.take(db, self.app.house, row, table, now)

    async def _refused(self, db: Turn, row: Evidence, error: Unacceptable) -> None:
        """What bears a mark of secrecy is blocked; anything else that cannot be taken is a gap."""
        if error.because == "evidence.secret":
            await secrecy.of_file(db, self.app.house, row, error.rule, self.clock.now())
        else:
            await self._missing(db, row, error.because)

    async def _not_given(self, db: Turn, row: Evidence, error: ChannelError) -> None:
        """Leave wanted what may pass. That a file is too large its sender can mend, anything else the operator."""
        if error.too_large or not error.permanent:
            await self._missing(db, row, "evidence.too_large" if error.too_large else "")
            return
        log.error("evidence %s will never be given: %s", row.id, error)
        await self._missing(db, row, "evidence.not_given")
        await lost_files.tell_admins(db, self.app.house, str(error), self.clock.now())

    async def _missing(self, db: Turn, row: Evidence, because: str) -> None:
        """Leave wanted what may still come; else keep the gap, and tell its sender once."""
        now = self.clock.now()
        if not because and evidence.may_try_again(row):
            return
        await evidence.missing(db, row.id, because or "evidence.not_fetched")
        await lost_files.tell(db, self.app.house, row, because or "evidence.not_fetched", now)


async def _held(db: Db) -> set[str]:
    return await evidence.stored(db) | await work.stored(db)


def _remove_old(documents: Path, before: float) -> None:
    """Remove documents that nobody has fetched for as long as their place was promised; they can be made again."""
    for folder in documents.glob("*"):
        if folder.is_dir() and folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)  # what somebody holds open or protected stays; the bot goes on


def _remove_strays(store: Path, held: set[str]) -> None:
    for path in store.rglob("*"):
        if path.is_file() and path.name not in held:
            wipe(path)
