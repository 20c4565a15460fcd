"""Once a day a backup is asked for; whoever runs the bot is told when the last one is too old.

One that was missed, for the machine was off, is made as soon as it is on again.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from handlers.delivery import backed_up, telling
from handlers.delivery.telling import News
from handlers.house import House, running
from messages.said import Prompt
from messages.words import ZONE, say
from storage.db import Db, Turn
from storage.queues import backups, outbox, work

_OLD: Final = timedelta(days=2)
_DAY: Final = timedelta(days=1)
_KEY: Final = "backup-old"


async def is_due(db: Db, house: House, now: datetime) -> bool:
    """Tell whether `run` has anything to do."""
    if house.nightly is None or house.pulse.is_played:  # a sandbox's days pass in a moment, and no night between them
        return False
    return await _is_wanted(db, house, now) or await _is_old(db, now)


async def run(db: Turn, house: House, now: datetime) -> None:
    """Ask for the backup of the night; tell the admins, once, that the last one is too old."""
    if await _is_wanted(db, house, now):
        await backed_up.ask(db, house, now)
    if await _is_old(db, now):
        last = await backups.last(db)
        word = partial(_word, last.made_at if last else None)
        news = News(word, (await running(db)).values(), now, key=await _key(db))
        await telling.admins(db, house, telling.in_hours(news))


async def _is_wanted(db: Db, house: House, now: datetime) -> bool:
    if house.nightly is None or house.nightly.at is None:
        return False
    due = datetime.combine(now.astimezone(ZONE).date(), house.nightly.at, ZONE)
    if now < due:
        due -= _DAY
    return not await work.asked_since(db, backed_up.KIND, due)


async def _is_old(db: Db, now: datetime) -> bool:
    """Tell whether the last backup is too old, or there is none of a house that is as old, and nobody was told yet."""
    last = await backups.last(db)
    since = await backups.lived_since(db) if last is None else last.made_at
    if since is None or now - since <= _OLD:
        return False
    return await outbox.last_under(db, f"{await _key(db)}/") is None


async def _key(db: Db) -> str:
    last = await backups.last(db)
    return f"{_KEY}/{last.id if last else 0}"


def _word(made_at: datetime | None) -> Prompt:
    return Prompt(say("backup.none_yet") if made_at is None else say("backup.old", at=made_at))
