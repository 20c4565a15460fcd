"""Words that are known already, shown to be left as they are by one tap, typed anew, or left open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from messages import meanings
from messages.folding import cleaned, folded
from messages.questions.question import Heard, TakingWords
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.unclear import Unclear
from messages.words import say

KEEP: Final = "keep"
FRESH: Final = "fresh"
OPEN: Final = "open"
_SHOWN: Final = 1200  # characters of what is known


@dataclass(frozen=True, slots=True)
class Prefilled(TakingWords):
    """Lines of at most `at_most` characters in all. `known` is what stands now, "" for nothing.

    `fresh` is what has come since then and may be added, "" for nothing. `why_not` says why words cannot be
    taken, None where they can. Kept are the lines, "" where they were left open.
    """

    key: str
    at_most: int
    known: str = ""
    fresh: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    why_not: Callable[[str], Unclear | None] = field(default=lambda _words: None)
    numbered = True

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep what was typed, what stands, what is known since, or nothing."""
        word = heard.picked or _typed().get(folded(heard.said.text.strip(" .")), "")
        if word == OPEN:
            return ""
        present = str(kept or self.known)
        if word == KEEP and present:
            return present
        if word == FRESH and self.fresh:
            return "\n".join(filter(None, (present, self.fresh)))
        return self._taken(heard.said.text)

    def _taken(self, text: str) -> str:
        lines = (" ".join(cleaned(line).split()) for line in text.splitlines())
        words = "\n".join(filter(None, lines))
        if not words:
            raise Unclear("text.empty")
        if len(words) > self.at_most:
            raise Unclear("text.too_long", n=len(words), at_most=self.at_most)
        if not any(letter.isalpha() for letter in words):
            raise Unclear("text.no_words")
        if (why := self.why_not(words)) is not None:
            raise why
        return words

    def value(self, kept: Any) -> str:
        """Give the lines."""
        return str(kept)

    def prompt(self, kept: Any) -> Prompt:
        """Ask; below it what stands, and what has come since."""
        text = [say(f"ask.{self.key}", at_most=self.at_most, **self.facts)]
        present = kept or self.known
        if present:
            text += [say("prefilled.known"), shortened(present, _SHOWN)]
        if self.fresh:
            text += [say("prefilled.fresh"), shortened(self.fresh, _SHOWN)]
        choices = [Choice(KEEP, say("prefilled.keep"))] if present else []
        choices += [Choice(FRESH, say("prefilled.add"))] if self.fresh else []
        return Prompt("\n".join(text), (*choices, Choice(OPEN, say("prefilled.open"))))

    def echo(self, kept: Any) -> str:
        """Say what became of it."""
        return say("prefilled.kept" if kept else "prefilled.left")


@cache
def _typed() -> dict[str, str]:
    return meanings.typed({f"prefilled.{word}.typed": word for word in (KEEP, OPEN)})
