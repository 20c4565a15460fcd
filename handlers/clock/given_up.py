"""An occasion failed again and again and was given up: the admins are told, for somebody has to look."""

from datetime import datetime
from functools import partial

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from messages.said import Prompt
from messages.words import say
from storage.db import Turn
from storage.schedule.occasions import Occasion


async def given_up(turn: Turn, house: House, occasion: Occasion, now: datetime) -> None:
    """Tell every admin which it was."""
    news = News(partial(_word, occasion), (await running(turn)).values(), now, key=f"occasion/{occasion.id}")
    await telling.admins(turn, house, news)


def _word(occasion: Occasion) -> Prompt:
    facts = {"plan": occasion.plan, "rule": occasion.rule, "step": occasion.step, "id": occasion.id}
    return Prompt(say("occasion.given_up", **facts))
