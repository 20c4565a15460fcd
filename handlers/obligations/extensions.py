"""Another last day for the signed report of one unit: how far off it may lie, and how the office answers."""

from datetime import date, timedelta
from typing import Final

from messages.said import Choice
from messages.words import say

_LONGEST: Final = 60  # days behind the present last day


def at_most(due: date | None, today: date) -> int:
    """Give how many days ahead another last day may lie."""
    return max((due or today) - today, timedelta()).days + _LONGEST


def choices(unit: str, until: date | None) -> tuple[Choice, ...]:
    """Give the office's answers to what a unit asks for; where it has asked for nothing, only that a day be given."""
    if until is None:
        return (Choice(f"/giahan {unit} other", say("extension.do.other")),)
    return (
        Choice(f"/giahan {unit} {until:%d/%m/%Y}", say("extension.do.grant", until=until)),
        Choice(f"/giahan {unit} other", say("extension.do.other")),
        Choice(f"/giahan {unit} refuse", say("extension.do.refuse")),
    )
