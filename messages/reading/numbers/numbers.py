"""One number with its word of precision, as people write it: "hơn 3 nghìn", "1k2", "2 triệu rưỡi"."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from messages.reading.numbers.amounts import LARGEST, Doubtful, amount, scales
from messages.reading.typed import Word, composed, words
from messages.said import Choice
from messages.unclear import Unclear
from messages.values import Precision

_LONGEST: Final = 100
_SHOWN: Final = 40
_PRECISE: Final = {"hon", "gan", "khoang", "tren"}
VAGUE: Final = frozenset({
    "vai", "nhieu", "hang", "may", "dam", "cac", "toan", "mot so", "mot vai", "mot it", "vo so", "dong dao", "tat ca",
    "hau het",
})  # fmt: skip
_NO_HINTS: Final = (["hang", "hai"], ["hang", "hoa"], ["hang", "xom"], ["hang", "quan"])  # "Đại học Hàng hải"
_MARKED: Final = {"vai": "vài", "may": "mấy", "dam": "dăm", "hang": "hàng", "dong": "đông"}


def read_number(text: str) -> tuple[Decimal, Precision]:
    """Read a text that is one number and nothing else. Raise Unclear, with offers where it can be two numbers."""
    said = composed(text).strip().rstrip(" .;,")
    if len(said) > _LONGEST:
        raise Unclear("number.not_understood", piece=said[:_SHOWN])
    typed = words(said)
    if not typed:
        raise Unclear("number.empty")
    if is_negative(typed, 0):
        raise Unclear("number.negative")
    try:
        read = amount(typed, 0)
    except Doubtful as doubt:
        whole = [replaced(said, typed, doubt, way) for way in doubt.ways]
        offers = tuple(Choice(way, way) for way in whole if _is_number(way))
        raise Unclear("number.which" if offers else "number.not_understood", offers, piece=said[:_SHOWN]) from None
    if read is None or read.end < len(typed):
        raise Unclear("number.vague" if is_vague(typed, 0) else "number.not_understood", piece=said[:_SHOWN])
    if read.value > LARGEST:
        raise Unclear("number.too_large", piece=said[:_SHOWN])
    return read.value, read.precision


def is_hinted(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a number is only hinted at here: "vài chục", "nhiều", "hàng trăm", "một số"."""
    ahead = [word.plain for word in typed[at : at + 2]]
    if ahead[0] in _MARKED and typed[at].is_marked and typed[at].said != _MARKED[ahead[0]]:
        return False  # "tọa đàm" is no "dăm"
    if ahead in _NO_HINTS:
        return False
    return ahead[0] in VAGUE or " ".join(ahead) in VAGUE


def is_vague(typed: Sequence[Word], at: int) -> bool:
    """Tell whether no number begins here, but a hint at one: also "hơn chục", "nghìn người"."""
    if typed[at].plain in _PRECISE and at + 1 < len(typed):
        at += 1
    is_scale = typed[at].might_be("chục", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ") and scales(typed, at)
    return is_hinted(typed, at) or is_scale


def is_negative(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a number below zero begins here: "-5", "âm 5"."""
    if at + 1 >= len(typed) or not typed[at + 1].is_numeral:
        return False
    sign, digits = typed[at], typed[at + 1]
    stands_alone = at == 0 or not sign.is_glued
    return sign.said == "âm" or (sign.plain in {"-", "–", "−"} and digits.is_glued and stands_alone)


def replaced(text: str, typed: Sequence[Word], doubt: Doubtful, way: str) -> str:
    """Give the text with the doubtful words written in one of their ways."""
    return text[: typed[doubt.start].start] + way + text[typed[doubt.end - 1].end :]


def _is_number(text: str) -> bool:
    try:
        read_number(text)
    except Unclear:
        return False
    return True
