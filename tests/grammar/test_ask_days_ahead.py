"""One day to come, as people promise it: what has passed is not meant."""

from datetime import date

import pytest

from messages.questions.ahead import DaysAhead
from messages.questions.question import Heard
from messages.said import Said
from messages.unclear import Unclear

WEDNESDAY = date(2026, 2, 4)
ONE_DAY = DaysAhead("promise", WEDNESDAY, 30, single=True)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("thứ sáu", "2026-02-06"),
        ("thu 6", "2026-02-06"),
        ("thứ hai", "2026-02-09"),  # not the Monday that has passed
        ("thứ tư", "2026-02-11"),
        ("mai", "2026-02-05"),
        ("9/2", "2026-02-09"),
        ("thứ hai tuần sau", "2026-02-09"),
    ],
)
def test_a_day_is_taken_as_the_one_to_come(typed: str, day: str) -> None:
    assert ONE_DAY.hear(Heard(Said("", typed)), None)[:2] == [day, day]


@pytest.mark.parametrize("typed", ["hôm qua", "2/2", "thứ hai tuần này"])
def test_a_day_that_has_passed_is_told_so(typed: str) -> None:
    with pytest.raises(Unclear) as unclear:
        ONE_DAY.hear(Heard(Said("", typed)), None)
    assert unclear.value.because == "ahead.past"


def test_of_days_that_can_be_meant_only_those_to_come_are_offered() -> None:
    with pytest.raises(Unclear) as unclear:
        ONE_DAY.hear(Heard(Said("", "từ 5/2")), None)
    assert [choice.key for choice in unclear.value.offers] == ["05/02/2026"]
