"""The dates a plan lets the clock act on."""

from datetime import date, datetime

import pytest

from messages.words import ZONE
from plans import calendar, dates, reading
from plans.notices import Rule
from plans.schema import Deadline, Plan


def plan() -> Plan:
    return reading.read(next(path for path in reading.shipped() if path.stem == "705-2025"))


def days(of: Plan, rule: str) -> list[date]:
    return [one.due_at.date() for one in dates.of(of) if one.rule == rule]


def test_the_office_gets_41_digests_in_the_morning_of_working_days():
    digests = [one for one in dates.of(plan()) if one.rule == dates.DIGEST]

    assert len(digests) == 41
    assert all(calendar.is_working_day(one.due_at.date()) for one in digests)
    assert {f"{one.due_at:%H:%M}" for one in digests} == {"07:15"}


def test_the_first_two_phases_are_closed_together():
    closings = [(one.step, one.due_at) for one in dates.of(plan()) if one.rule == dates.CLOSING]

    assert closings[0] == ("1+2", datetime(2025, 12, 15, 17, tzinfo=ZONE))
    assert [step for step, _ in closings] == ["1+2", "1+2+3", "report"]


def test_reminders_towards_the_deadline_move_with_it():
    moved = plan().model_copy(
        update={"deadline": Deadline(before=date(2026, 2, 12), last_day=date(2026, 2, 11), text="-")}
    )

    assert days(plan(), Rule.TWO_WEEKS) == [date(2026, 1, 26)]
    assert days(moved, Rule.TWO_WEEKS) == [date(2026, 1, 28)]
    assert days(moved, Rule.LAST_DAY) == [date(2026, 2, 11)]


@pytest.mark.parametrize(
    ("last_day", "heard"),
    [(date(2026, 2, 8), date(2026, 2, 6)), (date(2026, 2, 17), date(2026, 2, 13))],
    ids=["a Sunday", "in the Tết leave"],
)
def test_a_last_day_on_a_day_off_is_heard_of_on_the_working_day_before(last_day: date, heard: date):
    moved = plan().model_copy(update={"deadline": Deadline(before=last_day, last_day=last_day, text="-")})

    assert days(moved, Rule.LAST_DAY) == [heard]


def test_the_monthly_task_is_asked_for_towards_the_end_of_each_month_with_what_else_is_said_that_day():
    assert days(plan(), Rule.MONTHLY) == [date(2025, 12, 25)]


def test_without_a_deadline_nothing_hangs_on_it():
    nothing = plan().model_copy(update={"deadline": None})

    assert days(nothing, Rule.LAST_DAY) == []
    assert len(days(nothing, Rule.CAMPAIGN_OPENS)) == 1
