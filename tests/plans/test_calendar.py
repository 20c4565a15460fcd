"""Working days and office hours."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from messages.words import ZONE
from plans import calendar

PLANS = Path(calendar.__file__).parent


def local(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 12, 5), True),  # an ordinary Friday
        (date(2025, 12, 6), False),  # a Saturday
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), False),  # swapped with Saturday 10/01; the package does not know
        (date(2026, 1, 10), True),
        (date(2026, 2, 13), True),
        (date(2026, 2, 16), False),  # Tết 2026
        (date(2026, 2, 20), False),
        (date(2026, 2, 23), True),
        (date(2025, 5, 2), False),  # swapped with Saturday 26/04/2025; the package knows
        (date(2025, 4, 26), True),
        (date(2026, 8, 22), True),
    ],
)
def test_holidays_and_swapped_saturdays_are_known(day, works):
    assert calendar.is_working_day(day) is works


def test_over_tet_the_next_working_day_is_the_monday_after():
    assert calendar.next_working_day(date(2026, 2, 13)) == date(2026, 2, 23)


def test_on_friday_two_working_days_are_left_to_monday():
    assert calendar.working_days(date(2026, 2, 6), date(2026, 2, 9)) == 2


def test_days_that_run_backwards_count_none():
    assert calendar.working_days(date(2026, 2, 9), date(2026, 2, 6)) == 0


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("2025-12-05 07:00", "2025-12-05 08:00"),
        ("2025-12-05 09:30", "2025-12-05 09:30"),
        ("2025-12-05 11:00", "2025-12-05 14:00"),
        ("2025-12-05 16:30", "2025-12-08 08:00"),
        ("2025-12-06 09:00", "2025-12-08 08:00"),
        ("2026-02-13 18:00", "2026-02-23 08:00"),
    ],
)
def test_outside_office_hours_a_message_waits_for_the_next_span(at, then):
    assert calendar.next_in_hours(local(at)) == local(then)


def test_an_instant_of_another_zone_is_taken_at_its_local_hour():
    assert calendar.next_in_hours(datetime(2025, 12, 5, 0, 30, tzinfo=UTC)) == datetime(2025, 12, 5, 8, 0, tzinfo=ZONE)


@given(st.integers(0, 1_600_000).map(lambda minutes: local("2023-12-01 00:00") + timedelta(minutes=minutes)))
def test_the_next_moment_is_in_hours_and_never_before(at):
    then = calendar.next_in_hours(at)

    assert then >= at
    assert calendar.in_hours(then)
    assert calendar.is_working_day(then.date())
    assert then - at < timedelta(days=12)


def test_every_day_of_our_own_table_says_why_and_where_it_is_written():
    table = yaml.safe_load((PLANS / "holidays.yaml").read_text(encoding="utf-8"))

    days = [one for kind in ("free", "worked") for one in table[kind].values()]
    assert all(set(one) == {"why", "source"} for one in days)
    assert len(days) == 7
