"""Why a unit is not reminded now, in a sentence of its own; or several units, by why."""

from collections.abc import Iterator
from datetime import datetime

from handlers.coordinators.chasing.looking import Given
from handlers.reminders.nudging import Barred
from handlers.situation import blocks
from messages.words import say
from plans import calendar


def of_unit(given: Given, code: str) -> str:
    """Say why one unit is not reminded, and what helps."""
    why, unit = given.barred.get(code) or Barred.NOTHING, given.here.plan.unit(code).name
    if why is not Barred.TODAY:
        owed = given.of(code)
        day = None if owed is None else owed.promised
        return say(f"chase.barred.{why}", unit=unit, day=day or given.here.today, code=code)
    return _today(given, code, unit)


def _today(given: Given, code: str, unit: str) -> str:
    """Say when the last reminder went or goes, by whom, and from when on another can go."""
    day, nudge = given.day, given.day.nudges.get(code)
    reminded = day.reminded.get(code)
    at = day.foreseen.get(code, day.at) if reminded is None else reminded.at
    is_sent = reminded is not None and reminded.is_sent
    facts = {"unit": unit, "at": at, "again": calendar.next_working_day(day.day)}
    if nudge is not None:
        by = nudge.by or say("chase.by.nameless")
        return say("chase.barred.nudged" if is_sent else "chase.barred.nudging", by=by, pressed=nudge.at, **facts)
    return say("chase.barred.reminded" if is_sent else "chase.barred.reminding", **facts)


def listed(given: Given) -> Iterator[str]:
    """Say of all that are not reminded why, a line for each reason, with their names where they are few."""
    for why in Barred:
        codes = [code for code, of in given.barred.items() if of is why]
        if codes:
            known = blocks.few(given.here, codes)
            yield say(f"chase.left.{why}", n=len(codes), names=f": {known}" if known else "")


def pressed(given: Given) -> tuple[str, datetime] | None:
    """Give who let units be reminded on this day last, and when; None where nobody did."""
    found = sorted(given.day.nudges.values(), key=lambda nudge: nudge.at)
    return (found[-1].by or say("chase.by.nameless"), found[-1].at) if found else None
