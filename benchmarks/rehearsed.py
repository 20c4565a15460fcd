"""A whole campaign beforehand: what `plan rehearse` takes, as a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import communes, processes


@dataclass(frozen=True, slots=True)
class Found:
    """What one rehearsal took: seconds, MiB."""

    name: str
    seconds: float
    memory: float


def measure() -> Iterator[Found]:
    """Rehearse the plan of 2025, with each manner of answering, then one of every commune of the country."""
    for entries in ("none", "typical", "diligent"):
        yield _once(f"705, {entries}", "705", "--entries", entries)
    with TemporaryDirectory(dir=".", prefix="benchmark-") as folder:
        plan = communes.write(Path(folder).resolve() / "communes.yaml")
        yield _once(f"{communes.COMMUNES} communes, none", str(plan))


def _once(name: str, *words: str) -> Found:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "plan", "rehearse", *words],
        cwd=processes.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, name
    return Found(name, time.perf_counter() - began, used.ru_maxrss / 1024)
