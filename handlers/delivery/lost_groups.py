"""A group chat that was named cannot be written to any more: every admin is told, once until it is named anew."""

from datetime import datetime
from functools import partial

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from messages.said import Prompt
from messages.words import say
from plans.schema import Plan
from storage.db import Turn
from storage.queues import outbox
from storage.schedule import digests
from storage.schedule.digests import GroupChat


async def tell(db: Turn, house: House, group: GroupChat, why: str, now: datetime) -> None:
    """Say of which plan it is to be told, and why it cannot be."""
    named = await digests.named(db, group)
    plans = await running(db)
    if named is None or named.plan not in plans:
        return
    key = f"lost-group/{group.channel}/{group.chat}"
    last = await outbox.last_under(db, f"{key}/")
    if last is not None and last.due_at >= named.at:
        return
    await telling.admins(db, house, News(partial(_word, plans[named.plan], why), plans.values(), now, key=key))


def _word(plan: Plan, why: str) -> Prompt:
    return Prompt(say("group.lost", plan=plan.short, why=why))
