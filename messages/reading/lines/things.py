"""Several things told in one line, each with its own hour of a day: "8h30 hội thảo về CEDAW, 14h tọa đàm, 5/12".

Each is a result of its own. "8h - 11h30 họp" is one, and so is "phát sóng lúc 8h và 20h".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from messages.folding import folded
from messages.reading import papers
from messages.reading.days.spans import read_days
from messages.reading.lines.vocabulary import DAY_STARTS, RECURRING, WITHOUT_WEIGHT
from messages.unclear import Unclear

_CLOCK: Final = (
    r"\d{1,2}(?:\s?(?:h|g)\s?(?:\d{2})?(?!\w)|:\d{2}(?!\d)|\s?giờ(?:\s\d{1,2}(?:\s?phút)?(?![\d/.-]))?(?!\w))"
)
_HOUR: Final = re.compile(rf"(?<![\d/.,])(?:lúc\s+|từ\s+)?{_CLOCK}(?:\s?(?:-|–|đến|tới)\s?{_CLOCK})?", re.IGNORECASE)
# Of the day, where a clause begins; "sáng tạo" and "tối đa" are other words.
_PART: Final = re.compile(
    r"\s*(?P<part>(?:(?:buổi\s+)?(?:sáng|trưa|chiều|tối)|sang|chieu)(?:\s+cùng\s+ngày|\s+cung\s+ngay)?)(?=[\s:]|$)"
    r"(?!\s+(?:tạo|kiến|lập|thiểu|đa|ưu|cao|dài|sâu|rộng|mật|hậu|tao|kien|lap|cao|dai|sau|rong)\b)",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[\n;]|[,.](?=\s|$)")
_STAGES: Final = re.compile(
    r"\b(?:khai mac|be mac|khai giang|be giang|bat dau|ket thuc|xong|tiep tuc|phat lai|don tiep|don khach)\b"
)
_WEIGHTLESS: Final = WITHOUT_WEIGHT | DAY_STARTS | frozenset(map(folded, RECURRING))


@dataclass(frozen=True, slots=True)
class Thing:
    """Characters `start` to `end` of the line; `hours` are those of its times.

    `does`: words say what was done. `is_led`: its hour stands in front, so that what follows without one belongs to it.
    """

    start: int
    end: int
    hours: tuple[tuple[int, int], ...]
    does: bool
    is_led: bool


def things(masked: str, dated: Sequence[tuple[int, int]]) -> list[Thing]:
    """Give those that have hours of their own, in order; none where there are not two.

    In `masked` no figures are left; `dated` are the stretches of days, of which only the hours matter.
    """
    found: list[Thing] = []
    start = 0
    for end in [*(m.start() for m in _CLAUSE.finditer(masked)), len(masked)]:
        clause = _clause(masked, start, end, dated)
        start = end
        before = found[-1] if found else None
        if before is None or _begins(clause, before):
            found.append(clause)
        else:
            found[-1] = _joined(before, clause)
    timed = [one for one in found if one.hours and one.does]
    return timed if len({folded(masked[slice(*one.hours[0])]).strip() for one in timed}) > 1 else []


def _clause(masked: str, start: int, end: int, dated: Sequence[tuple[int, int]]) -> Thing:
    hours = _hours(masked, start, end)
    said = papers.masked(masked, [*hours, *dated])[start:end]
    words = re.findall(r"[^\W\d_]+", _STAGES.sub(" ", folded(said)))
    does = any(word not in _WEIGHTLESS for word in words)
    return Thing(start, end, tuple(hours), does, is_led=bool(hours))


def _begins(clause: Thing, before: Thing) -> bool:
    """Tell whether a clause tells of another than what stands in front."""
    if not (before.hours and before.does):
        return bool(clause.hours and clause.does and before.does)
    return bool(clause.hours) or (clause.does and not before.is_led)


def _joined(one: Thing, clause: Thing) -> Thing:
    is_led = one.is_led if one.does or one.hours else clause.is_led
    return Thing(one.start, clause.end, (*one.hours, *clause.hours), one.does or clause.does, is_led)


def without_hours(text: str, today: date) -> str:
    """Give days as typed without their hour: of several things it is that of one."""
    left = " ".join(_HOUR.sub(" ", text).split()).strip(" ,:-–")
    return left if _days(left, today) == _days(text, today) is not None else text


def _days(text: str, today: date) -> tuple[date, date, tuple[date, ...]] | None:
    try:
        days = read_days(text, today)
    except Unclear:
        return None
    return days.first, days.last, days.separate


def _hours(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    hours = [(start + m.start(), start + m.end()) for m in _HOUR.finditer(masked[start:end])]
    if hours:
        return hours
    part = _PART.match(masked, start if not start else start + 1, end)
    return [part.span("part")] if part else []
