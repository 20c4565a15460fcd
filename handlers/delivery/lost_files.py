"""A file that was sent could not be kept: its sender is told once, and the entry goes on."""

from datetime import datetime
from functools import partial

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from messages.said import Prompt
from messages.words import say
from storage.db import Turn
from storage.queues.outbox import Lane
from storage.results.evidence import Evidence


async def tell(db: Turn, house: House, lost: Evidence, because: str, now: datetime) -> None:
    """Say which file is missing, and why (a key of the words)."""
    if lost.person is None:
        return
    plans = await running(db)
    news = News(partial(_word, lost, because), plans.values(), now, Lane.REPLY)
    await telling.person(db, house, lost.person, news)


def _word(lost: Evidence, because: str) -> Prompt:
    kind = say(f"evidence.kind.{lost.kind}")
    return Prompt(say("evidence.lost", kind=kind, name=lost.name or "–", why=say(because)))
