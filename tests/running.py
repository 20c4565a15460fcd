"""The real bot as a process of its own, on a folder of its own, against the sandbox's server."""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from bot import orders
from bot.clock import Clock
from bot.sandbox import people, serving
from bot.sandbox.faults import Fate, Fault, Faults
from bot.sandbox.serving import Running
from bot.sandbox.world import MORNING, TOKEN, World
from bot.settings import Settings
from plans import reading
from tests.starting import Started

T = TypeVar("T")

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "plans" / "705-2025.yaml"
PATIENCE = 60.0  # seconds, against a test that hangs; nothing waits that long


class Watched(Fate):
    """Chance that counts what it did, and wakes whoever waits for a call to be made."""

    def __init__(self, world: World, calls: Counter[str], struck: Counter[str]) -> None:
        super().__init__()
        self.world, self.calls, self.struck = world, calls, struck

    def play(self, faults: Faults) -> None:
        """Go on with these faults."""
        super().__init__(faults)

    def draw(self, method: str) -> Fault:
        fault = super().draw(method)
        self.calls[method] += 1
        if fault is not Fault.NONE:
            self.struck[fault.value] += 1
        self.world.tell({"kind": "call", "method": method})
        return fault

    def chance(self, rate: float) -> bool:
        happens = super().chance(rate)
        self.struck["again"] += happens
        return happens


@dataclass
class House:
    """A folder and a server; the bot that lives there is started, killed and started again."""

    path: Path
    running: Running
    settings: dict[str, str] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    anew: bool = False  # whether the bot is loaded at each start, as where its owner starts it; that takes a second
    process: "subprocess.Popen[bytes] | Started | None" = None

    def __post_init__(self) -> None:
        self.set_clock(MORNING)
        self.fate = Watched(self.running.world, self.calls, self.struck)
        self.running.do(setattr, self.running.world, "fate", self.fate)

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def log(self) -> Path:
        return self.path / "bot.log"

    def set_clock(self, to: datetime) -> None:
        made = self.path / "clock.new"
        made.write_text(str(Clock().offset_to(to).total_seconds()), encoding="ascii")
        made.rename(self.path / "clock")

    def options(self) -> dict[str, Any]:
        return {
            "data_dir": str(self.data),
            "telegram_token": TOKEN,
            "telegram_base_url": self.running.base_url,
            "clock_file": str(self.path / "clock"),
            "phone": "024 0000 0000",
            "backup_at": "",
            **self.settings,
        }

    def as_settings(self) -> Settings:
        return Settings(**self.options())

    def environment(self) -> dict[str, str]:
        ours = {f"DAUMOI_{name.upper()}": value for name, value in self.options().items()}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DAUMOI_")}
        kept.pop("PYTHONDONTWRITEBYTECODE", None)  # it is started many times
        return kept | ours | {"PYTHONPATH": str(ROOT)}

    def order(self, **asked: Any) -> dict[str, Any]:
        """Give an order without a process of its own: to the bot that runs, or to the folder."""
        if "plan" in asked:
            asked["plan"] = reading.read(asked["plan"]).model_dump_json()
        return asyncio.run(orders.send(self.as_settings(), asked))

    def start(self) -> None:
        if not self.anew:
            self.process = Started(("run",), self.environment(), self.path, self.log, self.log)
            return
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], env=self.environment(), cwd=self.path, stdout=log, stderr=log
            )

    def polling(self) -> "Future[bool]":
        """Wait until the bot asks for updates once more than it has by now."""
        before = self.calls["getUpdates"]
        return self.running.when(lambda: self.calls["getUpdates"] > before)

    def start_and_wait(self) -> None:
        polling = self.polling()
        self.start()
        polling.result(PATIENCE)

    def last_words(self) -> str:
        """Say how it stands and what it logged last, for a test that fails."""
        left = None if self.process is None else self.process.poll()
        return f"left with {left}, calls {dict(self.calls)}, log {self.log.read_text(encoding='utf-8')[-2000:]}"

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(PATIENCE)

    def end(self) -> int:
        """End it politely; give how it left."""
        assert self.process is not None, "start it first"
        self.process.terminate()
        return self.process.wait(PATIENCE)

    def command(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of the command line in the same folder."""
        environment = self.environment() | environment
        if not self.anew:
            out, err = self.path / "out", self.path / "err"
            left_with = Started(words, environment, self.path, out, err).wait(PATIENCE)
            said = [path.read_text(encoding="utf-8") for path in (out, err)]
            out.unlink()
            err.unlink()
            return subprocess.CompletedProcess(words, left_with, *said)
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            env=environment,
            cwd=self.path,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


def house(path: Path, **settings: str) -> House:
    """Make a folder with a server beside it; stop both with `leave`."""
    return House(path, serving.start(), settings)


def leave(one: House) -> None:
    """End the bot, then the server."""
    one.kill()
    one.running.stop()


async def ready(one: T) -> T:
    """Give it as what is waited for."""
    return one


def of_the_bot(home: House, person: int) -> list[str]:
    """Give what the bot has said to somebody."""
    return [said["text"] for said in people.messages(home.running.world, person) if said["from"]["is_bot"]]


def hears(home: House, person: int, *lines: str) -> None:
    """Let somebody write these, each after the answer to the one before."""
    for line in lines:
        told = home.running.do(of_the_bot, home, person)
        home.running.do(people.write, home.running.world, person, line)
        home.running.when(lambda told=told: len(of_the_bot(home, person)) > len(told) or None).result(PATIENCE)
