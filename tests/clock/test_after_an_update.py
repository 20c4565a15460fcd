"""A plan that an earlier release loaded has no dates; the first start with this one lays them down."""

from functools import partial
from pathlib import Path

from handlers.obligations import laying_down
from storage.db import Turn
from tests.clock.living import campaign, days, local, told
from tests.dialogue import Stage


async def as_before(db: Turn) -> None:
    """Leave of the dates what a release that knew none leaves."""
    await db.run("delete from occasion")


async def start(stage: Stage) -> None:
    await stage.write(partial(laying_down.take_up, at=stage.now))


async def test_its_reminders_and_closings_come_from_the_first_start_on(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-08", "09:00"))
    await stage.enter("Lan", "official", "BNG")
    await stage.write(as_before)
    assert await told(stage, local("12-08", "10:00")) == []

    await start(stage)

    assert days(await told(stage, local("12-12")), "Lan") == ["12-08", "12-11"]


async def test_a_further_start_lays_down_nothing_anew(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-08", "09:00"))
    await stage.enter("Lan", "official", "BNG")
    await told(stage, local("12-09"))

    await start(stage)

    assert await told(stage, local("12-10")) == []
