"""Where each figure of the report comes from, and what each column is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from handlers.documents.material import Material
from handlers.documents.sentences import FigureSource
from handlers.documents.workbook.naming import PHASE, Naming, Ruled
from messages.documents.sheets import CellShape, Sheet
from messages.words import write

SOURCES: Final = (
    Ruled("sentence", 70, CellShape.TEXT),
    Ruled("figure", 26, CellShape.TEXT),
    Ruled("function", 30, CellShape.TEXT),
    Ruled("results", 9, CellShape.NUMBER),
    Ruled("part", 8, CellShape.NUMBER),
    Ruled("numbers", 76, CellShape.TEXT),
)
ABOUT: Final = (Ruled("of_sheet", 20), Ruled("of_column", 34, CellShape.TEXT), Ruled("meaning", 110, CellShape.TEXT))
_IN_A_CELL: Final = 1500  # numbers: a cell holds twice as many letters as they take


def write_sources(sheet: Sheet, sources: Iterable[FigureSource]) -> None:
    """Write each figure of each sentence with the numbers of its results; very many go on in the next rows."""
    for source in sources:
        numbers = source.numbers
        for part, first in enumerate(range(0, max(len(numbers), 1), _IN_A_CELL), 1):
            some = ", ".join(numbers[first : first + _IN_A_CELL])
            sheet.add((source.sentence, source.figure, source.function, len(numbers), part, some))


def write_about(
    sheet: Sheet, material: Material, naming: Naming, columns: Mapping[str, Sequence[Ruled]], scope: str
) -> None:
    """Write what the workbook is of, and what stands in each column of each sheet."""
    plan = material.plan
    facts = {"plan": plan.in_full, "title": plan.title, "at": material.at, "scope": scope}
    for key in ("plan", "at", "scope", "precision", "secret", "joint"):
        sheet.add((write("sheet.about.file"), write(f"sheet.about.{key}.name"), write(f"sheet.about.{key}", **facts)))
    for name, of in columns.items():
        for column in of:
            key = "phase" if column.key.startswith(PHASE) else column.key
            meaning = write(f"sheet.means.{key}", office=plan.office_name, period=plan.period_word)
            sheet.add((naming.sheet(name), naming.heading(column.key), meaning))
