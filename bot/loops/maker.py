"""The other process: make what long work asks for, from the database as it stands, and hand back words and bytes.

It reads and never writes. What makes each kind is imported only here, when it is needed.
"""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

from bot import children, garbage
from bot.data_dir import Folder
from bot.files import store
from handlers.delivery import backed_up
from handlers.delivery.long_work import Bench, Made, Wanted
from handlers.house import running
from messages.values import DocumentsByChat
from messages.words import speaking
from storage.db import reading

_BEHIND: Final = 10  # of niceness: whoever is answered meanwhile goes before it

Maker = Callable[[Bench], Awaitable[Made]]


def begin(cache: Path, bot: int) -> None:
    """Make the process ready: it ends with the bot, and leaves the processor to it.

    Ctrl-C is for the bot, and matplotlib keeps with us what it knows.
    """
    children.end_with(bot)
    os.nice(_BEHIND)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["MPLCONFIGDIR"] = str(cache)


def make(database: Path, wanted: Wanted, now: datetime, by_chat: DocumentsByChat) -> Made:
    """Make it; a guide and a backup are of no plan. Raise LookupError for a plan that no longer runs."""
    if wanted.kind in _OF_NO_PLAN:
        with speaking(wanted.language):
            of_no_plan: Callable[[Wanted], Made] = import_module(_OF_NO_PLAN[wanted.kind]).made
            return of_no_plan(wanted)
    with garbage.resting():
        return asyncio.run(_make(database, wanted, now, by_chat))


async def _make(database: Path, wanted: Wanted, now: datetime, by_chat: DocumentsByChat) -> Made:
    folder = Folder(database.parent)
    _told(folder.progress, 0, 0)
    if wanted.kind == backed_up.KIND:
        from bot.backups import in_folder

        return await in_folder.make(folder, wanted, now, partial(_told, folder.progress))
    maker: Maker = import_module(_MAKERS[wanted.kind]).make
    with reading(database) as db, speaking(wanted.language):
        bench = Bench(
            db=db,
            plan=(await running(db))[wanted.plan].spoken(wanted.language),
            wanted=wanted,
            now=now,
            by_chat=by_chat,
            documents=folder.documents,
            template=folder.template.read_bytes() if folder.template.is_file() else None,
            locate=partial(store.open_path, folder.store),
            tell=partial(_told, folder.progress),
        )
        return await maker(bench)


def _told(place: Path, done: int, of: int) -> None:
    """Put down how far it is, for the process that waits; it is whole at any moment."""
    aside = place.with_suffix(".new")
    aside.write_text(f"{done} {of}", encoding="ascii")
    aside.replace(place)


# Where each kind is made, by a function `make`.
_MAKERS: Final[Mapping[str, str]] = {
    "progress": "handlers.situation.picture",
    "export": "handlers.documents.in_chat",
    "letter": "handlers.documents.letters.drafting",
    "entry_form": "handlers.officials.from_workbook.form",
    "own_documents": "handlers.documents.own_documents",
}
# Where what is the same for everybody is made, by a function `made`.
_OF_NO_PLAN: Final[Mapping[str, str]] = {"guide": "handlers.everyone.guide"}
