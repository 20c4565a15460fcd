"""Whether a channel answers: kept in the database, so that a gap is known after a restart too.

After an hour without an answer the admins hear of it, over another channel where they have
one, else once it is back. A channel holds for a time only what was written to us meanwhile:
after a longer gap everybody it may concern hears from when to when messages may be lost.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Protocol

from bot.channel import Contact
from bot.clock import Clock
from handlers.clock import out_of_reach
from handlers.clock.out_of_reach import Gap
from handlers.house import House
from handlers.signs import Polling, is_off
from storage.db import Database, StorageTrouble, Turn
from storage.queues import reach

log = logging.getLogger(__name__)

_LONG: Final = timedelta(hours=1)
_KEPT_EVERY: Final = timedelta(minutes=1)


class Reachable(Protocol):
    """The part of a channel that says whether it answers."""

    @property
    def name(self) -> str:
        """Its name in the database."""

    @property
    def contact(self) -> Contact:
        """How listening goes."""

    @property
    def holds(self) -> timedelta:
        """How long it keeps what nobody has fetched."""

    @property
    def ahead(self) -> float:
        """The seconds by which this machine's clock is ahead of its own."""


@dataclass(slots=True)
class Watching:
    """Watches over one channel; `started_at` is when this process began."""

    db: Database
    house: House
    clock: Clock
    channel: Reachable
    started_at: datetime
    _kept_at: datetime | None = None
    _alarmed: bool = False
    _is_first: bool = True  # no answer was kept since we began
    _polling: Polling = field(init=False)

    def __post_init__(self) -> None:
        """Show what is known to whoever asks how the process does."""
        self._polling = self.house.pulse.channels.setdefault(self.channel.name, Polling())

    async def watch_for_ever(self) -> None:
        """Look whenever the channel has answered, or not."""
        while True:
            await self.channel.contact.changed.wait()
            self.channel.contact.changed.clear()
            await self.look()

    async def look(self) -> None:
        """Note how it stands, and tell whom it concerns."""
        contact, now = self.channel.contact, self.clock.now()
        self._polling.why, self._polling.ahead = contact.why, self.channel.ahead
        if self.house.pulse.is_played:
            self._polling.answered_at = now if contact.answers else self._polling.answered_at
            return
        try:
            if contact.answers:
                await self._answered(now, broke=contact.broke)
                contact.broke = False
            elif contact.answers is not None and not self._alarmed:
                await self._silent(now)
        except StorageTrouble:  # told where it is met; looked at again with the next poll
            return
        except Exception:
            log.exception("what a silence of %s means cannot be told", self.channel.name)

    async def _answered(self, now: datetime, *, broke: bool) -> None:
        if is_off(timedelta(seconds=self.channel.ahead)):  # it says nothing of how long something lasted
            return
        if self._is_first or broke:
            last = self._polling.answered_at
            await self._keep(partial(self._back, last=last, now=now, broke=broke), now)
        elif self._kept_at is None or not timedelta() <= now - self._kept_at < _KEPT_EVERY:
            await self._keep(partial(reach.answered, channel=self.channel.name, at=now), now)
        self._polling.answered_at = now

    async def _keep(self, work: Callable[[Turn], Awaitable[None]], now: datetime) -> None:
        await self.db.write(work)
        self._polling.answered_at = self._kept_at = now
        self._is_first = self._alarmed = False

    async def _silent(self, now: datetime) -> None:
        since = self._polling.answered_at or self.started_at
        if now - since >= _LONG:
            log.critical("%s has not answered since %s: %s", self.channel.name, since, self.channel.contact.why)
            await self.db.write(partial(self._alarm, now=now))
            self._alarmed = True

    # What follows runs in a turn ------------------------------------------------------

    async def _alarm(self, db: Turn, now: datetime) -> None:
        kept = await reach.of(db, self.channel.name)
        if kept.alarmed_at is None:
            since = self._polling.answered_at or kept.reached_at or self.started_at
            await out_of_reach.alarm(db, self.house, self.channel.name, since, now)
            await reach.alarmed(db, self.channel.name, now)

    async def _back(self, db: Turn, last: datetime | None, now: datetime, broke: bool) -> None:
        """Tell of a silence that is over: that of the channel, or our own while we did not run."""
        kept = await reach.of(db, self.channel.name)
        since = last or kept.reached_at
        await reach.answered(db, self.channel.name, now)
        if since is None:
            return
        if kept.alarmed_at is not None or (broke and now - max(since, self.started_at) >= _LONG):
            await out_of_reach.back(db, self.house, self.channel.name, since, now)
        if now - since > self.channel.holds:
            await out_of_reach.gap(db, self.house, Gap(self.channel.name, since, now, now - self.channel.holds))
