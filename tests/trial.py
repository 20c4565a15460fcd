"""`python -m bot sandbox`, as anybody starts it: a process of its own, and the address of its page."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def started(folder: Path, *options: str) -> Iterator[str]:
    """Start it in a new folder; end it as Ctrl-C does."""
    command = [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--keep", str(folder), *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as sandbox:
        yield address(sandbox)
        sandbox.send_signal(signal.SIGINT)
        assert sandbox.wait(60) == 0


def address(sandbox: "subprocess.Popen[str]") -> str:
    """Wait until it says where its page is."""
    assert sandbox.stdout is not None
    found = next((match for line in sandbox.stdout if (match := re.search(r"http://[\d.:]+", line))), None)
    assert found is not None, "the sandbox ended before it was ready"
    return found[0]
