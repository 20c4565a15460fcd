"""What looks like a result is told from greetings, thanks, questions and plans."""

from datetime import date
from pathlib import Path

import pytest

from handlers.officials.free_text import resembling
from messages.reading.lines import lines
from tests.oneline.plan import PLAN

FRIDAY = date(2025, 12, 5)
ROWS = [
    tuple(part.strip() for part in row.split(" | "))
    for row in (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


def test_the_table_is_long_enough_both_ways():
    counts = [sum(wanted == kind for wanted, _ in ROWS) for kind in ("yes", "no")]

    assert min(counts) >= 30
    assert sum(counts) == len(ROWS)


@pytest.mark.parametrize(("wanted", "text"), ROWS)
def test_what_looks_like_a_result_is_told_from_what_does_not(wanted: str, text: str):
    line = lines.split(text, FRIDAY, PLAN.indicators, [task.key for task in PLAN.tasks])

    assert resembling.looks(text, line) == (wanted == "yes")
