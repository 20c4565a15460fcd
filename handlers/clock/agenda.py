"""What is to come until the next digest: what the clock will do, and the days that the plan names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from handlers.reminders import forecast
from handlers.reminders.forecast import Known
from handlers.reminders.still_owed import Affairs
from handlers.situation import blocks, days
from handlers.situation.fitting import Block, BlockLine
from handlers.situation.overview import Overview
from messages.words import ZONE, say
from plans.dates import CLOSING, DIGEST
from storage.schedule.occasions import Occasion

_WEEK: Final = timedelta(days=7)
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """What the clock will do: when, what, and for which units."""

    at: datetime
    rule: str
    units: frozenset[str]

    @property
    def day(self) -> date:
        """The local day."""
        return self.at.astimezone(ZONE).date()


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the clock will do today and until the next digest, and when that comes."""

    due: tuple[AgendaItem, ...] = ()
    until: date | None = None

    def is_empty(self, here: Overview) -> bool:
        """Tell whether nothing is to come that would have to be told."""
        last = self.last(here)
        agreed = any(here.today <= chase.day <= last for chase in here.follow_ups.values())
        return not (self.due or agreed or days.between(here.plan, here.today, last))

    def last(self, here: Overview) -> date:
        """Give the last day before the next digest; a week ahead where none comes."""
        return (self.until or here.today + _WEEK) - _ONE_DAY


def read(here: Overview, waiting: Iterable[Occasion]) -> Agenda:
    """Say what the clock will do, as far as it can be known in the morning."""
    mine = list(waiting)
    later = (day for one in mine if one.rule == DIGEST and (day := _day(one)) > here.today)
    agenda = Agenda(until=min(later, default=None))
    last = agenda.last(here)
    wanted = [one for one in mine if one.rule in forecast.RULES or one.rule == CLOSING]
    known = Known(here.heard.stated, here.entered, here.heard.agreed)
    of: dict[date, Mapping[str, Affairs]] = {}
    due = []
    for one in (one for one in wanted if here.today <= _day(one) <= last):
        day = _day(one)
        if one.rule != CLOSING and day not in of:
            of[day] = forecast.affairs(here.plan, here.rows, known, day)
        units = frozenset() if one.rule == CLOSING else forecast.units(of[day], one)
        if units or one.rule == CLOSING:
            due.append(AgendaItem(max(one.due_at, here.now), one.rule, units))
    return Agenda(tuple(due), agenda.until)


def _day(occasion: Occasion) -> date:
    return occasion.due_at.astimezone(ZONE).date()


def today(here: Overview, agenda: Agenda) -> list[str]:
    """Word what today is and what is done today, and how many units that cannot reach."""
    due = [one for one in agenda.due if one.day == here.today]
    parts = [*_named(here, here.today), *_done(here, due)]
    unreached = frozenset().union(*(one.units for one in due)) - here.heard.reached - {here.plan.office}
    if unreached:
        parts.append(say("digest.today.unreached", n=len(unreached)))
    return parts


def coming(here: Overview, agenda: Agenda) -> Block:
    """Word what comes after today and before the next digest, a line a day."""
    last, lines, day = agenda.last(here), [], here.today + _ONE_DAY
    while day <= last:
        parts = [*_named(here, day), *_done(here, [one for one in agenda.due if one.day == day]), *_agreed(here, day)]
        if parts:
            lines.append(BlockLine(say("digest.coming.row", day=day, parts="; ".join(parts)), 3))
        day += _ONE_DAY
    return (BlockLine(say("digest.coming"), 3), *lines) if lines else ()


def _named(here: Overview, day: date) -> list[str]:
    return [one.what for one in days.between(here.plan, day, day)]


def _agreed(here: Overview, day: date) -> list[str]:
    """Name the units with which a day was agreed on."""
    codes = here.agreed_for(day)
    return [say("digest.coming.agreed", n=len(codes), names=blocks.names(here, codes))] if codes else []


def _done(here: Overview, due: Sequence[AgendaItem]) -> list[str]:
    asked: dict[datetime, frozenset[str]] = {}
    for one in due:
        asked[one.at] = asked.get(one.at, frozenset()) | one.units
    reached = {at: units & here.heard.reached for at, units in asked.items()}
    parts = [say("digest.today.remind", at=at, n=len(units)) for at, units in sorted(reached.items()) if units]
    return parts + [say("digest.today.closing", at=one.at) for one in due if one.rule == CLOSING]
