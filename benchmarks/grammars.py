"""How often typed days and numbers are read right, asked back, and read wrong: our grammars beside two libraries.

The tables are those of the tests, so ours is right by construction: what they show is how
often people are asked, and what a general library would have entered for them instead.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any, Final

from benchmarks.processes import ROOT
from messages import days, numbers
from messages.questions.question import Unclear

TABLES: Final = ROOT / "tests" / "grammar"
MISSING: Final = "not installed"
_SIGNS: Final = "<>~"

Read = Callable[[str, str], str]  # typed, and the day it was typed; "" where it is asked back


@dataclass(frozen=True, slots=True)
class Rates:
    """How many of the phrases with one meaning were read how, and how many of the doubtful ones were guessed."""

    right: int
    asked: int
    wrong: int
    doubtful: int
    guessed: int


def measure() -> dict[str, Rates | str]:
    """Give the rates of each reader, or that it is not installed."""
    return {
        "days, ours": _rates("days.txt", _our_days),
        "days, dateparser": _beside("days.txt", "dateparser", _dateparser),
        "numbers, ours": _rates("numbers.txt", _our_number),
        "numbers, vietnam-number": _beside("numbers.txt", "vietnam_number", _vietnam_number),
    }


def _beside(table: str, module: str, reader: Callable[[Any], Read]) -> Rates | str:
    try:
        library = import_module(module)
    except ImportError:
        return MISSING
    return _rates(table, reader(library))


def _rates(table: str, read: Read) -> Rates:
    counts: Counter[str] = Counter()
    for under, typed, expected in _rows(table):
        found = read(typed, under)
        if expected.startswith("?"):
            counts["guessed" if found else "doubtful"] += 1
        else:
            counts["asked" if not found else "right" if found == expected.lstrip(_SIGNS) else "wrong"] += 1
    guessed = counts["guessed"]
    return Rates(counts["right"], counts["asked"], counts["wrong"], counts["doubtful"] + guessed, guessed)


def _rows(table: str) -> Iterator[tuple[str, str, str]]:
    under = ""
    for line in (TABLES / table).read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            under = line.removeprefix("= ")
        elif line and not line.startswith("#"):
            typed, _, expected = line.rpartition(" | ")
            yield under, typed, expected


def _our_days(typed: str, today: str) -> str:
    try:
        read = days.read_days(typed, date.fromisoformat(today))
    except Unclear:
        return ""
    one = str(read.first) if read.first == read.last else f"{read.first}..{read.last}"
    named = " ".join(map(str, read.separate)) or one
    return named if read.at is None else f"{named} at {read.at:%H:%M}"


def _our_number(typed: str, _: str) -> str:
    try:
        return _plain(numbers.read_number(typed)[0])
    except Unclear:
        return ""


def _dateparser(library: Any) -> Read:
    def read(typed: str, today: str) -> str:
        settings = {
            "RELATIVE_BASE": datetime.fromisoformat(f"{today}T08:30:00"),
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "past",
        }
        found = library.parse(typed, languages=["vi"], settings=settings)
        return "" if found is None else str(found.date())

    return read


def _vietnam_number(library: Any) -> Read:
    def read(typed: str, _: str) -> str:
        try:
            return _plain(Decimal(library.w2n(typed)))
        except Exception:  # noqa: BLE001 - whatever it raises, it has not understood
            return ""

    return read


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
