"""What was counted: by indicator, unit and phase."""

from collections.abc import Iterator
from typing import Final

from handlers.closings.snapshot import Total
from handlers.documents.material import Cell, Material, SummedUp
from handlers.documents.workbook.naming import Naming, Ruled
from messages.documents.sheets import CellShape, Row, Sheet
from plans.schema import Indicator

COLUMNS: Final = (
    Ruled("indicator", 34, CellShape.TEXT),
    Ruled("measure", 16, CellShape.TEXT),
    Ruled("unit", 40, CellShape.TEXT),
    Ruled("kind", 18),
    Ruled("period", 40, CellShape.TEXT),
    Ruled("value", 14, CellShape.NUMBER),
    Ruled("precision", 12),
    Ruled("results", 10, CellShape.NUMBER),
    Ruled("units", 10, CellShape.NUMBER),
)


def write(sheet: Sheet, material: Material, naming: Naming) -> None:
    """Write every sum: first that of all units, in which an activity of two units counts once, then each unit's.

    Of one unit alone there are only its own.
    """
    order = {unit.code: nth for nth, unit in enumerate(material.plan.units)}
    phases = {"": material.all, **material.phases}
    place = {key: nth for nth, key in enumerate(phases)}
    cells: dict[str, list[Cell]] = {}
    for cell in sorted(material.cells, key=lambda one: (order.get(one.unit, len(order)), place[one.phase])):
        cells.setdefault(cell.indicator, []).append(cell)
    for indicator in material.plan.indicators:
        for phase, summed_up in phases.items() if len(material.units) > 1 else ():
            for row in _of_all(indicator, phase, summed_up, naming):
                sheet.add(row)
        for cell in cells.get(indicator.key, ()):
            sheet.add(_of_unit(indicator, cell, naming))


def _of_all(indicator: Indicator, phase: str, summed_up: SummedUp, naming: Naming) -> Iterator[Row]:
    found: list[Total] = [total for total in summed_up.totals if total.indicator.key == indicator.key]
    for total in found:
        yield (
            *_named(indicator, naming),
            naming.word("unit", "all"),
            "",
            naming.phase(phase, "all"),
            total.value,
            naming.word("precision", total.precision.value),
            len(summed_up.numbers.get(indicator.key, ())),
            total.units,
        )


def _of_unit(indicator: Indicator, cell: Cell, naming: Naming) -> Row:
    return (
        *_named(indicator, naming),
        naming.unit(cell.unit),
        naming.kind(naming.plan.unit(cell.unit).kind),
        naming.phase(cell.phase, "all"),
        cell.value,
        naming.word("precision", cell.precision.value),
        cell.results,
        None,
    )


def _named(indicator: Indicator, naming: Naming) -> tuple[str, str]:
    return indicator.key if naming.coded else indicator.label, indicator.unit
