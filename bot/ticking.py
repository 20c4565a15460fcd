"""The minute tick: calls each job that is due with `now`. APScheduler only ticks; it keeps no jobs."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.clock import Clock
from handlers.clock import purge
from messages.words import ZONE
from storage.db import Database

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Ticking:
    """Runs the daily job once a local day; `sweep` removes stray files."""

    db: Database
    clock: Clock
    sweep: Callable[[], Awaitable[None]]
    done_on: date | None = None

    async def tick(self) -> None:
        """Do what is due; an error is logged, and the next minute tries again."""
        now = self.clock.now()
        today = now.astimezone(ZONE).date()
        if self.done_on == today:
            return
        try:
            await self.db.write(partial(purge.run, now=now))
            await self.sweep()
        except Exception:
            log.exception("the daily job failed")
        else:
            self.done_on = today
