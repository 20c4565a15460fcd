"""Whether a document bears a mark of secrecy; read in a process of its own.

A document can be made to hang its reader or to swell in memory. So the reader is a
child with limits, and all that comes back from it is the name of a rule. The text
never leaves it.
"""

import logging
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from bot import children
from bot.files import office, pdf, sniffing
from bot.files.office import NotRead
from messages import secrets

log = logging.getLogger(__name__)

SECONDS = 30
_MEMORY = 1536 * 2**20
_READ, _NOT_READ = "read", "not read"


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What the guard says of a document: the rule that fired, and whether all of the text was looked at."""

    rule: str
    readable: bool


def read(kind: str, data: bytes) -> DocumentReading:
    """Look for marks here, in this process."""
    try:
        for text in _texts(kind, data):
            if rule := secrets.mark(text):
                return DocumentReading(rule, readable=True)
    except NotRead:
        return DocumentReading("", readable=False)
    return DocumentReading("", readable=True)


def read_apart(kind: str, data: bytes, seconds: float = SECONDS) -> DocumentReading:
    """Look for marks in a child that may fail, hang or swell without harm."""
    try:
        child = subprocess.run(  # noqa: S603 - our own module; the bytes go in by a pipe
            children.command(__name__, kind, str(os.getpid())),
            input=data,
            capture_output=True,
            timeout=seconds,
            env=children.path(),  # and no token
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        log.warning("a %s was not looked at: %s", kind, _failure(error))
        return DocumentReading("", readable=False)
    answer, _, rule = child.stdout.decode(errors="replace").strip().partition(":")
    return DocumentReading(rule, readable=answer == _READ)


def _failure(error: Exception) -> str:
    if not isinstance(error, subprocess.CalledProcessError):
        return type(error).__name__
    last_words = error.stderr.decode(errors="replace").rstrip().rpartition("\n")[2]
    return f"the reader left with {error.returncode} {last_words}"


def _texts(kind: str, data: bytes) -> Iterator[str]:
    if kind == "pdf":
        return pdf.texts(data)
    if kind in ("docx", "xlsx"):
        return office.texts(data)
    return iter((sniffing.decoded(data),))


def _limited(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main() -> None:
    """Read a document of the kind named first from standard input, print what the guard says of it to our parent."""
    children.end_with(int(sys.argv[2]))
    sys.excepthook = lambda kind, *_: sys.stderr.write(kind.__name__)  # the rest of an error may quote the document
    _limited(resource.RLIMIT_AS, _MEMORY)
    _limited(resource.RLIMIT_CPU, SECONDS)
    reading = read(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.write(f"{_READ if reading.readable else _NOT_READ}:{reading.rule}")


if __name__ == "__main__":
    main()
