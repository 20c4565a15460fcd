"""Who issues a document, where and in which month, as the head and the foot of a page say it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from messages.words import ZONE, write
from plans.schema import ConsolidatedReport, Issuer, Plan

_WITH_ZERO: Final = (1, 2)  # months written with a zero: Decree 30/2020/NĐ-CP, appendix I


def form(plan: Plan) -> ConsolidatedReport:
    """Give how a report of the plan stands on paper; of a plan that does not say, what else is known of it."""
    if plan.consolidated is not None:
        return plan.consolidated
    office = Issuer(
        name=plan.office_name.upper(),
        reporter=plan.office_name,
        symbol=write("symbol"),
        addressees=plan.addressees.office or (write("fill.addressee"),),
        recipients=(write("recipients.as_above"), write("recipients.archive")),
    )
    return ConsolidatedReport(place=write("fill.place"), subject=plan.title, basis=plan.in_full, office=office)


def month(at: date) -> str:
    """Give the month of an instant, or of a day, as it is written."""
    local = at.astimezone(ZONE) if isinstance(at, datetime) else at
    return f"{local.month:02}" if local.month in _WITH_ZERO else str(local.month)


def ended(lines: Sequence[str]) -> tuple[str, ...]:
    """Let each line of a list end in a semicolon, and the last in a full stop; a line alone in nothing."""
    if len(lines) == 1:
        return (lines[0].rstrip(".;"),)
    *before, last = [line.rstrip(".;") for line in lines]
    return (*(f"{line};" for line in before), f"{last}.")
