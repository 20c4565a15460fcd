"""The number of a telephone, to be called by the office; one may give none."""

import re
from dataclasses import dataclass
from typing import Any, Final

from messages.questions import line
from messages.questions.question import Heard
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.words import say

_NUMBER: Final = re.compile(r"\+?[\d .()-]+")
_DIGITS: Final = range(8, 16)  # how many a number has, here and abroad


@dataclass(frozen=True, slots=True)
class AskTelephone:
    """A number as it was typed, spaces made single; "" where none is to be kept."""

    key: str
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> str:  # noqa: ARG002 - a new number replaces the old
        """Keep the number, or none."""
        if line.meant(heard, optional=True) == line.SKIP or heard.picked == line.SKIP:
            return ""
        typed = " ".join(heard.said.text.split())
        digits = sum(letter.isdecimal() for letter in typed)
        if not _NUMBER.fullmatch(typed) or digits not in _DIGITS:
            raise Unclear("telephone.unclear")
        return typed

    def value(self, kept: Any) -> str:
        """Give the number; "" for none."""
        return str(kept)

    def prompt(self, kept: Any) -> Prompt:  # noqa: ARG002 - the number is shown above
        """Ask, and say who will see it."""
        return Prompt(say(f"ask.{self.key}"), (Choice(line.SKIP, say("telephone.none")),))

    def echo(self, kept: Any) -> str:  # noqa: ARG002 - what follows says it
        """Say nothing."""
        return ""
