"""The beat of the clock's work: once every minute of real time, whatever the wall clock is set to.

APScheduler waits for an instant of the wall clock. Once that is set back, as on a machine
that came up hours ahead, the instant is hours away; so a watch by the monotonic clock
brings it here. It keeps no jobs: what is due stands in the database.
"""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import Clock


class After(BaseTrigger):  # type: ignore[misc]  # APScheduler publishes no types
    """So many seconds from now: what was missed while the wall clock was set ahead by years is not counted up."""

    def __init__(self, seconds: float) -> None:
        """Keep how many."""
        self.seconds = seconds

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Give the instant."""
        return now + timedelta(seconds=self.seconds)


@dataclass(slots=True)
class Beating:
    """Calls `do` every so many seconds; `looks` is how often the watch looks in between."""

    do: Callable[[], Awaitable[None]]
    seconds: float = 60.0
    looks: int = 12
    scheduler: AsyncIOScheduler = field(default_factory=lambda: AsyncIOScheduler(timezone=UTC))
    last: float = math.inf  # on the monotonic clock; before the first and during one none is late

    async def beat_for_ever(self) -> None:
        """Beat, and watch over it."""
        job = self.scheduler.add_job(self._beat, After(self.seconds), misfire_grace_time=None)
        self.scheduler.start()
        self.last = time.monotonic()
        pause = self.seconds / self.looks
        try:
            while True:
                await asyncio.sleep(pause)
                if is_late(self.last, time.monotonic(), self.seconds + pause / 2):
                    job.modify(next_run_time=Clock().now())
        finally:
            self.scheduler.shutdown(wait=False)

    async def _beat(self) -> None:
        self.last = math.inf
        try:
            await self.do()
        finally:
            self.last = time.monotonic()


def is_late(last: float, now: float, most: float) -> bool:
    """Tell whether the last beat is longer ago than it may be."""
    return now - last > most
