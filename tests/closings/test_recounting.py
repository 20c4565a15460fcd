"""What is kept for the present agrees with a count of everything said and decided from the beginning."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from handlers.closings import recounting, running_sums
from handlers.closings.running_sums import By
from plans import reading
from storage.db import Db, Turn
from storage.results import entries
from tests.closings.histories import History, begins
from tests.dialogue import PLANS, Stage

THINGS = 60


@pytest.mark.parametrize("seed", range(5))
async def test_nothing_differs_after_anything_in_any_order(tmp_path: Path, seed: int) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    plan = reading.read(PLANS / "705-2025.yaml")

    async def work(db: Turn) -> list[object]:
        story = History(db, plan, Random(100 + seed), begins(date(2025, 12, 1)))
        await story.join()
        found: list[object] = []
        for _ in range(THINGS):
            await story.go_on()
            found += await recounting.differing(db, plan, story.now)
        return found

    assert await stage.write(work) == []


@pytest.mark.parametrize("seed", range(3))
async def test_sums_that_are_kept_in_memory_are_those_of_a_fresh_count_after_anything(
    tmp_path: Path, seed: int
) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    plan = reading.read(PLANS / "705-2025.yaml")

    async def work(db: Turn) -> None:
        story = History(db, plan, Random(200 + seed), begins(date(2025, 12, 1)), units=("BNG", "VPCQTT", "HNI"))
        await story.join()
        for nth in range(THINGS):
            await story.go_on()
            if nth % 3 == 0:  # some changes are seen one by one, others together
                assert await running_sums.read(db, plan, *By) == await running_sums.read(fresh(db), plan, *By)

    await stage.write(work)


def fresh(db: Turn) -> Db:
    """Give the same house with nothing in its memory."""
    return Db(db.connection)


async def test_each_unit_is_counted_once_until_something_of_it_changes(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    plan = reading.read(PLANS / "705-2025.yaml")

    async def work(db: Turn) -> None:
        story = History(db, plan, Random(5), begins(date(2025, 12, 1)))
        await story.join()
        while len(await entries.units(db, plan.code)) < len(story.units):
            await story.go_on()
        await running_sums.read(db, plan, By.UNIT)
        kept = {place: counted for place, counted in db.memory.items() if place.startswith("sums/705/all/")}
        await running_sums.read(db, plan, By.ALL, By.GROUP)
        assert len(kept) == len(story.units)
        assert all(db.memory[place] is kept[place] for place in kept)

        entry = await entries.find(db, plan.code, "BNG", 1)
        assert entry is not None
        await entries.again(db, entry, story.members["BNG"], story.now)
        await running_sums.read(db, plan, By.ALL)
        assert [place for place in kept if db.memory[place] is not kept[place]] == ["sums/705/all/BNG"]

    await stage.write(work)
