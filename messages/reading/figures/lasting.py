"""How long something was on air, in hours and minutes: "thời lượng 1 giờ 20 phút", "1h20 phát sóng", "thời lượng 45'".

Without such words beside it "8 giờ 20 phút" is a clock's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from messages.reading.figures.clauses import CLAUSE_ENDS
from messages.reading.typed import Word

_HOURS: Final = frozenset({"gio", "h", "tieng", "g"})
_MINUTES: Final = frozenset({"phut", "ph", "p", "'", "’", "′"})
_ON_AIR: Final = (("phat", "song"), ("phat", "thanh"), ("len", "song"), ("truyen", "hinh"), ("truyen", "thanh"))
_AIRED: Final = (("phong", "su"), ("chuyen", "muc"), ("ban", "tin"))
_HOUR: Final = 60
_NEAR: Final = 5  # words between "thời lượng" and its number


@dataclass(frozen=True, slots=True)
class Lasting:
    """So many minutes; `end` is the place behind their words."""

    minutes: Decimal
    end: int


def lasting(typed: Sequence[Word], at: int) -> Lasting | None:
    """Read what begins here, where the words beside it say that it was on air; plain hours or minutes are no matter."""
    read = _hours(typed, at) or _short_minutes(typed, at)
    if read is None:
        return None
    behind = tuple(word.plain for word in typed[read.end : read.end + 2])
    if behind in _ON_AIR:
        return Lasting(read.minutes, read.end + 2)
    return read if _is_lasting(typed, at) else None


def _hours(typed: Sequence[Word], at: int) -> Lasting | None:
    if at + 2 >= len(typed) or not typed[at].said.isdecimal() or typed[at + 1].plain not in _HOURS:
        return None
    hours, behind = int(typed[at].said), typed[at + 2]
    if behind.plain == "ruoi":
        return Lasting(Decimal(hours * _HOUR + _HOUR // 2), at + 3)
    if not behind.said.isdecimal() or int(behind.said) >= _HOUR:
        return None
    end = at + 3
    end += end < len(typed) and typed[end].plain in _MINUTES
    return Lasting(Decimal(hours * _HOUR + int(behind.said)), end)


def _short_minutes(typed: Sequence[Word], at: int) -> Lasting | None:
    """Read "45p", "45'"; "45 phút" is read as every other figure."""
    is_short = at + 1 < len(typed) and typed[at + 1].plain in _MINUTES - {"phut"}
    return Lasting(Decimal(typed[at].said), at + 2) if is_short and typed[at].said.isdecimal() else None


def _is_lasting(typed: Sequence[Word], at: int) -> bool:
    end = at - (at > 0 and typed[at - 1].plain in {",", "("})
    if any(tuple(word.plain for word in typed[max(end - 2, 0) : end]) == one for one in _AIRED):
        return True  # "9 phóng sự, 45p"
    for n in range(at - 1, max(at - 1 - _NEAR, 0), -1):
        if typed[n].plain in CLAUSE_ENDS:
            return False
        if (typed[n - 1].plain, typed[n].plain) == ("thoi", "luong"):
            return True
        if typed[n].plain == "dai":
            return _is_aired(typed[:n])
    return False


def _is_aired(before: Sequence[Word]) -> bool:
    said = " ".join(word.plain for word in before)
    return any(" ".join(words) in said for words in (*_ON_AIR, *_AIRED))
