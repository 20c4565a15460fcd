"""How often typed days, numbers and figures are read right, asked back, and read wrong: ours beside two libraries.

The tables are those of the tests, so ours is right by construction: what they show is how
often people are asked, and what a general library would have entered for them instead.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any, Final

from benchmarks.processes import ROOT
from benchmarks.tables import days_written, indicators, number_written, rows, simply
from messages.folding import folded
from messages.reading.days import spans
from messages.reading.figures import figures
from messages.reading.numbers import numbers
from messages.unclear import Unclear
from tests.grammar.things_counted import Indicator

TABLES: Final = ROOT / "tests" / "grammar"
MISSING: Final = "not installed"
_SIGNS: Final = re.compile("[<>~]")
_APART: Final = re.compile(r"[;+\n•]|,(?!\d)|\s(?:và|va)\s")

Read = Callable[[str, str], str]  # typed, and the heading it stands under; "" where it is asked back


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
        "figures, ours": _rates("figures.txt", _our_figures),
        "figures, vietnam-number": _beside("figures.txt", "vietnam_number", _vietnam_figures),
    }


def _beside(table: str, module: str, reader: Callable[[Any], Read]) -> Rates | str:
    try:
        library = import_module(module)
    except ImportError:
        return MISSING
    return _rates(table, reader(library))


def _rates(table: str, read: Read) -> Rates:
    counts: Counter[str] = Counter()
    for row in rows(TABLES / table):
        counts[simply(read(row.typed, row.under), row, _SIGNS.sub("", row.expected))] += 1
    guessed = counts["guessed"]
    return Rates(counts["right"], counts["asked"], counts["wrong"], counts["doubtful"] + guessed, guessed)


def _our_days(typed: str, today: str) -> str:
    try:
        return days_written(spans.read_days(typed, date.fromisoformat(today)))
    except Unclear:
        return ""


def _our_number(typed: str, _: str) -> str:
    try:
        return number_written(numbers.read_number(typed)[0])
    except Unclear:
        return ""


def _our_figures(typed: str, under: str) -> str:
    try:
        read = figures.read_figures(typed, indicators(under))
    except Unclear:
        return ""
    return ", ".join(f"{one.indicator} {number_written(one.value)}" for one in read)


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
            return number_written(Decimal(library.w2n(typed)))
        except Exception:  # noqa: BLE001 - whatever it raises, it has not understood
            return ""

    return read


def _vietnam_figures(library: Any) -> Read:
    """Use it as it can be used: the text cut at commas, the thing found by its longest words, the rest a number."""
    number = _vietnam_number(library)

    def read(typed: str, under: str) -> str:
        found = [_thing(piece.split(), indicators(under)) for piece in _APART.split(typed) if piece.strip()]
        told = [(key, number(rest, under)) for key, rest in found]
        return ", ".join(f"{key} {value}" for key, value in told) if all(map(all, told)) else ""

    return read


def _thing(said: list[str], of: tuple[Indicator, ...]) -> tuple[str, str]:
    """Give the key of what is named in a piece, without tone marks, and the words in front of it, else behind."""
    plain = [folded(word).strip(":.") for word in said]
    names = {folded(words): one.key for one in of for words in (one.label, one.unit, *one.words)}
    for name in sorted(names, key=len, reverse=True):
        wanted = name.split()
        for at in range(len(plain)):
            if plain[at : at + len(wanted)] == wanted:
                return names[name], " ".join(said[:at] or said[at + len(wanted) :])
    return "", ""
