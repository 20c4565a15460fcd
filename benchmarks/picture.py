"""The progress picture: how long it takes in a fresh process, and in one that has drawn before."""

import resource
import statistics
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from bot.loops import maker, working
from bot.sandbox.world import MORNING
from handlers.delivery.long_work import Wanted
from handlers.obligations import laying_down
from plans import reading
from storage import migrating
from storage.db import Database

REPEATS = 9
PLANS = ("705-2025", "hai-phong-2024")


async def _filled(folder: Path, name: str) -> tuple[Path, str]:
    path = folder / f"{name}.db"
    migrating.migrate(path)
    plan = next(reading.read(file) for file in reading.shipped() if file.stem == name)
    db = Database(path)
    await db.open()
    try:
        await db.write(partial(laying_down.load, plan=plan, at=MORNING))
    finally:
        await db.close()
    return path, plan.code


def _drawn(pool: Executor, path: Path, plan: str) -> float:
    began = time.perf_counter()
    pool.submit(maker.make, path, Wanted("progress", plan, "vi", ()), MORNING).result()
    return time.perf_counter() - began


async def measure() -> Mapping[str, tuple[float, float, float]]:
    """Give seconds for each plan: a fresh process, its start included; its processor time; one that runs."""
    found = {}
    with tempfile.TemporaryDirectory() as made:
        for name in PLANS:
            path, plan = await _filled(Path(made), name)
            for _ in range(2):  # the fonts that the first has found are kept there for the next one
                before = _children()
                with working.process(Path(made)) as pool:
                    cold = _drawn(pool, path, plan)
                cpu = _children() - before
            with working.process(Path(made)) as pool:
                _drawn(pool, path, plan)
                found[name] = (cold, cpu, statistics.median(_drawn(pool, path, plan) for _ in range(REPEATS)))
    return found


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
