"""The outbox: lanes, pace, retries, giving up on what is permanent.

`sending` is committed before the call. When nobody knows whether a message arrived, a
reply goes again (the same words, harmless); anything else becomes `unknown`.
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bot.channel import Channel, ChannelError
from bot.clock import Clock
from bot.loops.layout import laid_out, menu_of
from bot.loops.pacing import Pace
from handlers.house import Campaigns, Clockwork, House
from handlers.reminders import at_sending
from storage.db import Database, StorageTrouble, Turn
from storage.members import people
from storage.queues import outbox
from storage.queues.outbox import Due, Lane, Waiting
from storage.schedule import digests
from storage.schedule.digests import Group

log = logging.getLogger(__name__)

_AT_ONCE: Final = 20
_FIRST_LOOKED_AT: Final = 20  # mostly enough; reading rows costs more than all else here
_LOOKED_AT: Final = 500
_SOON: Final = timedelta(minutes=5)  # what goes again until then still holds up what came after it
_LONGEST_WAIT: Final = 1.0  # seconds; the sandbox's clock can jump
_SHORTEST_WAIT: Final = 0.05  # seconds, while a chat's burst fills again
_TRIES: Final = 8
_FINISH: Final = 5.0  # seconds for what is under way when we are told to stop
_FIRST_BACK_OFF: Final = 1.0  # seconds, doubled each time


@dataclass(slots=True)
class Sending:
    """Sends what waits, over every channel."""

    db: Database
    channels: Mapping[str, Channel]
    clock: Clock
    store: Path
    pace: Pace
    house: House
    campaigns: Campaigns
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _starting: asyncio.Task[None] | None = None

    async def send_for_ever(self) -> None:
        """Send, first lane first, in order for each address, one at a time to each."""
        await self.db.write(outbox.take_up)
        while True:
            self.wake.clear()
            wait = await self._send_due()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):  # wait_for of 3.11 may swallow being told to stop
                    await self.wake.wait()

    async def send_all(self) -> None:
        """Send whatever is due at this instant, and what comes of it; for a clock that stands still."""
        while (first := await self.db.read(outbox.next_at)) is not None and first <= self.clock.now():
            await self._send_due()
            if self._busy:
                await asyncio.wait(self._busy.values())

    async def finish(self) -> None:
        """Wait for what is being sent now, so that it is known what became of it."""
        if self._starting is not None:
            await asyncio.wait((self._starting,))
        if self._busy:
            await asyncio.wait(self._busy.values(), timeout=_FINISH)

    async def _send_due(self) -> float:
        """Start what may go now; give how long there is nothing more to do, in seconds."""
        now, tick = self.clock.now(), time.monotonic()
        if (pause := self.pace.any_at(tick) - tick) > 0:
            return pause
        busy = set(self._busy)  # also what ends while we read: the rows would still lack the one that goes again
        for at_most in (_FIRST_LOOKED_AT, _LOOKED_AT):
            rows = await self.db.read(partial(outbox.waiting, until=now + _SOON, at_most=at_most))
            late = [row for row in rows if row.not_after is not None and row.not_after < now]
            due = self._pick([row for row in rows if row not in late], busy, now, tick)
            if due or late or len(rows) < at_most:
                break
        if not due and not late:
            return _LONGEST_WAIT if not rows else self._until(rows, now)
        self._starting = asyncio.create_task(self._start(late, due, now))
        try:
            await asyncio.shield(self._starting)  # told to stop in between, we would claim what nobody sends
        except StorageTrouble:
            log.critical("the outbox cannot be written; trying again", exc_info=True)
            return _LONGEST_WAIT
        return max(0.0, self.pace.any_at(time.monotonic()) - time.monotonic())

    async def _start(self, late: list[Due], due: list[Due], now: datetime) -> None:
        """Claim, then send, each in a task of its own."""
        for row in await self.db.write(partial(self._claim, late=late, due=due, at=now)):
            task = asyncio.create_task(self._send(row), name=f"send {row.id}")
            self._busy[_address(row)] = task
            task.add_done_callback(partial(self._done, _address(row)))

    def _pick(self, rows: list[Due], busy: set[str], now: datetime, tick: float) -> list[Due]:
        """Choose what goes now: the first of each address in its lane, as many as the pace allows."""
        picked: list[Due] = []
        seen = set(busy)
        for row in rows:
            if len(picked) >= _AT_ONCE or self.pace.any_at(tick) > tick:
                break
            address = _address(row)
            if address in seen:
                continue
            seen.add(address)  # a later one of this address waits for this one, even if this one is not due yet
            if row.due_at <= now and self.pace.may(address, tick):
                self.pace.spend(address, tick)
                picked.append(row)
        return picked

    def _until(self, rows: list[Due], now: datetime) -> float:
        """Give how long until a row may be due whose address is free; a busy one wakes us when it is done."""
        free = [row.due_at for row in rows if _address(row) not in self._busy]
        if not free:
            return _LONGEST_WAIT
        return min(_LONGEST_WAIT, max(_SHORTEST_WAIT, (min(free) - now).total_seconds()))

    def _done(self, address: str, _task: "asyncio.Task[None]") -> None:
        self._busy.pop(address, None)
        self.wake.set()

    async def _claim(self, db: Turn, late: list[Due], due: list[Due], at: datetime) -> list[Waiting]:
        """Claim what still waits: since it was read, a turn may have withdrawn it or given it other words."""
        for row in late:
            if row.has_words:
                await outbox.end(db, row.id, "withdrawn", "too late")
            else:
                await at_sending.late(db, row.id, at)
        claimed = [await outbox.sending(db, row.id, at) for row in due]
        return [worded for row in claimed if row is not None and (worded := await self._worded(db, row, at))]

    async def _worded(self, db: Turn, row: Waiting, at: datetime) -> Waiting | None:
        """Give a message with its words, found now if need be; None where it is not to be sent at present."""
        if row.body is not None:
            return row
        try:
            async with db.savepoint():
                clockwork = Clockwork(self.house, await self.campaigns.running(db))
                body = await at_sending.word(db, clockwork, row, at)
        except Exception as error:  # one message without words must not hold up the others
            log.exception("message %s found no words", row.id)
            await outbox.end(db, row.id, "failed", f"{type(error).__name__}: {error}"[:500])
            return None
        return None if body is None else replace(row, body=body)

    async def _send(self, row: Waiting) -> None:
        try:
            message = await self._show(row)
            work = partial(outbox.sent, id_=row.id, message=message, at=self.clock.now())
        except ChannelError as error:
            work = partial(self._failed, row=row, error=error)
        except Exception as error:
            log.exception("message %s could not be sent", row.id)
            work = partial(outbox.end, id_=row.id, state="failed", why=f"{type(error).__name__}: {error}"[:500])
        try:
            await self.db.write(work)
        except StorageTrouble:  # left as `sending`: taken up at the next start
            log.critical("what became of message %s cannot be kept", row.id, exc_info=True)

    async def _show(self, row: Waiting) -> str:
        channel = self.channels[row.channel]
        assert row.body is not None, "claimed with its words"
        menu = menu_of(row.body, row.chat)
        if menu is not None:
            await channel.offer(menu)
            return ""
        if row.settles is None:
            return await channel.show(row.chat, laid_out(row.body, channel.can, self.store))
        earlier = await self.db.read(partial(outbox.find, id_=row.settles))
        if earlier is not None and earlier.message and channel.can.edits:
            await channel.settle(row.chat, earlier.message, laid_out(row.body, channel.can, self.store).text)
        return ""

    async def _failed(self, db: Turn, row: Waiting, error: ChannelError) -> None:
        now = self.clock.now()
        if error.moved_to:
            await outbox.again(db, row.id, now)
            await outbox.move(db, row.channel, row.chat, error.moved_to)
            await people.move(db, row.channel, row.chat, error.moved_to)
            await digests.move(db, Group(row.channel, row.chat), error.moved_to)
        elif error.retry_after and row.lane != Lane.TIDY:
            self.pace.pause(_address(row), error.retry_after, time.monotonic())
            await outbox.again(db, row.id, now + timedelta(seconds=error.retry_after))
        elif error.permanent or error.unreachable:
            await outbox.end(db, row.id, "failed", str(error))
            if error.unreachable:
                await people.reach(db, row.channel, row.chat, reachable=False, at=now)
        elif row.lane == Lane.TIDY:
            await outbox.end(db, row.id, "withdrawn", str(error))
        elif error.delivered_maybe and row.lane != Lane.REPLY:
            await outbox.end(db, row.id, "unknown", str(error))
        elif row.tries >= _TRIES and row.lane != Lane.REPLY:
            await outbox.end(db, row.id, "failed", str(error))
        else:
            wait = timedelta(seconds=min(60.0, _FIRST_BACK_OFF * 2 ** (row.tries - 1)))
            await outbox.again(db, row.id, now + wait)


def _address(row: Due | Waiting) -> str:
    return f"{row.channel}/{row.chat}"
