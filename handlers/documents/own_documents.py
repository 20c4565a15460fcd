"""What a unit is given: the draft of its written report, and its results as a workbook, both as of one instant.

Whoever sees but single tasks of the unit is given the results of these alone; the office has no report of its own here.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from handlers.delivery.long_work import Bench, Made
from handlers.delivery.own_wanted import DRAFT, TASKS
from handlers.documents import handing_over, making, whole
from handlers.documents.extent import Extent
from handlers.documents.making import SUMMED, DocumentKind, DocumentsWish, MadeDocument, Workroom
from handlers.documents.material import Tell
from handlers.documents.own import gathered, report
from handlers.documents.own.gathered import OwnMaterial
from handlers.documents.workbook import workbook
from messages.words import ZONE, speaking, write
from plans.schema import Plan
from storage.db import Db

if TYPE_CHECKING:
    from messages.documents.paper.rendering import Rendered


class OwnKind(StrEnum):
    """What is made of one unit's results."""

    DRAFT = "own"
    ENTRIES = "own_entries"


OF_UNIT: Final = {DocumentKind.DOCX: OwnKind.DRAFT, DocumentKind.XLSX: OwnKind.ENTRIES}


def draft(own: OwnMaterial) -> "Rendered":
    """Make the draft of a unit's written report."""
    from messages.documents.paper import own as paper
    from messages.documents.paper import rendering

    with speaking("vi"):  # in which it is signed: also its numbers and what is counted
        written = report.of(own)
    return rendering.render(paper.template(), written.fields)


async def written(
    db: Db, plan: Plan, of: Extent, at: datetime, folder: Path, kinds: Collection[OwnKind], tell: Tell | None = None
) -> list[MadeDocument]:
    """Make these of a unit's as of one instant. Raise LookupError where the plan has no such unit then, OSError."""
    made: list[MadeDocument] = []
    if OwnKind.ENTRIES in kinds:
        place = folder / _name(OwnKind.ENTRIES, plan, of.unit, at)
        own = await workbook.write_own(db, plan, of, at, place, tell)
        made = [MadeDocument(OwnKind.ENTRIES, place)]
    else:
        own = await gathered.gather(db, plan, of, at)
    if OwnKind.DRAFT in kinds:
        drafted = draft(own)
        place = folder / _name(OwnKind.DRAFT, plan, of.unit, at)
        with whole.file(place) as aside:
            aside.write_bytes(drafted.file)
        made.insert(0, MadeDocument(OwnKind.DRAFT, place, drafted.to_fill))
    return made


async def wanted(db: Db, plan: Plan, wish: DocumentsWish, folder: Path, room: Workroom) -> list[MadeDocument]:
    """Make everything that the office wants; of one unit the report and the workbook are the unit's own.

    Raise LookupError where the plan has no such unit then, OSError.
    """
    unit = wish.choice.unit
    if not unit:
        return await making.documents(db, plan, wish, folder, room)
    own = [kind for asked, kind in OF_UNIT.items() if asked in wish.kinds]
    made = await written(db, plan, Extent(unit), wish.report.at, folder, own, room.tell) if own else []
    lists = replace(wish, kinds=[kind for kind in wish.kinds if kind not in SUMMED])
    return made + await making.documents(db, plan, lists, folder, room)


async def make(bench: Bench) -> Made:
    """Make them, as long work. Raise LookupError where the plan has no such unit."""
    handed = bench.wanted.facts.get(TASKS)
    of = Extent(bench.wanted.unit, None if handed is None else frozenset(handed.split()))
    kinds = set() if bench.wanted.facts.get(DRAFT) else {OwnKind.ENTRIES}
    if of.tasks is None and of.unit != bench.plan.office:
        kinds.add(OwnKind.DRAFT)

    async def documents(folder: Path) -> Sequence[MadeDocument]:
        return await written(bench.db, bench.plan, of, bench.now, folder, kinds, bench.tell)

    return await handing_over.made(bench, documents, of_unit=True)


def _name(kind: OwnKind, plan: Plan, unit: str, at: datetime) -> str:
    return write(f"file.{kind}", plan=plan.code, unit=unit, day=f"{at.astimezone(ZONE):%Y-%m-%d}")
