"""How long the office's lists and sums are read, with 100,000 results of which the office took in half."""

import asyncio
import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks import prepared, searches
from bot.data_dir import Folder
from bot.sandbox.world import MORNING
from handlers.closings import running_sums
from handlers.coordinators.chasing.chase import CHASING
from handlers.coordinators.progress import PROGRESS
from handlers.coordinators.reviews.reviewing import REVIEWING
from handlers.coordinators.silent import SILENT
from handlers.coordinators.situation import SITUATION
from handlers.coordinators.summing import SUMMING
from handlers.coordinators.unit_page import UNIT_PAGE
from handlers.handler import Handler
from handlers.matters.opening import DIFFICULTY
from storage.db import Database, Db, Turn
from storage.results import entries, reviews
from storage.results.status import Decision

TIMES: Final = 15  # each
ASKED: Final[tuple[tuple[Handler[Any, Any], str], ...]] = (
    (REVIEWING, ""),
    (REVIEWING, "HNI"),
    (SUMMING, ""),
    (SUMMING, "đơn vị"),
    (SUMMING, "khối"),
    (SUMMING, "nhiệm vụ"),
    (SUMMING, "giai đoạn"),
    (SUMMING, "lượt người tham dự"),
    (SUMMING, "lượt người tham dự hà nội"),
    (UNIT_PAGE, "HNI"),
    (UNIT_PAGE, "HNI trang 300"),
    (SITUATION, ""),
    (SILENT, ""),
    (PROGRESS, ""),
    (CHASING, ""),
    (DIFFICULTY, ""),
)
_TAKEN_IN: Final = 2  # one result of so many
_UNIT: Final = "HNI"


@dataclass(frozen=True, slots=True)
class Listed:
    """What was asked: seconds in the middle, and of them the reader's processor time."""

    asked: str
    middle: float
    cpu: float


def measure() -> list[Listed]:
    """Fill a database and ask for everything, first in a house that has just begun and has counted nothing."""
    with TemporaryDirectory(dir=".", prefix="benchmark-") as folder:
        path = Path(folder).resolve()
        prepared.data(path, searches.OFFICIALS)
        return asyncio.run(_measure(Folder(path / "data").database))


async def _measure(path: Path) -> list[Listed]:
    db = Database(path)
    await db.open()
    await searches.fill(db)
    await db.write(_take_in)
    began = time.perf_counter()
    await db.read(running_sums.count_ahead)
    found = [Listed("all sums, for the first time", time.perf_counter() - began, 0.0)]
    for handler, words in ASKED:
        took = [await db.read(partial(_look, handler=handler, words=words)) for _ in range(TIMES)]
        what = f"/{handler.commands[0]} {words}".strip()
        found.append(Listed(what, median(wall for wall, _ in took), median(cpu for _, cpu in took)))
    took = []
    for _ in range(TIMES):
        await db.write(_changed)
        took.append(await db.read(partial(_look, handler=SUMMING, words="")))
    changed = "/tonghop, of one unit that has just changed"
    found.append(Listed(changed, median(wall for wall, _ in took), median(cpu for _, cpu in took)))
    await db.close()
    return found


async def _look(db: Db, handler: Handler[Any, Any], words: str) -> tuple[float, float]:
    began, cpu = time.perf_counter(), time.thread_time()
    desk = await searches.desk_of(Turn(db.connection, db.memory), prepared.OFFICE)
    await handler.look(replace(desk, words=words))
    return time.perf_counter() - began, time.thread_time() - cpu


async def _take_in(db: Turn) -> None:
    """Let the office take in every second result."""
    desk = await searches.desk_of(db, prepared.OFFICE)
    for unit in await entries.units(db, desk.plan.code):
        for entry in (await entries.results(db, desk.plan.code, unit))[::_TAKEN_IN]:
            await reviews.decide(db, entry, Decision.TAKEN_IN, desk.member.id, MORNING)


async def _changed(db: Turn) -> None:
    desk = await searches.desk_of(db, prepared.OFFICE)
    entry = await entries.find(db, desk.plan.code, _UNIT, 1)
    assert entry is not None, "it was filled in"
    await entries.again(db, entry, desk.member.id, MORNING)
