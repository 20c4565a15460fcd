"""How long officials wait for an answer while somebody floods the bot, with the pace that Telegram asks for."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import officials, prepared, processes
from benchmarks.officials import Crowd
from bot.sandbox import people, serving, world
from bot.sandbox.serving import Running
from bot.sandbox.world import Json, Persona, add_person
from storage.members.people import Role

PEOPLE: Final = 40  # officials who write meanwhile
PER_SECOND: Final = 10
SECONDS: Final = 15
_WARM: Final = 80  # messages before the flood
_STRANGER: Final = 500_000
_ADMIN: Final = 998
_CODE: Final = "ABCDE{:05}"

Flood = tuple[tuple[int, str], ...]  # who writes what, all at once
FLOODS: Final[Mapping[str, Flood]] = {
    "nothing": (),
    "1,200 wrong codes of a stranger": tuple((_STRANGER, _CODE.format(nth)) for nth in range(1200)),
    "600 marked texts of a stranger": ((_STRANGER, "TUYỆT MẬT: danh sách"),) * 600,
    "700 commands of an official": ((prepared.FIRST + PEOPLE, "/nhiemvu"),) * 700,
    "60 strangers, 20 codes each": tuple((_STRANGER + nth % 60, _CODE.format(nth)) for nth in range(1200)),
    "500 strangers, 10 texts each": tuple((_STRANGER + nth % 500, "xin chào") for nth in range(5000)),
}


@dataclass(frozen=True, slots=True)
class Flooded:
    """What one flood did: seconds an official waits, MiB before it and at most, messages an admin got."""

    what: str
    median: float
    worst: float
    before: float
    memory: float
    notices: int


def measure() -> Iterator[Flooded]:
    """Take each flood in a house of its own."""
    for what, flood in FLOODS.items():
        with TemporaryDirectory(dir=".", prefix="benchmark-") as folder:
            yield once(Path(folder).resolve(), what, flood)


def once(folder: Path, what: str, flood: Flood) -> Flooded:
    """Let officials write before and during one flood."""
    prepared.data(folder, PEOPLE + 1)
    prepared.also(folder, _ADMIN, Role.ADMIN)
    with serving.start() as running:
        running.do(_enter, running, {_ADMIN, *(who for who, _ in flood)})
        settings = processes.ours(
            running.base_url, world.TOKEN, folder, DAUMOI_MESSAGES_PER_SECOND="28", DAUMOI_MESSAGES_PER_CHAT="3"
        )
        with processes.started("bot", "run", folder=folder, **settings) as process:
            ids = range(prepared.FIRST, prepared.FIRST + PEOPLE)
            crowd = Crowd(running, ids, 10**9, officials.reading, at_once=False)
            running.do(people.write, running.world, _ADMIN, "/trogiup")  # nobody is written to before they write
            running.when(lambda: _to_admin(running) or None).result(processes.PATIENCE)  # the bot has been started
            _write(running, crowd, _WARM / PER_SECOND)
            told = len(_to_admin(running))
            before, answered = processes.peak(process), len(crowd.waits)
            running.do(_pour, running, flood)
            _write(running, crowd, SECONDS)
            since = time.perf_counter()
            waiting = [since - one.at for one in crowd.officials.values() if one.at]  # longer than this
            waits = quantiles([*crowd.waits[answered:], *waiting], n=100)
            notices = len(_to_admin(running)) - told
            return Flooded(what, waits[49], waits[98], before, processes.peak(process), notices)


def _to_admin(running: Running) -> list[Json]:
    return [message for message in people.messages(running.world, _ADMIN) if message["from"]["is_bot"]]


def _enter(running: Running, ids: set[int]) -> None:
    for id_ in ids:
        if id_ not in running.world.people:
            add_person(running.world, Persona(id_, f"Person {id_}"))


def _pour(running: Running, flood: Flood) -> None:
    for who, text in flood:
        people.write(running.world, who, text)


def _write(running: Running, crowd: Crowd, seconds: float) -> None:
    began = at = time.perf_counter()
    while at < began + seconds:
        at += 1 / PER_SECOND
        time.sleep(max(0.0, at - time.perf_counter()))
        running.do(crowd.one_more)
