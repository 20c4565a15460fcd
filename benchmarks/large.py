"""What grows with the number of entries: memory, the start, and the answers to the office's questions."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import officials, prepared, processes
from benchmarks.officials import Crowd, Official
from bot.data_dir import Folder
from bot.sandbox import serving, world
from bot.sandbox.serving import Running
from bot.sandbox.world import MORNING
from handlers.entries import contents
from handlers.entries.contents import Content
from handlers.obligations import effects
from messages.values import Days, Figure, Precision
from plans.schema import Plan
from plans.units import UnitKind
from storage.db import Database, Turn
from storage.obligations import owed
from storage.results import entries

SIZES: Final = ((100, 1_000), (10_000, 100_000))  # people, entries
COMMANDS: Final = ("/tinhhinh", "/chuabaocao")
ASKED: Final = 15  # times each
WRITERS: Final = 20  # who make one entry each
_TURN: Final = 1_000
_DAYS: Final = 30  # over which the entries are spread


@dataclass(frozen=True, slots=True)
class Found:
    """What one size took: seconds, MiB; `commands` the median of each, `step` of a message of an entry."""

    people: int
    entries: int
    filled: float
    start: float
    memory: float
    commands: dict[str, float]
    step: float


def measure() -> list[Found]:
    """Take each size in turn."""
    found = []
    for people, made in SIZES:
        with TemporaryDirectory(dir=".", prefix="benchmark-") as folder:
            found.append(once(Path(folder).resolve(), people, made))
    return found


def once(folder: Path, people: int, made: int) -> Found:
    """Fill a database, start the bot on it, ask."""
    began = time.perf_counter()
    prepared.data(folder, people)
    asyncio.run(fill(Folder(folder / "data").database, people, made))
    filled = time.perf_counter() - began
    with serving.start() as running:
        office = Crowd(running, [prepared.OFFICE], 10**9, _never, at_once=False)
        running.do(office.write, prepared.OFFICE, COMMANDS[0])
        began = time.perf_counter()
        settings = processes.ours(running.base_url, world.TOKEN, folder)
        with processes.started("bot", "run", folder=folder, **settings) as process:
            _answered(running, office, 1)
            start = time.perf_counter() - began
            commands = {command: _asked(running, office, command) for command in COMMANDS}
            office.leave()
            some = Crowd(running, range(prepared.FIRST, prepared.FIRST + WRITERS), 1, officials.reading)
            some.all_done(processes.PATIENCE)
            return Found(people, made, filled, start, processes.peak(process), commands, median(some.waits))


def _never(_: Official, __: str) -> str:
    return COMMANDS[0]


def _asked(running: Running, office: Crowd, command: str) -> float:
    before = len(office.waits)
    for place in range(ASKED):
        running.do(office.write, prepared.OFFICE, command)
        _answered(running, office, before + place + 1)
    return median(office.waits[before:])


def _answered(running: Running, office: Crowd, times: int) -> None:
    running.when(lambda: len(office.waits) >= times or None).result(processes.PATIENCE)


async def fill(database: Path, people: int, made: int) -> None:
    """Enter so many results, spread over the officials, the tasks of their units and the last month."""
    db = Database(database)
    await db.open()
    for first in range(0, made, _TURN):
        await db.write(partial(_enter, first=first, until=min(made, first + _TURN), people=people, made=made))
    await db.close()


async def _enter(db: Turn, first: int, until: int, people: int, made: int) -> None:
    plan = prepared.the_plan()
    provinces = [unit.code for unit in plan.units if unit.kind is UnitKind.PROVINCE]
    for place in range(first, until):
        member = place % people
        at = MORNING - timedelta(days=_DAYS) * (1 - place / made)
        await _one(db, plan, provinces[member % len(provinces)], member + 1, place, at)


async def _one(db: Turn, plan: Plan, unit: str, member: int, place: int, at: datetime) -> None:
    tasks = [task for task in plan.tasks_of(unit) if not task.covers and task.sensitive.value == "no"]
    day = at.date()
    content = _content(plan, tasks[place % len(tasks)].key, place, day)
    new = entries.NewEntry(
        plan=plan.code,
        unit=unit,
        kind=entries.EntryKind.ACTIVITY,
        tasks=(content.task,),
        draft=f"benchmark-{place}",
        content=contents.kept(content),
        activity=entries.Activity(content.title, content.form, day, day),
        figures=content.figures,
    )
    await entries.add(db, member, new, at)
    await owed.covered(db, plan.code, effects.keys(plan, unit, content, day), at)


def _content(plan: Plan, task: str, place: int, day: date) -> Content:
    figures = (Figure(plan.indicators[0].key, Decimal(1 + place % 9), Precision.EXACT, "1 hội thảo"),)
    form, phase = plan.forms[0].key, plan.phase_of(day).key
    days = Days(day, day, f"{day:%d/%m/%Y}")
    return Content(task, False, days, phase, form, f"{officials.TITLE} ({place})", figures)
