"""What came of a request, told to the coordinators once: when all have answered, or the working day after."""

from datetime import datetime
from functools import partial

from handlers import announcing, requested
from handlers.announcing import News
from handlers.clock.clockwork import Clockwork
from storage import requests
from storage.db import Turn
from storage.occasions import Occasion


async def run(turn: Turn, clockwork: Clockwork, occasion: Occasion, now: datetime) -> bool:
    """Tell it; nothing is left to do. A request that was ended early is not told of."""
    plan = clockwork.plans[occasion.plan]
    request = await requests.find(turn, plan.code, int(occasion.step))
    if request is None or request.ended_at or request.told_at:
        return False
    answers = await requested.answers(turn, plan, request.number)
    news = News(plan, partial(requested.summary, plan, request, answers), f"request/{plan.code}/{request.number}")
    await announcing.office(turn, clockwork.house, news, now)
    await requests.told(turn, request.id, now)
    return False
