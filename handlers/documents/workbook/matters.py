"""What was in the units' way, and what the office said to it."""

from collections.abc import Sequence
from typing import Final

from handlers.documents.material import Material
from handlers.documents.workbook.naming import Naming, Ruled
from messages.documents.sheets import CellShape, Row, Sheet
from storage import matters
from storage.db import Db
from storage.matters import Matter, MatterKind, Side, SpokenLine

_PREFIX: Final = "VM"
COLUMNS: Final = (
    Ruled("matter", 16),
    Ruled("unit", 26, CellShape.TEXT),
    Ruled("task", 9),
    Ruled("difficulty", 52, CellShape.TEXT),
    Ruled("asked_for", 40, CellShape.TEXT),
    Ruled("told_at", 17, CellShape.INSTANT),
    Ruled("matter_state", 16, CellShape.TEXT),
    Ruled("answered_at", 17, CellShape.INSTANT),
    Ruled("answer", 44, CellShape.TEXT),
)


async def write(sheet: Sheet, db: Db, material: Material, naming: Naming, withheld: frozenset[str]) -> None:
    """Write a row for each difficulty, with the office's last words on it."""
    threads: dict[int, list[SpokenLine]] = {}
    for line in await matters.spoken(db, material.plan.code, MatterKind.DIFFICULTY, material.at):
        threads.setdefault(line.matter, []).append(line)
    for matter in material.difficulties:
        sheet.add(_row(matter, threads[matter.id], naming, tells=matter.task not in withheld and not matter.reason))


def _row(matter: Matter, thread: Sequence[SpokenLine], naming: Naming, *, tells: bool) -> Row:
    answers = [line for line in thread if line.side is Side.OFFICE and line.text]
    what = matter.what if tells else naming.word("difficulty", matter.reason or "other")
    return (
        f"{matter.plan}-{matter.unit}-{_PREFIX}{matter.number:02}",
        naming.short(matter.unit),
        matter.task,
        what,
        matter.asked_for if tells else "",
        matter.made_at,
        naming.word("matter_state", thread[-1].state.value),
        answers[-1].at if answers else None,
        answers[-1].text if answers and tells else "",
    )
