"""How long `/tim` looks, with 100,000 results: what is typed is read, searched for, and the first eight are read."""

import asyncio
import random
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import prepared
from bot.data_dir import Folder
from bot.sandbox.world import MORNING
from handlers.desk import Desk
from handlers.entries.contents import Content
from handlers.everyone import finding
from handlers.everyone.finding import FIND
from handlers.house import House, running
from handlers.officials.entering import new_entry
from messages.values import Days, Figure, Precision
from storage.db import Database, Db, Turn
from storage.members import people
from storage.results import entries

RESULTS: Final = 100_000
TIMES: Final = 20  # each query
OFFICIALS: Final = 34
_TURN: Final = 1_000
_WITHDRAWN: Final = 0.02
QUERIES: Final = (
    "hội thảo", "hoi thao cedaw", "tuyên truyền", "tập huấn tháng 11", "hà nội hội thảo tháng 11", "quyền trẻ em",
    "người khuyết tật thanh hóa", "16.4 băng rôn", "16.3", "chờ rà soát", "đã rút", "dự kiến", "cần thơ chờ rà soát",
    "705-HNI-012", "hpg 250", "20/11", "từ 10/11 đến 20/11", "tháng 11", "huế 15/11 phụ nữ", "truyền thông", "th", "qu",
    "nhân quyền thế giới", "biên giới dân tộc tôn giáo", "trẻ em biên giới đào tạo", "“lao động việc làm”", "lưu động",
    "không có từ này", "quyền con người xã hội", "hội nghị tập huấn pháp luật về quyền", "mạng xã hội", "video",
    "đà nẵng 16.4 tháng 11 an ninh", "đại biểu", "số 4711", "văn bản chỉ đạo", "triển lãm ảnh", "khám chữa bệnh",
    "16.2 em", "nghệ an hà tĩnh quảng trị lũ lụt",
)  # fmt: skip
WORDS: Final = (
    "hội thảo", "hội nghị", "tập huấn", "tọa đàm", "tuyên truyền", "về quyền con người", "quyền trẻ em", "phụ nữ",
    "người khuyết tật", "công ước", "CEDAW", "pháp luật", "lao động việc làm", "nhân quyền thế giới", "biên giới",
    "dân tộc", "tôn giáo", "truyền thông", "chuyển đổi số", "an ninh mạng", "mạng xã hội", "khẩu hiệu", "cán bộ", "xã",
    "phường", "thị trấn", "trung tâm", "bảo tàng", "đào tạo", "lưu động", "giáo dục", "y tế", "văn hóa", "báo chí",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Searched:
    """One query: seconds in the middle, of them the reader's processor time, and how many results it has."""

    typed: str
    middle: float
    cpu: float
    found: int


@dataclass(frozen=True, slots=True)
class Searches:
    """The seconds of filling; of all searches the median and the slowest but one in a hundred, and their CPU."""

    filled: float
    middle: float
    worst: float
    cpu: float
    worst_cpu: float
    found: list[Searched]


def measure() -> Searches:
    """Fill a database and search in it."""
    with TemporaryDirectory(dir=".", prefix="benchmark-") as folder:
        prepared.data(Path(folder).resolve(), OFFICIALS)
        return asyncio.run(_measure(Folder(Path(folder).resolve() / "data").database))


async def _measure(path: Path) -> Searches:
    db = Database(path)
    await db.open()
    began = time.perf_counter()
    await fill(db)
    filled = time.perf_counter() - began
    found: list[Searched] = []
    waits: list[float] = []
    cpus: list[float] = []
    for typed in QUERIES:
        for _ in range(TIMES):
            began = time.perf_counter()
            given, cpu = await db.read(partial(_look, typed=typed))
            waits.append(time.perf_counter() - began)
            cpus.append(cpu)
        found.append(Searched(typed, median(waits[-TIMES:]), median(cpus[-TIMES:]), given.count))
    await db.close()
    return Searches(filled, median(waits), quantiles(waits, n=100)[98], median(cpus), quantiles(cpus, n=100)[98], found)


async def _look(db: Db, typed: str) -> tuple[finding.Given, float]:
    began = time.thread_time()
    desk = await desk_of(Turn(db.connection), prepared.OFFICE)
    given = await FIND.look(replace(desk, words=typed))
    return given, time.thread_time() - began


async def fill(db: Database) -> None:
    """Enter the results."""
    chance = random.Random(1)
    for first in range(0, RESULTS, _TURN):
        await db.write(partial(_enter, chance=chance, first=first))


async def desk_of(db: Turn, chat: int) -> Desk:
    """Give what a handler sees of whoever writes from this chat."""
    person = await people.at_address(db, "telegram", str(chat))
    assert person is not None, "they are registered"
    (member,) = await people.memberships(db, person.id)
    return Desk(db, House(b""), MORNING, await running(db), person, member, "telegram")


async def _enter(db: Turn, chance: random.Random, first: int) -> None:
    """Enter a thousand results of provinces, spread over the last month; few are withdrawn."""
    desks = [await desk_of(db, prepared.FIRST + nth) for nth in range(OFFICIALS)]
    for place in range(first, first + _TURN):
        at = MORNING - timedelta(days=30) * (1 - place / RESULTS)
        desk = replace(desks[place % OFFICIALS], draft=f"benchmark-{place}", now=at)
        content = _content(desk, chance, place)
        entry = await entries.add(db, desk.member.id, new_entry.entry_of(desk, content), at)
        if chance.random() < _WITHDRAWN:
            await entries.withdraw(db, entry.id, at)


def _content(desk: Desk, chance: random.Random, place: int) -> Content:
    plan, day = desk.plan, desk.today
    tasks = [task for task in plan.tasks_of(desk.unit.code) if not task.covers and task.sensitive.value == "no"]
    form = chance.choice(plan.forms)
    indicator = chance.choice(form.indicators)
    title = f"{' '.join(chance.sample(WORDS, 4))} số {place}"
    figure = Figure(
        indicator, Decimal(chance.randrange(1, 500)), Precision.EXACT, f"{chance.randrange(1, 500)} đại biểu"
    )
    days = Days(day - timedelta(days=chance.randrange(3)), day, "")
    return Content(chance.choice(tasks).key, finished=False, days=days, form=form.key, title=title, figures=(figure,))
