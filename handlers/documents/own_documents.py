"""What a unit is given: the draft of its written report, and its results as a workbook, both as of one instant.

Whoever sees but single tasks of the unit is given the results of these alone; the office has no report of its own here.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from handlers.delivery.long_work import Bench, Made
from handlers.delivery.own_wanted import DRAFT, TASKS
from handlers.documents import handing_over, whole
from handlers.documents.extent import Extent
from handlers.documents.making import MadeDocument
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
