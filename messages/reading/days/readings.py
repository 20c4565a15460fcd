"""What joined days can mean, seen from today: every sensible reading of a phrase.

The last day is settled first; what the days before it leave out (month, year, week)
they take from it: "3, 4 và 5/12", "từ 30/12 đến 2/1". One sure reading is the answer;
anything else is asked about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from messages.reading.days import near
from messages.reading.days.phrases import Claim, Joint, Phrase
from messages.unclear import Unclear

_MOST_DAYS: Final = 62
_LONGEST_SPAN: Final = timedelta(days=183)
_LONGEST_SWAPPED: Final = timedelta(days=31)  # "7/12 - 5/12" is offered the other way round


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """One way to understand a phrase. Not `sure`: only to be offered."""

    first: date
    last: date
    separate: tuple[date, ...] = ()
    sure: bool = True


def readings(phrase: Phrase, today: date) -> list[Reading]:
    """Give every sensible reading, at least one. Raise Unclear when there is none, and say why."""
    found: list[Reading] = []
    for claims, sure in _completed(phrase):
        for last in _last(claims, today):
            found += _with_last(claims, phrase.joints, last, today, sure=sure)
    single = {(one.first, one.last, one.separate): one for one in found}
    return list(single.values())


def _completed(phrase: Phrase) -> list[tuple[tuple[Claim, ...], bool]]:
    """Give the claims with the months that stand behind a later one; "thang sau" is two months."""
    claims = list(phrase.claims)
    sure = True
    for i in range(len(claims) - 2, -1, -1):
        this, following = claims[i], claims[i + 1]
        if this.day and not this.has_month and following.day and following.has_month:
            claims[i] = replace(
                this, month=following.month, which_month=following.which_month,
                year=following.year, which_year=following.which_year, number_alone=False, sign="taken",
            )  # fmt: skip
    for i in range(1, len(claims)):
        this, before = claims[i], claims[i - 1]
        if this.day and not this.has_month and before.day and before.has_month:
            claims[i] = replace(this, month=before.month, which_month=before.which_month, year=before.year)
            sure = False  # "5/12 và 7": most likely 7/12
    days_alone = [claim.number_alone for claim in claims if claim.day and not claim.has_month]
    if days_alone and all(days_alone) and not phrase.has_from:
        sure = False  # "5" alone may be anything
    if any(claim.which_month == "six?" for claim in claims):
        june = tuple(replace(c, month=6, which_month="") if c.which_month == "six?" else c for c in claims)
        following_month = tuple(replace(c, which_month="next") if c.which_month == "six?" else c for c in claims)
        return [(june, False), (following_month, False)]
    return [(tuple(claims), sure)]


def _last(claims: tuple[Claim, ...], today: date) -> list[date]:
    """Give the readings of the last claim, which leans on the first when only that has its year."""
    claim, first = claims[-1], claims[0]
    if len(claims) > 1 and first.year >= 0 and claim.month and claim.year < 0 and not claim.which_year:
        start = dated(first, today)[0]
        return _agreeing(claim, _existing(claim.day, claim.month, _years_at(start)), today, nearest_to=start)
    return dated(claim, today)


def _with_last(
    claims: tuple[Claim, ...], joints: tuple[Joint, ...], last: date, today: date, *, sure: bool
) -> Iterable[Reading]:
    days = [last]
    for claim, joint in zip(reversed(claims[:-1]), reversed(joints), strict=True):
        day, is_sure = _before(claim, days[0], today)
        sure = sure and is_sure
        if joint == "to" and day > days[0]:
            if len(claims) > 2 or day - days[0] > _LONGEST_SWAPPED:  # noqa: PLR2004 - a single range
                raise Unclear("days.odd_range")
            yield Reading(days[0], day, sure=False)
            return
        if joint == "to" and days[0] - day > _LONGEST_SPAN and claim.shift is None:
            raise Unclear("days.odd_range")
        days.insert(0, day)
    yield _reading(days, joints, sure=sure)


def _reading(days: list[date], joints: tuple[Joint, ...], *, sure: bool) -> Reading:
    if not joints:
        return Reading(days[0], days[0], sure=sure)
    if joints == ("to",):
        return Reading(days[0], days[1], sure=sure)
    named: set[date] = set(days)
    for start, end, joint in zip(days, days[1:], joints, strict=False):
        if joint == "to":
            named |= {start + timedelta(days=n) for n in range((end - start).days)}
    separate = tuple(sorted(named))
    if len(separate) > _MOST_DAYS or ("to", "to") in pairwise(joints):
        raise Unclear("days.too_many")
    if len(separate) == 1:
        return Reading(separate[0], separate[0], sure=sure)
    return Reading(separate[0], separate[-1], separate, sure=sure)


def _before(claim: Claim, following: date, today: date) -> tuple[date, bool]:
    """Settle a claim by the day that follows it; tell whether that is sure."""
    if claim.day and not claim.has_month:
        if claim.day <= following.day:
            return _agreeing(claim, [following.replace(day=claim.day)], today)[0], True
        month, year = _month_before(following)
        return _agreeing(claim, _existing(claim.day, month, (year,)), today)[0], True
    if claim.sign == "taken" and claim.day > following.day:  # "từ 28 đến 2/12": 28/11, most likely
        month, year = _month_before(following)
        return _agreeing(claim, _existing(claim.day, month, (year,)), today)[0], False
    if claim.month and claim.year < 0 and not claim.which_year:
        days = _existing(claim.day, claim.month, _years_at(following))
        return _agreeing(claim, days, today, nearest_to=following)[0], True
    if not claim.day and claim.shift is None and claim.week in near.LEANING:
        return following - timedelta(days=(following.weekday() - claim.weekday) % 7 or 7), True
    found = dated(claim, today)
    return found[-1], len(found) == 1


def dated(claim: Claim, today: date) -> list[date]:
    """Give the readings of one claim by itself."""
    if not claim.day:
        if claim.shift is None:
            return near.in_week(claim.weekday, claim.week, today)
        return _agreeing(replace(claim, shift=None), [today + timedelta(days=claim.shift)], today)
    if not claim.has_month:
        days = near.in_month(claim.day, today, passed=claim.passed)
        if claim.coming:
            if claim.day <= today.day:  # "ngày 3 tới" on the 5th: without its marks it may be the evening of the 3rd
                raise Unclear("days.not_understood", piece=str(claim.day))
            days = near.real(claim.day, today.month, (today.year,)) or days
        if not days:
            raise Unclear(
                "days.no_such_day", day=claim.day, month=today.month, last=near.last_of(today.month, today.year)
            )
        return _agreeing(claim, days, today)
    month, year = claim.month, claim.year
    if claim.which_month:
        month, year_then = near.month_from(claim.which_month, today)
        year = year_then if year < 0 else year
    if claim.which_year:
        year = today.year - (claim.which_year not in {"nay", "ni"})
    if year < 0:
        days = _existing(claim.day, month, (), near.in_year(claim.day, month, today), today)
        return _agreeing(claim, [on for on in days if on <= today or not claim.passed] or days, today)
    return _agreeing(claim, [_in_full(claim.day, month, year, today)], today)


def _in_full(day: int, month: int, year: int, today: date) -> date:
    year += 2000 if year < 100 else 0  # noqa: PLR2004 - two digits
    if abs(year - today.year) > 1:
        raise Unclear("days.year_unlikely", written=f"{day:02}/{month:02}/{year:04}", year=str(today.year))
    on = _existing(day, month, (year,))[0]
    if not near.is_likely(on, today):
        raise Unclear("days.year_unlikely", written=f"{on:%d/%m/%Y}", year=str(today.year))
    return on


def _agreeing(claim: Claim, days: list[date], today: date, nearest_to: date | None = None) -> list[date]:
    """Keep the days that are the weekday and the "hôm qua" said with them."""
    if nearest_to is not None:
        days = [min(days, key=lambda on: abs(on - nearest_to))]
    agreeing = [
        on
        for on in days
        if (claim.weekday < 0 or on.weekday() == claim.weekday)
        and (claim.week in near.LEANING or on in near.in_week(claim.weekday, claim.week, today))
        and (claim.shift is None or on == today + timedelta(days=claim.shift))
    ]
    if not agreeing:
        raise Unclear("days.disagree", day=days[-1])
    return agreeing


def _existing(
    day: int, month: int, years: tuple[int, ...], days: list[date] | None = None, today: date | None = None
) -> list[date]:
    """Give the days, or say that there is no such day."""
    found = near.real(day, month, years) if days is None else days
    if not found:
        year = years[0] if years else today.year if today else 0
        raise Unclear("days.no_such_day", day=day, month=month, last=near.last_of(month, year))
    return found


def _years_at(day: date) -> tuple[int, int, int]:
    return day.year - 1, day.year, day.year + 1


def _month_before(day: date) -> tuple[int, int]:
    before = day.replace(day=1) - timedelta(days=1)
    return before.month, before.year
