"""Working days and office hours in Viet Nam.

Days off come from the package `holidays`; the table `plans/holidays.yaml` corrects it,
for swaps of working days are announced late and the next Tết is only estimated.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from messages.words import ZONE

if TYPE_CHECKING:
    from holidays import HolidayBase

_TABLE = Path(__file__).parent / "holidays.yaml"
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Hours:
    """When an office may be written to, on working days; local time, the ends not included."""

    spans: tuple[tuple[time, time], ...] = ((time(8), time(11)), (time(14), time(16, 30)))


OFFICE_HOURS = Hours()


def is_working_day(day: date) -> bool:
    """Tell whether offices work on this day."""
    free, worked = _table()
    if day in worked:
        return True
    if day in free:
        return False
    known = _known(day.year)
    if day in known.weekend_workdays:
        return True
    return day.weekday() < _SATURDAY and day not in known


def next_working_day(day: date) -> date:
    """Give the first working day after this one."""
    day += _ONE_DAY
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def working_day_before(day: date) -> date:
    """Give the last working day before this one."""
    day -= _ONE_DAY
    while not is_working_day(day):
        day -= _ONE_DAY
    return day


def working_days(first: date, last: date) -> int:
    """Count the working days from `first` to `last`, both included: on Friday two are left to Monday."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range((last - first).days + 1))


def in_hours(at: datetime, hours: Hours = OFFICE_HOURS) -> bool:
    """Tell whether an office may be written to at this instant."""
    return next_in_hours(at, hours) == at


def next_in_hours(at: datetime, hours: Hours = OFFICE_HOURS) -> datetime:
    """Give the first instant from `at` on when an office may be written to, in local time."""
    local = at.astimezone(ZONE)
    day = local.date()
    if is_working_day(day):
        for opens, closes in hours.spans:
            if local.timetz().replace(tzinfo=None) < closes:
                return max(local, datetime.combine(day, opens, ZONE))
    return datetime.combine(next_working_day(day), hours.spans[0][0], ZONE)


@cache
def _known(year: int) -> "HolidayBase":
    import holidays  # takes as long as a tenth of the start, and not every start asks for a day

    return holidays.country_holidays("VN", years=year)


@cache
def _table() -> tuple[frozenset[date], frozenset[date]]:
    import yaml

    written = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return frozenset(written["free"]), frozenset(written["worked"])
