"""How long a person waits for the answer, at twenty messages a second, with the pace that Telegram asks for."""

import random
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import officials, prepared, processes
from benchmarks.officials import Crowd
from bot.sandbox import serving, world

PEOPLE: Final = 200
PER_SECOND: Final = 20
SECONDS: Final = 40
_SETTLING: Final = 200  # first messages, not counted


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds: the median and the worst of a hundred; how many messages a second there were."""

    median: float
    worst: float
    speed: float


def measure() -> Waits:
    """Let people write at random moments, as many a second as told, whoever has waited longest first."""
    with TemporaryDirectory(dir=".", prefix="benchmark-") as folder:
        return once(Path(folder).resolve())


def once(folder: Path) -> Waits:
    """Run it on a folder."""
    prepared.data(folder, PEOPLE)
    chance = random.Random(705)
    with serving.start() as running:
        settings = processes.ours(
            running.base_url, world.TOKEN, folder, DAUMOI_MESSAGES_PER_SECOND="28", DAUMOI_MESSAGES_PER_CHAT="3"
        )
        with processes.started("bot", "run", folder=folder, **settings):
            ids = range(prepared.FIRST, prepared.FIRST + PEOPLE)
            crowd = Crowd(running, ids, 10**9, officials.reading, at_once=False)
            began = at = time.perf_counter()
            while at < began + SECONDS:
                at += chance.expovariate(PER_SECOND)
                time.sleep(max(0.0, at - time.perf_counter()))
                running.do(crowd.one_more)
            took = time.perf_counter() - began
            waits = quantiles(crowd.waits[_SETTLING:], n=100)
            return Waits(waits[49], waits[98], len(crowd.waits) / took)
