"""How things stood at an instant comes out the same whenever it is asked."""

from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from handlers.closings import approved, as_of
from handlers.entries import sums
from handlers.obligations import recount, tallies
from messages.words import ZONE
from plans import reading
from plans.schema import Plan
from storage.db import Turn
from storage.obligations import owed
from storage.results import entries, figures, history
from tests.closings.histories import History, begins
from tests.dialogue import PLANS, Stage

THINGS = 60


class Live(NamedTuple):
    """What the house says at an instant, by the rows it keeps for the present."""

    entries: object
    rows: object
    figures: object
    tasks: object
    reports: object
    sums: object
    overall: object
    official: object


async def live(db: Turn, plan: Plan, at: datetime, official: frozenset[str]) -> Live:
    found = [one for unit in await entries.units(db, plan.code) for one in await entries.results(db, plan.code, unit)]
    rows = await owed.of_plan(db, plan.code)
    every = await figures.of_plan(db, plan.code)
    return shown(plan, found, rows, every, at.astimezone(ZONE).date(), official)


async def later(db: Turn, plan: Plan, at: datetime) -> Live:
    """Give the same from what was kept, as of an instant that has passed."""
    found, counted = [], {}
    for unit in await entries.units(db, plan.code):
        results = as_of.results(plan, await history.of_unit(db, plan.code, unit, at), at)
        counted |= recount.recount(plan, results)
        found += results
    rows = as_of.standings(plan, counted, await as_of.kept(db, plan, at))
    told = tuple(as_of.told(found))
    official = await approved.units(db, plan, at)
    return shown(plan, [result.entry for result in found], rows, told, at.astimezone(ZONE).date(), official)


def shown(plan: Plan, found, rows, every, today: date, official) -> Live:  # type: ignore[no-untyped-def]  # both ways
    return Live(
        [(e.id, e.unit, e.number, e.kind, e.version, e.made_at, e.said_at, e.content) for e in found],
        {row.key: row for row in rows},
        set(every),
        tallies.tasks(plan, rows, today),
        tallies.signed_reports(plan, rows, today),
        {scope: (one.value, one.precision) for scope, one in sums.totals(every).items()},
        {key: (one.value, one.precision) for key, one in sums.overall(every).items()},
        official,
    )


@pytest.mark.parametrize("seed", range(5))
async def test_every_instant_of_any_history_comes_out_as_it_was_then(tmp_path: Path, seed: int) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    plan = reading.read(PLANS / "705-2025.yaml")

    async def work(db: Turn) -> list[tuple[Live, Live]]:
        story = History(db, plan, Random(seed), begins(date(2025, 12, 1)))
        await story.join()
        was = []
        for _ in range(THINGS):
            await story.go_on()
            was.append((story.now, await live(db, plan, story.now, await story.official())))
        return [(then, await later(db, plan, at)) for at, then in was]

    pairs = await stage.write(work)

    assert len(pairs) == THINGS
    assert pairs[-1][0].entries
    for then, told_later in pairs:
        for part in Live._fields:
            assert getattr(told_later, part) == getattr(then, part), part
