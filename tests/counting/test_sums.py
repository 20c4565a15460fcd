"""Sums against a recount by hand: any mix of additions and totals, in any order, some of them withdrawn."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from handlers.entries import sums
from messages.values import Precision
from storage.results.figures import Counts, SumScope, Told

FIRST = date(2025, 12, 1)
SCOPE = SumScope("HNI", "16.4", "banners")


def told(number: int, value: int, day: int, counts: Counts = Counts.NEW, **more: object) -> Told:
    """Give a figure of entry `number`, through the given day of December."""
    row = Told(
        unit=SCOPE.unit,
        task=SCOPE.task,
        number=number,
        kind="activity",
        made_at=datetime(2025, 12, 1, tzinfo=UTC) + timedelta(hours=number),
        indicator=SCOPE.indicator,
        value=Decimal(value),
        precision=Precision.EXACT,
        first=date(2025, 12, day),
        last=date(2025, 12, day),
        counts=counts,
        within=None,
    )
    return replace(row, **more)


@st.composite
def entries(draw: st.DrawFn) -> list[Told]:
    """Give the figures of some entries of one scope, numbered as they came."""
    rows: list[Told] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        counts = draw(st.sampled_from(Counts))
        holders = [row.number for row in rows]
        within = draw(st.sampled_from(holders)) if counts is Counts.WITHIN and holders else None
        if counts is Counts.WITHIN and within is None:
            counts = Counts.NEW
        rows.append(told(number, draw(st.integers(0, 500)), draw(st.integers(1, 12)), counts, within=within))
    return rows


def recount(rows: list[Told], through: date) -> int | None:
    """Walk the days one by one: a total replaces the sum of the day it is told for, an addition raises it."""
    rows = [row for row in rows if row.last <= through]
    if not rows:
        return None
    there = {row.number for row in rows}
    sum_, replaced_by = 0, 0
    for day in range((through - FIRST).days + 1):
        today = [row for row in rows if row.last == FIRST + timedelta(days=day)]
        sum_ += sum(int(row.value) for row in today if row.counts is not Counts.TOTAL and row.within not in there)
        for row in sorted((row for row in today if row.counts is Counts.TOTAL), key=lambda row: row.number):
            sum_, replaced_by = int(row.value), row.number
        if any(row.counts is Counts.TOTAL for row in today):
            sum_ += sum(
                int(row.value)
                for row in rows
                if row.counts is Counts.EXTRA and row.number > replaced_by and row.last <= FIRST + timedelta(days=day)
                if row.within not in there
            )
    return sum_


@given(entries(), st.integers(1, 12))
def test_what_is_recorded_is_what_a_recount_by_days_gives(rows: list[Told], day: int) -> None:
    through = date(2025, 12, day)
    found = sums.recorded(rows, SCOPE, through)

    assert (None if found is None else found.value) == recount(rows, through)


@given(entries(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_sum(rows: list[Told], random: Random) -> None:
    shuffled = random.sample(rows, len(rows))

    assert sums.totals(shuffled)[SCOPE].value == sums.totals(rows)[SCOPE].value


@given(entries())
def test_what_says_itself_how_it_counts_may_come_in_any_order(rows: list[Told]) -> None:
    """Additions by their days and totals of different days: whoever reports first, the sum is the same."""
    plain = [row for row in rows if row.counts in (Counts.NEW, Counts.TOTAL)]
    days = {row.last for row in plain if row.counts is Counts.TOTAL}
    plain = [row for row in plain if row.counts is Counts.NEW or (row.last in days and not days.discard(row.last))]
    backwards = [replace(row, number=len(plain) - nth) for nth, row in enumerate(plain)]

    assert _value(plain) == _value(backwards)


@given(entries(), st.data())
def test_a_withdrawn_entry_counts_no_more(rows: list[Told], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(rows))
    left = [row for row in rows if row is not gone]

    assert _value(left) == recount(left, date(2025, 12, 12))


@given(entries(), entries())
def test_scopes_are_added_apart(rows: list[Told], others: list[Told]) -> None:
    metres = [replace(row, indicator="banner-metres") for row in others]
    elsewhere = [replace(row, unit="HPG") for row in others]
    found = sums.totals([*rows, *metres, *elsewhere])

    assert found[SCOPE].value == _value(rows)
    assert found[replace(SCOPE, indicator="banner-metres")].value == _value(others)
    assert found[replace(SCOPE, unit="HPG")].value == _value(others)


def _value(rows: list[Told]) -> Decimal | None:
    found = sums.recorded(rows, SCOPE)
    return None if found is None else found.value


def test_nothing_recorded_is_no_zero() -> None:
    assert sums.recorded([], SCOPE) is None
    assert sums.recorded([told(1, 5, 9)], SCOPE, date(2025, 12, 8)) is None
    assert sums.totals([]) == {}


def test_a_province_tells_totals_three_times() -> None:
    rows = [told(1, 120, 5, Counts.TOTAL), told(2, 287, 9, Counts.TOTAL), told(3, 412, 12, Counts.TOTAL)]

    assert sums.totals(rows)[SCOPE].value == 412
    assert sums.totals(rows[:2])[SCOPE].value == 287


def test_an_addition_inside_a_total_is_not_added_again() -> None:
    assert _value([told(1, 5, 5), told(2, 100, 9, Counts.TOTAL)]) == 100
    assert _value([told(1, 100, 9, Counts.TOTAL), told(2, 5, 5, Counts.WITHIN, within=1)]) == 100


def test_an_addition_on_top_of_a_total_is_added_until_a_later_total_has_it() -> None:
    rows = [told(1, 100, 9, Counts.TOTAL), told(2, 5, 5, Counts.EXTRA)]

    assert _value(rows) == 105
    assert _value([*rows, told(3, 180, 12, Counts.TOTAL)]) == 180


def test_an_activity_over_the_last_day_of_a_total_comes_after_it_unless_told_otherwise() -> None:
    whole = told(1, 100, 9, Counts.TOTAL)
    over = told(2, 5, 12, first=date(2025, 12, 8))

    assert _value([whole, over]) == 105
    assert _value([whole, replace(over, counts=Counts.WITHIN, within=1)]) == 100


def test_what_a_withdrawn_total_contained_counts_by_itself_again() -> None:
    assert _value([told(2, 5, 5, Counts.WITHIN, within=1)]) == 5


def test_a_total_told_again_for_the_same_day_replaces_the_earlier() -> None:
    assert _value([told(1, 100, 9, Counts.TOTAL), told(2, 110, 9, Counts.TOTAL)]) == 110


def test_words_of_precision_are_added_too() -> None:
    about = told(2, 300, 10, precision=Precision.ABOUT)
    over = told(1, 100, 9, Counts.TOTAL, precision=Precision.OVER)

    assert sums.totals([over, told(2, 5, 10)])[SCOPE].precision is Precision.OVER
    assert sums.totals([over, about])[SCOPE].precision is Precision.ABOUT


def test_what_was_planned_early_and_told_late_comes_on_top_of_the_total_between() -> None:
    late = told(1, 30, 5, Counts.EXTRA, made_at=datetime(2025, 12, 9, tzinfo=UTC))
    total = told(2, 500, 8, Counts.TOTAL)

    assert _value([late, total]) == 530


def test_of_two_totals_of_a_day_the_one_told_last_stands_whatever_its_number() -> None:
    late = told(1, 600, 8, Counts.TOTAL, made_at=datetime(2025, 12, 9, tzinfo=UTC))

    assert _value([late, told(2, 500, 8, Counts.TOTAL)]) == 600
