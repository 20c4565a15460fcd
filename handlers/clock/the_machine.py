"""What befell the machine: the bot was ended without a word, or the disk is nearly full. The admins hear of it.

Of each at most once a day: a bot that is ended every minute, or a disk that stays full, is not told a hundred times.
"""

from datetime import datetime
from functools import partial
from typing import Final

from handlers import signs
from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from messages.said import Prompt
from messages.words import ZONE, say
from storage.db import Db, Turn
from storage.queues import outbox

_FALLEN: Final = "fallen"
_LITTLE: Final = "disk-little"


async def tell_of_fall(db: Turn, house: House, now: datetime) -> None:
    """Tell the admins that the bot was ended without a word, and until when it is known to have lived."""
    await _tell_daily(db, house, _FALLEN, partial(_fallen, house.pulse.lived_until, now), now)


async def is_little(db: Db, house: House, now: datetime) -> bool:
    """Tell whether `tell_of_room` has anything to tell."""
    free = house.pulse.free()
    return free is not None and signs.is_little(free) and not await _was_told(db, _LITTLE, now)


async def tell_of_room(db: Turn, house: House, now: datetime) -> None:
    """Tell the admins that the disk is nearly full, while that can still be kept."""
    await _tell_daily(db, house, _LITTLE, partial(_little, house.pulse.free() or 0), now)


async def _tell_daily(db: Turn, house: House, what: str, word: partial[Prompt], now: datetime) -> None:
    if not await _was_told(db, what, now):
        await telling.admins(db, house, News(word, (await running(db)).values(), now, key=_key(what, now)))


async def _was_told(db: Db, what: str, now: datetime) -> bool:
    return await outbox.last_under(db, f"{_key(what, now)}/") is not None


def _key(what: str, now: datetime) -> str:
    return f"{what}/{now.astimezone(ZONE):%Y-%m-%d}"


def _fallen(since: datetime | None, now: datetime) -> Prompt:
    return Prompt(say("machine.fallen", since=since or now, now=now))


def _little(free: int) -> Prompt:
    return Prompt(say("machine.little_room", megabytes=signs.megabytes(free)))
