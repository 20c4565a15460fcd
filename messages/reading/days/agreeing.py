"""What is said beside days and only has to agree with them: "tuần từ 24 đến 28/11", "29-30/11 (T7, CN)"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from messages.reading.days import near
from messages.reading.days.tokens import Token
from messages.values import Days

SHIFTS: Final = {"last": -1, "gone": -1, "next": 1, "before last": -2}
_OF_WEEK: Final = {"dau": range(3), "giua": range(1, 5), "cuoi": range(4, 7)}  # Monday is 0
_FEWEST: Final = 2
_OF_MONTH: Final = {"dau": range(1, 16), "giua": range(8, 23), "cuoi": range(16, 32)}  # as people say it


def without(found: Sequence[Token]) -> list[Token]:
    """Leave out weeks, parts of weeks and months, and a list of weekdays, where the days themselves are told."""
    kept = _of_month(list(found[: _weekdays_at(found)]))
    is_weekday = any(token.kind == "weekday" for token in kept)
    if any(token.kind == "date" for token in kept):
        kept = [token for token in kept if token.kind != "part"]
    elif is_weekday:  # "đầu tuần, hôm thứ hai"
        kept = _of_week([token for token in kept if token.kind != "part" or not token.word.startswith("week||")])
    return kept


def _of_month(kept: list[Token]) -> list[Token]:
    """Give days the month that is told in front of them: "cuối tháng 11, hôm 28", "tháng trước, ngày 25"."""
    told = [n for n, token in enumerate(kept) if _is_month(token)]
    if len(told) != 1 or any(token.kind in {"date", "start", "from", "near", "year"} for token in kept):
        return kept
    at = told[0]
    behind = [token for token in kept[at + 1 :] if token.kind != "gone"]
    behind = behind[1:] if behind[:1] and behind[0].word == "," else behind
    before = [token for token in kept[:at] if token.kind != "day" or token.word]
    if before or not any(token.kind == "number" for token in behind) or any(t.word == "het" for t in behind):
        return kept
    last = max(n for n, token in enumerate(behind) if token.kind == "number") + 1
    return [*behind[:last], _month(kept[at]), *behind[last:]]


def _is_month(token: Token) -> bool:
    return token.kind == "month" or (token.kind == "part" and token.word.startswith("month|"))


def _month(token: Token) -> Token:
    """Give the month of a part of it."""
    if token.kind == "month":
        return token
    month, year = token.numbers
    which = token.word.split("|")[1]
    if month and not which:
        return Token("month", (month, year) if year else (month,), "", token.text)
    shift = {-2: "last", -1: "last", 0: "this", 1: "next"}[SHIFTS.get(which, 0)]
    return Token("month", (), shift, token.text)


def _of_week(kept: list[Token]) -> list[Token]:
    """Give weekdays the week that is told for itself: "tuần trước, thứ 6", "thứ 2 và thứ 4, tuần rồi"."""
    weeks = [token.word.split("|")[1] for token in kept if token.kind == "part" and token.word.startswith("week|")]
    others = {token.kind for token in kept} - {"part", "weekday", "day", "from", "to", "and"}
    if len(weeks) != 1 or others or any(token.kind == "weekday" and token.word not in near.LEANING for token in kept):
        return kept
    return [replace(t, word=weeks[0]) if t.kind == "weekday" else t for t in kept if t.kind != "part"]


def agrees(days: Days, found: Sequence[Token], today: date) -> bool:
    """Tell whether days are those that were also told in the words left out."""
    every = days.separate or tuple(days.first + timedelta(days=n) for n in range((days.last - days.first).days + 1))
    weekdays = [token.numbers[0] for token in found[_weekdays_at(found) :] if token.kind == "weekday"]
    if weekdays and weekdays not in ([day.weekday() for day in every], [days.first.weekday(), days.last.weekday()]):
        return False
    return all(_within(days, token, today) for token in found if token.kind == "part")


def _weekdays_at(found: Sequence[Token]) -> int:
    """Give where a list of weekdays begins that ends the text behind a date: "(thứ bảy, chủ nhật)"."""
    at = len(found)
    while at and (found[at - 1].kind == "weekday" or (at < len(found) and found[at - 1].kind in {"and", "to"})):
        at -= 1
    is_told = any(token.kind == "date" for token in found[:at])
    count = sum(token.kind == "weekday" for token in found[at:])
    return at if is_told and count >= _FEWEST else len(found)


def _within(days: Days, token: Token, today: date) -> bool:
    unit, which, part = token.word.split("|")
    if unit == "month":
        month = token.numbers[0] or (near.month_from("this", today)[0] if not which else days.first.month)
        is_within = {days.first.day, days.last.day} <= set(_OF_MONTH.get(part, range(1, 32)))
        return is_within and days.first.month == days.last.month == month
    if part in _OF_WEEK and {days.first.weekday(), days.last.weekday()} - set(_OF_WEEK[part]):
        return False
    if not which:
        return days.last - days.first < timedelta(days=7)
    first, last = near.part_of_week("", SHIFTS.get(which, 0), today)
    return first <= days.first and days.last <= last
