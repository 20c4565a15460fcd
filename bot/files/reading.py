"""Whether a document bears a mark of secrecy; read in a process of its own.

A document can be made to hang its reader or to swell in memory. All that comes back from
that process is the name of a rule. The text never leaves it.
"""

import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from bot.files import apart, office, sniffing
from bot.files.apart import Stumbled
from bot.files.office import NotRead
from messages import secrets

log = logging.getLogger(__name__)

_READ, _WORDS_READ, _NOT_READ = "read", "words read", "not read"


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What the guard says of a document: the rule that fired; whether all of it, all its words, were looked at."""

    rule: str
    readable: bool
    words: bool = False


def read(kind: str, data: bytes) -> DocumentReading:
    """Look for marks here, in this process."""
    try:
        for text in _texts(kind, data):
            if rule := secrets.mark(text):
                return DocumentReading(rule, readable=True, words=True)
    except NotRead as error:
        return DocumentReading("", readable=False, words=error.words)
    return DocumentReading("", readable=True, words=True)


async def read_apart(kind: str, data: bytes, patience: float | None = None) -> DocumentReading:
    """Look for marks in a process of its own; where that one fails, the document was not looked at."""
    try:
        said = await apart.answered(__name__, kind, data=data, patience=patience)
    except (Stumbled, OSError) as error:
        why = str(error) if isinstance(error, Stumbled) else type(error).__name__
        log.warning("a %s was not looked at: %s", kind, why)
        return DocumentReading("", readable=False)
    answer, _, rule = said.decode(errors="replace").strip().partition(":")
    return DocumentReading(rule, readable=answer == _READ, words=answer != _NOT_READ)


def _texts(kind: str, data: bytes) -> Iterator[str]:
    if kind == "pdf":
        from bot.files import pdf  # takes longer to load than most documents to read

        return pdf.texts(data)
    if kind in ("docx", "xlsx"):
        return office.texts(data)
    return iter((sniffing.decoded(data),))


def main() -> None:
    """Read a document of the kind named first from standard input, print what the guard says of it."""
    reading = read(sys.argv[1], apart.begin())
    answer = _READ if reading.readable else _WORDS_READ if reading.words else _NOT_READ
    sys.stdout.write(f"{answer}:{reading.rule}")


if __name__ == "__main__":
    main()
