"""The days that something is looked for on: a month is the whole of it, and what is open is not asked about."""

from datetime import date

import pytest

from messages.reading.days.spans import read_period
from messages.unclear import Unclear

FRIDAY = date(2025, 12, 5)
IN_FEBRUARY = date(2026, 2, 3)


@pytest.mark.parametrize(
    ("typed", "today", "first", "last"),
    [
        ("tháng 12", FRIDAY, date(2025, 12, 1), date(2025, 12, 31)),
        ("thang 12", IN_FEBRUARY, date(2025, 12, 1), date(2025, 12, 31)),
        ("tháng mười một", FRIDAY, date(2025, 11, 1), date(2025, 11, 30)),
        ("tháng 1", FRIDAY, date(2026, 1, 1), date(2026, 1, 31)),
        ("12/2025", IN_FEBRUARY, date(2025, 12, 1), date(2025, 12, 31)),
        ("tháng 2/2026", FRIDAY, date(2026, 2, 1), date(2026, 2, 28)),
        ("tháng này", IN_FEBRUARY, date(2026, 2, 1), date(2026, 2, 28)),
        ("tháng trước", IN_FEBRUARY, date(2026, 1, 1), date(2026, 1, 31)),
        ("cuối tháng 12", FRIDAY, date(2025, 12, 21), date(2025, 12, 31)),
        ("tuần trước", FRIDAY, date(2025, 11, 24), date(2025, 11, 30)),
        ("từ 1/12", FRIDAY, date(2025, 12, 1), FRIDAY),
        ("3-5/12", FRIDAY, date(2025, 12, 3), FRIDAY),
        ("5-12", FRIDAY, FRIDAY, FRIDAY),
        ("hôm qua", FRIDAY, date(2025, 12, 4), date(2025, 12, 4)),
        ("15/12", FRIDAY, date(2025, 12, 15), date(2025, 12, 15)),
    ],
)
def test_a_period_is_read_without_a_question(typed: str, today: date, first: date, last: date) -> None:
    read = read_period(typed, today)

    assert (read.first, read.last) == (first, last)


@pytest.mark.parametrize("typed", ["hội thảo", "32/13", "", "rằm tháng giêng"])
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(Unclear):
        read_period(typed, FRIDAY)
