"""How things stood at an instant comes out the same whenever it is asked."""

from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from handlers.closings import as_of
from handlers.entries import sums
from handlers.obligations import tallies
from messages.words import ZONE
from plans import reading
from plans.schema import Plan
from storage.db import Turn
from storage.obligations import owed
from storage.results import entries, figures
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


async def live(db: Turn, plan: Plan, today: date) -> Live:
    found, rows = await entries.results(db, plan.code), await owed.of_plan(db, plan.code)
    every = await figures.of_plan(db, plan.code)
    return shown(plan, found, rows, every, today)


def shown(plan: Plan, found, rows, every, today: date) -> Live:  # type: ignore[no-untyped-def]  # both ways of asking
    return Live(
        [(e.id, e.unit, e.number, e.kind, e.version, e.made_at, e.said_at, e.content) for e in found],
        {row.key: row for row in rows},
        set(every),
        tallies.tasks(plan, rows, today),
        tallies.signed_reports(plan, rows, today),
        {scope: (one.value, one.precision) for scope, one in sums.totals(every).items()},
        {key: (one.value, one.precision) for key, one in sums.overall(every).items()},
    )


@pytest.mark.parametrize("seed", range(8))
async def test_every_instant_of_any_history_comes_out_as_it_was_then(tmp_path: Path, seed: int) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    plan = reading.read(PLANS / "705-2025.yaml")

    async def work(db: Turn) -> list[tuple[Live, Live]]:
        history = History(db, plan, Random(seed), begins(date(2025, 12, 1)))
        await history.join()
        was = []
        for _ in range(THINGS):
            await history.go_on()
            was.append((history.now, await live(db, plan, history.now.astimezone(ZONE).date())))
        kept = await as_of.read(db, plan.code, history.now)
        pairs = []
        for at, then in was:
            stood = as_of.stood(plan, kept, at)
            today = at.astimezone(ZONE).date()
            pairs.append((then, shown(plan, stood.results, stood.rows, stood.told, today)))
        return pairs

    pairs = await stage.write(work)

    assert len(pairs) == THINGS
    assert pairs[-1][0].entries
    for then, told_later in pairs:
        for part in Live._fields:
            assert getattr(told_later, part) == getattr(then, part), part
