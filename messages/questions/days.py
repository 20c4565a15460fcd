"""On which days: typed as people type them, or today and yesterday by button."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final

from messages.questions.question import Heard
from messages.reading.days.spans import read_days, worded
from messages.reading.lines.told import days_in
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.values import Days
from messages.words import has, say

_CHOICES: Final = {"today": 0, "yesterday": 1}


@dataclass(frozen=True, slots=True)
class AskDays:
    """The days of something. None of them may be later than `until`; its words stand under `ask.<words or key>`.

    `single`: one day is asked for, and days from one to another are not understood.
    """

    key: str
    today: date
    until: date | None = None
    words: str = ""
    single: bool = False
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> dict[str, Any]:  # noqa: ARG002 - new days replace the old
        """Keep the days typed or picked."""
        if heard.picked in _CHOICES:
            on = self.today - timedelta(days=_CHOICES[heard.picked])
            return _kept(Days(on, on, say(f"days.{heard.picked}")))
        try:
            days = days_in(heard.picked or heard.said.text, self.today)
        except Unclear as why:
            raise self._without_days_to_come(why) from None
        self._check(days)
        return _kept(days)

    def value(self, kept: Any) -> Days:
        """Give the days."""
        days = Days(
            date.fromisoformat(kept["first"]),
            date.fromisoformat(kept["last"]),
            str(kept["typed"]),
            tuple(date.fromisoformat(day) for day in kept["separate"]),
            time.fromisoformat(kept["at"]) if kept["at"] else None,
        )
        self._check(days)
        return days

    def prompt(self, kept: Any) -> Prompt:
        """Ask, with an example of a day and of several."""
        asked = f"ask.{self.words or self.key}"
        text = say(asked if has(asked) else "ask.days")
        if not self.single:
            text += "\n" + say("days.example", day=self.today - timedelta(days=1), first=self.today - timedelta(days=3))
        if kept is not None:
            text += "\n" + say("days.present", days=worded(self.value(kept)))
        days = {key: self.today - timedelta(days=back) for key, back in _CHOICES.items()}
        shown = [key for key, day in days.items() if self.until is None or day <= self.until]
        return Prompt(text, tuple(Choice(key, say(f"days.{key}")) for key in shown))

    def echo(self, kept: Any) -> str:
        """Say the days back with their weekdays."""
        return say("days.echo", days=worded(self.value(kept)))

    def _check(self, days: Days) -> None:
        if self.single and days.first != days.last:
            raise Unclear("days.single", day=self.today)
        if self.until is not None and days.last > self.until:
            raise Unclear("days.not_come" if self.single else "days.to_come", day=days.last)

    def _without_days_to_come(self, why: Unclear) -> Unclear:
        """Offer nothing that would be refused."""
        offers = tuple(
            offer for offer in why.offers if self.until is None or read_days(offer.key, self.today).last <= self.until
        )
        return Unclear(why.because, offers, **why.facts)


def _kept(days: Days) -> dict[str, Any]:
    return {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "separate": [day.isoformat() for day in days.separate],
        "at": days.at.isoformat("minutes") if days.at else None,
        "typed": days.typed,
    }
