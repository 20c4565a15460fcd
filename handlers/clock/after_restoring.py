"""A house that was brought back from a backup says once of which moment everything is, and what may be missing."""

from datetime import datetime
from functools import partial
from typing import Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from messages.said import Prompt
from messages.words import say
from storage import audit
from storage.db import Turn
from storage.members import manning, people
from storage.members.people import Role
from storage.queues import outbox

_KEY: Final = "restored"


async def tell(db: Turn, house: House, made_at: datetime, now: datetime) -> None:
    """Tell admins and coordinators from when to when nothing is kept; a second time it tells nobody."""
    key = f"{_KEY}/{made_at.isoformat()}"
    if await outbox.last_under(db, f"{key}/") is not None:
        return
    await audit.add(db, house.secret, "house.restored", at=now, about=made_at.isoformat())
    plans = await running(db)
    admins = await people.of_role(db, Role.ADMIN)
    about = plans.values()
    await telling.each(db, house, admins, News(partial(_word, "restored.admin", made_at, now), about, now, key=key))
    office = [person for code in plans for person in await manning.persons(db, code, (Role.COORDINATOR,))]
    news = News(partial(_word, "restored.office", made_at, now), about, now, key=key)
    await telling.each(db, house, [person for person in office if person not in admins], telling.in_hours(news))


def _word(key: str, made_at: datetime, now: datetime) -> Prompt:
    return Prompt(say(key, first=made_at, last=now))
