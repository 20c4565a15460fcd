"""Messages served a second, processor time and memory: our bot beside two written the usual way."""

import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import officials, prepared, processes
from benchmarks.officials import Crowd
from bot.sandbox import serving, world

PEOPLE: Final = 50
ENTRIES: Final = 6  # of each person, seven messages an entry
RUNS: Final = 5


@dataclass(frozen=True, slots=True)
class Served:
    """What one run measured; `cpu` is in ms a message, `memory` in MiB, `edits` a message."""

    speed: float
    cpu: float
    memory: float
    edits: float


@dataclass(frozen=True, slots=True)
class Runner:
    """A bot to run: its module and words, and whether it is ours."""

    name: str
    module: str
    words: tuple[str, ...] = ()
    is_ours: bool = False


RUNNERS: Final = (
    Runner("ours, kept on disk", "benchmarks.untidied", ("run",), is_ours=True),
    Runner("ConversationHandler, PicklePersistence", "benchmarks.peers.conversation_handler"),
    Runner("aiogram FSM, memory", "benchmarks.peers.aiogram_fsm"),
    Runner("ours, kept on disk, with edits", "bot", ("run",), is_ours=True),
    Runner("ConversationHandler, with edits", "benchmarks.peers.conversation_handler", ("edits",)),
    Runner("aiogram, with edits", "benchmarks.peers.aiogram_fsm", ("edits",)),
)


def measure(runners: tuple[Runner, ...] = RUNNERS, runs: int = RUNS) -> dict[str, Served]:
    """Run them in turn, several times; give the medians."""
    found: dict[str, list[Served]] = {runner.name: [] for runner in runners}
    for _ in range(runs):
        for runner in runners:
            with TemporaryDirectory(dir=".", prefix="benchmark-") as folder:  # on the disk, not in memory
                found[runner.name].append(once(runner, Path(folder).resolve()))
    return {name: _median(each) for name, each in found.items()}


def _median(each: list[Served]) -> Served:
    return Served(*(median(getattr(one, part) for one in each) for part in Served.__slots__))


def once(runner: Runner, folder: Path, people: int = PEOPLE, entries: int = ENTRIES) -> Served:
    """Let everybody make a first entry, unmeasured, then the others."""
    if runner.is_ours:
        prepared.data(folder, people)
    with serving.start() as running:
        settings = processes.ours(running.base_url, world.TOKEN, folder)
        if not runner.is_ours:
            settings = {"BASE_URL": running.base_url, "TOKEN": world.TOKEN}
        ids = range(prepared.FIRST, prepared.FIRST + people)
        following = officials.reading if runner.is_ours else officials.by_heart
        with processes.started(runner.module, *runner.words, folder=folder, **settings) as process:
            first = Crowd(running, ids, 1, following)
            first.all_done(processes.PATIENCE)
            first.leave()
            crowd = Crowd(running, ids, entries, following)
            before, began = processes.cpu(process), time.perf_counter()
            crowd.all_done(processes.PATIENCE)
            took, used = time.perf_counter() - began, processes.cpu(process) - before
            served = len(crowd.waits)
            return Served(served / took, used / served * 1000, processes.peak(process), crowd.edits / served)
