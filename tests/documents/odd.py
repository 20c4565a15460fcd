"""A campaign with odd results beside the usual ones: as it lies in the database, and every document made of it."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from openpyxl import Workbook, load_workbook

from handlers.closings import recounting
from handlers.closings.recounting import Differs
from handlers.closings.snapshot import Closed
from handlers.documents import making
from handlers.documents.consolidated.report import ReportWish
from handlers.documents.making import Consolidated
from handlers.documents.workbook import workbook
from handlers.situation import blocks, overview
from plans.schema import Plan
from storage.db import Database
from tests.documents import campaign, odd_results
from tests.documents.counted_apart import Pair, RawResult

_COUNTING = "status in ('received', 'taken_in', 'more_wanted', 'withdrawal_asked')"


@dataclass(frozen=True)
class Odd:
    """What is in the database, and what was made of it: the workbook, with codes too, report, closing and digest.

    `differs` is whatever is kept otherwise than a count from the beginning gives.
    """

    plan: Plan
    at: datetime
    results: list[RawResult]
    pairs: list[Pair]
    book: Workbook
    coded: Workbook
    report: Consolidated
    closed: Closed
    digest: str
    differs: list[Differs]
    path: Path


async def made(folder: Path, plan: Plan) -> Odd:
    db = await campaign.made(folder, plan)
    try:
        await db.write(partial(odd_results.add, plan=plan))
        return await documents(db, plan, campaign.after(plan))
    finally:
        await db.close()


async def documents(db: Database, plan: Plan, at: datetime) -> Odd:
    """Make every document of what a database holds, and read what lies in it."""
    folder = db.path.parent
    path, coded = folder / "names.xlsx", folder / "codes.xlsx"
    await _write(db, plan, at, coded, coded=True)
    gathered = await _write(db, plan, at, path, coded=False)
    here = await db.read(partial(overview.read, plan=plan, now=at, after=at))
    differs = await db.read_long(partial(recounting.differing, plan=plan, at=at))
    report = making.consolidated(gathered, ReportWish(at, names_silent=True))
    results, pairs = _raw(db.path, plan)
    digest = "\n".join(line.text for line in (*blocks.head(here), *blocks.tasks(here)))
    books = load_workbook(path), load_workbook(coded)
    return Odd(plan, at, results, pairs, *books, report, gathered.closed, digest, differs, path)


async def _write(db: Database, plan: Plan, at: datetime, path: Path, *, coded: bool):
    return await db.read_long(
        lambda reader: workbook.write(reader, plan, ReportWish(at, names_silent=True), path, coded=coded)
    )


def _raw(path: Path, plan: Plan) -> tuple[list[RawResult], list[Pair]]:
    """Read what is kept, by no function of the house."""
    with sqlite3.connect(path) as db:
        rows = db.execute(
            "select e.unit, e.number, e.made_at, v.content from entry e"
            f" join version v on v.entry = e.id and v.number = e.version where e.plan = ? and e.{_COUNTING}",
            (plan.code,),
        ).fetchall()
        words = db.execute(
            "select a.unit, a.number, b.unit, b.number from joining j join entry a on a.id = j.first"
            " join entry b on b.id = j.second where j.is_one"
        ).fetchall()
    results = [
        RawResult(unit, number, datetime.fromisoformat(made_at), json.loads(content))
        for unit, number, made_at, content in rows
    ]
    return results, [frozenset(((first, n), (second, m))) for first, n, second, m in words]
