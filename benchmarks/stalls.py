"""For how long the loop is held up at most while something long is done, with many results kept."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks import large, prepared, processes, watched
from bot import orders
from bot.clock import Clock
from bot.data_dir import Folder
from bot.sandbox import people, serving, world
from bot.sandbox.serving import Running
from bot.sandbox.world import Persona, add_person
from bot.settings import Settings
from messages.words import ZONE

OFFICIALS: Final = 10_000
ENTRIES: Final = 100_000
_REST: Final = 3.0  # seconds


def measure(officials: int = OFFICIALS, entries: int = ENTRIES) -> Iterator[tuple[str, float, float]]:
    """Give what was done, how long it took and the longest stall meanwhile, in seconds."""
    with TemporaryDirectory(dir=".", prefix="benchmark-") as name, serving.start() as running:
        folder = Path(name).resolve()
        prepared.data(folder, officials)
        asyncio.run(large.fill(Folder(folder / "data").database, officials, entries))
        running.do(add_person, running.world, Persona(prepared.OFFICE, "Minh"))
        settings = processes.ours(running.base_url, world.TOKEN, folder)
        with processes.started("benchmarks.watched", "run", folder=folder, **settings) as process:
            told = _Told(folder, process)
            _asked(running, "/trogiup")
            told.worst()
            for what, do in _deeds(folder, running, settings).items():
                began = time.perf_counter()
                do()
                yield what, time.perf_counter() - began, told.worst()


def _deeds(folder: Path, running: Running, settings: Any) -> dict[str, Callable[[], None]]:
    """Name what is done, in this order: the clock goes on with it."""
    own = Settings(**{name.removeprefix("DAUMOI_").lower(): value for name, value in settings.items()})

    def order(**asked: Any) -> None:
        asyncio.run(orders.send(own, asked))

    def tick(at: str) -> None:
        moved = Clock().offset_to(datetime.fromisoformat(at).replace(tzinfo=ZONE)).total_seconds()
        made = folder / "clock.new"
        made.write_text(str(moved), encoding="ascii")
        made.rename(folder / "clock")
        order(order="tick")

    def rehearsed() -> None:
        words = [sys.executable, "-m", "bot", "plan", "rehearse", prepared.PLAN, "--entries", "typical"]
        with subprocess.Popen(words, cwd=processes.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as one:
            while one.poll() is None:
                _asked(running, "/nhiemvu")

    return {
        "nothing": lambda: time.sleep(_REST),
        "/tinhhinh": lambda: _asked(running, "/tinhhinh"),
        "/chuabaocao": lambda: _asked(running, "/chuabaocao"),
        "/rasoat": lambda: _asked(running, "/rasoat"),
        "/tonghop": lambda: _asked(running, "/tonghop"),
        "/tim": lambda: _asked(running, "/tim hội thảo"),
        "/donvi": lambda: _asked(running, "/donvi HNI"),
        "/tiendo, with its picture": lambda: _asked(running, "/tiendo", pictures=1),
        "the digest of a morning": lambda: tick("2025-12-08T07:16"),
        "/chotsolieu, to the review": lambda: _asked(running, "/chotsolieu", "1", "1"),
        "a closing by the clock": lambda: tick("2025-12-15T17:01"),
        "doctor": lambda: order(order="doctor", rebuild=False),
        "a rehearsal beside it": rehearsed,
    }


class _Told:
    """What the watch says."""

    def __init__(self, folder: Path, process: "subprocess.Popen[bytes]") -> None:
        self.file, self.process, self.lines = folder / watched.STALLS, process, 0

    def worst(self) -> float:
        """Give the longest stall since it was last asked, in seconds."""
        self.process.send_signal(signal.SIGUSR1)
        self.lines += 1
        while not self.file.exists() or len(self.file.read_text(encoding="ascii").splitlines()) < self.lines:
            time.sleep(0.01)
        return float(self.file.read_text(encoding="ascii").splitlines()[-1])


def _asked(running: Running, *texts: str, pictures: int = 0) -> None:
    """Let the office write one after another, and wait for each answer; with a picture, where there is to be one."""

    def said() -> tuple[int, int]:
        mine = [one for one in people.messages(running.world, prepared.OFFICE) if one["from"]["is_bot"]]
        return len(mine), sum("photo" in one or "document" in one for one in mine)

    def there() -> bool | None:
        return (said()[0] > before[0] and said()[1] >= before[1] + pictures) or None

    for text in texts:
        before = running.do(said)
        running.do(people.write, running.world, prepared.OFFICE, text)
        running.when(there).result(processes.PATIENCE)
