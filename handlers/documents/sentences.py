"""Sentences of a document with where each figure in them comes from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from handlers.closings.snapshot import Total
from messages.reading.figures.units import name
from messages.words import say, write

SUMS: Final = "closings.snapshot.added"  # the function of every sum


@dataclass(frozen=True, slots=True)
class FigureSource:
    """Where a figure of a sentence comes from: the function that counted it, and the numbers of its entries.

    No numbers: it counts what is owed, not what was entered.
    """

    sentence: str
    figure: str
    function: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """A figure as it stands in a sentence, counted by a function from entries."""

    figure: str
    function: str
    numbers: Sequence[str] = ()


@dataclass(slots=True)
class Sentences:
    """Words sentences, and keeps the sources of the figures in them, in their order."""

    sources: list[FigureSource] = field(default_factory=list)

    def add(self, key: str, of: Iterable[Figures] = (), /, **facts: object) -> str:
        """Word a sentence of documents; `of` are the figures in it."""
        sentence = write(key, **facts)
        self.sources += [FigureSource(sentence, one.figure, one.function, tuple(one.numbers)) for one in of]
        return sentence


def amount(total: Total) -> str:
    """Word a sum as a sentence has it: "hơn 3.000 lượt người"."""
    number = say(f"counts.amount.{total.precision}", n=total.value)
    return write("amount", amount=number, noun=name(total.indicator))


def count(n: int) -> str:
    """Word a number as a sentence has it, with two digits at least."""
    return write("count", n=n)


def listed(phrases: Sequence[str]) -> str:
    """Join phrases as a sentence does: "a, b và c"."""
    *before, last = phrases
    return last if not before else ", ".join(before) + write("and") + last


def as_part(what: str) -> str:
    """Word somebody's sentence as part of another."""
    plain = " ".join(what.split()).rstrip(".;")
    return plain[:1].lower() + plain[1:]


def of_totals(totals: Iterable[Total], numbers: Mapping[str, Sequence[str]]) -> list[Figures]:
    """Give the figures that sums are in a sentence."""
    return [Figures(amount(one), SUMS, numbers.get(one.indicator.key, ())) for one in totals]
