"""Paragraphs of a unit's report: words, and behind them in yellow what a person has to write there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paragraph; `fill` is what a person has to write behind it, "" for nothing."""

    text: str
    fill: str = ""


@dataclass(frozen=True, slots=True)
class PaperPassage:
    """Paragraphs under a heading; a heading may stand alone over the next one."""

    heading: str
    lines: tuple[PaperLine, ...] = ()
