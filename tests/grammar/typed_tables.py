"""Tables of typed texts: typed | expected, under headings that begin with "=", remarks with "#".

A table is one test that names the rows that are wrong: pytest takes longer over a test than a row is read.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from messages.values import Precision

SIGNS = {Precision.EXACT: "", Precision.OVER: ">", Precision.NEARLY: "<", Precision.ABOUT: "~"}


class Row(NamedTuple):
    under: str
    typed: str
    expected: str


def rows(name: str) -> Iterator[Row]:
    under = ""
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            under = line.removeprefix("= ")
        elif line and not line.startswith("#"):
            typed, expected = line.rsplit(" | ", 1)
            yield Row(under, typed, expected)


def misread(
    table: Iterable[Any],
    read: Callable[[Any], str],
    is_right: Callable[[Any, str], bool] = lambda row, said: said == row.expected,
) -> list[tuple[Any, str]]:
    """Give the rows that are not read as they should be, each with what is read instead."""
    found = []
    for row in table:
        try:
            said = read(row)
        except Exception as error:
            error.add_note(str(row))
            raise
        if not is_right(row, said):
            found.append((row, said))
    return found
