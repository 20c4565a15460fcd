"""A process of ours beside another: what it has to say it says, and it leaves as it meant to."""

import os
import signal
import subprocess
import sys

import pytest

from tests.processes import ended, watched
from tests.running import ROOT

# Says how long the timer has still to go when Python takes itself apart: then nobody heeds its signal any more.
LAST = """
import os, signal, sys
class Last:
    def __del__(self, write=os.write, timer=signal.getitimer, which=signal.ITIMER_REAL):
        write(2, f"left {timer(which)[0]}".encode())
last = Last()
"""
OURS = {
    "a process beside the bot": "from bot import children; children.end_with(int(sys.argv[-1]))",
    "a reader": "from bot.files import reading; reading.main()",
    "a drawer": "from bot.files import pictures; pictures.main()",
}


@pytest.mark.parametrize("what", OURS)
def test_what_looks_after_its_parent_no_longer_does_so_while_it_ends(what: str) -> None:
    left = subprocess.run(
        [sys.executable, "-c", LAST + OURS[what], "txt" if what == "a reader" else "png", str(os.getpid())],
        input=b"",
        capture_output=True,
        cwd=ROOT,
        check=False,
    )

    assert (left.returncode, left.stderr) == (0, b"left 0.0")


# At work in one call of C, in which Python heeds no signal: it would go on for ever.
STUCK = """
import itertools, sys
from bot import children
children.end_with(int(sys.argv[1]))
print(flush=True)
sum(itertools.repeat(0))
"""
PARENT = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1], str(os.getpid())])
print(child.pid, flush=True)
child.wait()
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_process_that_heeds_no_signal_ends_with_its_parent_all_the_same(how: int) -> None:
    command = [sys.executable, "-c", PARENT, STUCK]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.stdout.readline()  # it is at work
        with watched([child]) as processes:
            parent.send_signal(how)
            left = ended(processes[0])
            if not left:
                os.kill(child, signal.SIGKILL)

    assert left
