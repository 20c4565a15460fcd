"""The plan closes its figures: as of the plan's own instant, however late the clock comes to it."""

from datetime import datetime
from typing import Final

from handlers.closings import approved, closing
from handlers.closings.approved import ApprovedUnits
from handlers.closings.closing import ToClose
from handlers.closings.snapshot import Closed, Scope
from handlers.house import House, running
from storage.db import Db, Turn
from storage.schedule.occasions import Occasion

_REPORTS: Final = "report"  # the step of the closing that is of no phase


async def read(db: Db, occasion: Occasion, _: datetime) -> tuple[Closed, ApprovedUnits]:
    """Count how things stood at the cut-off, and of how many units the figures were official then."""
    plan = (await running(db))[occasion.plan]
    phases = () if occasion.step == _REPORTS else tuple(occasion.step.split("+"))
    (closed,) = await closing.stood(db, plan, occasion.due_at, Scope(phases))
    return closed, await approved.counted(db, plan, occasion.due_at)


async def run(turn: Turn, house: House, occasion: Occasion, now: datetime, stood: tuple[Closed, ApprovedUnits]) -> bool:
    """Store it and tell the office; units hear nothing of it. Nothing is ever left."""
    plan, (closed, official) = (await running(turn))[occasion.plan], stood
    made = await closing.store(turn, plan, ToClose(closed, occasion.step), now)
    if made is not None:
        await closing.tell(turn, house, plan, made, now, official)
    return False
