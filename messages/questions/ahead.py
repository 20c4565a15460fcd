"""Which days to come: one, or from one to another; typed as people type them, or one of a few by button."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from messages.questions.question import Heard
from messages.reading.days import near
from messages.reading.days.hours import without
from messages.reading.days.spans import read_days, worded, written
from messages.reading.days.tokens import tokens
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.values import Days
from messages.words import say


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """Days from today on, the last of them within `at_most` days. `offers` are shown as buttons.

    `single`: one day is asked for, and days from one to another are not understood. `works` tells whether
    offices work on a day; where it is given, the last day has to be one.
    """

    key: str
    today: date
    at_most: int
    offers: tuple[date, ...] = ()
    single: bool = False
    works: Callable[[date], bool] | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> list[str]:  # noqa: ARG002 - new days replace the old
        """Keep the first day and the last."""
        days = self._read(heard.picked or heard.said.text)
        if self.single and days.first != days.last:
            raise Unclear("ahead.single")
        self._check(days)
        return [days.first.isoformat(), days.last.isoformat(), days.typed]

    def value(self, kept: Any) -> Days:
        """Give the days; some of them may have passed meanwhile."""
        days = Days(date.fromisoformat(kept[0]), date.fromisoformat(kept[1]), str(kept[2]))
        self._check(days)
        return days

    def prompt(self, kept: Any) -> Prompt:  # noqa: ARG002 - nothing here is changed on a review screen
        """Ask; the facts of the words may name the last day there is."""
        words = say(f"ask.{self.key}", last=self._last, **self.facts)
        return Prompt(words, tuple(Choice(written(day, day), say("ahead.offer", day=day)) for day in self.offers))

    def echo(self, kept: Any) -> str:
        """Say the days back with their weekdays."""
        return say("days.echo", days=worded(self.value(kept)))

    def _read(self, text: str) -> Days:
        """Read days; what has passed is not meant: "thứ hai" alone is the one to come."""
        found, _ = without(tokens(text))
        if self.single and [(token.kind, token.word) for token in found] == [("weekday", "")]:
            day = near.in_week(found[0].numbers[0], "coming", self.today)[0]
            return Days(day, day, text)
        try:
            return read_days(text, self.today, ahead=True)
        except Unclear as unclear:
            ahead = tuple(offer for offer in unclear.offers if self._fits(read_days(offer.key, self.today)))
            if len(ahead) == 1 and unclear.because == "days.which":
                return replace(read_days(ahead[0].key, self.today), typed=text)
            raise Unclear(unclear.because, ahead, **unclear.facts) from unclear

    def _fits(self, days: Days) -> bool:
        try:
            self._check(days)
        except Unclear:
            return False
        return not self.single or days.first == days.last

    @property
    def _last(self) -> date:
        return self.today + timedelta(days=self.at_most)

    def _check(self, days: Days) -> None:
        if days.last < self.today or (self.single and days.last <= self.today):
            raise Unclear("ahead.past", day=days.last)
        if days.last > self._last:
            raise Unclear("ahead.too_far", last=self._last)
        if self.works is not None and not self.works(days.last):
            raise Unclear("ahead.day_off", day=days.last)
