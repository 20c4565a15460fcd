"""Work on a file of unknown origin in a process of its own, with limits: it may fail, hang or swell without harm."""

import contextlib
import os
import resource
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot import children

_BUSY: Final = 2  # the machine may have something else to do for half of the time


@dataclass(frozen=True, slots=True)
class Granted:
    """What one process may use: seconds of processor time, bytes of memory."""

    seconds: int
    memory: int

    @property
    def patience(self) -> float:
        """Give the seconds for which it is waited for."""
        return self.seconds * _BUSY


class Stumbled(Exception):  # noqa: N818 - says what happened
    """The process did not come to its end. `is_too_much`: it used up what it was granted."""

    def __init__(self, why: str, *, is_too_much: bool) -> None:
        """Say why without a word of the file."""
        super().__init__(why)
        self.is_too_much = is_too_much


async def answered(module: str, *words: str, data: bytes, patience: float) -> bytes:
    """Start one of our modules, hand it the bytes; give what it says. It ends with whoever waits for it.

    It is ended after `patience` seconds.
    Raise Stumbled where it fails, OSError where it cannot be started.
    """
    import asyncio  # not for the process itself, which begins with every file

    child = await asyncio.create_subprocess_exec(
        *children.command(module, *words, str(os.getpid())),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=children.path(),  # and no token
    )
    try:
        async with asyncio.timeout(patience):
            said, complaint = await child.communicate(data)
    except TimeoutError:
        raise Stumbled("it took too long", is_too_much=True) from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        last_words = complaint.decode(errors="replace").rstrip().rpartition("\n")[2]
        is_too_much = child.returncode < 0 or last_words == MemoryError.__name__
        raise Stumbled(f"it left with {child.returncode} {last_words}", is_too_much=is_too_much)
    return said


def begin(granted: Granted) -> None:
    """Keep this process, started by `answered`, within what it is granted. Its last word is its parent's number."""
    children.end_with(int(sys.argv[-1]))
    sys.excepthook = lambda kind, *_: sys.stderr.write(kind.__name__)  # the rest of an error may quote the file
    with contextlib.suppress(OSError):  # where memory runs out, this goes and not the bot
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    _limited(resource.RLIMIT_AS, granted.memory)
    _limited(resource.RLIMIT_CPU, granted.seconds)


def _limited(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
