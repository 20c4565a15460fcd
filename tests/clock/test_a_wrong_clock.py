"""The machine's clock is ahead and put right again: nobody waits for days, and nothing happens before its time."""

import logging
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.rehearsal.simulating import Simulation, simulated
from storage.db import Turn
from storage.queues import outbox
from storage.queues.outbox import Lane, Outgoing
from storage.results import evidence
from storage.results.evidence import NewEvidence
from storage.schedule import occasions
from tests.clock.living import campaign, local
from tests.dialogue import HOUSE

NOW = local("12-05")
DAYS = timedelta(days=3)


def answer(due_at: datetime, lane: Lane = Lane.REPLY) -> Outgoing:
    body = '{"text": "Đã nhận.", "choices": [], "ways": []}'
    return Outgoing("telegram", "Lan", lane, body, due_at)


async def put_off(db: Turn) -> None:
    """Let an answer and a photo be tried again three days from now, as by a clock that was ahead."""
    await outbox.put(db, answer(NOW + DAYS))
    await evidence.add(db, 1, "telegram", NewEvidence("a:1", "photo", ref="x"), NOW + DAYS)


async def waiting(house: Simulation) -> list[datetime]:
    return await house.db.read(
        lambda db: db.all(
            datetime, "select due_at from outbox union all select next_at from evidence where next_at is not null"
        )
    )


async def test_what_a_clock_ahead_put_off_comes_when_it_is_set_back(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, NOW)
    await stage.enter("Lan", "official", "BNG")
    async with simulated(stage.path, HOUSE, NOW + DAYS) as house:
        await house.ticking.look_back(NOW + DAYS)
        await house.db.write(put_off)
        house.clock.at = NOW + timedelta(minutes=1)
        await house.ticking.tick()

        assert await waiting(house) == [house.clock.at] * 2


async def test_what_a_clock_ahead_put_off_comes_at_the_next_start(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, NOW)
    await stage.enter("Lan", "official", "BNG")
    await stage.write(put_off)
    async with simulated(stage.path, HOUSE, NOW) as house:
        await house.ticking.look_back(NOW)

        assert await waiting(house) == [NOW] * 2


@pytest.mark.parametrize("lane", [Lane.REMINDER, Lane.DIGEST])
async def test_what_is_meant_for_a_later_day_stays_there(tmp_path: Path, lane: Lane) -> None:
    stage = await campaign(tmp_path, NOW)
    await stage.write(partial(outbox.put, new=answer(NOW + DAYS, lane)))
    async with simulated(stage.path, HOUSE, NOW) as house:
        await house.ticking.look_back(NOW)

        assert await waiting(house) == [NOW + DAYS]


async def test_while_the_clock_is_ahead_of_the_channels_nothing_is_due(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    stage = await campaign(tmp_path, NOW)
    async with simulated(stage.path, HOUSE, NOW) as house:
        before = await house.db.read(partial(occasions.to_come, plan="705"))
        house.clock.at = local("02-15")
        house.ticking.ahead = lambda: 72 * 24 * 3600.0
        await house.ticking.tick()
        held = await house.db.read(partial(occasions.to_come, plan="705"))
        house.ticking.ahead = lambda: 1.0
        await house.ticking.tick()
        after = await house.db.read(partial(occasions.to_come, plan="705"))

    assert held == before
    assert len(after) < len(before)
    assert "clock is ahead" in caplog.text
