"""The other process: make what long work asks for, from the database as it stands, and hand back words and bytes.

It reads and never writes. What makes each kind is imported only here, when it is needed.
"""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from bot import children
from handlers.delivery.long_work import Made, Wanted
from handlers.house import running
from messages.words import speaking
from plans.schema import Plan
from storage.db import Db, reading

Maker = Callable[[Db, Plan, Wanted, datetime], Awaitable[Made]]


def begin(cache: Path, bot: int) -> None:
    """Make the process ready: it ends with the bot, Ctrl-C is for that, and matplotlib keeps with us what it knows."""
    children.end_with(bot)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["MPLCONFIGDIR"] = str(cache)


def make(database: Path, wanted: Wanted, now: datetime) -> Made:
    """Make it. Raise LookupError for a plan that no longer runs."""
    return asyncio.run(_make(database, wanted, now))


async def _make(database: Path, wanted: Wanted, now: datetime) -> Made:
    maker = _MAKERS[wanted.kind]()
    with reading(database) as db, speaking(wanted.language):
        plan = (await running(db))[wanted.plan].spoken(wanted.language)
        return await maker(db, plan, wanted, now)


def _progress() -> Maker:
    from handlers.situation import picture

    return picture.make


def _letter() -> Maker:
    from handlers.documents.letters import drafting

    return drafting.make


_MAKERS: Final[Mapping[str, Callable[[], Maker]]] = {"letter": _letter, "progress": _progress}
