"""Figures as people type them: tests/grammar/figures.txt, and what holds for all of them."""

import unicodedata
from collections.abc import Sequence
from contextlib import nullcontext
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from things_counted import INDICATORS, Indicator
from typed_tables import SIGNS, Row, misread, rows

from messages.folding import folded
from messages.reading.figures.figures import Counted, listed, read_figures, total, worded
from messages.unclear import Unclear
from messages.values import Figure, Precision
from messages.words import speaking
from tests.oneline.plan import PLAN

ROWS = list(rows("figures.txt"))
BY_KEY = {one.key: one for one in INDICATORS}
PIECES = (
    "1", "120", "1.200", "1,200", "1,5", "hai", "tám", "tam", "nghìn", "triệu", "hơn", "khoảng", "~", "vài", "nhiều",
    "-5", "hội thảo", "đại biểu", "người", "tin", "bài", "tin bài", "băng rôn", "m", "mét", "chiếc", "cuộc", "đồng",
    "kinh phí", ",", ";", "và", "với", ":", "trong đó", "(số ước)", "tổ chức", "\n", "x", "%",
)  # fmt: skip


def form(under: str) -> Sequence[Counted]:
    if under == "plan":
        return PLAN.indicators
    return INDICATORS if under == "all" else tuple(one for one in INDICATORS if one.key in under.split(","))


def shown(typed: str, of: Sequence[Counted] = INDICATORS) -> str:
    try:
        figures = read_figures(typed, of)
    except Unclear as why:
        offers = " // ".join(choice.key for choice in why.offers)
        return f"? {why.because}: {offers}" if offers else f"? {why.because}"
    return ", ".join(f"{f.indicator} {SIGNS[f.precision]}{f.value}" for f in figures)


def why(text: str) -> str:
    return text.partition(":")[0]


def test_figures_are_read_as_the_table_says():
    assert misread(ROWS, lambda row: shown(row.typed, form(row.under))) == []


def test_marks_written_apart_and_capitals_change_nothing():
    apart = misread(ROWS, lambda row: shown(unicodedata.normalize("NFD", row.typed), form(row.under)))
    capitals = misread(
        ROWS,
        lambda row: shown(row.typed.upper(), form(row.under)),
        lambda row, read: why(read) == why(row.expected),
    )

    assert (apart, capitals) == ([], [])


def test_without_tone_marks_the_same_is_read_or_it_is_asked_about():
    def is_right(row: Row, read: str) -> bool:
        return read == row.expected or read.startswith("?")

    assert misread(ROWS, lambda row: shown(folded(row.typed), form(row.under)), is_right) == []


def test_the_table_is_long_enough_to_mean_something():
    assert len(ROWS) >= 200


def test_each_figure_keeps_its_own_text():
    read = read_figures("Tổ chức 01 hội thảo, hơn 3 nghìn lượt người tham dự", INDICATORS)

    assert read == (
        Figure("workshops", Decimal(1), Precision.EXACT, "01 hội thảo"),
        Figure("people", Decimal(3000), Precision.OVER, "hơn 3 nghìn lượt người tham dự"),
    )


def test_what_was_understood_is_said_with_what_was_not():
    with pytest.raises(Unclear) as asked:
        read_figures("1 hội thảo, 5 con mèo", INDICATORS[:4])

    assert asked.value.facts == {"piece": "5 con mèo", "known": "Đã hiểu: 01 hội thảo.\n"}


def test_an_indicator_unusual_for_the_form_is_taken_by_its_own_words():
    usual = form("workshops,people")

    read = read_figures("1 hội thảo, 3 tin bài", usual, also=INDICATORS)

    assert [figure.indicator for figure in read] == ["workshops", "news"]


def test_of_two_meanings_the_usual_one_is_taken():
    helped = Indicator("helped", "Lượt người được giúp", "lượt người được giúp", ("người",))

    read = read_figures("300 người", form("workshops,people"), also=(helped,))

    assert [figure.indicator for figure in read] == ["people"]
    assert shown("300 người", (*form("people"), helped)).startswith("? figures.which_unit")


def test_the_number_of_a_name_is_no_figure():
    assert shown("xã Tân An 2: 45 người") == "people 45"
    assert shown("1 kế hoạch số 45/KH-UBND") == "documents 1"
    assert shown("Thông tư 05/2024/TT-BTP: 2 lớp") == "classes 2"


@pytest.mark.parametrize(
    ("usual", "typed", "expected"),
    [
        ("minutes", "90 lượt", "? figures.unknown_unit"),
        ("contests", "400 bài", "? figures.unknown_unit"),
        ("documents", "45k", "? figures.no_unit"),
        ("documents", "45", "documents 45"),
    ],
)
def test_a_general_word_is_not_taken_to_another_form(usual: str, typed: str, expected: str):
    with pytest.raises(Unclear) if expected.startswith("?") else nullcontext():
        read = read_figures(typed, form(usual), also=INDICATORS)

        assert [(one.indicator, one.value) for one in read] == [("documents", 45)]
    assert shown(typed, form(usual)) == expected


def test_figures_on_lines_of_their_own_are_read():
    assert shown("- 1 hội thảo\n- hơn 120 đại biểu\n• 3 tin bài") == "workshops 1, people >120, news 3"
    assert shown("Hội thảo: 1\nĐại biểu: 120") == "workshops 1, people 120"


def test_numbers_on_two_lines_are_not_one_number():
    assert shown("1\n200 đại biểu").startswith("? figures.no_unit")


