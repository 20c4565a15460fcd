"""Outages, restarts and clocks that jump: each reminder at most once, one message a day, nothing stale."""

from datetime import timedelta
from pathlib import Path

from bot.rehearsal.simulating import simulated
from tests.clock.living import campaign, days, local, told
from tests.dialogue import HOUSE
from tests.officials.entering import hears


async def test_the_same_tick_twice_and_a_restart_after_each_send_nothing_twice(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    at = local("12-08", "09:00")
    sent = 0

    for _ in range(3):
        async with simulated(stage.path, HOUSE, at) as house:
            await house.ticking.due(at)
            await house.ticking.due(at)
            await house.sending.send_all()
            await house.sending.send_all()
            sent += len(house.channel.delivered)

    assert sent == 1


async def test_a_stop_between_planning_and_sending_loses_nothing(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    async with simulated(stage.path, HOUSE, local("12-08", "09:00")) as house:
        await house.ticking.due(local("12-08", "09:00"))

    assert days(await told(stage, local("12-09")), "Lan") == ["12-08"]


async def test_off_over_a_reminder_it_comes_once_at_the_next_good_hour(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    await hears(stage, "Lan", "/nhacviec", "chọn giờ", "14:00")
    await told(stage, local("12-08", "13:59"))  # off from here
    stage.now = local("12-09", "05:00")

    went = await told(stage, local("12-10"))

    assert [f"{one.at:%m-%d %H:%M}" for one in went] == ["12-09 14:00"]


async def test_off_over_two_reminders_one_merged_message_comes(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    stage.now = local("12-12", "05:00")

    [message] = await told(stage, local("12-20"))

    assert f"{message.at:%m-%d %H:%M}" == "12-12 08:00"
    assert "đến hết thứ Tư, 10/12/2025" in message.text
    assert "thứ Ba, 09/12/2025 là" not in message.text


async def test_off_over_the_last_day_only_what_is_true_now_is_said(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("02-03"))
    await stage.enter("Lan", "official", "BNG")
    stage.now = local("02-11")

    [message, last] = await told(stage, local("02-13"))

    assert "hết thứ Hai, 09/02/2026; thời hạn này đã qua" in message.text
    assert "hôm nay" not in message.text
    assert f"{last.at:%m-%d}" == "02-12"


async def test_a_clock_set_back_and_forward_an_hour_sends_nothing_twice_and_skips_nothing(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    went = await told(stage, local("12-08", "08:30"))

    stage.now = local("12-08", "07:30")
    went += await told(stage, local("12-08", "09:30"))
    stage.now = local("12-11", "07:30")
    stage.now = local("12-11", "08:30")
    went += await told(stage, local("12-12"))

    assert days(went, "Lan") == ["12-08", "12-11"]


async def test_out_of_hours_nothing_is_sent_and_on_monday_it_is(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("02-03"))
    await stage.enter("Lan", "official", "BNG")
    stage.now = local("02-06", "17:30")  # Friday evening

    assert [f"{one.at:%m-%d %H:%M}" for one in await told(stage, local("02-09", "17:00"))] == ["02-09 08:00"]


async def test_a_reminder_whose_hour_was_missed_waits_over_noon(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    await hears(stage, "Lan", "/nhacviec", "chọn giờ", "10:00")
    await told(stage, local("12-08", "09:59"))  # off from here
    stage.now = local("12-08", "11:30")

    assert [f"{one.at:%m-%d %H:%M}" for one in await told(stage, local("12-09"))] == ["12-08 14:00"]


async def test_who_is_busy_till_noon_is_reminded_after_it(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    await hears(stage, "Lan", "/nhacviec", "chọn giờ", "10:00")
    await told(stage, local("12-08", "09:58"))
    for hour in ("09:59", "10:18", "10:37", "10:56"):
        stage.now = local("12-08", hour)
        await hears(stage, "Lan", "/baocao 2.1b")
        assert await told(stage, local("12-08", hour) + timedelta(minutes=15)) == []

    assert [f"{one.at:%m-%d %H:%M}" for one in await told(stage, local("12-09"))] == ["12-08 14:00"]
