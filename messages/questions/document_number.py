"""The number of a document, with its day where that is told with it: "Số 1234/BQP-CT, ngày 05/12/2025", "không số"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from messages import secrets
from messages.questions.days import AskDays
from messages.questions.line import SKIP, choices, meant
from messages.questions.question import Heard, Spreading
from messages.questions.text import Text
from messages.reading import papers
from messages.said import Prompt, Said
from messages.unclear import Unclear
from messages.words import has, say

LONGEST: Final = 40  # characters of "123/BC-BYT", and to spare


@dataclass(frozen=True, slots=True)
class NumberedPaper:
    """The number as it is written, "" where it was skipped; the day that was told with it."""

    number: str
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentNumber(Spreading):
    """A document's number; one that bears the letters of a degree of secrecy is not kept: `marked` is the key of why.

    A day told with it is the answer of the question `day`; where nobody asks that (`day_asked`), it is settled here.
    Kept: {"number", "day" as typed}; an earlier release kept the number alone.
    """

    key: str
    day: AskDays
    marked: str
    day_asked: bool = True
    optional: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> dict[str, str]:  # noqa: ARG002 - a new number replaces the old
        """Keep the number without what stands before it, or that there is none."""
        if meant(heard, optional=self.optional) == SKIP:
            return {"number": "", "day": ""}
        number, day = papers.apart(" ".join(heard.said.text.split()))
        number = Text(self.key, LONGEST, facts=self.facts, digits=True).hear(Heard(Said("", number)), None)
        if secrets.mark_in_number(number):
            raise Unclear(self.marked)
        if not (papers.is_number(number) or papers.is_unnumbered(number)):
            raise Unclear("document_number.unlike")
        if not self.day_asked:
            self._dated(day)
        return {"number": number, "day": day}

    def value(self, kept: Any) -> NumberedPaper:
        """Give the number, and the day where it is understood."""
        if isinstance(kept, str):
            return NumberedPaper(kept)
        try:
            return NumberedPaper(kept["number"], self._dated(kept["day"]))
        except Unclear:
            return NumberedPaper(kept["number"])

    def _dated(self, day: str) -> date | None:
        return self.day.value(self.day.hear(Heard(Said("", day)), None)).first if day else None

    def spread(self, kept: Any) -> Mapping[str, Any]:
        """Give the day, where it was told and is asked for."""
        if isinstance(kept, str) or not (kept["day"] and self.day_asked):
            return {}
        try:
            return {self.day.key: self.day.hear(Heard(Said("", kept["day"])), None)}
        except Unclear as why:
            return {self.day.key: why}

    def prompt(self, kept: Any) -> Prompt:
        """Ask."""
        asked = Text(self.key, LONGEST, facts=self.facts).prompt(None if kept is None else self.value(kept).number)
        return Prompt(asked.text, choices("", optional=self.optional))

    def echo(self, kept: Any) -> str:
        """Say the number back, where there are words for it."""
        key, number = f"echo.{self.key}", self.value(kept).number
        return say(key, kept=number) if number and has(key) else ""
