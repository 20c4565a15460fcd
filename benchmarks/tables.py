"""The tables of typed phrases, and how what was read of one is written, to be compared with what stands there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from benchmarks.processes import ROOT
from messages.reading.figures.units import Counted
from messages.values import Days
from plans import reading
from tests.grammar.things_counted import INDICATORS

PLAN: Final = ROOT / "plans" / "705-2025.yaml"


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase, the headings over it ("## part", "= under"), and what is expected; "?": it has to be asked about."""

    part: str
    under: str
    typed: str
    expected: str

    @property
    def is_doubtful(self) -> bool:
        """Whether a careful clerk asks."""
        return self.expected.startswith("?")


def rows(table: Path) -> Iterator[Row]:
    """Give the rows of a table in their order."""
    part = under = ""
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line.removeprefix("## ").strip()
        elif line.startswith("= "):
            under = line.removeprefix("= ")
        elif line and not line.startswith("#"):
            typed, _, expected = line.partition(" | ")
            yield Row(part, under, typed, expected)


def simply(read: str, row: Row, expected: str) -> str:
    """Name how a phrase was read; "" was asked back."""
    if row.is_doubtful:
        return "guessed" if read else "doubtful"
    return "asked" if not read else "right" if read == expected else "wrong"


def indicators(under: str) -> Sequence[Counted]:
    """Give those that a heading names; "plan": all that the plan of 2025 counts."""
    if under == "plan":
        return reading.read(PLAN).indicators
    return INDICATORS if under == "all" else tuple(one for one in INDICATORS if one.key in under.split(","))


def days_written(read: Days) -> str:
    """Write days as the tables do."""
    one = str(read.first) if read.first == read.last else f"{read.first}..{read.last}"
    named = " ".join(map(str, read.separate)) or one
    return named if read.at is None else f"{named} at {read.at:%H:%M}"


def number_written(value: Decimal) -> str:
    """Write a number as the tables do."""
    return f"{value.normalize():f}"
