"""The plan closes its figures: as of the plan's own instant, however late the clock comes to it."""

from datetime import datetime
from typing import Final

from handlers.closings import closing
from handlers.closings.closing import ToClose
from handlers.closings.snapshot import Scope
from handlers.house import Clockwork
from storage.db import Turn
from storage.schedule.occasions import Occasion

_REPORTS: Final = "report"  # the step of the closing that is of no phase


async def run(turn: Turn, clockwork: Clockwork, occasion: Occasion, now: datetime) -> bool:
    """Store what stood at the cut-off and tell the office; units hear nothing of it. Nothing is ever left."""
    plan = clockwork.plans[occasion.plan]
    phases = () if occasion.step == _REPORTS else tuple(occasion.step.split("+"))
    made = await closing.store(turn, plan, ToClose(Scope(phases), occasion.step, occasion.due_at), now)
    if made is not None:
        await closing.tell(turn, clockwork.house, plan, made, now)
    return False
