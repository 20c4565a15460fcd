"""Python processes of our own beside this one: they load what this one loads, and end when it ends.

Python puts the folder it is started in before everything else: a `messages.py` that lies
there would take the place of ours.
"""

import atexit
import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_OURS = str(Path(__file__).parents[1])
_PARENT_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG, see prctl(2)


def command(module: str, *words: str) -> list[str]:
    """Give the command line of one of our modules."""
    return [sys.executable, "-P", "-m", module, *words]


def path() -> dict[str, str]:
    """Give the part of its environment that lets it find what this process finds."""
    return {"PYTHONPATH": os.pathsep.join(folder for folder in sys.path if folder)}


def leave_this_folder() -> None:
    """Load nothing more from the folder this process was started in, unless we live there; nor may multiprocessing."""
    sys.path[:] = [folder for folder in sys.path if folder == _OURS or folder not in ("", os.getcwd())]  # noqa: PTH109 - compared as Python wrote it
    os.environ["PYTHONSAFEPATH"] = "1"  # its processes, and their tracker, take no -P


def end_with(parent: int) -> None:
    """End this process with its parent, the process of this number, however that one ends.

    Nobody tells a process that its parent was killed. The kernel ends this one at once where it can be asked to
    (Linux), whatever it is at. For a parent that was gone before that, and elsewhere, a timer looks every second, but
    not at its own end: there Python heeds no signals any more, and this one would kill it.
    """

    def look(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    with suppress(AttributeError):  # no prctl
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
    atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)
