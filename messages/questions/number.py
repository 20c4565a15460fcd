"""How many: one whole number, however it is written. A bare 1 is the number one, never the first choice."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from messages.questions.question import Heard
from messages.reading.numbers.numbers import read_number
from messages.said import Prompt
from messages.unclear import Unclear
from messages.values import Precision
from messages.words import say


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from 0 to `at_most`, exact."""

    key: str
    at_most: int
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> int:  # noqa: ARG002 - a new number replaces the old
        """Keep the number."""
        value, precision = read_number(heard.picked or heard.said.text)
        if precision is not Precision.EXACT or value != value.to_integral_value():
            raise Unclear("number.whole")
        if not Decimal(0) <= value <= self.at_most:
            raise Unclear("number.range", at_most=self.at_most)
        return int(value)

    def value(self, kept: Any) -> int:
        """Give the number."""
        return int(kept)

    def prompt(self, kept: Any) -> Prompt:
        """Ask; show the present number when it is being changed."""
        words = say(f"ask.{self.key}")
        return Prompt(words if kept is None else f"{words}\n{say('ask.present', kept=kept)}")

    def echo(self, kept: Any) -> str:
        """Say the number back."""
        return say("echo.chosen", label=say("number.echo", n=kept))
