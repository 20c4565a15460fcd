"""What grows with the number of entries: memory, the start, the office's questions, a message of an entry."""

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
from handlers.entries import contents, findable
from handlers.entries.contents import Content
from handlers.obligations import effects
from messages.values import Days, Figure, Precision
from plans.schema import Plan
from plans.units import UnitKind
from storage.db import Database, Turn
from storage.obligations import owed
from storage.results import entries

SIZES: Final = ((100, 1_000), (10_000, 100_000))  # people, entries
COMMANDS: Final = ("/tinhhinh", "/chuabaocao", "/donduc")
ASKED: Final = 15  # times each
WRITERS: Final = 20  # who make one entry each
TOLD: Final = (10, 1_500)  # results of a unit for the task that another is entered for
_TOLD_MORE: Final = 20  # entries while it is measured
_AFTER_FIGURES: Final = ("ask.counts", "ask.evidence", "report.review")
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


@dataclass(frozen=True, slots=True)
class Step:
    """What an entry took beside so many results of its unit for its task: seconds; `cpu` is a message's, in all.

    `message` is the median of those from the figures on, `send` of those that keep the entry.
    """

    results: int
    message: float
    send: float
    cpu: float


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


def steps() -> list[Step]:
    """Enter results beside few and beside many of the same unit and task."""
    found = []
    for results in TOLD:
        with TemporaryDirectory(dir=".", prefix="benchmark-") as folder:
            found.append(step(Path(folder).resolve(), results))
    return found


def step(folder: Path, results: int) -> Step:
    """Fill a database with the results of one unit for one task, start the bot, let one official enter some more."""
    prepared.data(folder, 1)
    task = officials.BEGIN.split()[1]
    asyncio.run(fill(Folder(folder / "data").database, 1, results, task))
    shown: list[str] = []

    def following(official: Official, text: str) -> str:
        shown.append(text)
        return officials.reading(official, text)

    with serving.start() as running:
        settings = processes.ours(running.base_url, world.TOKEN, folder)
        with processes.started("bot", "run", folder=folder, **settings) as process:
            one = Crowd(running, [prepared.FIRST], _TOLD_MORE + 1, following)
            running.do(one.write, prepared.FIRST, officials.STEPS[0])
            running.when(lambda: one.entered or None).result(processes.PATIENCE)  # the first one is not counted
            begun, cpu = len(shown), processes.cpu(process)
            running.when(lambda: one.entered > _TOLD_MORE or None).result(processes.PATIENCE)
            cpu = (processes.cpu(process) - cpu) / (len(shown) - begun)
    waits = list(zip(shown, one.waits, strict=True))[begun:]
    messages = [wait for text, wait in waits if any(officials.shows(key, text) for key in _AFTER_FIGURES)]
    sends = [wait for text, wait in waits if officials.shows("report.received", text)]
    return Step(results, median(messages), median(sends), cpu)


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


async def fill(database: Path, people: int, made: int, task: str = "") -> None:
    """Enter so many results over the last month, spread over the officials; of one task, or of all of their units."""
    db = Database(database)
    await db.open()
    enter = partial(_enter, people=people, made=made, only=task)
    for first in range(0, made, _TURN):
        await db.write(partial(enter, first=first, until=min(made, first + _TURN)))
    await db.close()


async def _enter(db: Turn, first: int, until: int, people: int, made: int, only: str) -> None:
    plan = prepared.the_plan()
    provinces = [unit.code for unit in plan.units if unit.kind is UnitKind.PROVINCE]
    for place in range(first, until):
        member = place % people
        at = MORNING - timedelta(days=_DAYS) * (1 - place / made)
        unit = provinces[member % len(provinces)]
        tasks = [task.key for task in plan.tasks_of(unit) if not task.covers and task.sensitive.value == "no"]
        await _one(db, plan, unit, only or tasks[place % len(tasks)], member + 1, place, at)


async def _one(db: Turn, plan: Plan, unit: str, task: str, member: int, place: int, at: datetime) -> None:
    day = at.date()
    content = _content(plan, task, place, day)
    new = entries.NewEntry(
        plan=plan.code,
        unit=unit,
        kind=entries.EntryKind.ACTIVITY,
        tasks=(content.task,),
        draft=f"benchmark-{place}",
        content=contents.kept(content),
        findable=findable.of(content),
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
