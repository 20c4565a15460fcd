"""The minute tick: whatever is due is done, a slice at a time.

What is due stands in the database. So it does not matter how often this is called,
nor how long it was not: what is done is done, what is not is found again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final

from bot.clock import Clock
from bot.health.logs import following
from handlers.clock import given_up, nightly, purge, the_machine, wrong_clock
from handlers.clock.jobs import JOBS
from handlers.closings import running_sums
from handlers.house import House
from handlers.signs import is_off
from messages.words import ZONE
from storage.db import Database, Db, StorageTrouble, Turn
from storage.queues import outbox
from storage.results import evidence, search
from storage.schedule import occasions
from storage.schedule.occasions import Occasion

log = logging.getLogger(__name__)

_TRIES: Final = 5  # then a person has to look
_PAUSE: Final = timedelta(minutes=5)  # after one that failed, times the tries
_ANSWERS: Final = timedelta(minutes=5)  # for which an answer may be put off: a channel rarely asks for more


@dataclass(slots=True)
class Ticking:
    """Carries out what is due; `sweep` removes stray files once a local day.

    `ahead` gives the seconds by which this machine's clock is ahead of that of the channel: while that is much,
    nothing is due, or a wrong clock would close figures and send reminders of other days.
    """

    db: Database
    clock: Clock
    house: House
    sweep: Callable[[], Awaitable[None]]
    ahead: Callable[[], float] = float
    done_on: date | None = None
    _last: datetime | None = None
    _is_wrong: bool = False  # the clock, at the last tick
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)  # two at once would both begin the same slice

    async def tick(self) -> None:
        """Do what is due; an error is logged, and the next minute tries again."""
        async with self._one:
            try:
                now, has_begun = self.clock.now(), self._last is not None
                await self.look_back(now)
                if await self._may_not_be_trusted(now):
                    return
                await self.due(now)
                if await self.db.read(partial(nightly.is_due, house=self.house, now=now)):
                    await self.db.write(partial(nightly.run, house=self.house, now=now))
                if await self.db.read(partial(the_machine.is_little, house=self.house, now=now)):
                    await self.db.write(partial(the_machine.tell_of_room, house=self.house, now=now))
                await self._daily(now)
                while await self.db.read(search.is_forgetting):  # the turns of others go between two steps
                    await self.db.write(search.forget)
                if has_begun:  # the first one is at the start, when everybody waits
                    await self.db.read_long(running_sums.count_ahead)
                self.house.pulse.ticked_at = now
            except StorageTrouble:  # told by the database; the next minute tries again
                return
            except Exception:
                log.exception("the tick failed")

    async def _may_not_be_trusted(self, now: datetime) -> bool:
        """Tell whether the clock is wrong; once it is, and once it is no more, the admins hear of it."""
        ahead = timedelta(seconds=self.ahead())
        is_wrong = is_off(ahead)
        if is_wrong and not self._is_wrong:
            log.critical("this machine's clock is ahead by %s; nothing is done until it is right", ahead)
            await self.db.write(partial(wrong_clock.tell, house=self.house, now=now, ahead=ahead))
        elif self._is_wrong and not is_wrong:
            log.warning("this machine's clock is right again")
            await self.db.write(partial(wrong_clock.tell_right, house=self.house, now=now))
        self._is_wrong = is_wrong
        return is_wrong

    async def look_back(self, now: datetime) -> None:
        """At the start, and whenever the clock was set back: what it had put off while it was ahead comes now."""
        if self._last is None or now < self._last:
            await self.db.write(partial(_pull_in, now=now))
        self._last = now

    async def due(self, now: datetime) -> None:
        """Carry out every occasion that is due; messages that came in go between two slices."""
        while (occasion := await self.db.read(lambda db: occasions.next_due(db, JOBS.keys(), now))) is not None:
            with following(f"occasion-{occasion.id}"):
                await self._carried_out(occasion, now)

    async def _carried_out(self, occasion: Occasion, now: datetime) -> None:
        """Carry out a slice. Raise StorageTrouble, nobody's fault: no try is counted."""
        try:
            found = await self.db.read_long(partial(self._found, occasion=occasion, now=now))
            await self.db.write(partial(self._slice, occasion=occasion, now=now, found=found))
        except StorageTrouble:
            raise
        except Exception as error:
            log.exception("occasion %s (%s %s) failed", occasion.id, occasion.plan, occasion.rule)
            await self.db.write(partial(self._failed, occasion=occasion, error=error, now=now))

    async def _found(self, db: Db, occasion: Occasion, now: datetime) -> tuple[Any, ...]:
        """Give what a job that takes long to read hands to its turn."""
        read = JOBS[occasion.rule].read
        if read is None:
            return ()
        return (await read(db, occasion, now),)

    async def _slice(self, turn: Turn, occasion: Occasion, now: datetime, found: tuple[Any, ...]) -> None:
        house = self.house
        if not await JOBS[occasion.rule].run(turn, house, occasion, now, *found):
            await occasions.done(turn, occasion.id, now)

    async def _failed(self, turn: Turn, occasion: Occasion, error: Exception, now: datetime) -> None:
        tries = occasion.tries + 1
        again = None if tries >= _TRIES else now + _PAUSE * tries
        await occasions.failed(turn, occasion, again, f"{type(error).__name__}: {error}"[:500], now)
        if again is None:
            house = self.house
            await given_up.given_up(turn, house, occasion, now)

    async def _daily(self, now: datetime) -> None:
        today = now.astimezone(ZONE).date()
        if self.done_on == today:
            return
        await self.db.write(partial(purge.run, now=now))
        await self.sweep()
        self.done_on = today


async def _pull_in(db: Turn, now: datetime) -> None:
    await outbox.pull_in(db, now, _ANSWERS)
    await evidence.pull_in(db, now)
    await occasions.pull_in(db, now, _PAUSE * _TRIES)
