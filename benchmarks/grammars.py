"""How often typed days, numbers and figures are read right, asked back, and read wrong: ours beside two libraries.

The tables are those of the tests, so ours is right by construction: what they show is how
often people are asked, and what a general library would have entered for them instead.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any, Final

from benchmarks.processes import ROOT
from messages.folding import folded
from messages.reading.days import spans
from messages.reading.figures import figures, numbers
from messages.unclear import Unclear
from tests.grammar.things_counted import INDICATORS, Indicator

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
    for under, typed, expected in _rows(table):
        found = read(typed, under)
        if expected.startswith("?"):
            counts["guessed" if found else "doubtful"] += 1
        else:
            counts["asked" if not found else "right" if found == _SIGNS.sub("", expected) else "wrong"] += 1
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
        read = spans.read_days(typed, date.fromisoformat(today))
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


def _our_figures(typed: str, under: str) -> str:
    try:
        read = figures.read_figures(typed, _indicators(under))
    except Unclear:
        return ""
    return ", ".join(f"{one.indicator} {_plain(one.value)}" for one in read)


def _indicators(under: str) -> tuple[Indicator, ...]:
    return INDICATORS if under == "all" else tuple(one for one in INDICATORS if one.key in under.split(","))


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


def _vietnam_figures(library: Any) -> Read:
    """Use it as it can be used: the text cut at commas, the thing found by its longest words, the rest a number."""
    number = _vietnam_number(library)

    def read(typed: str, under: str) -> str:
        found = [_thing(piece.split(), _indicators(under)) for piece in _APART.split(typed) if piece.strip()]
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


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
