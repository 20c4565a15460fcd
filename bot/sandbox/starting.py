"""`sandbox`: a Bot API server with its page, and the real bot beside it as a process of its own.

Everything stands in one folder, a temporary one unless `keep` names one. Only the
bot's base URL differs from a real start.
"""

import asyncio
import errno
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typer

from bot import children, exits, orders
from bot.clock import Clock
from bot.command_line import leave
from bot.data_dir import Folder
from bot.sandbox import cast, keeping, serving, world
from bot.sandbox.cast import Character
from bot.sandbox.world import MORNING, TOKEN, Json
from bot.settings import Settings
from messages.words import say, speaking
from plans import reading

_PLAN: Final = "705-2025"
_PATIENCE: Final = 30.0  # seconds until a started bot takes orders
_LOOK_EVERY: Final = 0.05


class NotStarted(ValueError):  # noqa: N818 - worded for whoever started it
    """The bot ended at once; the argument is what it said last."""


class Machine:
    """The bot's process and its clock, as the page may drive them."""

    def __init__(self, folder: Path) -> None:
        """Nothing runs yet; the clock stands where the folder's file says."""
        self.folder = Folder(folder)
        self.base_url = ""
        self._offset = folder / "clock"
        self._clock = Clock(self._offset)
        self._process: subprocess.Popen[bytes] | None = None

    def now(self) -> datetime:
        """Give the simulated instant."""
        return self._clock.now()

    async def move(self, to: datetime) -> None:
        """Set the clock; the bot reads the same file."""
        self.set(to)

    def set(self, to: datetime) -> None:
        """Write the offset anew, whole."""
        made = self._offset.with_suffix(".new")
        made.write_text(str(self._clock.offset_to(to).total_seconds()), encoding="ascii")
        made.rename(self._offset)

    async def tick(self) -> datetime | None:
        """Let the bot do what is due; give when the next thing falls due."""
        told = await self._order("tick")
        if told and not told["settled"]:
            raise ValueError("the bot does not get through with what is due")
        return datetime.fromisoformat(told["next"]) if told and told["next"] else None

    async def timeline(self) -> Json:
        """Ask the bot what comes and what went."""
        return await self._order("timeline") or {"to_come": [], "gone": []}

    async def _order(self, name: str) -> Json:
        """Give an order that only a running bot takes; nothing comes of it while none runs."""
        if not self.is_running():
            return {}
        told = await orders.send(self.settings(), {"order": name})
        if "refused" in told:
            raise ValueError(told["refused"])
        return told

    async def kill(self) -> None:
        """End the bot as a power cut would."""
        if self._process is not None:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)

    async def start(self) -> None:
        """Start the bot on the same data; return when it takes orders. Raise NotStarted."""
        if self.is_running():
            return
        self.folder.socket.unlink(missing_ok=True)
        log = self.folder.path / "bot.log"
        with log.open("ab") as told:
            before = told.tell()
            command = children.command("bot", "run", "--beside", str(os.getpid()))
            self._process = subprocess.Popen(command, env=self.environment(), stderr=told)  # noqa: ASYNC220, S603 - our own program
        waited = 0.0
        while self.is_running() and not self.folder.socket.exists() and waited < _PATIENCE:
            await asyncio.sleep(_LOOK_EVERY)
            waited += _LOOK_EVERY
        if not self.is_running():
            raise NotStarted(log.read_bytes()[before:].decode(errors="replace").rstrip().rpartition("\n")[2])

    def is_running(self) -> bool:
        """Tell whether the bot's process lives."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """End the bot politely."""
        if self._process is not None and self.is_running():
            self._process.terminate()
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()

    def environment(self) -> dict[str, str]:
        """Give the bot's environment: ours, with the settings of the sandbox."""
        settings = {f"DAUMOI_{name.upper()}": str(value) for name, value in self._settings().items()}
        return os.environ | children.path() | settings

    def settings(self) -> Settings:
        """Give the bot's settings."""
        return Settings(**self._settings())

    def _settings(self) -> dict[str, Any]:
        return {
            "data_dir": self.folder.path,
            "telegram_token": TOKEN,
            "telegram_base_url": self.base_url,
            "telegram_proxy": "",
            "clock_file": self._offset,
            "phone": "024 0000 0000",
            "backup_at": "",  # a night is a tenth of a second here
            "documents_by_chat": "all",  # nothing of it leaves the machine
            "messages_per_second": 1_000,  # a campaign of months is played in seconds
            "messages_per_chat": 1_000,
        }


def start(port: int, keep: Path | None, at: datetime = MORNING) -> None:
    """Start everything, print the page's address, and go on until Ctrl-C; a new folder begins `at` this instant."""
    with _folder(keep) as folder:
        machine = Machine(folder)
        known = (folder / "clock").exists()
        if not known:
            machine.set(at)
        served = world.new(now=machine.now)
        chats = folder / "sandbox.pickle"
        known = keeping.load(served, chats) and known
        with speaking("vi"), _served(port, served, machine) as running:
            machine.base_url = running.base_url
            try:
                asyncio.run(_open(machine, running, known=known))
                typer.echo(say("sandbox.ready", address=running.base_url))
                _wait()
            except NotStarted as why:
                leave(say("sandbox.not_started", why=why))
            finally:
                machine.stop()
                keeping.save(served, chats)


def _served(port: int, served: world.World, machine: Machine) -> serving.Running:
    """Serve the page, or leave with a sentence where the port cannot be had."""
    try:
        return serving.start(port, served, machine)
    except OSError as error:
        busy = error.errno == errno.EADDRINUSE
        key = "sandbox.busy" if busy else "sandbox.no_port"
        leave(
            say(key, port=str(port), why=os.strerror(error.errno or 0)), exits.OCCUPIED if busy else exits.CONFIGURATION
        )


async def _open(machine: Machine, running: serving.Running, *, known: bool) -> None:
    """Load the plan and register the cast, unless the folder has them already; start the bot."""
    if known:
        await machine.start()
        return
    typer.echo(say("sandbox.opening"))
    plan = next(path for path in reading.shipped() if path.stem == _PLAN)
    body = reading.read(plan).model_dump_json()
    await orders.send(machine.settings(), {"order": "load", "plan": body})
    await machine.start()
    here = asyncio.get_running_loop()

    def invite(character: Character) -> str:
        order = {"order": "invite", "role": character.role.value, "unit": character.unit}
        return str(asyncio.run_coroutine_threadsafe(orders.send(machine.settings(), order), here).result()["code"])

    await asyncio.to_thread(cast.enter, running, invite)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield keep.resolve()
    else:
        with TemporaryDirectory(prefix="daumoi-") as made:
            yield Path(made)


def _wait() -> None:
    """Wait for Ctrl-C, also behind other things of a shell; a polite end of the process counts as one."""
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        while True:
            signal.pause()
