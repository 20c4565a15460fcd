"""What the clock sends by itself: reminders of the calendar, digests, closings, and how many at most.

A day is given as it is, or counted from the last day of the signed reports, so that
moving the deadline moves what hangs on it.
"""

from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from plans.parts import Day, Part


class Rule(StrEnum):
    """Why a unit is reminded; those of a plan's calendar come first, the others come of what people do."""

    WINDOW_OPENS = "window-opens"
    CAMPAIGN_OPENS = "campaign-opens"
    UPDATE_BY = "update-by"
    NOTHING_YET = "nothing-yet"
    DAY_PASSED = "day-passed"
    WHAT_IS_MISSING = "what-is-missing"
    TWO_WEEKS = "two-weeks"
    WITHOUT_REPORT = "without-report"
    LAST_DAY = "last-day"
    OVERDUE = "overdue"
    MONTHLY = "monthly"  # the task of a month
    PROMISED = "promised"  # the day a unit promised to report on
    HELD = "held"  # a planned activity whose day has passed
    REQUESTED = "requested"  # the office asks for something
    REQUEST_NEAR = "request-near"
    REQUEST_OVERDUE = "request-overdue"
    NUDGED = "nudged"  # a coordinator lets the unit be reminded


# Which rule speaks where several come together: the last of these.
FIRMNESS: tuple[Rule, ...] = (
    Rule.HELD,
    Rule.MONTHLY,
    Rule.WINDOW_OPENS,
    Rule.CAMPAIGN_OPENS,
    Rule.UPDATE_BY,
    Rule.NOTHING_YET,
    Rule.DAY_PASSED,
    Rule.WHAT_IS_MISSING,
    Rule.PROMISED,
    Rule.REQUESTED,
    Rule.REQUEST_NEAR,
    Rule.TWO_WEEKS,
    Rule.WITHOUT_REPORT,
    Rule.REQUEST_OVERDUE,
    Rule.NUDGED,
    Rule.OVERDUE,
    Rule.LAST_DAY,
)
# Towards a real deadline: whoever wishes for fewer still hears these.
NEAR_A_DEADLINE: frozenset[Rule] = frozenset(FIRMNESS[FIRMNESS.index(Rule.REQUEST_NEAR) :])
# Nobody can wish these away: the last day, and what somebody of the office asks for in person.
ALWAYS: frozenset[Rule] = frozenset({Rule.LAST_DAY, Rule.NUDGED})


class Audience(StrEnum):
    """To whom a message of the calendar goes; never to a unit that owes nothing."""

    ALL = "all"
    TASKS = "tasks"  # the units that owe the named tasks
    QUIET = "quiet"  # units with no entry, or with a window about to end
    UNSIGNED = "unsigned"  # units whose signed report is not in


_FAR: Final = 730  # days: two years before or after a deadline are a slip of the pen


class Notice(Part):
    """One message of the calendar: on which day, to whom, and what about (`key` is its rule).

    Exactly one of `on` and `from_deadline` (days from the last day in time; -14: two weeks before).
    """

    key: Rule
    to: Audience
    on: Day | None = None
    from_deadline: int | None = Field(default=None, ge=-_FAR, le=_FAR)
    tasks: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_day(self) -> Self:
        if (self.on is None) == (self.from_deadline is None):
            raise PydanticCustomError("one_day", "either on or from_deadline")
        return self

    def day(self, last_day: date | None) -> date | None:
        """Give its day; `last_day` is that of the signed reports. None while nothing is due."""
        if self.on or last_day is None or self.from_deadline is None:
            return self.on
        return last_day + timedelta(days=self.from_deadline)


class Closing(Part):
    """When the office closes its figures, and for which phases; none: for the signed reports."""

    on: Day
    at: time
    phases: tuple[str, ...] = ()

    @property
    def step(self) -> str:
        """Which it is, in the plan."""
        return "+".join(self.phases) or "report"


class Often(StrEnum):
    """How often the office gets a digest."""

    DAILY = "daily"  # on every working day
    MONDAYS = "mondays"


class Digests(Part):
    """From one day to another, both included, how often the office gets a digest, and at what local time."""

    starts: Day
    ends: Day
    often: Often
    at: time = time(7, 15)


class Limits(Part):
    """How many reminding messages one person gets at most: over the campaign, and once the signed report is in."""

    campaign: int = Field(default=12, gt=0)
    signed: int = Field(default=5, gt=0)
