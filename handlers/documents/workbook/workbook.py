"""Write the workbook: everything as of one instant, read unit by unit, so that no more is held than what is shown."""

from collections.abc import Sequence
from pathlib import Path

from handlers.closings import as_of
from handlers.closings.snapshot import Scope
from handlers.documents import material, whole, withheld
from handlers.documents.consolidated import report
from handlers.documents.consolidated.report import ReportWish
from handlers.documents.material import Material, Tell
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


async def write(
    db: Db, plan: Plan, wish: ReportWish, path: Path, *, coded: bool = False, tell: Tell | None = None
) -> Material:
    """Write the workbook that stands beside a report, and give what both tell; `coded`: codes, for machines."""
    at = wish.at
    then = await as_of.plan_at(db, plan, at)
    secret = withheld.tasks(plan, then)
    naming = Naming(then, coded, withheld.labels(plan, then))
    columns = _columns(then)
    page = Page(then.in_full, words.write("sheet.page.at", at=at))
    with speaking("vi"), whole.file(path) as place, sheets.writing(place, page) as book:
        of = {key: naming.begin(book, key, mine) for key, mine in columns.items()}
        lists = EnteredSheets(of["activities"], of["figures"], of["evidence"], of["history"], naming, secret)

        async def list_up(_: Plan, unit: str, results: Sequence[Result]) -> None:
            await lists.add(db, then, unit, results, at)

        found = await material.gather(db, plan, at, wish.scope, list_up, tell)
        totals.write(of["sums"], found, naming)
        owing.write_units(of["units"], found, naming)
        owing.write_tasks(of["tasks"], found, naming)
        await matters.write(of["difficulties"], db, found, naming, secret)
        about.write_sources(of["sources"], report.of(found, wish).sources)
        about.write_about(of["about"], found, naming, columns, _scope(wish.scope, naming))
    return found


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


def _scope(scope: Scope, naming: Naming) -> str:
    return ", ".join(naming.phase(key) for key in scope.phases) or naming.phase("", "all")
