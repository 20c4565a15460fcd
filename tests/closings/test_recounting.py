"""What is kept for the present agrees with a count of everything said and decided from the beginning."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from handlers.closings import recounting
from plans import reading
from storage.db import Turn
from tests.closings.histories import History, begins
from tests.dialogue import PLANS, Stage

THINGS = 60


@pytest.mark.parametrize("seed", range(8))
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
