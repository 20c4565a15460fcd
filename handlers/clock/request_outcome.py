"""What came of a request, told to the coordinators once: when all have answered, or the working day after."""

from datetime import datetime
from functools import partial

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from handlers.obligations import office_requests
from storage.db import Turn
from storage.obligations import requests
from storage.schedule.occasions import Occasion


async def run(turn: Turn, house: House, occasion: Occasion, now: datetime) -> bool:
    """Tell it; nothing is left to do. A request that was ended early is not told of."""
    plan = (await running(turn))[occasion.plan]
    request = await requests.find(turn, plan.code, int(occasion.step))
    if request is None or request.ended_at or request.told_at:
        return False
    answers = await office_requests.answers(turn, plan, request.number)
    word = partial(office_requests.summary, plan, request, answers)
    news = News(word, (plan,), now, key=f"request/{plan.code}/{request.number}")
    await telling.office(turn, house, plan, news)
    await requests.told(turn, request.id, now)
    return False
