"""Numbers below a thousand in words, and numerals with their points and commas.

A point groups thousands here and a comma begins the decimals ("1.200" is 1200,
"12,7" is twelve and seven tenths), but enough people write it the other way round
that "1,200" and "1.5" are not sure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from messages.folding import folded
from messages.reading.typed import Word

_DIGITS: Final = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_PLAIN_DIGITS: Final = {folded(word): digit for word, digit in _DIGITS.items()}
_NEVER_SURE: Final = {"tam", "tu"}  # tám, or tầm (about), or tấm (a sheet); tư, or từ (from)
_NEVER_FIRST: Final = {"tư", "mốt", "lăm", "nhăm"}  # "tư vấn"; only behind tens are they digits
_NOT_SURE_ALONE: Final = {"sau", "bay", "nam"}  # sáu, or sau (after); bảy, or bay; năm, or nam (male)
SCALES: Final = {
    "k": 10**3, "nghin": 10**3, "ngan": 10**3, "van": 10**4, "tr": 10**6, "trieu": 10**6, "ty": 10**9, "ti": 10**9,
}  # fmt: skip
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*", re.ASCII)
_MOST_DECIMALS: Final = 3


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a numeral can mean. More than one: ask. Not `sure`: only a word like "triệu" behind it makes it sure."""

    values: tuple[Decimal, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words, and the place behind it. `is_sure` is not, where a word without marks may be no number."""

    value: int
    end: int
    without_last: int | None = None  # the number without a last word that may be no number ("tam" may be "tấm")
    is_sure: bool = True


def numeral(said: str) -> Numeral | None:
    """Read a numeral; None when its points and commas make no number."""
    parts = re.split(r"[.,]", said)
    signs = re.findall(r"[.,]", said)
    whole = re.sub(r"\s", "", said)
    if not signs:
        return Numeral((Decimal(whole),))
    if len(set(signs)) == 1 and _GROUPED.fullmatch(said):
        grouped = Decimal("".join(parts))
        if signs == [","]:
            return Numeral((grouped, Decimal(".".join(parts))))
        return Numeral((grouped,))
    if len(signs) > 1 and (
        len(set(signs)) == 1 or signs[-1] in signs[:-1] or not _GROUPED.fullmatch(said[: -len(parts[-1]) - 1])
    ):
        return None
    if len(signs) == 1 and len(parts[0]) > _MOST_DECIMALS and len(parts[1]) == _MOST_DECIMALS:
        return None  # "1000.000": a million with a point forgotten, or a thousand
    if len(parts[-1].rstrip("0")) > _MOST_DECIMALS:
        return None
    return Numeral((Decimal("".join(parts[:-1]) + "." + parts[-1]),), sure=signs[-1] == "," or len(signs) > 1)


def spelled(words: Sequence[Word], at: int) -> Spelled | None:
    """Read a number below a thousand in words ("ba mươi hai", "một trăm linh năm")."""
    if words[at].said in _NEVER_FIRST:
        return None
    first = _digit(words, at)
    if first is None:
        return _tens(words, at, 0) if _is(words, at, "mười") else None
    is_sure = words[at].said not in _NEVER_SURE
    if _is(words, at + 1, "trăm"):
        return replace(_after_hundred(words, at + 2, first * 100), is_sure=is_sure)
    if not first:
        return None  # "không" is mostly "no"
    if _is(words, at + 1, "mươi", "mười") and first > 1:
        return replace(_tens(words, at + 1, first), is_sure=is_sure)
    alone = at + 1 >= len(words) or words[at + 1].plain not in SCALES
    return Spelled(first, at + 1, is_sure=is_sure and not (alone and words[at].said in _NOT_SURE_ALONE))


def _after_hundred(words: Sequence[Word], at: int, hundreds: int) -> Spelled:
    if hundreds and _is(words, at, "rưỡi", "rưởi"):
        return Spelled(hundreds + 50, at + 1)
    if _is(words, at, "linh", "lẻ"):
        digit = _digit(words, at + 1)
        if digit:
            return _ending(words, at + 2, hundreds + digit, hundreds)
    first = _digit(words, at)
    tens = _tens(words, at, 0) if _is(words, at, "mười") else None
    if first and first > 1 and _is(words, at + 1, "mươi", "mười"):
        tens = _tens(words, at + 1, first)
    if first and first > 1 and _is(words, at + 1, "lăm", "nhăm", "mốt"):  # "năm trăm hai lăm"
        tens = Spelled(first * 10 + (_digit(words, at + 1) or 0), at + 2)
    if tens:
        less = None if tens.without_last is None else hundreds + tens.without_last
        return Spelled(hundreds + tens.value, tens.end, less)
    return Spelled(hundreds, at)


def _tens(words: Sequence[Word], at: int, tens: int) -> Spelled:
    """Read on from "mười" or "mươi" at this place."""
    value = (tens or 1) * 10
    digit = _digit(words, at + 1)
    if not digit or words[at + 1].plain == "nam":  # "hai mươi năm" is twenty years
        return Spelled(value, at + 1)
    return _ending(words, at + 2, value + digit, value)


def _ending(words: Sequence[Word], end: int, value: int, without_last: int) -> Spelled:
    unsure = words[end - 1].said == "tam"
    return Spelled(value, end, without_last if unsure else None)


def _digit(words: Sequence[Word], at: int) -> int | None:
    if at >= len(words):
        return None
    word = words[at]
    if word.is_marked:
        return _DIGITS.get(word.said)
    if word.said in _NEVER_SURE | _NOT_SURE_ALONE and any(other.is_marked for other in words):
        return None  # somebody who types marks would have typed it with them
    return _PLAIN_DIGITS.get(word.plain)


def _is(words: Sequence[Word], at: int, *marked: str) -> bool:
    return at < len(words) and words[at].might_be(*marked)
