"""Work on a file of unknown origin in a process of its own, with limits: it may fail, hang or swell without harm."""

import contextlib
import logging
import os
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot import children

log = logging.getLogger(__name__)

_MIB: Final = 2**20
_LEAST: Final = 2, 256 * _MIB  # seconds and bytes for whatever is small: what costs more was made to
_MOST: Final = 20, 1024 * _MIB
_A_SECOND_MORE: Final = 150_000  # bytes of a file
_MEMORY: Final = 128 * _MIB, 64  # for itself, and for each byte of a file
_BUSY: Final = 3  # the machine may have something else to do for most of the time
_AT_LEAST_WAITED: Final = 15  # seconds


@dataclass(frozen=True, slots=True)
class Granted:
    """What one process may use: seconds of processor time, bytes of memory."""

    seconds: int
    memory: int

    @property
    def patience(self) -> float:
        """Give the seconds for which it is waited for."""
        return _AT_LEAST_WAITED + self.seconds * _BUSY


def granted(size: int) -> Granted:
    """Give what the process for a file of so many bytes may use: in proportion, so that little cannot cost much."""
    seconds, memory = _LEAST[0] + size // _A_SECOND_MORE, max(_LEAST[1], _MEMORY[0] + _MEMORY[1] * size)
    return Granted(min(seconds, _MOST[0]), min(memory, _MOST[1]))


class Stumbled(Exception):  # noqa: N818 - says what happened
    """The process did not come to its end.

    `is_too_much`: it used up what it was granted, or died or hung at each try. `is_by_chance`: it may go well again.
    """

    def __init__(self, why: str, *, is_too_much: bool, is_by_chance: bool = False) -> None:
        """Say why without a word of the file."""
        super().__init__(why)
        self.is_too_much = is_too_much
        self.is_by_chance = is_by_chance


async def answered(module: str, *words: str, data: bytes, patience: float | None = None) -> bytes:
    """Start one of our modules, hand it the bytes; give what it says. It ends with whoever waits for it.

    One that dies or hangs is replaced once; one that used up what it was granted is not, nor one that failed.
    Raise Stumbled where it fails, OSError where it cannot be started.
    """
    patience = granted(len(data)).patience if patience is None else patience
    try:
        return await _answered(module, *words, data=data, patience=patience)
    except Stumbled as error:
        if not error.is_by_chance:
            raise
        log.warning("%s is asked once more: %s", module, error)
    return await _answered(module, *words, data=data, patience=patience)


async def _answered(module: str, *words: str, data: bytes, patience: float) -> bytes:
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
        raise Stumbled("it took too long", is_too_much=True, is_by_chance=True) from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        last_words = complaint.decode(errors="replace").rstrip().rpartition("\n")[2]
        is_over = child.returncode == -signal.SIGXCPU or last_words == MemoryError.__name__
        died = child.returncode < 0
        why = f"it left with {child.returncode} {last_words}"
        raise Stumbled(why, is_too_much=is_over or died, is_by_chance=died and not is_over)
    return said


def begin() -> bytes:
    """Take the file from standard input and keep this process, started by `answered`, within what is granted for it.

    Its last word is its parent's number.
    """
    children.end_with(int(sys.argv[-1]))
    sys.excepthook = lambda kind, *_: sys.stderr.write(kind.__name__)  # the rest of an error may quote the file
    with contextlib.suppress(OSError):  # where memory runs out, this goes and not the bot
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    data = sys.stdin.buffer.read()
    within = granted(len(data))
    _limited(resource.RLIMIT_AS, within.memory)
    _limited(resource.RLIMIT_CPU, within.seconds)
    _limited(resource.RLIMIT_CORE, 0)  # which would be the file, on the disk
    return data


def _limited(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
