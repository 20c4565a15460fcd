"""Reports of a plan that has changed since the results came: a unit has left, a task has become secret."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from handlers.documents import material
from handlers.documents.consolidated import report
from handlers.documents.consolidated.report import ReportWish
from handlers.obligations import laying_down
from plans.schema import Sensitive
from storage.db import Database
from storage.obligations import signed_reports
from storage.obligations.signed_reports import NewSignedReport
from tests.documents import campaign
from tests.documents.conftest import PLANS

PLAN = PLANS["705"]


async def _gathered(folder: Path, plan) -> material.Material:
    db: Database = await campaign.made(folder, PLAN)
    try:
        return await db.read_long(lambda reader: material.gather(reader, plan, campaign.after(PLAN)))
    finally:
        await db.close()


async def test_of_a_task_that_became_secret_no_word_is_told(tmp_path: Path):
    before = "16.3"
    tasks = [
        task.model_copy(update={"sensitive": Sensitive.YES}) if task.key == before else task for task in PLAN.tasks
    ]
    (tmp_path / "open").mkdir()
    (tmp_path / "secret").mkdir()
    usual = await _gathered(tmp_path / "open", PLAN)
    silent = await _gathered(tmp_path / "secret", PLAN.model_copy(update={"tasks": tuple(tasks)}))

    hushed = {one.number for one in silent.activities if not one.title} - {
        one.number for one in usual.activities if not one.title
    }
    assert hushed
    assert all(one.on is None and one.figures == () for one in silent.activities if one.number in hushed)
    assert silent.all.results == usual.all.results


async def test_a_report_as_of_then_names_the_signed_report_that_was_in_then(tmp_path: Path):
    db = await campaign.made(tmp_path, PLAN)
    at = campaign.after(PLAN)
    later = NewSignedReport("BQP", "999/BC-BQP", at.date() + timedelta(days=1))
    try:
        before = await db.read_long(lambda reader: material.gather(reader, PLAN, at))
        id_ = await db.write(partial(signed_reports.state, plan=PLAN.code, new=later, by=1, at=at + timedelta(days=1)))
        on = at.date() + timedelta(days=2)
        answered = partial(signed_reports.answered, id_=id_, state="received", by=1, at=at + timedelta(days=2), on=on)
        await db.write(answered)
        again = await db.read_long(lambda reader: material.gather(reader, PLAN, at))
        now = await db.read_long(lambda reader: material.gather(reader, PLAN, at + timedelta(days=3)))
    finally:
        await db.close()
    assert "BQP" in before.reports
    assert again.reports == before.reports
    assert now.reports["BQP"].number == "999/BC-BQP"


async def test_a_unit_that_has_left_the_plan_is_counted_and_stops_nothing(tmp_path: Path):
    db = await campaign.made(tmp_path, PLAN)
    left = PLAN.model_copy(
        update={"units": PLAN.units[1:], "tasks": tuple(t for t in PLAN.tasks if t.unit != "BTGDVTW")}
    )
    at = campaign.after(PLAN)
    try:
        await db.write(partial(laying_down.load, plan=left, at=at))
        gathered = await db.read_long(lambda reader: material.gather(reader, left, at))
    finally:
        await db.close()
    assert any(one.unit.code == "BTGDVTW" for one in gathered.activities)
    assert report.of(gathered, ReportWish(gathered.at)).fields["general"]
