"""The numbers in a title that say how many of something: "12 gian hàng", "12/15 xã"; no days, years, papers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from messages.reading.lines.figures import is_ordinal
from messages.reading.lines.vocabulary import (
    COUNT_ENDS,
    DOING_MARKED,
    DOINGS,
    HOURS,
    NUMBERED_PLACES,
    SHORT_THINGS,
    YEARS_BEFORE,
)
from messages.reading.numbers.amounts import Doubtful, amount
from messages.reading.typed import LINE, Word, composed, words
from messages.values import Figure

_NAMED: Final = 2  # words behind a number that say of what


_SIGNS: Final = frozenset({",", ";", ".", ":", "(", ")", "!", "?", "–", "-", LINE, '"', "“", "”"})


_FIRST_YEAR: Final = 1900


_LAST_YEAR: Final = 2100


_DAYS: Final = 31


_MONTHS: Final = 12


# "123/BC-BYT ngày 3/12", "Kế hoạch 705/KH-BCĐNQ", "QH15", "24/7"
_NO_COUNTS: Final = re.compile(
    r"\b\d{1,5}(?:/\d{4})?/[A-ZĐ]{2,6}\d*(?:-[\w.&Đ-]{1,20})?|\b24/7\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"
    r"|https?://\S+|\b\d{4}\s?[-–]\s?\d{4}\b"
    r"|(?<=\btại )\d+[A-Za-z]?(?= [A-ZĐÀÁÂÈÉÊÌÍÒÓÔÙÚÝĂƠƯ])"  # "tại 46 Trần Phú"
)


@dataclass(frozen=True, slots=True)
class Left:
    """A number and the words behind it; `values` are all numbers in it."""

    text: str
    values: frozenset[Decimal]


def numbers(title: str) -> list[Left]:
    """Give the numbers of a title that count something, in order."""
    text = composed(title)
    typed = words(_NO_COUNTS.sub(lambda m: "\n" * len(m.group()), text))
    found: list[Left] = []
    at = 0
    while at < len(typed):
        end = _counts(typed, at)
        if end is None:
            at += 1
            continue
        values = frozenset(value for n in range(at, end) if (value := _value(typed, n)) is not None)
        found.append(Left(text[typed[at].start : typed[end - 1].end], values))
        at = end
    return found


def _counts(typed: Sequence[Word], at: int) -> int | None:
    """Give the place behind a number that begins here, and behind what it counts; None for one that counts nothing."""
    word = typed[at]
    before = typed[at - 1].plain if at else ""
    if not word.is_numeral or (word.is_glued and before not in _SIGNS) or (word.is_glued and before in {"-", "–", "."}):
        return None
    if (at and is_ordinal(typed[at - 1])) or before in NUMBERED_PLACES | YEARS_BEFORE:
        return None
    end = _behind(typed, at)
    shared = end < len(typed) and typed[end].plain in {"/", "-", "–"}
    if shared and end + 1 < len(typed) and typed[end + 1].is_numeral:
        if typed[end].plain == "/" and _is_day(word, typed[end + 1]) and not _is_thing(typed, end + 2):
            return None
        end = _behind(typed, end + 1)
    percent = end < len(typed) and typed[end].plain == "%"
    end += percent
    if not percent and not _is_thing(typed, end):
        return None
    if not percent and word.said.isdecimal() and _FIRST_YEAR <= int(word.said) <= _LAST_YEAR:
        return None
    named = 1 if end < len(typed) and typed[end].plain in SHORT_THINGS else _NAMED
    stop = end
    while stop < len(typed) and stop - end < named and _is_thing(typed, stop):
        stop += 1
    return stop


def _behind(typed: Sequence[Word], at: int) -> int:
    """Give the place behind a number with its scale: "3 nghìn"."""
    try:
        read = amount(typed, at)
    except Doubtful as doubt:
        return max(doubt.end, at + 1)
    return read.end if read is not None else at + 1


def _is_day(day: Word, month: Word) -> bool:
    return (
        day.said.isdecimal()
        and month.said.isdecimal()
        and 1 <= int(day.said) <= _DAYS
        and 1 <= int(month.said) <= _MONTHS
    )


def _is_thing(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a word stands here that can say of what there are so many."""
    if at >= len(typed) or not typed[at].plain.isalpha():
        return False
    pair = " ".join(word.plain for word in typed[at : at + 2])
    ends = typed[at].plain in COUNT_ENDS | HOURS or typed[at].said in DOING_MARKED
    return not ends and pair not in DOINGS and typed[at].plain not in {"du", "tham", "nam"}


def _value(typed: Sequence[Word], at: int) -> Decimal | None:
    if not typed[at].is_numeral:
        return None
    try:
        read = amount(typed, at)
    except Doubtful:
        return None
    return read.value if read is not None else None


def worded(title: str, figures: Sequence[Figure]) -> str:
    """Quote the numbers of a title whose value is in no figure: "“35 phóng viên”; “12/15 xã”"; "" for none."""
    known = {figure.value for figure in figures}
    left = [piece.text for piece in numbers(title) if not known & piece.values]
    return "; ".join(f"“{text}”" for text in left)
