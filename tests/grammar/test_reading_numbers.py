"""Numbers as people type them: tests/grammar/numbers.txt, and what holds for all of them."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_tables import SIGNS, Row, misread, rows

from messages.folding import folded
from messages.reading.numbers.amounts import LARGEST, written
from messages.reading.numbers.numbers import read_number
from messages.unclear import Unclear
from messages.values import Precision
from messages.words import number

ROWS = list(rows("numbers.txt"))
_TEENS = [
    "mười",
    "mười một",
    "mười hai",
    "mười ba",
    "mười bốn",
    "mười lăm",
    "mười sáu",
    "mười bảy",
    "mười tám",
    "mười chín",
]
_ONES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_AFTER_TENS = ["", "mốt", "hai", "ba", "tư", "lăm", "sáu", "bảy", "tám", "chín"]
PIECES = (
    "1", "12", "120", "1.200", "1,200", "1,5", "0", "k", "tr", "triệu", "nghìn", "tỷ", "trăm", "chục", "rưỡi", "linh",
    "mười", "mươi", "một", "hai", "tám", "tam", "tầm", "tư", "hơn", "gần", "khoảng", "~", "+", "-", "vài", "%", "/",
)  # fmt: skip

typed_texts = st.lists(st.sampled_from(PIECES), max_size=6)


def shown(typed: str) -> str:
    try:
        value, precision = read_number(typed)
    except Unclear as why:
        offers = "; ".join(choice.key for choice in why.offers)
        return f"? {why.because}: {offers}" if offers else f"? {why.because}"
    return f"{SIGNS[precision]}{value:f}"


def in_words(n: int) -> str:
    """Spell a number below a million as a teacher does."""
    if n >= 1000:
        rest = n % 1000
        if not rest:
            return f"{in_words(n // 1000)} nghìn"
        filled = in_words(rest) if rest >= 100 else f"không trăm {'linh ' if rest < 10 else ''}{in_words(rest)}"
        return f"{in_words(n // 1000)} nghìn {filled}"
    if n >= 100:
        rest = n % 100
        return f"{_ONES[n // 100]} trăm {'linh ' if 0 < rest < 10 else ''}{in_words(rest) if rest else ''}".strip()
    if n >= 20:
        return f"{_ONES[n // 10]} mươi {_AFTER_TENS[n % 10]}".strip()
    return _TEENS[n - 10] if n >= 10 else _ONES[n]


def test_numbers_are_read_as_the_table_says():
    def in_capitals(row: Row, read: str) -> bool:
        return read.upper() == row.expected.upper()

    assert misread(ROWS, lambda row: shown(row.typed)) == []
    assert misread(ROWS, lambda row: shown(unicodedata.normalize("NFD", row.typed))) == []
    assert misread(ROWS, lambda row: shown(row.typed.upper()), in_capitals) == []


def test_without_tone_marks_the_same_is_read_or_it_is_asked_about():
    def is_right(row: Row, read: str) -> bool:
        return read == row.expected or read.startswith("?")

    assert misread(ROWS, lambda row: shown(folded(row.typed)), is_right) == []


def test_the_table_is_long_enough_to_mean_something():
    assert len(ROWS) >= 200


@given(st.integers(0, LARGEST), st.sampled_from(Precision))
def test_a_whole_number_reads_back_as_it_is_worded(n: int, precision: Precision):
    assert read_number(written(Decimal(n), precision)) == (n, precision)
    assert read_number(number(n, "vi"))[0] == n
    assert read_number(str(n))[0] == n


@given(st.decimals(0, 10**12, places=3))
def test_a_number_with_decimals_reads_back_as_it_is_written(value: Decimal):
    assert read_number(written(value))[0] == value


@given(st.integers(1, 999_999))
def test_a_number_in_words_reads_back(n: int):
    assert read_number(in_words(n)) == (n, Precision.EXACT)


@given(
    st.integers(1, 999),
    st.integers(1, 9),
    st.sampled_from([("k", 3), ("nghìn", 3), ("tr", 6), ("triệu", 6), ("tỷ", 9)]),
)
def test_a_digit_behind_a_scale_is_its_tenth(n: int, tenth: int, scale: tuple[str, int]):
    word, zeros = scale

    expected = n * 10**zeros + tenth * 10 ** (zeros - 1)

    assert read_number(f"{n}{word}{tenth}")[0] == expected
    assert read_number(f"{n} {word} {tenth}")[0] == expected
    assert read_number(f"{n},{tenth} {word}")[0] == expected


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_comma_before_three_digits_is_never_guessed(n: int, rest: int):
    with pytest.raises(Unclear) as why:
        read_number(f"{n},{rest:03}")

    offered = {read_number(offer.key)[0] for offer in why.value.offers}
    assert offered == {Decimal(n * 1000 + rest), Decimal(n) + Decimal(rest) / 1000}


@given(st.text(max_size=30) | typed_texts.map(" ".join) | typed_texts.map("".join))
def test_no_text_does_anything_but_read_or_ask(text: str):
    try:
        value, _ = read_number(text)
    except Unclear as why:
        for offer in why.offers:
            read_number(offer.key)
    else:
        assert 0 <= value <= LARGEST


@given(typed_texts.map(" ".join))
def test_folding_never_changes_a_reading_into_another(text: str):
    read, without = shown(text), shown(folded(text))

    assert shown(unicodedata.normalize("NFD", text)) == read
    assert without == read or without.startswith("?") or read.startswith("?")
