"""What came of a request, told to the coordinators once: when all have answered, or the working day after."""

from datetime import datetime
from functools import partial

from handlers.delivery import announcing
from handlers.delivery.announcing import News
from handlers.house import Clockwork
from handlers.obligations import office_requests
from storage.db import Turn
from storage.obligations import requests
from storage.schedule.occasions import Occasion


async def run(turn: Turn, clockwork: Clockwork, occasion: Occasion, now: datetime) -> bool:
    """Tell it; nothing is left to do. A request that was ended early is not told of."""
    plan = clockwork.plans[occasion.plan]
    request = await requests.find(turn, plan.code, int(occasion.step))
    if request is None or request.ended_at or request.told_at:
        return False
    answers = await office_requests.answers(turn, plan, request.number)
    news = News(plan, partial(office_requests.summary, plan, request, answers), f"request/{plan.code}/{request.number}")
    await announcing.office(turn, clockwork.house, news, now)
    await requests.told(turn, request.id, now)
    return False
