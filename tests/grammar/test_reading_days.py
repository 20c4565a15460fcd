"""Days as people type them, row by row: tests/grammar/days.txt."""

import unicodedata
from datetime import date
from typing import NamedTuple

from typed_tables import misread, rows

from messages.folding import folded
from messages.reading.lines.told import days_in
from messages.unclear import Unclear
from messages.values import Days


class Row(NamedTuple):
    today: date
    typed: str
    expected: str


ROWS = [Row(date.fromisoformat(row.under), row.typed, row.expected) for row in rows("days.txt")]


def shown(typed: str, today: date) -> str:
    try:
        days = days_in(typed, today)
    except Unclear as why:
        offers = "; ".join(choice.key for choice in why.offers)
        return f"? {why.because}: {offers}" if offers else f"? {why.because}"
    return in_short(days)


def in_short(days: Days) -> str:
    one = str(days.first) if days.first == days.last else f"{days.first}..{days.last}"
    named = " ".join(map(str, days.separate)) or one
    return named if days.at is None else f"{named} at {days.at:%H:%M}"


def test_days_are_read_as_the_table_says():
    assert misread(ROWS, lambda row: shown(row.typed, row.today)) == []


def test_marks_written_apart_change_nothing():
    assert misread(ROWS, lambda row: shown(unicodedata.normalize("NFD", row.typed), row.today)) == []


def test_without_tone_marks_the_same_is_read_or_it_is_asked_about():
    def is_right(row: Row, read: str) -> bool:
        return read == row.expected or (read.startswith("?") and _asks_for_a_reason(row))

    assert misread(ROWS, lambda row: shown(folded(row.typed), row.today), is_right) == []


def test_capitals_change_nothing():
    assert misread(ROWS, lambda row: shown(row.typed.upper(), row.today)) == []


def test_what_was_typed_is_kept():
    read = [row for row in ROWS if not row.expected.startswith("?")]

    assert misread(read, lambda row: days_in(row.typed, row.today).typed, lambda row, kept: kept == row.typed) == []


def test_the_table_is_long_enough_to_mean_something():
    assert len(ROWS) >= 200


def _asks_for_a_reason(row: Row) -> bool:
    """Only where folding makes two words one may marks be needed for an answer without asking."""
    return row.expected.startswith("?") or any(
        word in row.typed.lower() for word in ("sau", "sáu", "tới", "tối", "mỗi", "mốt")
    )


def test_the_day_of_a_paper_is_its_own():
    assert shown("Kế hoạch số 12/KH-UBND ngày 20/11/2025, hôm qua họp", date(2025, 12, 5)) == "2025-12-04"
    assert shown("theo Quyết định số 64/QĐ-UBND ngày 12/11/2025", date(2025, 12, 5)) == "? days.not_understood"


def test_three_days_ago_is_read_where_its_mark_tells_it_from_the_day_before_yesterday():
    assert shown("hôm kìa", date(2025, 12, 5)) == "2025-12-02"
    assert shown("hôm kia", date(2025, 12, 5)) == shown("hom kia", date(2025, 12, 5)) == "2025-12-03"
