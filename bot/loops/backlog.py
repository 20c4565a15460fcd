"""What was kept to be served afterwards: each chat in turn, people we know first, every try counted.

What takes long to read for a message is read beside the others, of one chat one at a time.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from bot.clock import Clock
from bot.dialogue.scene import ReadFirst
from bot.health.logs import following
from bot.loops import turns
from bot.loops.at_work import at_work
from bot.loops.crowd import QUIET, Crowd
from bot.loops.sending import Claims, Sending
from bot.serving.app import App, Incoming
from messages.said import Said, unpacked
from storage.db import Database, StorageTrouble, Turn
from storage.queues import inbox
from storage.queues.inbox import Kept

AT_ONCE: Final = 50
TRIES: Final = 3  # of a message during which the process died
TROUBLE_PAUSE: Final = 1.0  # seconds, while the disk is full


@dataclass(slots=True)
class Backlog:
    """One channel's kept messages; without `sending` all that is said waits in the outbox.

    `behind` are the chats of which a message waits to be served: what else they write has to be kept as well.
    """

    db: Database
    app: App
    clock: Clock
    channel: str
    sending: Sending | None
    crowd: Crowd
    behind: set[str] = field(default_factory=set)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    looks_again: bool = False  # soon, by itself: only strangers wait, for a crowd
    _counted: set[int] = field(default_factory=set)  # messages whose try is counted
    _reading: dict[str, asyncio.Task[None]] = field(default_factory=dict)  # for a message of each chat
    _failed: BaseException | None = None  # of a reading, and no fault of the message

    def __post_init__(self) -> None:
        """Be woken by what goes on by itself."""
        self.db.heed("inbox", self.wake)

    async def serve_for_ever(self) -> None:
        """Serve what was kept, oldest first, now and whenever more has come."""
        try:
            while True:
                self.wake.clear()
                try:
                    await self._serve_or_wait()
                except StorageTrouble:  # nobody's fault: nothing was kept, nothing is counted
                    await asyncio.sleep(TROUBLE_PAUSE)
        finally:
            await self._leave_off()

    async def serve(self) -> bool:
        """Serve what is kept now, strangers too, and all that is read for it; tell whether there was anything."""
        some, _ = await self._serve_some(strangers_wait=False)
        await asyncio.gather(*self._reading.values())
        return some

    async def _serve_or_wait(self) -> None:
        if self._failed is not None:
            failed, self._failed = self._failed, None
            raise failed
        some, strangers_wait = await self._serve_some(strangers_wait=True)
        if some:
            return
        self.looks_again = strangers_wait
        with suppress(TimeoutError):
            async with asyncio.timeout(QUIET if strangers_wait else None):
                await self.wake.wait()
        self.looks_again = False

    async def _serve_some(self, *, strangers_wait: bool) -> tuple[bool, bool]:
        """Serve the oldest message of each chat; tell whether there was one, and whether strangers had to wait."""
        at_most = AT_ONCE + len(self._reading)
        rows = await self.db.read(partial(inbox.to_serve, channel=self.channel, at_most=at_most))
        some = False
        for row in rows:
            if row.chat in self._reading:
                continue
            if strangers_wait and not row.known and self.crowd.goes_on:
                return some, True
            await self._begin(row)
            some = True
        return some, False

    async def _begin(self, row: Kept) -> None:
        """Count a try and serve a message; where something is to be read for it, begin to read."""
        died = row.tries - (row.id in self._counted)  # nobody dies of it while the disk is full
        if row.id not in self._counted:
            if died >= TRIES:
                await self._give_up(row)
                return
            await self.db.write(partial(inbox.tried, id_=row.id))
            self._counted.add(row.id)
        first = await self._serve(row, {})
        if first is None:
            return
        reading = asyncio.create_task(self._read_and_serve(row, first))
        self._reading[row.chat] = reading
        reading.add_done_callback(partial(self._has_read, row.chat))
        if died:  # the process, in the middle of it: nothing is begun beside it
            await reading

    async def _serve(self, row: Kept, ready: Mapping[tuple[str, str], Any]) -> ReadFirst | None:
        """Serve a message in a turn; give what is to be read before, if anything is. Raise StorageTrouble."""
        claims = None if self.sending is None else self.sending.claims()
        try:
            await self.db.write(partial(self._turn, row=row, claims=claims, ready=ready))
        except ReadFirst as first:
            return first
        except StorageTrouble:
            self.behind.add(row.chat)
            if claims is not None:
                claims.drop()
            raise
        self._counted.discard(row.id)
        if claims is not None and self.sending is not None:
            self.sending.send(claims)
        return None

    async def _read_and_serve(self, row: Kept, first: ReadFirst | None) -> None:
        ready: dict[tuple[str, str], Any] = {}
        shown_to = [(self.channel, row.chat)] if self.sending else []
        while first is not None:
            async with at_work(self.sending.channels if self.sending else {}, shown_to):
                try:
                    ready[first.key] = await self.db.read_long(first.read)
                except StorageTrouble:
                    raise
                except Exception as error:  # noqa: BLE001 - it is raised in the turn
                    ready[first.key] = error
            first = await self._serve(row, ready)

    def _has_read(self, chat: str, reading: asyncio.Task[None]) -> None:
        """Let the next message of a chat be served; after trouble with the disk this one again, a little later."""
        del self._reading[chat]
        if reading.cancelled():
            return
        error = reading.exception()
        if isinstance(error, StorageTrouble):
            asyncio.get_running_loop().call_later(TROUBLE_PAUSE, self.wake.set)
            return
        self._failed = self._failed or error
        self.wake.set()

    async def _leave_off(self) -> None:
        """Stop reading. A try that we end ourselves is none."""
        readings = list(self._reading.values())
        for reading in readings:
            reading.cancel()
        await asyncio.gather(*readings, return_exceptions=True)
        if self._counted:
            with suppress(StorageTrouble):
                await self.db.write(partial(inbox.untried, ids=tuple(self._counted)))

    async def _give_up(self, row: Kept) -> None:
        try:
            await self.db.write(partial(self._given_up, row=row))
        except StorageTrouble:
            self.behind.add(row.chat)
            raise

    # What follows runs in a turn ------------------------------------------------------

    async def _turn(self, db: Turn, row: Kept, claims: Claims | None, ready: Mapping[tuple[str, str], Any]) -> None:
        """Serve it; when it fails, once more at once, then make it a dead letter and say so."""
        with following(row.key):
            await self._turned(db, row, claims, ready)

    async def _turned(self, db: Turn, row: Kept, claims: Claims | None, ready: Mapping[tuple[str, str], Any]) -> None:
        now = self.clock.now()

        async def serve() -> None:
            if await inbox.waits(db, row.id):  # else it was blocked since it was read
                said = unpacked(row.said)
                at = turns.said_at(said, now)
                await self.app.serve(db, Incoming(self.channel, row.chat, said, at, claims, ready))
                await inbox.served(db, row.id, now)

        if why := await turns.tried(db, claims, row.key, serve):
            await self._bury(db, row, why)
        await self._leave(db, row.chat)

    async def _given_up(self, db: Turn, row: Kept) -> None:
        await self._bury(db, row, "the process died each time")
        await self._leave(db, row.chat)

    async def _bury(self, db: Turn, row: Kept, why: str) -> None:
        """Make it a dead letter and say so; it is not read again, for that may be what fails."""
        await inbox.bury(db, row.id, why)
        nothing_of_it = Said(row.key)
        await turns.apologise(self.app, db, Incoming(self.channel, row.chat, nothing_of_it, self.clock.now()))

    async def _leave(self, db: Turn, chat: str) -> None:
        """Let the next message of a chat be served at once, where none waits any more."""
        if not await inbox.waiting_in(db, self.channel, chat):
            self.behind.discard(chat)