@pytest.mark.parametrize(
    ("key", "value", "precision", "words"),
    [
        ("workshops", "1", Precision.EXACT, "01 hội thảo"),
        ("people", "120", Precision.EXACT, "120 đại biểu"),
        ("people", "3000", Precision.OVER, "hơn 3.000 đại biểu (số ước)"),
        ("views", "950", Precision.NEARLY, "gần 950 lượt xem (số ước)"),
        ("reach", "38200000", Precision.ABOUT, "khoảng 38.200.000 lượt tiếp cận (số ước)"),
        ("banners", "1150", Precision.EXACT, "1.150 chiếc băng rôn"),
        ("banner-metres", "4150.5", Precision.EXACT, "4.150,5 mét băng rôn"),
        ("classes", "0", Precision.EXACT, "00 lớp tập huấn"),
        ("leaflets", "500", Precision.EXACT, "500 tờ rơi"),
    ],
)
def test_a_figure_is_worded_with_its_unit(key: str, value: str, precision: Precision, words: str):
    assert worded(Figure(key, Decimal(value), precision, ""), BY_KEY[key]) == words


def test_a_figure_is_worded_in_english():
    with speaking("en"):
        assert worded(Figure("people", Decimal(3000), Precision.OVER, ""), BY_KEY["people"]) == (
            "more than 3,000 đại biểu (estimate)"
        )


figures_of = st.lists(
    st.tuples(st.sampled_from(INDICATORS), st.integers(0, 10**12), st.sampled_from(Precision)),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[0].key,
).map(lambda parts: [Figure(one.key, Decimal(value), precision, "") for one, value, precision in parts])


@given(figures_of)
def test_what_is_echoed_reads_back_the_same(figures: list[Figure]):
    again = read_figures(listed(figures, INDICATORS), INDICATORS)

    assert [(f.indicator, f.value, f.precision) for f in again] == [
        (f.indicator, f.value, f.precision) for f in figures
    ]


@given(
    st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), st.integers(1, len(INDICATORS))
)
def test_no_text_does_anything_but_read_or_ask(text: str, known: int):
    of = INDICATORS[:known]
    try:
        figures = read_figures(text, of)
    except Unclear as asked:
        for offer in asked.offers:
            read_figures(offer.key, of)
    else:
        assert figures
        assert len({figure.indicator for figure in figures}) == len(figures)
        assert all(figure.typed in unicodedata.normalize("NFC", text) for figure in figures)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_folding_never_changes_a_reading_into_another(text: str):
    read, without = shown(text), shown(folded(text))

    assert shown(unicodedata.normalize("NFD", text)) == read
    assert without == read or without.startswith("?") or read.startswith("?")


amounts = st.lists(st.tuples(st.integers(0, 10**9), st.sampled_from(Precision)), min_size=1, max_size=5)


@given(amounts)
def test_a_total_is_the_sum_whatever_the_order(parts: list[tuple[int, Precision]]):
    figures = [Figure("people", Decimal(value), precision, "") for value, precision in parts]

    value, precision = total(figures)

    assert value == sum(value for value, _ in parts)
    assert all(total(order) == (value, precision) for order in permutations(figures))


@given(amounts)
def test_a_total_is_no_more_exact_than_its_parts(parts: list[tuple[int, Precision]]):
    kinds = {precision for _, precision in parts} - {Precision.EXACT}

    precision = total([Figure("people", Decimal(value), kind, "") for value, kind in parts])[1]

    assert precision is (Precision.EXACT if not kinds else kinds.pop() if len(kinds) == 1 else Precision.ABOUT)


def test_metres_are_never_added_to_pieces_and_nothing_is_no_zero():
    metres = Figure("banner-metres", Decimal(4150), Precision.EXACT, "")
    pieces = Figure("banners", Decimal(1150), Precision.EXACT, "")

    with pytest.raises(ValueError, match="one indicator"):
        total([metres, pieces])
    with pytest.raises(ValueError, match="one indicator"):
        total([])


def test_news_and_articles_told_apart_in_brackets_are_counted_once():
    read = read_figures("12 tin, bài (8 tin, 4 bài)", PLAN.indicators)

    assert [(figure.indicator, figure.value) for figure in read] == [("news", 8), ("articles", 4)]


def test_a_word_that_only_folds_to_one_of_precision_is_none():
    assert shown("gắn 20 pa nô") == "billboards 20"
    assert shown("dùng 3 hội nghị") == "meetings 3"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["tiếp cận 45.000 người", "reached 45.000 people", "45.000 people reached"])
def test_who_was_reached_is_no_participant_in_either_language(typed: str, language: str):
    read = read_figures(typed, PLAN.spoken(language).indicators)

    assert [(figure.indicator, figure.value) for figure in read] == [("reach", 45000)]


@pytest.mark.parametrize(
    "typed", ["1. Hội nghị: 2\n2. Đại biểu: 85", "1. 2 hội nghị\n2. 85 đại biểu", "1/ 2 hội nghị\n2/ 85 người"]
)
def test_the_numbers_of_the_lines_of_a_list_count_nothing(typed: str):
    assert shown(typed) == "meetings 2, people 85"


def test_a_bare_sum_of_money_is_offered_as_money_first():
    with pytest.raises(Unclear) as why:
        read_figures("2 lớp, 12tr", PLAN.indicators)

    assert why.value.offers[0].label == "02 lớp tập huấn, bồi dưỡng; 12.000.000 đồng"
