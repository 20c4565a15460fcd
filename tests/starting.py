"""`python -m bot` out of a process that has loaded it before: loading takes longer than most of what is tried with it.

The bot is a process of its own all the same, with an environment, a folder and an end of its own.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import TimeoutExpired

import bot.running  # noqa: F401 - what is loaded before
from bot.__main__ import main
from messages.words import catalogue

catalogue("vi")  # all that is said is loaded too
_LOADED = multiprocessing.get_context("forkserver")
_LOADED.set_forkserver_preload([__name__])


class Started:
    """One such process; it is told and waited for as a `subprocess.Popen` is."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str], folder: Path, out: Path, err: Path):
        self.words = words
        said = str(out), str(err)
        self._process = _LOADED.Process(target=_become, args=(tuple(words), dict(environment), str(folder), *said))
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, patience: float) -> int:
        self._process.join(patience)
        if self._process.exitcode is None:
            raise TimeoutExpired(self.words, patience)
        return self._process.exitcode

    def send_signal(self, how: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, how)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def _become(words: Sequence[str], environment: Mapping[str, str], folder: str, out: str, err: str) -> None:
    """Go on as the command line does that was started in this folder, with this environment."""
    sys.dont_write_bytecode = True  # on a disk said to be full it would leave half a file, for whoever comes next
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for stream, path in ((1, out), (2, err)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(opened, stream)
        os.close(opened)
    sys.argv = ["bot", *words]
    main()
