"""Days as people write them: read, worded, and written so that they read back the same.

What can be meant in two ways is asked about, never guessed: a wrong date in a report
is found by nobody. The rules and the ambiguous cases stand in docs/why/days.md.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from messages.reading.days import agreeing, lunar, near
from messages.reading.days.agreeing import SHIFTS
from messages.reading.days.anchors import counted, parted, passed, settled
from messages.reading.days.hours import without
from messages.reading.days.phrases import Claim, Phrase, phrase
from messages.reading.days.readings import Reading, readings
from messages.reading.days.tokens import Token, tokens
from messages.said import Choice
from messages.unclear import Unclear
from messages.values import Days
from messages.words import say

_SHOWN = 40


def read_days(text: str, today: date, *, ahead: bool = False) -> Days:
    """Read the days of an activity; days to come are read too. Raise Unclear, with offers where there is a guess.

    `ahead`: what is asked for lies ahead, so that "sáng thứ sáu" is not the last one.
    """
    typed = parted(tokens(lunar.without(text)))
    found, at = without(typed if ahead else passed(typed))
    if not found:
        raise Unclear("days.empty" if at is None else "days.hour_only")
    found, count = counted(settled(found, today))
    if not found:  # "ba hôm nay"
        raise Unclear("days.guess", _offers([Reading(today - timedelta(days=count - 1), today)], at))
    told = agreeing.without(found)
    days = _read(told, count, today, text, at)
    if told != found and not agreeing.agrees(days, found, today):
        raise Unclear("days.disagree", day=days.last)
    return days


def _read(found: list[Token], count: int, today: date, text: str, at: time | None) -> Days:
    """Read tokens of which hours, counts and periods were taken out."""
    if (whole_of := _whole(found, today) or _edge(found, count, today)) is not None:
        return Days(*whole_of, text, (), at)
    _refuse_vague(found, today)
    whole = phrase(found)
    if count and whole.has_from and len(whole.claims) == 1:
        possible = [
            replace(one, last=one.first + timedelta(days=count - 1))
            for one in readings(replace(whole, has_from=False), today)
        ]
    else:
        possible = _possible(whole, today)
    if count and any(_length(one) != count for one in possible):
        raise Unclear("days.disagree", day=possible[0].last)
    if len(possible) == 1 and possible[0].sure:
        only = possible[0]
        return Days(only.first, only.last, text, only.separate, at)
    raise Unclear("days.which" if len(possible) > 1 else "days.guess", _offers(possible, at))


def read_period(text: str, today: date) -> Days:
    """Read the days that something is looked for on: a month or a week that was named is the whole of it.

    Of what can be meant in two ways the likeliest is taken, for it is said, and can be typed anew. Raise Unclear.
    """
    found, _ = without(tokens(text))
    vague = [token for token in found if token.kind == "part"] or _months_alone(found)
    if len(found) == 1 and vague:
        return Days(*_meant(vague[0], today), text)
    try:
        return read_days(text, today)
    except Unclear as why:
        if not why.offers:
            raise
        has_from = bool(found) and found[0].kind == "from"  # "từ 1/12": all days since
        return read_days(why.offers[-1 if has_from else 0].key, today)


def _length(one: Reading) -> int:
    return len(one.separate) or (one.last - one.first).days + 1


def _whole(found: Sequence[Token], today: date) -> tuple[date, date] | None:
    """Give the days of "suốt tháng 11", "cả tuần trước", where all of them have passed."""
    if len(found) != 1 or found[0].kind != "part" or found[0].word.rpartition("|")[2] not in {"ca", "suot", "tron"}:
        return None
    first, last = _meant(found[0], today)
    return (first, last) if last <= today and near.is_likely(first, today) else None


def _edge(found: Sequence[Token], count: int, today: date) -> tuple[date, date] | None:
    """Give the days of "10 ngày đầu tháng 11", "hai ngày cuối tuần trước", where all of them have passed."""
    if count < 2 or len(found) != 1 or found[0].kind != "part":  # noqa: PLR2004 - "một ngày đầu tháng" is any
        return None
    unit, which, part = found[0].word.split("|")
    first, last = _meant(found[0], today)
    if unit == "week" and (last - first).days + 1 != count:
        return None
    if unit == "month" and part == "dau":
        last = first + timedelta(days=count - 1)
    if unit == "month" and part == "cuoi":
        first = last - timedelta(days=count - 1)
    is_told = part in {"dau", "cuoi"} and (unit == "month" or which in {"last", "gone", "this"})
    return (first, last) if is_told and last <= today and near.is_likely(first, today) else None


def worded(days: Days) -> str:
    """Word days with their weekdays: "từ thứ Hai, 01/12/2025 đến thứ Sáu, 05/12/2025"."""
    if days.separate:
        *before, last = [say("days.one", day=day) for day in days.separate]
        words = say("days.list", before="; ".join(before), last=last)
    elif days.first == days.last:
        words = say("days.one", day=days.first)
    else:
        words = say("days.range", first=days.first, last=days.last)
    return words if days.at is None else say("days.at", hour=f"{days.at:%H:%M}", days=words)


def written(first: date, last: date, separate: Sequence[date] = (), at: time | None = None) -> str:
    """Write days so that `read_days` gives them back on any day near."""
    if separate:
        days = ", ".join(f"{day:%d/%m/%Y}" for day in separate)
    else:
        days = f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} - {last:%d/%m/%Y}"
    return days if at is None else f"{_hour(at)} {days}"


def _hour(at: time) -> str:
    return f"{at:%H:%M}" if at.hour >= 6 else f"{at:%H:%M} sáng"  # noqa: PLR2004 - an early hour is read only with "sáng"


def _possible(whole: Phrase, today: date) -> list[Reading]:
    """Give the readings, with those of what a dash or "từ" leaves open."""
    claim = whole.claims[0]
    if len(whole.claims) == 1 and whole.has_from:
        return _from(claim, today)
    found = readings(whole, today)
    if len(whole.claims) == 1 and claim.sign == "-" and claim.year < 0:
        return _dashed(claim, found, today)
    both_bare = len(whole.claims) == 2 and all(one.number_alone for one in whole.claims)  # noqa: PLR2004 - "5–12"
    if both_bare and whole.signs[0] in {"–", "—", "-"} and not whole.has_from and whole.claims[1].day <= 12:  # noqa: PLR2004 - a month
        single = Claim(day=whole.claims[0].day, month=whole.claims[1].day)
        found += [replace(one, sure=False) for one in readings(Phrase((single,), ()), today)]
    return found


def _dashed(claim: Claim, found: list[Reading], today: date) -> list[Reading]:
    """Read "5-12" near December as a day; "5-7" is then as likely the days 5 to 7."""
    if len(found) == 1 and abs(found[0].first - today) <= near.AHEAD:
        return found
    return [*(replace(one, sure=False) for one in found), *_as_range(claim, today)]


def _from(claim: Claim, today: date) -> list[Reading]:
    """Offer of "từ 5/12", which has no end, the day and all days since; of "từ 5-12" also the days 5 to 12."""
    found = [replace(one, sure=False) for one in readings(Phrase((claim,), ()), today)]
    since = [Reading(one.first, today, sure=False) for one in found if timedelta() < today - one.first <= near.PAST]
    return found + since + (_as_range(claim, today) if claim.sign == "-" and claim.year < 0 else [])


def _as_range(claim: Claim, today: date) -> list[Reading]:
    if claim.day >= claim.month:
        return []
    days = (Claim(day=claim.day), Claim(day=claim.month))
    try:
        return [replace(one, sure=False) for one in readings(Phrase(days, ("to",), signs=("-",)), today)]
    except Unclear:
        return []


def _offers(possible: Sequence[Reading], at: time | None) -> tuple[Choice, ...]:
    return tuple(
        Choice(written(one.first, one.last, one.separate, at), worded(Days(one.first, one.last, "", one.separate, at)))
        for one in sorted(possible)
    )


def _refuse_vague(found: Sequence[Token], today: date) -> None:
    """Ask for days where a month, a week or a part of one was named; offer what it usually means."""
    vague = [token for token in found if token.kind == "part"] or _months_alone(found)
    if not vague:
        return
    offers: tuple[Choice, ...] = ()
    first, last = _meant(vague[0], today)
    if len(found) == 1 and near.is_likely(first, today) and near.is_likely(last, today):
        offers = _offers([Reading(first, last)], None)
    raise Unclear("days.vague", offers, piece=vague[0].text)


def _months_alone(found: Sequence[Token]) -> list[Token]:
    """Give months that are not the month of a day, as the whole of a month."""
    if any(token.kind in {"number", "date"} for token in found):
        return []
    months = [token for token in found if token.kind == "month"]
    return [replace(m, numbers=(*m.numbers, 0, 0)[:2], word=f"month|{m.word}|") for m in months]


def _meant(token: Token, today: date) -> tuple[date, date]:
    """Give the first and last day of "đầu tháng 12", "tuần trước", "tháng 11"."""
    unit, which, part = token.word.split("|")
    if unit == "week":
        return near.part_of_week(part, SHIFTS.get(which, 0), today)
    month, year = token.numbers
    if which or not month:
        shift = {-2: "last", -1: "last", 0: "this", 1: "next"}[SHIFTS.get(which, 0)]
        return near.part_of_month(part, *near.month_from(shift, today))
    return near.part_of_month(part, month, year or near.in_year(1, month, today)[-1].year)
