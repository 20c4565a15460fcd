"""What is typed in English is heard, in days, figures and whole lines; Vietnamese syllables that look so are not."""

from datetime import date

import pytest

from handlers.officials.free_text import guessing_form
from messages.reading.days.spans import read_days
from messages.reading.lines import lines
from messages.unclear import Unclear
from tests.oneline.plan import PLAN

TODAY = date(2025, 12, 5)  # a Friday


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("3 December 2025", 3, 3),
        ("on 3rd of December", 3, 3),
        ("December 3", 3, 3),
        ("Dec 3-5, 2025", 3, 5),
        ("1–3 December", 1, 3),
        ("from 1 to 3 December", 1, 3),
        ("1 Dec to 3 Dec", 1, 3),
        ("from 1/12 to 3/12", 1, 3),
        ("1/12/2025 until 3/12/2025", 1, 3),
        ("1 till 3/12", 1, 3),
        ("Tuesday, 2 December", 2, 2),
        ("on Monday", 1, 1),
        ("Wednesday afternoon", 3, 3),
        ("yesterday", 4, 4),
        ("yesterday morning", 4, 4),
        ("this morning", 5, 5),
        ("last night", 4, 4),
        ("the day before yesterday", 3, 3),
        ("2 days ago", 3, 3),
        ("at 2 pm on 3 December", 3, 3),
    ],
)
def test_english_days_are_heard(typed: str, first: int, last: int):
    days = read_days(typed, TODAY)

    assert (days.first, days.last) == (date(2025, 12, first), date(2025, 12, last))


@pytest.mark.parametrize("typed", ["Friday", "last Tuesday", "last week", "5 may tinh", "5 sep", "Tuesday, 3 December"])
def test_what_may_be_two_days_or_none_is_asked(typed: str):
    with pytest.raises(Unclear):
        read_days(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "days", "figures", "title", "form"),
    [
        ("Seminar on CEDAW, on Monday, 120 delegates", "on Monday", "120 delegates", "Seminar on CEDAW", "conference"),
        ("launch, 1 December, over 300 people", "1 December", "over 300 people", "Launch", ""),
        (
            "Training course for village heads, from 1 to 3 December, 75 participants",
            "from 1 to 3 December",
            "75 participants",
            "Training course for village heads",
            "training",
        ),
        (
            "yesterday put up 40 banners and 6 billboards",
            "yesterday",
            "40 banners; 6 billboards",
            "Put up 40 banners and 6 billboards",
            "visual",
        ),
        ("trang cap 5 may tinh, hom qua", "hom qua", "", "Trang cap 5 may tinh", ""),
    ],
)
def test_a_line_in_english_is_taken_apart(typed: str, days: str, figures: str, title: str, form: str):
    line = lines.split(typed, TODAY, PLAN.indicators, ())
    guessed = guessing_form.guess(PLAN, line.title, line.figures)

    found = (line.days, line.unsure, line.figures, line.title, guessed.picked if guessed else "")
    assert found == (days, None, figures, title, form)
