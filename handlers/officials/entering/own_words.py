"""What was done, told in one's own words: the questions behind it are answered from it, as far as it says."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from handlers.entries.contents import CUMULATIVE
from handlers.officials.entering.choosing_form import no_activity
from handlers.officials.free_text.unmentioned import BESIDES, WHAT
from messages import meanings
from messages.folding import folded
from messages.questions.days import AskDays
from messages.questions.line import choices, same_words, without_same
from messages.questions.question import Heard, Spreading
from messages.reading.days.spans import read_days
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say

_DAYS: Final = ("today", "yesterday")
_AT_MOST: Final = 4000
_NOTHING: Final = Said("")
_TOLD: Final = frozenset({"days", "form", "title", "figures"})
_LONE: Final = (frozenset({"days"}), frozenset({"form"}))  # which their own questions hear


@dataclass(frozen=True, slots=True)
class OwnWords(Spreading):
    """Kept: {"text": as typed}, {"picked": "today", "yesterday" or "cumulative"}, or {} where it was told otherwise.

    `holds` gives what a text holds of the answers to come; `last` is the title of the last time, "" if none; `why_not`
    gives the key of why words cannot be taken, "" where they can; `looks` tells whether words speak of something done.
    """

    today: date
    holds: Callable[[str], Mapping[str, Any]]
    last: str
    why_not: Callable[[str], str]
    looks: Callable[[str], bool]
    key: str = WHAT
    held: dict[str, Mapping[str, Any]] = field(default_factory=dict, compare=False, repr=False)  # it is read once
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> dict[str, str]:  # noqa: ARG002 - new words replace the old
        """Keep the words, or what was picked."""
        if heard.picked in (*_DAYS, CUMULATIVE):
            return {"picked": heard.picked}
        text = heard.picked or heard.said.text.strip()
        if without_same(text) is not None and not self.last:
            raise Unclear("line.same.none")
        if not any(letter.isalnum() for letter in text):
            raise Unclear("text.empty")
        if _is_assent(text):
            raise Unclear("what.assent")
        if len(text) > _AT_MOST:
            raise Unclear("text.too_long", n=len(text), at_most=_AT_MOST)
        if not heard.picked and (why := self.why_not(text)):
            raise Unclear(why)
        return {"text": text}

    def value(self, kept: Any) -> str:
        """Give the words; "" where none were typed."""
        return str(kept.get("text", ""))

    def spread(self, kept: Any) -> Mapping[str, Any]:
        """Give the answers that are in it."""
        if not kept:
            return {}
        if kept.get("picked") == CUMULATIVE:
            return {**BESIDES, "form": CUMULATIVE}
        if picked := kept.get("picked"):
            return {**BESIDES, "days": self._days.hear(Heard(_NOTHING, picked), None)}
        text = kept["text"]
        if text not in self.held:
            self.held[text] = self._only_days(text) or self.holds(text)
        return self.held[text]

    def tells(self, text: str, asked: str, answered: Collection[str]) -> bool:
        """Tell whether a whole sentence was typed where only the days, the form or the title is asked for."""
        plain = folded(text)
        if len(text) > _AT_MOST or any(folded(same) in plain for same in same_words()) or self.why_not(text):
            return False
        held = self.spread({"text": text})
        told = {key for key in _TOLD if held.get(key) and not isinstance(held[key], Unclear)}
        new = told.difference(answered)
        if not new or new in _LONE or not ("form" in told or self.looks(text)):
            return False
        # a title alone is taken as it was typed
        return asked in ("days", "form", "other_form") or (asked == "title" and {"title", "figures"} <= new)

    def prompt(self, kept: Any) -> Prompt:  # noqa: ARG002 - each part of it is changed alone
        """Ask, with an example."""
        lone = Choice(CUMULATIVE, no_activity().label)
        days = self._days.prompt(None).choices
        return Prompt(say("ask.what"), (*days, *choices(self.last, optional=False), lone))

    def echo(self, kept: Any) -> str:
        """Say that it was noted; the review screen shows how it was understood."""
        held = self.spread(kept)
        if "title" in held:
            return say("echo.what")
        days = held.get("days")
        return "" if days is None or isinstance(days, Unclear) else self._days.echo(days)

    def _only_days(self, text: str) -> Mapping[str, Any]:
        """Give the days where a text is nothing else, which many type; {} for any other."""
        try:
            read_days(text, self.today)
            return {**BESIDES, "days": self._days.hear(Heard(Said("", text)), None)}
        except Unclear:
            return {}

    @property
    def _days(self) -> AskDays:
        return AskDays("days", self.today)


def _is_assent(text: str) -> bool:
    """Tell whether somebody does no more than agree, which tells nothing that was done."""
    return " ".join(re.findall(r"\w+", folded(text))) in _assents()


@cache
def _assents() -> dict[str, str]:
    return meanings.typed({"what.assent.typed": WHAT})
