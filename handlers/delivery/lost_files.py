"""A file that was sent could not be kept, or is not what it is called: its sender is told once; the entry goes on.

Where only an operator can mend it, the admins are told too, once a day at most.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from messages.documents import file_names
from messages.said import Prompt
from messages.words import say
from storage.db import Turn
from storage.queues import outbox
from storage.queues.outbox import Lane
from storage.results.evidence import Evidence

_KEY: Final = "not-given"
_AT_MOST_EVERY: Final = timedelta(days=1)


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


async def tell_kind(db: Turn, house: House, kept: Evidence, kind: str, now: datetime) -> None:
    """Say of a kept file what it is, where its name promised something else."""
    if kept.person is not None and file_names.belies(kept.name, kind):
        plans = await running(db)
        news = News(partial(_word_kind, kept, kind), plans.values(), now, Lane.REPLY)
        await telling.person(db, house, kept.person, news)


def _word_kind(kept: Evidence, kind: str) -> Prompt:
    what = say("evidence.is.text") if kind in ("txt", "csv") else kind.upper()
    return Prompt(say("evidence.belied", name=kept.name, what=what, kind=kind))


async def tell_admins(db: Turn, house: House, why: str, now: datetime) -> None:
    """Say that the channel gives no files, and why, in its own words."""
    last = await outbox.last_under(db, f"{_KEY}/")
    if last is None or last.due_at <= now - _AT_MOST_EVERY:
        plans = (await running(db)).values()
        await telling.admins(db, house, News(partial(_word_of_all, why), plans, now, key=_KEY))


def _word_of_all(why: str) -> Prompt:
    return Prompt(say("evidence.not_given.admin", why=why))
