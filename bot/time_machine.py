"""What the sandbox's time machine asks of a running bot: to do what is due, and to say what comes.

Only a bot whose clock stands in a file takes these orders. They are not carried out in a
turn: the clock's work has turns of its own.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from bot.clock import Clock
from bot.loops.ticking import Ticking
from bot.orders import Outcome, Own
from handlers.clock.jobs import JOBS
from handlers.house import running
from handlers.reminders import forecast
from handlers.reminders.forecast import Ahead
from plans.schema import Plan
from storage.db import Database, Db
from storage.queues.outbox import Lane
from storage.rows import instant
from storage.schedule import flow
from storage.schedule.flow import Passing

_PATIENCE: Final = 60.0  # seconds until what is due has gone; a picture takes two
_FIRST_LOOK, _LONGEST_LOOK = 0.01, 0.1  # seconds between two looks: what goes at once, what is drawn
_GONE: Final = 200  # messages
_KINDS: Final = {Lane.REMINDER: "reminder", Lane.BROADCAST: "broadcast"}


@dataclass(frozen=True, slots=True)
class Stepping:
    """The bot's clock, step by step."""

    db: Database
    clock: Clock
    ticking: Ticking

    @property
    def orders(self) -> Mapping[str, Own]:
        """Give each order by its name."""
        return {"tick": self.tick, "timeline": self.timeline}

    async def tick(self, _: Mapping[str, Any]) -> Outcome:
        """Do what is due, wait until it is sent → {"next": when the next thing falls due or null, "settled"}."""
        await self.ticking.tick()
        waited, pause = 0.0, _FIRST_LOOK
        while is_busy := await self.db.write(partial(flow.is_under_way, at=self.clock.now())):
            if waited >= _PATIENCE:
                break
            await asyncio.sleep(pause)
            waited += pause
            pause = min(_LONGEST_LOOK, 1.5 * pause)
        first = await self.db.read(partial(flow.next_at, rules=JOBS.keys()))
        return {"next": None if first is None else instant(first), "settled": not is_busy}

    async def timeline(self, _: Mapping[str, Any]) -> Outcome:
        """Say what comes and what went → {"to_come": [...], "gone": [...]}, see `_ahead` and `_passing`."""
        return await self.db.read(self._timeline)

    async def _timeline(self, db: Db) -> Outcome:
        plans = (await running(db)).values()
        to_come = [_ahead(plan, one) for plan in plans for one in await forecast.read(db, plan)]
        to_come += [_passing(one) for one in await flow.waiting(db)]
        gone = [_passing(one) for one in await flow.gone(db, _GONE)]
        return {"to_come": sorted(to_come, key=lambda one: str(one["at"])), "gone": gone}


def _ahead(plan: Plan, one: Ahead) -> dict[str, Any]:
    names = [plan.unit(code).short for code in one.units]
    return {
        "at": instant(one.at),
        "plan": one.plan,
        "rule": one.rule,
        "step": one.step,
        "units": len(names),
        "of": len(plan.units),
        "unit": names[0] if len(names) == 1 else "",
        "people": one.people,
        "for_office": one.rule not in forecast.RULES,
    }


def _passing(one: Passing) -> dict[str, Any]:
    """Give a message: `kind` is reminder, broadcast, how its key begins (digest, secret, ...); else file or other."""
    keyless = "file" if one.has_files else "other"
    kind = _KINDS.get(Lane(one.lane)) or one.key.partition("/")[0] or keyless
    rules = one.rules.split()
    return {"at": instant(one.at), "id": one.id, "chat": one.chat, "name": one.name, "kind": kind, "rules": rules}
