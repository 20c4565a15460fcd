"""The annexes: figures by unit, the list of activities, and who has sent a report."""

from collections.abc import Sequence
from typing import Final

from handlers.documents.material import ListedResult, Material
from handlers.documents.numbers import ranges
from handlers.documents.sentences import amount
from messages.reading.figures.figures import echoed
from messages.words import write
from plans.obligations import State
from plans.schema import Plan

Row = tuple[str, ...]

EMPTY: Final = "–"
_LISTED: Final = 2000  # activities that a person may still read on paper; more are in the workbook alone


def units(material: Material) -> tuple[Row, ...]:
    """Give each unit with its sums and the numbers of its results."""
    numbers: dict[str, list[str]] = {}
    for activity in material.activities:
        numbers.setdefault(activity.unit.code, []).append(activity.number)
    return tuple(
        (
            str(nth),
            of.unit.name,
            "; ".join(amount(total) for total in of.sums.totals) or EMPTY,
            numbers_worded(numbers.get(of.unit.code, [])),
        )
        for nth, of in enumerate(material.units, 1)
    )


def numbers_worded(numbers: Sequence[str]) -> str:
    """Word numbers of one unit, those that follow each other as a range."""
    if not numbers:
        return EMPTY
    before = numbers[0].rpartition("-")[0]
    said = ", ".join(ranges(int(number.rpartition("-")[2]) for number in numbers))
    return write("table.numbers", n=len(numbers), numbers=f"{before}-{said}")


def activities(material: Material) -> tuple[Row, ...]:
    """Give every result, unit by unit; of very many only how many there are."""
    every = material.activities
    if len(every) > _LISTED:
        return (("", "", "", write("table.in_workbook", n=len(every)), ""),)
    order = {of.unit.code: nth for nth, of in enumerate(material.units)}
    listed = sorted(every, key=lambda one: order.get(one.unit.code, len(order)))
    return tuple(
        (
            str(nth),
            one.number,
            write("day", on=one.on) if one.on else EMPTY,
            write("table.activity", unit=one.unit.name, title=title(one)),
            figures(material.plan, one),
        )
        for nth, one in enumerate(listed, 1)
    )


def title(one: ListedResult) -> str:
    """Give what a result is called in a list; of one of which no word is told, that it is there."""
    if one.title:
        return one.title
    return write("table.cumulative" if one.on else "table.untold")


def figures(plan: Plan, one: ListedResult) -> str:
    """Word the figures of a result."""
    return "; ".join(echoed(figure, plan.indicator(figure.indicator)) for figure in one.figures) or EMPTY


def reports(material: Material) -> tuple[Row, ...]:
    """Give who has sent a signed report, and which; nobody where none was asked for."""
    asked = [of for of in material.units if of.stands.report is not None]
    return tuple(
        (
            str(nth),
            of.unit.name,
            write(f"table.report.{of.stands.report or State.NOT_SENT}"),
            _report(material, of.unit.code),
        )
        for nth, of in enumerate(asked, 1)
    )


def _report(material: Material, unit: str) -> str:
    report = material.reports.get(unit)
    if report is None or not report.number or report.signed_on is None:
        return EMPTY
    return write("table.report.number", number=report.number, on=report.signed_on)
