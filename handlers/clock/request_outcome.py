"""What came of a request, told to the coordinators once: when all have answered, or the working day after."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from handlers.obligations import office_requests
from messages.said import Prompt
from messages.words import language
from plans.schema import Plan
from storage.db import Turn
from storage.obligations import requests
from storage.obligations.requests import Answered, Request
from storage.schedule.occasions import Occasion


async def run(turn: Turn, house: House, occasion: Occasion, now: datetime) -> bool:
    """Tell it; nothing is left to do. A request that was ended early is not told of."""
    plan = (await running(turn))[occasion.plan]
    request = await requests.find(turn, plan.code, int(occasion.step))
    if request is None or request.ended_at or request.told_at:
        return False
    answers = await office_requests.answers(turn, plan, request.number)
    news = News(partial(_word, plan, request, answers), (plan,), now, key=f"request/{plan.code}/{request.number}")
    await telling.office(turn, house, plan, news)
    await requests.told(turn, request.id, now)
    return False


def _word(plan: Plan, request: Request, answers: Sequence[Answered]) -> Prompt:
    return office_requests.summary(plan.spoken(language()), request, answers)
