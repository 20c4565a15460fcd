"""Which day is meant, seen from today, when the year, the month or the week was left out.

Each function gives every sensible reading: one is taken, two are asked about. What
is reported has mostly happened, so the past reaches further than the days to come.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

PAST: Final = timedelta(days=183)  # a day without its year may lie so far back
AHEAD: Final = timedelta(days=60)  # or so far ahead
LEANING: Final = frozenset({"", "passed", "nearer"})  # what is said of a weekday, where its date decides
OLDEST: Final = timedelta(days=300)  # less than a year: "05/01/2025" said in January 2026 is a slip of the pen
LATEST: Final = timedelta(days=183)
_YEAR: Final = timedelta(days=366)
_HALF_MONTH: Final = 15
_SUNDAY: Final = 6
_SATURDAY: Final = 5


def is_likely(day: date, today: date) -> bool:
    """Tell whether a day with its year written out can be meant at all."""
    return today - OLDEST <= day <= today + LATEST


def last_of(month: int, year: int) -> int:
    """Give the number of the month's last day."""
    return monthrange(year, month)[1]


def real(day: int, month: int, years: Iterable[int]) -> list[date]:
    """Give the days of these years that exist."""
    return [date(year, month, day) for year in years if day <= last_of(month, year)]


def in_year(day: int, month: int, today: date) -> list[date]:
    """Give the sensible readings of a day and month without year; none when no year near has such a day."""
    around = real(day, month, (today.year - 1, today.year, today.year + 1))
    near = [on for on in around if today - PAST <= on <= today + AHEAD]
    if near:
        return near
    return [on for on in around if today - OLDEST <= on <= today + PAST] or [
        on for on in around if abs(on - today) < _YEAR
    ]


def in_month(day: int, today: date, *, passed: bool = False) -> list[date]:
    """Give the sensible readings of a day without month; `passed`: the last one there was is meant."""
    if day <= today.day:
        return [today.replace(day=day)]
    before = today.replace(day=1) - timedelta(days=1)
    back = real(day, before.month, (before.year,))
    ahead = real(day, today.month, (today.year,))
    if not back:  # the 31st on 1 July: somebody has the wrong day, or means May, or is ahead
        earlier = before.replace(day=1) - timedelta(days=1)
        return [*real(day, earlier.month, (earlier.year,)), *(ahead or real(day, *_month_behind(today)))]
    if passed:
        return back
    near = [on for on in back + ahead if abs(on - today) <= timedelta(days=_HALF_MONTH)]
    return near if len(near) == 1 and near[0] < today else back + ahead


def _month_behind(today: date) -> tuple[int, tuple[int]]:
    month, year = month_from("next", today)
    return month, (year,)


def in_week(weekday: int, week: str, today: date) -> list[date]:
    """Give the sensible readings of a weekday (Monday is 0) with what was said of its week."""
    here = today + timedelta(days=weekday - today.weekday())
    one = timedelta(weeks=1)
    last = here - one
    before = here if here < today else last  # the last one before today
    match week:
        case "last" | "before last":
            return [last if week == "last" else last - one]
        case "this":
            return [here]
        case "next":
            return [here + one]
        case "gone":  # "tuần qua" said on a Saturday may be the week that ends
            return [last, here] if today.weekday() >= _SATURDAY and here < today else [last]
        case "just" | "passed":
            return [before]
        case "before":  # "thứ sáu trước"
            return [before] if before == last else [last, before]
        case "coming":
            return [here if here > today else here + one]
        case "these":  # "thứ sáu này" said on a Saturday
            return [here] if here >= today else [here, here + one]
        case "evening?":  # "thu 6 toi" without marks: its evening, or the coming one
            return [*in_week(weekday, "", today), here + one if here <= today else here]
        case _:
            is_nearer = week == "nearer" and today - last < here - today  # not "chiều CN" said on a Friday
            return [before] if here < today or is_nearer else [last, here]


def month_from(which: str, today: date) -> tuple[int, int]:
    """Give (month, year) of this month, the last or the next."""
    shift = {"last": -1, "this": 0, "next": 1}[which]
    months = today.year * 12 + today.month - 1 + shift
    return months % 12 + 1, months // 12


def part_of_month(part: str, month: int, year: int) -> tuple[date, date]:
    """Give the ten days that offices call the beginning, the middle or the end of a month; or all of it."""
    first, last = {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, 31)}.get(part, (1, 31))
    return date(year, month, first), date(year, month, min(last, last_of(month, year)))


def part_of_week(part: str, shift: int, today: date) -> tuple[date, date]:
    """Give the first two days, the middle or the weekend of a week; or all of it."""
    first, last = {"dau": (0, 1), "giua": (2, 3), "cuoi": (_SATURDAY, _SUNDAY)}.get(part, (0, _SUNDAY))
    monday = today + timedelta(days=7 * shift - today.weekday())
    return monday + timedelta(days=first), monday + timedelta(days=last)
