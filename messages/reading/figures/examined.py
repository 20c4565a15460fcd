"""Those who were examined or advised: "khám bệnh miễn phí cho 120 người" are no participants."""

from collections.abc import Sequence
from typing import Final

from messages.reading.figures.clauses import CLAUSE_ENDS
from messages.reading.figures.units import Counted
from messages.reading.typed import Word

_KEY: Final = "examined"
_PEOPLE: Final = frozenset({"nguoi", "luot", "dan", "ba", "con", "hoc", "sinh", "tre", "em", "hoi", "vien"})
_PRECISE: Final = frozenset({"hon", "tren", "gan", "khoang", "~"})
_NEAR: Final = 8  # words between "khám" and its number
_DONE: Final = frozenset({"kham", "benh", "van", "khoe"})
_HELD: Final = frozenset({("hoi", "nghi"), ("hoi", "thao"), ("tap", "huan"), ("toa", "dam"), ("chuong", "trinh")})


def begins(typed: Sequence[Word], at: int, unit: Sequence[Word]) -> int | None:
    """Give where the words begin by which a number of people here is of those who were examined; None for no such."""
    start = at - (at > 0 and typed[at - 1].plain in _PRECISE)
    if not unit or any(word.plain not in _PEOPLE for word in unit) or not start or typed[start - 1].plain != "cho":
        return None
    for n in range(start - 1, max(start - 1 - _NEAR, -1), -1):
        is_comma = typed[n].plain == "," and typed[n - 1].plain in _DONE  # "khám, cấp thuốc cho 120 người"
        if (typed[n].plain in CLAUSE_ENDS and not is_comma) or typed[n].is_numeral:
            return None
        if typed[n].might_be("khám") or (typed[n].might_be("tư") and typed[n + 1].might_be("vấn")):
            return None if _is_held(typed, n) else n
    return None


def _is_held(typed: Sequence[Word], at: int) -> bool:
    """Tell whether it was a conference about it: "hội nghị tư vấn tuyển sinh cho 120 người"."""
    before = typed[max(at - 4, 0) : at]
    return any(tuple(word.plain for word in before[n : n + 2]) in _HELD for n in range(len(before)))


def of_people(of: Sequence[Counted]) -> Counted | None:
    """Give what they are counted as, where that is counted."""
    return next((one for one in of if one.key == _KEY), None)
