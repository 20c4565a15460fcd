"""The plan closes its figures: as of the plan's own instant, however late the clock comes to it."""

from datetime import datetime
from typing import Final

from handlers.closings import closing
from handlers.closings.closing import ToClose
from handlers.closings.snapshot import Closed, Scope
from handlers.house import House, running
from storage.db import Db, Turn
from storage.schedule.occasions import Occasion

_REPORTS: Final = "report"  # the step of the closing that is of no phase


async def read(db: Db, occasion: Occasion, _: datetime) -> Closed:
    """Count how things stood at the cut-off."""
    phases = () if occasion.step == _REPORTS else tuple(occasion.step.split("+"))
    (closed,) = await closing.stood(db, (await running(db))[occasion.plan], occasion.due_at, Scope(phases))
    return closed


async def run(turn: Turn, house: House, occasion: Occasion, now: datetime, closed: Closed) -> bool:
    """Store it and tell the office; units hear nothing of it. Nothing is ever left."""
    plan = (await running(turn))[occasion.plan]
    made = await closing.store(turn, plan, ToClose(closed, occasion.step), now)
    if made is not None:
        await closing.tell(turn, house, plan, made, now)
    return False
