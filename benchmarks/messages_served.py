"""Messages served a second, from the guard to the committed reply, each durable before the next batch comes.

Officials of every province enter whole results, `batch` of them at once, as a poll hands
them over. The peer is plain `sqlite3`: the very statements that the bot's turns ran, replayed
on a copy of the same database, one transaction for each turn, with nothing else to do.
"""

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final
from unittest.mock import patch
from uuid import uuid4

import aiosqlite

from bot.app import App
from bot.channel import Arrival
from bot.clock import Clock
from bot.receiving import Receiving
from handlers import owing
from handlers.desk import House
from messages.said import Said
from plans import reading
from plans.schema import Plan
from plans.units import UnitKind
from storage import inbox, migrating, people
from storage.db import Database, Turn
from storage.people import Role

OFFICIALS: Final = 50
ROUNDS: Final = 3  # entries of each official
RUNS: Final = 3
MORNING: Final = datetime(2025, 12, 5, 1, 30, tzinfo=UTC)
ENTRY: Final = (
    "/baocao 16.3",
    "04/12/2025",
    "1",
    "Hội nghị phổ biến Công ước CEDAW cho cán bộ xã, phường",
    "1 hội nghị, hơn 120 đại biểu",
    "xong",
    "1",
    "gửi",
)
_PRAGMAS: Final = ("journal_mode = wal", "synchronous = full", "foreign_keys = on", "secure_delete = on")

Statement = tuple[str, Mapping[str, Any]]


class Morning(Clock):
    """A clock that stands at Friday morning, and goes on with the true one."""

    def __init__(self) -> None:
        """Start now."""
        super().__init__()
        self._moved = MORNING - super().now()

    def now(self) -> datetime:
        """Give the simulated instant."""
        return super().now() + self._moved


async def prepared(path: Path) -> None:
    """Make a database with the plan of 2025 and its officials, some to each province."""
    migrating.migrate(path)
    plan = next(plan for plan in map(reading.read, reading.shipped()) if plan.code == "705")
    provinces = [unit.code for unit in plan.units if unit.kind is UnitKind.PROVINCE]
    db = Database(path)
    await db.open()
    await db.write(partial(owing.load, plan=plan, at=MORNING - timedelta(days=4)))
    await db.write(partial(_register, plan=plan, provinces=provinces))
    await db.close()


async def _register(db: Turn, plan: Plan, provinces: list[str]) -> None:
    for place in range(OFFICIALS):
        person = await people.arrive(db, "telegram", str(place), MORNING)
        await people.agree(db, person.id, name=f"Official {place}", title="Chuyên viên", notice="", at=MORNING)
        unit = provinces[place % len(provinces)]
        await people.join(db, person.id, plan=plan.code, unit=unit, role=Role.OFFICIAL, invitation=None, at=MORNING)


async def served(path: Path, batch: int) -> float:
    """Let every official enter results, `batch` messages at once; give messages a second."""
    db = Database(path)
    await db.open()
    stirred = asyncio.Event()
    receiving = Receiving(db, App(House(b"benchmark")), Morning(), "telegram", stirred.set)
    serving = asyncio.create_task(receiving.serve_for_ever())
    began = time.perf_counter()
    for arrivals in _arrivals(batch):
        await receiving.keep(arrivals)
        while await inbox.to_serve(db.reader, 1):
            stirred.clear()
            await stirred.wait()
    took = time.perf_counter() - began
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    entered = await db.reader.one(int, "select count(*) from entry")
    await db.close()
    if entered != OFFICIALS * ROUNDS:
        raise AssertionError(f"{entered} entries of {OFFICIALS * ROUNDS}: the benchmark does not do what it says")
    return OFFICIALS * ROUNDS * len(ENTRY) / took


def _arrivals(batch: int) -> Iterator[list[Arrival]]:
    for turn in range(ROUNDS):
        for step, text in enumerate(ENTRY):
            everybody = [
                Arrival(key, str(place), Said(key, text), (text,))
                for place in range(OFFICIALS)
                if (key := f"{turn}:{step}:{place}")
            ]
            for first in range(0, OFFICIALS, batch):
                yield everybody[first : first + batch]


@contextmanager
def recording(turns: list[list[Statement]]) -> Iterator[None]:
    """Note the statements of every turn that any writer runs meanwhile."""
    original = aiosqlite.Connection.execute_fetchall

    async def noted(self: aiosqlite.Connection, sql: str, parameters: Any = ()) -> Any:
        if sql == "savepoint turn":
            turns.append([])
        elif sql not in ("begin immediate", "commit", "release turn") and self.in_transaction:
            turns[-1].append((sql, dict(parameters)))
        return await original(self, sql, parameters)

    with patch.object(aiosqlite.Connection, "execute_fetchall", noted):
        yield


def replayed(path: Path, turns: list[list[Statement]]) -> float:
    """Run the same statements with plain sqlite3, a transaction for each turn; give messages a second."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"pragma {pragma}")
        began = time.perf_counter()
        for turn in turns:
            connection.execute("begin immediate")
            for sql, parameters in turn:
                connection.execute(sql, parameters).fetchall()
            connection.execute("commit")
        return OFFICIALS * ROUNDS * len(ENTRY) / (time.perf_counter() - began)


def measure(folder: Path) -> tuple[dict[int, float], float, float]:
    """Give messages a second by batch, those of the peer, and the statements of a message; medians of some runs."""
    fresh = folder / "fresh.db"
    asyncio.run(prepared(fresh))
    turns: list[list[Statement]] = []
    with recording(turns):
        asyncio.run(served(_copy(fresh), 1))
    speeds: dict[int, list[float]] = {1: [], 10: [], 50: []}
    peer: list[float] = []
    for _ in range(RUNS):
        peer.append(replayed(_copy(fresh), turns))
        for batch, found in speeds.items():
            found.append(asyncio.run(served(_copy(fresh), batch)))
    statements = sum(map(len, turns)) / (OFFICIALS * ROUNDS * len(ENTRY))
    return {batch: median(found) for batch, found in speeds.items()}, median(peer), statements


def _copy(fresh: Path) -> Path:
    return Path(shutil.copy(fresh, fresh.with_name(f"{uuid4().hex}.db")))
