"""A few words in one line: a title, a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from messages import meanings
from messages.questions.question import Heard
from messages.reading.days.alone import is_day
from messages.said import Prompt
from messages.unclear import Unclear
from messages.words import has, say

# What answers some other question: a consent, a button, the word to go on. "Dung" is a name, "đúng" is not.
_OTHERS: Final = ("confirm.typed", "confirm.no.typed", "line.skip.typed", "evidence.done.typed", "text.others.typed")
_NAMES: Final = ("text.names.typed",)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of at most `at_most` characters; its words stand under `ask.<words or key>`.

    `digits`: digits alone will do. Else somebody in haste has picked a choice of the question before with them.
    `days`: a day alone, or a mere yes, will do. Else somebody in haste has answered another question.
    """

    key: str
    at_most: int
    words: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    digits: bool = False
    days: bool = False
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> str:  # noqa: ARG002 - a new line replaces the old
        """Keep the line, or the one picked of those offered, spaces made single."""
        line = " ".join((heard.picked or heard.said.text).split())
        if not line:
            raise Unclear("text.empty")
        if len(line) > self.at_most:
            raise Unclear("text.too_long", n=len(line), at_most=self.at_most)
        if not any(letter.isalpha() or (self.digits and letter.isdecimal()) for letter in line):
            raise Unclear("text.no_words")
        if not self.days and is_day(line):
            raise Unclear("text.is_day", piece=line)
        if not self.days and not heard.picked and _answers_another(line):
            raise Unclear("text.is_answer", piece=line)
        return line

    def value(self, kept: Any) -> str:
        """Give the line."""
        return str(kept)

    def prompt(self, kept: Any) -> Prompt:
        """Ask; show the present line when it is being changed."""
        words = say(f"ask.{self.words or self.key}", at_most=self.at_most, **self.facts)
        return Prompt(words if kept is None else f"{words}\n{say('ask.present', kept=kept)}")

    def echo(self, kept: Any) -> str:
        """Say the line back."""
        key = f"echo.{self.words or self.key}"
        return say(key, kept=kept) if has(key) else ""


def _answers_another(line: str) -> bool:
    said = line.strip(" .!,/")
    return meanings.is_exactly(said, _OTHERS) and not meanings.is_exactly(said, _NAMES)
