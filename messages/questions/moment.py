"""An instant that has passed, typed as people type it: "16h30", "9h ngày 8/12"."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from messages.questions.question import Heard
from messages.reading.days.spans import read_days
from messages.said import Prompt
from messages.unclear import Unclear
from messages.values import Days
from messages.words import ZONE, say


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day and hour, from `earliest` to `latest`. An hour alone is of today (the day of `latest`)."""

    key: str
    earliest: datetime
    latest: datetime
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> str:  # noqa: ARG002 - a new instant replaces the old
        """Keep the instant typed."""
        at = self._read(heard.said.text)
        self._check(at)
        return at.isoformat()

    def value(self, kept: Any) -> datetime:
        """Give the instant; it stays, however long ago it was typed."""
        return datetime.fromisoformat(kept)

    def prompt(self, kept: Any) -> Prompt:  # noqa: ARG002 - it is asked anew
        """Ask, with the bounds."""
        return Prompt(say(f"ask.{self.key}", earliest=self.earliest))

    def echo(self, kept: Any) -> str:
        """Say the instant back."""
        at = self.value(kept)
        return say("moment.echo", at=at, day=at.astimezone(ZONE).date())

    def _read(self, text: str) -> datetime:
        today = self.latest.astimezone(ZONE).date()
        try:
            days = _days(text, today)
        except Unclear:
            days = _hour_of(text, today)
        if days.first != days.last or days.at is None:
            raise Unclear("moment.hour")
        return datetime.combine(days.first, days.at, ZONE)

    def _check(self, at: datetime) -> None:
        if not self.earliest <= at <= self.latest:
            raise Unclear("moment.outside", earliest=self.earliest, latest=self.latest)


def _hour_of(text: str, today: date) -> Days:
    """Read an hour alone as one of today; what is no hour either is asked for as a moment, not as a day."""
    try:
        return _days(f"{text} {say('days.today')}", today)
    except Unclear as why:
        if why.because == "days.not_understood":
            raise Unclear("moment.hour") from None
        raise


def _days(text: str, today: date) -> Days:
    """Read days without offering any: those have no hour."""
    try:
        return read_days(text, today)
    except Unclear as why:
        raise Unclear(why.because, **why.facts) from None
