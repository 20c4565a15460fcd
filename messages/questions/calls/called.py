"""What came of a telephone call, in a line: "đã gọi, hẹn thứ Năm", "đã gọi, không nghe máy"; and of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from messages.questions.ahead import DaysAhead
from messages.questions.line import Line
from messages.questions.question import Heard
from messages.questions.text import Text
from messages.reading import calls, telephones
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say

_AT_MOST: Final = 120
_OFFERS: Final = ("no_answer", "talked")


@dataclass(frozen=True, slots=True)
class CallNote:
    """The note of a call; `day` is what was agreed on, if anything."""

    text: str
    is_reached: bool
    day: date | None


@dataclass(frozen=True, slots=True)
class AskCall:
    """A line about a call; a day that was agreed on in it is today or to come, within `at_most` days."""

    key: str
    today: date
    at_most: int
    facts: Mapping[str, object] = field(default_factory=dict)
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> list[Any]:
        """Keep the line ("" where a button says it all), whether somebody was reached, the day agreed on or None."""
        line = self._text.hear(heard, kept)
        if why := _why_not(line):
            raise Unclear(why)
        called = calls.read(line, self.today)
        days = [self._day(piece) for piece in called.days]
        if len(set(days)) > 1:
            raise Unclear("called.several", tuple(_offer(day) for day in dict.fromkeys(days)))
        if not days and called.names_a_day:
            raise Unclear("called.which_day")
        note = "" if heard.picked else line
        return [note, called.is_reached, days[0].isoformat() if days else None]

    def value(self, kept: Any) -> CallNote:
        """Give the note; its day may have passed meanwhile."""
        line, is_reached, day = kept
        agreed = None if day is None else date.fromisoformat(day)
        if agreed is not None and agreed < self.today:
            raise Unclear("ahead.past", day=agreed)
        return CallNote(line, is_reached, agreed)

    def prompt(self, kept: Any) -> Prompt:
        """Ask; what is said most often stands on buttons."""
        offers = tuple(Choice(say(f"called.offer.{offer}"), say(f"called.offer.{offer}")) for offer in _OFFERS)
        return Prompt(self._text.prompt(kept).text, offers)

    def echo(self, kept: Any) -> str:  # noqa: ARG002 - what follows says it
        """Say nothing."""
        return ""

    def _day(self, piece: str) -> date:
        """Read a day that was agreed on: it may be this very day."""
        wanted = DaysAhead(self.key, self.today, self.at_most, single=True)
        try:
            return date.fromisoformat(wanted.hear(Heard(Said("", piece)), None)[0])
        except Unclear as why:
            if why.because == "ahead.past" and why.facts["day"] == self.today:
                return self.today
            if why.because == "ahead.past":
                raise Unclear("called.past", day=why.facts["day"]) from why
            if why.because == "ahead.too_far":
                raise Unclear("called.too_far", last=why.facts["last"]) from why
            raise Unclear("called.which_day") from why

    @property
    def _text(self) -> Text:
        return Text(self.key, _AT_MOST, facts=self.facts, days=True)


def of_letter(key: str) -> Line:
    """Ask for a few words about a letter, which may be skipped; a day alone will do."""
    return Line(key, _AT_MOST, optional=True, days=True, why_not=_why_not)


def _why_not(line: str) -> str:
    """Say why a line cannot stand on the board, where no telephone number does; "" where it can."""
    return "called.telephone" if telephones.stands_in(line) else ""


def _offer(day: date) -> Choice:
    label = say("called.agreed", day=day)
    return Choice(label, label)
