"""The plan closes its figures: as of the plan's own instant, however late the clock comes to it."""

from datetime import datetime
from typing import Final

from handlers import closings
from handlers.clock.clockwork import Clockwork
from handlers.closed import Scope
from handlers.closings import ToClose
from storage.db import Turn
from storage.occasions import Occasion

_REPORTS: Final = "report"  # the step of the closing that is of no phase


async def run(turn: Turn, clockwork: Clockwork, occasion: Occasion, now: datetime) -> bool:
    """Store what stood at the cut-off and tell the office; units hear nothing of it. Nothing is ever left."""
    plan = clockwork.plans[occasion.plan]
    phases = () if occasion.step == _REPORTS else tuple(occasion.step.split("+"))
    made = await closings.store(turn, plan, ToClose(Scope(phases), occasion.step, occasion.due_at), now)
    if made is not None:
        await closings.tell(turn, clockwork.house, plan, made, now)
    return False
