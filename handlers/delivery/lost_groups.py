"""A group chat that was named cannot be written to any more: every admin is told, once until it is named anew."""

from datetime import datetime
from functools import partial
from typing import Final

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

_REMOVED: Final = "the bot was removed from the group"  # as a channel says why something cannot be sent


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


async def left(db: Turn, house: House, chat: GroupChat, now: datetime) -> None:
    """Say that the bot was removed from a group, of which any topic may have been named."""
    for group in await digests.within(db, chat):
        await tell(db, house, group, _REMOVED, now)


def _word(plan: Plan, why: str) -> Prompt:
    return Prompt(say("group.lost", plan=plan.short, why=why))
