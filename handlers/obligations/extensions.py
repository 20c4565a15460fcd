"""Another last day for the signed report of one unit: how far off it may lie, and how the office answers."""

from datetime import date
from typing import Final

from messages.questions.ahead import DaysAhead
from messages.said import Choice
from messages.words import say
from plans import calendar
from storage.obligations.owed import Standing

_LONGEST: Final = 60  # days behind the present last day
_OFFERED: Final = 3


def question(key: str, row: Standing, today: date, **facts: object) -> DaysAhead:
    """Ask for another last day of a signed report: what its unit asks for is offered first, then the next working days.

    Raise AssertionError where the report has no last day to be put off.
    """
    due, asked = row.due, row.extension_asked
    assert due is not None, "there is a last day to be put off"
    last = max(due, today)
    offers = [asked] if asked is not None and asked > last else []
    while len(offers) < _OFFERED:
        offers.append(calendar.next_working_day(offers[-1] if offers else last))
    at_most, facts = (last - today).days + _LONGEST, {"due": due, **facts}
    return DaysAhead(key, today, at_most, tuple(offers), single=True, works=calendar.is_working_day, facts=facts)


def choices(unit: str, until: date) -> tuple[Choice, ...]:
    """Give the office's answers to what a unit asks for."""
    return (
        Choice(f"/giahan {unit} {until:%d/%m/%Y}", say("extension.do.grant", until=until)),
        Choice(f"/giahan {unit} other", say("extension.do.other")),
        Choice(f"/giahan {unit} refuse", say("extension.do.refuse")),
    )


def notice(plan: str, unit: str) -> str:
    """Give the key under which the office is told of what a unit asks for, before the reader's."""
    return f"extension/{plan}/{unit}"
