"""Processes watched from outside: who started which, and whether they have ended."""

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 15.0  # seconds; a child of ours ends within two of its parent


def children(of: int) -> list[int]:
    """Give the processes this one has started, and that have not ended."""
    return [int(one) for task in Path(f"/proc/{of}/task").iterdir() for one in (task / "children").read_text().split()]


def busy(process: int) -> float:
    """Give the seconds of work a process has done; 0 for one that has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def watched(processes: list[int]) -> Iterator[list[int]]:
    """Give handles of processes; what has got a process's number later is not mistaken for it."""
    handles = [os.pidfd_open(one) for one in processes]
    yield handles
    for one in handles:
        os.close(one)


def ended(handle: int) -> bool:
    """Wait until the process has ended; False where it goes on."""
    return select.select([handle], [], [], PATIENCE)[0] == [handle]
