"""A few words in one line that one may skip, or take from the last time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from messages import meanings
from messages.folding import folded
from messages.questions.question import Heard
from messages.questions.text import Text
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.unclear import Unclear
from messages.words import has, say

SKIP: Final = "skip"
SAME: Final = "same"
_SHOWN: Final = 60  # characters of the last answer on a button


@dataclass(frozen=True, slots=True)
class Line:
    """One line of at most `at_most` characters. `last` is the answer of the last time, "" where there is none.

    `digits`: digits alone will do; `days`: a day alone will do; `why_not` gives the key of why a line cannot be taken,
    "" where it can. Kept is the line, "" for one that was skipped.
    """

    key: str
    at_most: int
    last: str = ""
    optional: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)
    digits: bool = False
    days: bool = False
    why_not: Callable[[str], str] = field(default=lambda _line: "")
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep the line, none, or that of the last time."""
        word = meant(heard, optional=self.optional)
        if word == SKIP:
            return ""
        if word == SAME:
            return _known(self.last)
        line = self._text.hear(heard, kept)
        if why := self.why_not(line):
            raise Unclear(why)
        return line

    def value(self, kept: Any) -> str:
        """Give the line; "" for none."""
        return str(kept)

    def prompt(self, kept: Any) -> Prompt:
        """Ask; skipping comes first, then the line of the last time."""
        asked = self._text.prompt(kept or None)
        return Prompt(asked.text, choices(self.last, optional=self.optional))

    def echo(self, kept: Any) -> str:
        """Say the line back, where there are words for it."""
        key = f"echo.{self.key}"
        return say(key, kept=kept) if kept and has(key) else ""

    @property
    def _text(self) -> Text:
        return Text(self.key, self.at_most, facts=self.facts, digits=self.digits, days=self.days)


def meant(heard: Heard, *, optional: bool) -> str:
    """Give SKIP or SAME where that was picked or typed, in either language; "" for anything else."""
    word = heard.picked if heard.picked in (SKIP, SAME) else typed(heard.said.text)
    return "" if word == SKIP and not optional else word


def choices(last: str, *, optional: bool) -> tuple[Choice, ...]:
    """Give the buttons: skipping, and what it was the last time."""
    skip = (Choice(SKIP, say("line.skip")),) if optional else ()
    if not last:
        return skip
    return (*skip, Choice(SAME, say("line.same", last=shortened(last, _SHOWN))))


def _known(last: str) -> str:
    if not last:
        raise Unclear("line.same.none")
    return last


def typed(text: str) -> str:
    """Give SKIP or SAME where a text says so, with or without tone marks; "" for any other."""
    return _typed().get(folded(text.strip(" .")), "")


def without_same(text: str) -> str | None:
    """Give what stands behind "as the last time"; None for a text that does not begin so."""
    said = text.strip(" .")
    for phrase in sorted(same_words(), key=len, reverse=True):
        count = len(phrase.split())
        words = said.split(maxsplit=count)
        if folded(" ".join(words[:count])).rstrip(" ,.:;") == phrase:
            return words[count] if len(words) > count else ""
    return None


def same_words() -> tuple[str, ...]:
    """Give everything that means "as the last time", in both languages."""
    return tuple(said for said, word in _typed().items() if word == SAME)


@cache
def _typed() -> dict[str, str]:
    return meanings.typed({f"line.{word}.typed": word for word in (SKIP, SAME)})
