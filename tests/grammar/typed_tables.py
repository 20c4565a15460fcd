"""Tables of typed texts: typed | expected, under headings that begin with "=", remarks with "#"."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

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
