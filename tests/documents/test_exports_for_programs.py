"""What other programs are given is whole, says nothing of what may be secret, and is as docs/exports.md writes it."""

import csv
import json
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from handlers.closings.snapshot import Scope
from handlers.documents.choice import ExportChoice
from handlers.documents.lists import lines
from handlers.documents.lists.exported import ExportedResult, ExportedRow
from handlers.documents.lists.lines import LineForm
from plans import reading
from plans.schema import Plan, Sensitive
from storage.db import Database
from tests.documents import campaign
from tests.house.sources import ROOT, text

PLANS = ("705-2025", "hai-phong-2024")
MODELS = {"result": ExportedResult, "row": ExportedRow}


def shipped(key: str) -> Plan:
    return reading.read(ROOT / "plans" / f"{key}.yaml")


async def written(db: Database, plan: Plan, path: Path, choice: ExportChoice, form: LineForm = LineForm.JSONL) -> int:
    work = partial(lines.write, plan=plan, at=campaign.after(plan), path=path, choice=choice, form=form)
    return await db.read(work)


def read(path: Path) -> list[ExportedResult]:
    with path.open(encoding="utf-8") as file:
        return [ExportedResult.model_validate_json(line) for line in file]


@pytest.mark.parametrize("key", PLANS)
async def test_every_line_is_as_its_schema_and_none_is_missing(tmp_path: Path, key: str):
    plan = shipped(key)
    db = await campaign.made(tmp_path, plan)
    try:
        count = await written(db, plan, tmp_path / "results.jsonl", ExportChoice())
        kept = await db.read(
            lambda db: db.all(str, "select unit || '-' || number from entry where status = 'received'")
        )
    finally:
        await db.close()
    found = read(tmp_path / "results.jsonl")

    assert count == len(found) == len(kept)
    assert {f"{one.unit}-{int(one.number.rsplit('-', 1)[1])}" for one in found} == set(kept)


@pytest.mark.parametrize("key", PLANS)
async def test_of_what_may_be_secret_there_are_counts_alone(tmp_path: Path, key: str):
    plan = shipped(key)
    secret = {task.key for task in plan.tasks if task.sensitive is Sensitive.YES}
    db = await campaign.made(tmp_path, plan)
    try:
        await written(db, plan, tmp_path / "results.jsonl", ExportChoice())
    finally:
        await db.close()
    found = read(tmp_path / "results.jsonl")
    silent = [one for one in found if secret & set(one.tasks)]

    assert silent
    assert {
        (one.withheld, one.title, one.form, one.place, one.first_day, len(one.figures), len(one.partners))
        for one in silent
    } == {(True, None, None, None, None, 0, 0)}
    assert all(one.activities for one in silent)


async def test_rows_hold_the_same_figures_as_lines(tmp_path: Path):
    plan = shipped("705-2025")
    db = await campaign.made(tmp_path, plan)
    try:
        await written(db, plan, tmp_path / "results.jsonl", ExportChoice())
        await written(db, plan, tmp_path / "results.csv", ExportChoice(), LineForm.CSV)
    finally:
        await db.close()
    results = read(tmp_path / "results.jsonl")
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [ExportedRow.model_validate({key: value or None for key, value in row.items()}) for row in _read(file)]

    assert (tmp_path / "results.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert Counter((row.number, row.indicator, row.value) for row in rows if row.indicator) == Counter(
        (one.number, figure.indicator, figure.value) for one in results for figure in one.figures
    )
    assert {row.number for row in rows} == {one.number for one in results}


def _read(file) -> list[dict[str, str]]:
    return [{**row, "tasks": row["tasks"] or " "} for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    "choice",
    [
        ExportChoice(unit="BNG"),
        ExportChoice(first=date(2025, 12, 10), last=date(2025, 12, 12)),
        ExportChoice(Scope(("after",))),
        ExportChoice(unit="nobody"),
    ],
    ids=["unit", "days", "phase", "none"],
)
async def test_what_is_chosen_is_given_and_nothing_else(tmp_path: Path, choice: ExportChoice):
    plan = shipped("705-2025")
    keys = [phase.key for phase in plan.phases]
    if choice.scope.phases:
        choice = ExportChoice(Scope((keys[-1],)))
    db = await campaign.made(tmp_path, plan)
    try:
        await written(db, plan, tmp_path / "all.jsonl", ExportChoice())
        await written(db, plan, tmp_path / "some.jsonl", choice)
    finally:
        await db.close()
    every = read(tmp_path / "all.jsonl")
    some = read(tmp_path / "some.jsonl")

    def is_meant(one: ExportedResult) -> bool:
        first = one.first_day or one.made_at.date()
        last = one.last_day or one.made_at.date()
        return (
            choice.unit in ("", one.unit)
            and (choice.first is None or first <= (choice.last or first))
            and (choice.first is None or last >= choice.first)
            and (not choice.scope.phases or one.phase == keys[-1])
        )

    assert [one.number for one in some] == [one.number for one in every if is_meant(one)]
    assert (choice.unit == "nobody") == (some == [])


async def test_what_came_after_the_instant_is_not_there(tmp_path: Path):
    plan = shipped("705-2025")
    at = datetime(2025, 12, 12, tzinfo=UTC)
    db = await campaign.made(tmp_path, plan)
    try:
        await db.read(partial(lines.write, plan=plan, at=at, path=tmp_path / "early.jsonl"))
        await written(db, plan, tmp_path / "all.jsonl", ExportChoice())
    finally:
        await db.close()
    early = read(tmp_path / "early.jsonl")
    every = read(tmp_path / "all.jsonl")

    assert [one.number for one in early] == [one.number for one in every if one.made_at <= at]
    assert 0 < len(early) < len(every)


@pytest.mark.parametrize("name", MODELS)
def test_the_schema_that_is_published_is_that_of_the_lines(name: str):
    published = json.loads(text(f"docs/exports/{name}.schema.json"))

    assert published == MODELS[name].model_json_schema(mode="serialization")


@pytest.mark.parametrize("name", MODELS)
def test_every_field_stands_in_the_document(name: str):
    document = text("docs/exports.md")

    assert [field for field in MODELS[name].model_fields if f"`{field}`" not in document] == []


def test_a_decimal_stays_a_number():
    assert [lines.number(Decimal(value)) for value in ("120", "12.7", "0.125")] == [120, 12.7, 0.125]
