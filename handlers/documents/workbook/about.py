"""Where each figure of the report comes from, and what each column is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from handlers.closings.snapshot import JointActivity
from handlers.documents import numbers
from handlers.documents.material import Material
from handlers.documents.sentences import SUMS, FigureSource
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
_IN_A_CELL: Final = 1800  # letters: so many lines are printed whole


def write_sources(sheet: Sheet, sources: Iterable[FigureSource], joint: Iterable[JointActivity]) -> None:
    """Write each figure of each sentence with the numbers of its results; very many go on in the next rows.

    Where an activity of several units is counted once, it is one result here too.
    """
    partners = numbers.partners(joint)
    for source in sources:
        mine = numbers.together(source.numbers, partners if source.function == SUMS else {})
        for part, some in enumerate(_parted(numbers.listed(mine)), 1):
            sheet.add((source.sentence, source.figure, source.function, len(mine), part, some))


def _parted(listed: Iterable[str]) -> Iterator[str]:
    """Join them in cells that are printed whole; none: one empty cell."""
    held = ""
    for one in listed:
        if held and len(held) + len(one) > _IN_A_CELL:
            yield held
            held = ""
        held = f"{held}, {one}" if held else one
    yield held


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
