"""The outbox: lanes, pace, retries, giving up on what is permanent.

`sending` is committed before the call, together with the turn where a reply may go at once; that it was
sent is kept with the next commit. When nobody knows whether a message arrived, a
reply goes again (the same words, harmless); anything else becomes `unknown`.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bot.channel import Channel, ChannelError
from bot.clock import Clock
from bot.health import logs
from bot.loops.layout import laid_out, menu_of, settled
from bot.loops.pacing import Pace
from handlers.delivery import lost_groups
from handlers.house import House
from handlers.reminders import at_sending
from handlers.signs import is_off
from storage.db import Database, StorageTrouble, Turn
from storage.members import people
from storage.queues import outbox
from storage.queues.outbox import Due, Lane, Sent, ToSend
from storage.schedule import digests
from storage.schedule.digests import GroupChat

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


Outcome = Callable[[Turn], Awaitable[None]]


@dataclass(slots=True)
class Sending:
    """Sends what waits, over every channel.

    `ahead` gives the seconds by which this machine's clock is ahead of the channel's: while that is much, what was
    planned for a time waits, and nothing is too late.
    """

    db: Database
    channels: Mapping[str, Channel]
    clock: Clock
    store: Path
    pace: Pace
    house: House
    ahead: Callable[[], float] = float
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _held: set[str] = field(default_factory=set)  # addresses for which something waits
    _starting: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        """Be woken by what is put in."""
        self.db.heed("outbox", self.wake)

    async def send_for_ever(self) -> None:
        """Send, first lane first, in order for each address, one at a time to each."""
        while True:
            self.wake.clear()
            wait = await self._send_due()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):  # wait_for of 3.11 may swallow being told to stop
                    await self.wake.wait()

    def claims(self) -> "Claims":
        """Give what a turn claims its replies with; they are sent by `send` once the turn is committed."""
        return Claims(self.pace)

    def send(self, claims: "Claims") -> None:
        """Send what was claimed."""
        with logs.following(claims.turn):
            for row in claims.rows:
                self._begin(row)

    async def send_all(self) -> None:
        """Send whatever is due at this instant, and what comes of it; for a clock that stands still."""
        while (first := await self.db.write(outbox.next_at)) is not None and first <= self.clock.now():
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
            if is_off(timedelta(seconds=self.ahead())):
                rows, late = [row for row in rows if row.has_words], []
            else:
                late = [row for row in rows if row.not_after is not None and row.not_after < now]
            due = self._pick([row for row in rows if row not in late], busy, now, tick)
            self._held = {_address(row) for row in rows}
            if due or late or len(rows) < at_most:
                break
        if not due and not late:
            return self._until(rows, now, tick)
        self._starting = asyncio.create_task(self._start(late, due, now))
        try:
            await asyncio.shield(self._starting)  # told to stop in between, we would claim what nobody sends
        except StorageTrouble:
            return _LONGEST_WAIT
        return 0.0

    def _pick(self, rows: list[Due], busy: set[str], now: datetime, tick: float) -> list[Due]:
        """Choose what goes now: the first of each address in its lane, as many as the pace allows."""
        picked: list[Due] = []
        seen = set(busy)
        for row in rows:
            if len(picked) >= _AT_ONCE:
                break
            address = _address(row)
            if address in seen:
                continue
            seen.add(address)  # a later one of this address waits for this one, even if this one is not due yet
            if row.due_at <= now and self.pace.take(address, tick, reply=row.lane == Lane.REPLY):
                picked.append(row)
        return picked

    def _until(self, rows: list[Due], now: datetime, tick: float) -> float:
        """Give how long until a row may go whose address is free; a busy one wakes us when it is done."""
        free = [row for row in rows if _address(row) not in self._busy]
        due = [(row.due_at - now).total_seconds() for row in free]
        paced = [self.pace.any_at(tick, reply=row.lane == Lane.REPLY) - tick for row in free]
        return min(_LONGEST_WAIT, max(_SHORTEST_WAIT, min(map(max, due, paced), default=_LONGEST_WAIT)))

    async def _start(self, late: list[Due], due: list[Due], now: datetime) -> None:
        """Claim, then send, each in a task of its own."""
        for row, asked in await self.db.write(partial(self._claim, late=late, due=due, at=now)):
            self._begin(row, asked)

    def _begin(self, row: ToSend, asked: Sent | None = None) -> None:
        """Send it in a task of its own; an edit settles what was `asked`."""
        address = _address(row)
        with logs.following(f"out-{row.id}"):
            task = asyncio.create_task(self._send(row, asked), name=f"send {row.id}")
        self._busy[address] = task
        task.add_done_callback(partial(self._done, address))

    def _done(self, address: str, task: "asyncio.Task[None]") -> None:
        if self._busy.get(address) is task:
            del self._busy[address]
        if address in self._held:
            self.wake.set()

    async def _claim(self, db: Turn, late: list[Due], due: list[Due], at: datetime) -> list[tuple[ToSend, Sent | None]]:
        """Claim what still waits: since it was read, a turn may have withdrawn it or given it other words."""
        for row in late:
            if row.has_words:
                await outbox.end(db, row.id, "withdrawn", "too late")
            else:
                await at_sending.late(db, row.id, at)
        claimed = [await self._claimed(db, row, at) for row in due]
        return [(row, await self._asked(db, row)) for row in claimed if row is not None]

    async def _claimed(self, db: Turn, row: Due, at: datetime) -> ToSend | None:
        claimed = await outbox.sending(db, row.id, at)
        worded = None
        if claimed is not None:
            worded = await self._worded(db, claimed, at)
        if worded is None:
            self.pace.give_back(_address(row), time.monotonic())
        return worded

    async def _asked(self, db: Turn, row: ToSend) -> Sent | None:
        if row.settles is None:
            return None
        return await outbox.find(db, row.settles)

    async def _worded(self, db: Turn, row: ToSend, at: datetime) -> ToSend | None:
        """Give a message with its words, found now if need be; None where it is not to be sent at present."""
        if row.body is not None:
            return row
        try:
            async with db.savepoint():
                house = self.house
                body = await at_sending.word(db, house, row, at)
        except Exception as error:  # one message without words must not hold up the others
            log.exception("message %s found no words", row.id)
            await outbox.end(db, row.id, "failed", f"{type(error).__name__}: {error}"[:500])
            return None
        return None if body is None else replace(row, body=body)

    async def _send(self, row: ToSend, asked: Sent | None) -> None:
        try:
            message = await self._show(row, asked)
        except ChannelError as error:
            log.debug("message %s was not sent: %s", row.id, error)
            await self._keep(partial(self._failed, row=row, error=error))
        except Exception as error:
            log.exception("message %s could not be sent", row.id)
            why = f"{type(error).__name__}: {error}"[:500]
            await self._keep(partial(outbox.end, id_=row.id, state="failed", why=why))
        else:  # its address is free at once: what goes to it next is claimed behind this mark
            log.debug("message %s is sent", row.id)
            self._mark(partial(outbox.sent, id_=row.id, message=message, at=self.clock.now()), row)

    def _mark(self, outcome: Outcome, row: ToSend) -> None:
        """Keep with the next commit that it was sent; where that fails, with the one after it."""
        marked = self.db.join(outcome)
        marked.add_done_callback(partial(self._marked, outcome=outcome, row=row))

    def _marked(self, marked: "asyncio.Future[None]", outcome: Outcome, row: ToSend) -> None:
        error = None if marked.cancelled() else marked.exception()
        if isinstance(error, StorageTrouble):
            self._mark(outcome, row)
        elif error is not None:
            log.critical("what became of message %s cannot be kept", row.id, exc_info=error)

    async def _keep(self, outcome: Outcome) -> None:
        """Keep what became of it; nothing else goes to its address before."""
        while True:
            try:
                await self.db.write(outcome)
            except StorageTrouble:
                await asyncio.sleep(_LONGEST_WAIT)
            else:
                return

    async def _show(self, row: ToSend, asked: Sent | None) -> str:
        channel = self.channels[row.channel]
        assert row.body is not None, "claimed with its words"
        if row.settles is not None:
            if asked is None or not channel.can.edits:
                return ""
            if asked.message and asked.body and (text := settled(asked.body, row.body)) is not None:
                await channel.settle(row.chat, asked.message, text)
            return ""
        if (menu := menu_of(row.body, row.chat)) is not None:
            await channel.offer(menu)
            return ""
        return await channel.show(row.chat, laid_out(row.body, channel.can, self.store))

    async def _failed(self, db: Turn, row: ToSend, error: ChannelError) -> None:
        now = self.clock.now()
        if error.moved_to:
            await outbox.again(db, row.id, now)
            await outbox.move(db, row.channel, row.chat, error.moved_to)
            await people.move(db, row.channel, row.chat, error.moved_to)
            await digests.move(db, GroupChat(row.channel, row.chat), error.moved_to)
        elif error.retry_after and row.lane != Lane.TIDY:
            self.pace.pause(_address(row), error.retry_after, time.monotonic())
            await outbox.again(db, row.id, now + timedelta(seconds=error.retry_after))
        elif error.permanent or error.unreachable:
            await outbox.end(db, row.id, "failed", str(error))
            if error.unreachable:
                await people.reach(db, row.channel, row.chat, reachable=False, at=now)
            if self.house.is_group(row.channel, row.chat):
                await lost_groups.tell(db, self.house, GroupChat(row.channel, row.chat), str(error), now)
        elif row.lane == Lane.TIDY:
            await outbox.end(db, row.id, "withdrawn", str(error))
        elif error.delivered_maybe and not Lane(row.lane).is_answer:
            await outbox.end(db, row.id, "unknown", str(error))
        elif row.tries >= _TRIES and row.lane != Lane.REPLY:
            await outbox.end(db, row.id, "failed", str(error))
        else:
            wait = timedelta(seconds=min(60.0, _FIRST_BACK_OFF * 2 ** (row.tries - 1)))
            await outbox.again(db, row.id, now + wait)


class Claims:
    """What a turn claims its replies with: the pace is asked in the turn, and they are sent from memory."""

    def __init__(self, pace: Pace) -> None:
        """Begin with none."""
        self.rows: list[ToSend] = []
        self.turn = ""  # in which they were claimed
        self._pace = pace

    def may(self, channel: str, chat: str) -> bool:
        """Tell whether the pace lets a reply go to this chat now; it is then counted."""
        return self._pace.take(f"{channel}/{chat}", time.monotonic(), reply=True)

    def may_not(self, channel: str, chat: str) -> None:
        """Take back what was counted."""
        self._pace.give_back(f"{channel}/{chat}", time.monotonic())

    def take(self, claimed: ToSend) -> None:
        """Take a reply that is kept as being sent."""
        self.rows.append(claimed)
        self.turn = logs.turn()

    def drop(self) -> None:
        """Take back all that was claimed: the turn is undone."""
        for row in self.rows:
            self.may_not(row.channel, row.chat)
        self.rows.clear()


def _address(row: Due | ToSend) -> str:
    return f"{row.channel}/{row.chat}"
