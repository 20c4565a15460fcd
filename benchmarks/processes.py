"""Bots as processes of their own: started, measured from outside, ended."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bot.clock import Clock
from bot.sandbox.world import MORNING

ROOT: Final = Path(__file__).parent.parent
PATIENCE: Final = 600.0  # seconds, against a bot that hangs
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_USER: Final = 11  # places in /proc/<pid>/stat behind the name, which may hold spaces
_SYSTEM: Final = 12


@contextmanager
def started(module: str, *words: str, folder: Path, **settings: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start `python -m module` in a folder of its own; end it politely."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DAUMOI_")}
    with (folder / "bot.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            env=kept | settings | {"PYTHONPATH": str(ROOT)},
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


def set_clock(folder: Path) -> None:
    """Let our bot begin on the Friday morning on which the entries are made."""
    (folder / "clock").write_text(str(Clock().offset_to(MORNING).total_seconds()), encoding="ascii")


def ours(base_url: str, token: str, folder: Path, **more: str) -> Mapping[str, str]:
    """Give the settings of our bot, its limits raised unless `more` says otherwise."""
    return {
        "DAUMOI_TELEGRAM_BASE_URL": base_url,
        "DAUMOI_TELEGRAM_TOKEN": token,
        "DAUMOI_DATA_DIR": str(folder / "data"),
        "DAUMOI_CLOCK_FILE": str(folder / "clock"),
        "DAUMOI_MESSAGES_PER_SECOND": "10000",
        "DAUMOI_MESSAGES_PER_CHAT": "10000",
        "DAUMOI_BACKUP_AT": "",
    } | more


def cpu(process: "subprocess.Popen[bytes]") -> float:
    """Give the seconds of processor time it has used, its own and the system's for it."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / _TICKS


def peak(process: "subprocess.Popen[bytes]") -> float:
    """Give the most memory it ever held, in MiB."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
