"""The machine's clock is ahead and put right again: nobody waits for days, and nothing happens before its time."""

import logging
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.rehearsal.simulating import Simulation, simulated
from storage.db import Db, Turn
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


async def reminders_due(db: Db) -> list[datetime]:
    """Give when what was planned goes; it has no words until then."""
    return await db.all(datetime, "select due_at from outbox where state = 'waiting' and body is null")


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


@pytest.mark.parametrize("ahead", [timedelta(days=72), timedelta(minutes=-30)])
async def test_while_the_clock_is_wrong_nothing_is_due_and_the_admin_hears_of_it_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, ahead: timedelta
) -> None:
    caplog.set_level(logging.CRITICAL)
    stage = await campaign(tmp_path, NOW)
    await stage.enter("Hà", "admin")
    async with simulated(stage.path, HOUSE, NOW) as house:
        before = await house.db.read(partial(occasions.to_come, plan="705"))
        house.clock.at = local("02-15")
        house.ticking.ahead = ahead.total_seconds
        await house.ticking.tick()
        await house.ticking.tick()
        await house.sending.send_all()
        held = await house.db.read(partial(occasions.to_come, plan="705"))
        [told] = [one.shown.text for one in house.channel.delivered]
        house.ticking.ahead = lambda: 1.0
        await house.ticking.tick()
        await house.sending.send_all()
        after = await house.db.read(partial(occasions.to_come, plan="705"))

    assert held == before
    assert len(after) < len(before)
    right = local("02-15") - ahead
    assert "máy chủ báo 08:00 ngày Chủ nhật, 15/02/2026" in told
    assert f"trong khi bây giờ là {right:%H:%M}" in told
    assert f"{right:%d/%m/%Y}" in told
    assert house.channel.delivered[1].shown.text.startswith("Đồng hồ máy chủ đã đúng.")


@pytest.mark.parametrize("ahead", [timedelta(minutes=4), timedelta(minutes=-4)])
async def test_a_clock_that_is_a_little_off_is_trusted(tmp_path: Path, ahead: timedelta) -> None:
    stage = await campaign(tmp_path, NOW)
    async with simulated(stage.path, HOUSE, local("02-15")) as house:
        before = await house.db.read(partial(occasions.to_come, plan="705"))
        house.ticking.ahead = ahead.total_seconds
        await house.ticking.tick()

        assert len(await house.db.read(partial(occasions.to_come, plan="705"))) < len(before)


async def test_a_reminder_that_was_planned_waits_while_the_clock_is_ahead(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, NOW)
    await stage.enter("Lan", "official", "BNG")
    async with simulated(stage.path, HOUSE, NOW) as house:
        while not (planned := await house.db.read(reminders_due)):
            house.clock.at = await house.next_at() or NOW
            await house.ticking.due(house.clock.at)
        [due] = planned
        house.clock.at, house.sending.ahead = due + DAYS * 7, (DAYS * 7).total_seconds
        await house.sending._send_due()  # noqa: SLF001 - `send_all` goes on until it is sent
        held = await house.db.read(reminders_due)
        house.clock.at, house.sending.ahead = due, float
        await house.sending.send_all()

    assert held == planned
    assert [one.address for one in house.channel.delivered] == ["Lan"]
