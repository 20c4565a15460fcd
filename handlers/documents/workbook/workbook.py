"""Write the workbook: everything as of one instant, read unit by unit, so that no more is held than what is shown."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from handlers.closings import as_of
from handlers.closings.snapshot import Scope
from handlers.documents import material, whole, withheld
from handlers.documents.consolidated import report
from handlers.documents.consolidated.report import ReportWish
from handlers.documents.extent import EVERYTHING, Extent
from handlers.documents.material import Beside, Material, Tell
from handlers.documents.own import gathered as own_gathered
from handlers.documents.own import report as own_report
from handlers.documents.own.gathered import OwnMaterial
from handlers.documents.sentences import FigureSource
from handlers.documents.workbook import about, entered, matters, owing, totals
from handlers.documents.workbook.entered import EnteredSheets
from handlers.documents.workbook.naming import Naming, Ruled
from handlers.entries.contents import Result
from messages import words
from messages.documents import sheets
from messages.documents.sheets import Page
from messages.words import speaking
from plans.schema import Plan
from storage.db import Db

_ALL: Final = Scope()


# Reads what a workbook tells, with what is done beside; gives it, and where the figures of the report come from.
Read = Callable[[Beside], Awaitable[tuple[Material, Sequence[FigureSource]]]]


async def write(
    db: Db, plan: Plan, wish: ReportWish, path: Path, *, coded: bool = False, tell: Tell | None = None
) -> Material:
    """Write the workbook that stands beside a report, and give what both tell; `coded`: codes, for machines."""

    async def read(beside: Beside) -> tuple[Material, Sequence[FigureSource]]:
        found = await material.gather(db, plan, wish.at, wish.scope, beside, tell)
        return found, report.of(found, wish).sources

    return await _Writing(db, plan, wish.at, wish.scope, coded=coded).write(path, read)


async def write_own(db: Db, plan: Plan, of: Extent, at: datetime, path: Path, tell: Tell | None = None) -> OwnMaterial:
    """Write the workbook that stands beside the report of a unit, and give what both tell.

    Raise LookupError where the plan has no such unit then.
    """
    gathered: list[OwnMaterial] = []

    async def read(beside: Beside) -> tuple[Material, Sequence[FigureSource]]:
        own = await own_gathered.gather(db, plan, of, at, beside, tell)
        gathered.append(own)
        return own.whole, own_report.of(own).sources if of.tasks is None else ()

    await _Writing(db, plan, at, _ALL, of=of).write(path, read)
    return gathered[0]


@dataclass(frozen=True, slots=True)
class _Writing:
    db: Db
    plan: Plan
    at: datetime
    scope: Scope
    coded: bool = False
    of: Extent = EVERYTHING

    async def write(self, path: Path, read: Read) -> Material:
        """Write it. Raise LookupError where the plan has no such unit then: nothing is begun."""
        db, at = self.db, self.at
        then = await as_of.plan_at(db, self.plan, at)
        if self.of.unit and not then.has_unit(self.of.unit):
            raise LookupError(self.of.unit)
        secret = withheld.tasks(self.plan, then)
        naming = Naming(then, self.coded, withheld.labels(self.plan, then))
        columns = _columns(then)
        page = Page(then.in_full, words.write("sheet.page.at", at=at))
        with speaking("vi"), whole.file(path) as place, sheets.writing(place, page) as book:
            of = {key: naming.begin(book, key, mine) for key, mine in columns.items()}
            entered_sheets = (of["activities"], of["figures"], of["evidence"], of["history"])
            lists = EnteredSheets(*entered_sheets, naming, secret, is_partial=self.of.tasks is not None)

            async def list_up(_: Plan, unit: str, results: Sequence[Result]) -> None:
                await lists.add(db, then, unit, results, at)

            found, sources = await read(list_up)
            totals.write(of["sums"], found, naming)
            owing.write_units(of["units"], found, naming)
            owing.write_tasks(of["tasks"], found, naming)
            await matters.write(of["difficulties"], db, found, naming, secret)
            about.write_sources(of["sources"], sources, found.closed.joint)
            about.write_about(of["about"], found, naming, columns, self._scope(naming))
        return found

    def _scope(self, naming: Naming) -> str:
        if self.of.unit:
            return naming.plan.unit(self.of.unit).name
        return ", ".join(naming.phase(key) for key in self.scope.phases) or naming.phase("", "all")


def _columns(plan: Plan) -> dict[str, tuple[Ruled, ...]]:
    """Give the sheets with their columns, in their order."""
    return {
        "sums": totals.COLUMNS,
        "units": owing.units_columns(plan),
        "tasks": owing.TASKS,
        "activities": entered.ACTIVITIES,
        "figures": entered.FIGURES,
        "evidence": entered.EVIDENCE,
        "history": entered.HISTORY,
        "difficulties": matters.COLUMNS,
        "sources": about.SOURCES,
        "about": about.ABOUT,
    }
