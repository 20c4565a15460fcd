"""What holds for all days and all texts."""

import unicodedata
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from messages.folding import folded
from messages.reading.days.spans import read_days, worded, written
from messages.unclear import Unclear
from messages.values import Days

TODAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))
WITH_YEAR = (
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d:02}.{m:02}.{y}", "{d}.{m}.{yy:02}", "{d:02}/{m:02}/{yy:02}",
    "ngày {d} tháng {m} năm {y}", "ngày {d:02}/{m:02}/{y}", "{y}-{m:02}-{d:02}", "{d} tháng {m}/{y}",
    "mùng {d}/{m}/{y}", "8 giờ 30 ngày {d:02}/{m:02}/{y}", "14h30 ngày {d}/{m}/{y}", "vào ngày {d}/{m} năm {y}",
    "sáng {d}/{m}/{y}",
)  # fmt: skip
WITHOUT_YEAR = ("{d}/{m}", "{d:02}/{m:02}", "{d}.{m}", "{d:02}.{m:02}", "ngày {d}/{m}", "{d} tháng {m}", "8h {d}/{m}")
RANGES = ("{a} - {b}", "{a}-{b}", "từ {a} đến {b}", "từ ngày {a} đến hết ngày {b}", "{a} tới {b}", "{a} – {b}")
PIECES = (
    "ngày", "mùng", "từ", "đến", "tới", "tối", "sáng", "chiều", "qua", "nay", "hôm", "thứ", "tuần", "tháng", "năm",
    "trước", "sau", "sáu", "vừa", "rồi", "đầu", "cuối", "và", ",", "-", "–", "/", ".", ":", "h", "giờ", "8h30", "CN",
    "T6", "5", "05", "12", "31", "0", "99", "2025", "2052", "5/12", "30/2", "5-12", "1-5", "05/12/2025", "mười lăm",
    "âm lịch", "thứ 6",
)  # fmt: skip


def filled(form: str, day: date) -> str:
    return form.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100)


def outcome(text: str, today: date) -> tuple[object, ...] | str:
    try:
        days = read_days(text, today)
    except Unclear as why:
        return f"? {why.because}"
    return (days.first, days.last, days.separate, days.at)


@given(TODAYS, st.integers(-300, 183), st.sampled_from(WITH_YEAR))
def test_a_day_written_out_reads_back(today: date, away: int, form: str):
    day = today + timedelta(days=away)

    days = read_days(filled(form, day), today)

    assert (days.first, days.last, days.separate) == (day, day, ())


@given(TODAYS, st.integers(-183, 60), st.sampled_from(WITHOUT_YEAR))
def test_a_day_near_reads_back_without_its_year(today: date, away: int, form: str):
    day = today + timedelta(days=away)

    days = read_days(filled(form, day), today)

    assert (days.first, days.last) == (day, day)


@given(TODAYS, st.integers(-60, 60))
def test_a_day_near_may_be_written_with_a_dash(today: date, away: int):
    day = today + timedelta(days=away)

    assert read_days(f"{day.day}-{day.month}", today).first == day


@given(TODAYS, st.integers(-183, 60), st.integers(1, 100), st.sampled_from(RANGES), st.sampled_from(WITHOUT_YEAR[:4]))
def test_a_range_reads_back_in_order_across_the_years(today: date, end: int, length: int, joint: str, form: str):
    last = today + timedelta(days=end)
    first = last - timedelta(days=length)

    days = read_days(joint.format(a=filled(form, first), b=filled(form, last)), today)

    assert (days.first, days.last) == (first, last)
    assert days.first <= days.last


@given(TODAYS, st.sets(st.integers(-100, 50), min_size=2, max_size=8))
def test_a_list_reads_back_in_order(today: date, away: set[int]):
    named = tuple(today + timedelta(days=n) for n in sorted(away))

    days = read_days(", ".join(f"{day.day}/{day.month}" for day in named), today)

    assert (days.first, days.last, days.separate) == (named[0], named[-1], named)


@given(TODAYS, st.integers(-183, 60), st.integers(0, 20), st.sampled_from(RANGES))
def test_the_month_may_stand_only_at_the_end(today: date, end: int, length: int, joint: str):
    last = today + timedelta(days=end)
    first = max(last.replace(day=1), last - timedelta(days=length))

    days = read_days(joint.format(a=first.day, b=f"{last.day}/{last.month}"), today)

    assert (days.first, days.last) == (first, last)


days_echoed = st.builds(
    lambda today, away, hour: (today, [today + timedelta(days=n) for n in sorted(away)], hour),
    TODAYS,
    st.sets(st.integers(-180, 60), min_size=1, max_size=6),
    st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)


@given(days_echoed, st.booleans())
def test_what_is_echoed_reads_back_the_same(case, as_range: bool):
    today, named, hour = case
    separate = tuple(named) if len(named) > 1 and not as_range else ()
    days = Days(named[0], named[-1], "", separate, hour if hour and hour.hour >= 6 else None)
    if as_range and days.last - days.first > timedelta(days=183):
        days = Days(days.last, days.last, "", (), days.at)

    again = read_days(worded(days), today)
    kept = read_days(written(days.first, days.last, days.separate, days.at), today)

    assert (again.first, again.last, again.separate, again.at) == (days.first, days.last, days.separate, days.at)
    assert (kept.first, kept.last, kept.separate, kept.at) == (days.first, days.last, days.separate, days.at)


def speech(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(texts, max_size=7).map(" ".join)


@given(TODAYS, st.text(max_size=60) | speech(st.sampled_from(PIECES)) | speech(st.text(max_size=4)))
def test_no_text_does_anything_but_read_or_ask(today: date, text: str):
    try:
        days = read_days(text, today)
    except Unclear as why:
        for offer in why.offers:
            read_days(offer.key, today)
    else:
        assert days.first <= days.last
        assert all(one < other for one, other in pairwise(days.separate))


@given(TODAYS, speech(st.sampled_from(PIECES)))
def test_folding_never_changes_a_reading_into_another(today: date, text: str):
    read, without = outcome(text, today), outcome(folded(text), today)

    assert outcome(unicodedata.normalize("NFD", text), today) == read
    assert without == read or isinstance(without, str) or isinstance(read, str)
