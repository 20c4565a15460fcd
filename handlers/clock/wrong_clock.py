"""The machine's clock is not the channel's: what is due waits, and the admins are told, who alone can set it."""

from datetime import datetime, timedelta
from functools import partial

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from messages.said import Prompt
from messages.words import say
from storage.db import Turn


async def tell(turn: Turn, house: House, now: datetime, ahead: timedelta) -> None:
    """Tell every admin that what is due waits, and by how much the clock is wrong."""
    word, right = "clock.ahead" if ahead > timedelta() else "clock.behind", now - ahead
    # Not later than the right time: once the clock is set, the message is still due.
    await _tell(turn, house, min(now, right), partial(_word, word, right=right, shown=now))


async def tell_right(turn: Turn, house: House, now: datetime) -> None:
    """Tell every admin that the clock is right again, and what waited is done."""
    await _tell(turn, house, now, partial(_word, "clock.right"))


async def _tell(turn: Turn, house: House, now: datetime, word: partial[Prompt]) -> None:
    await telling.admins(turn, house, News(word, (await running(turn)).values(), now))


def _word(word: str, **facts: datetime) -> Prompt:
    return Prompt(say(word, **facts))
