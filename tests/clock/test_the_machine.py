"""What befell the machine is told to the admins: a disk nearly full, an end without a word, nothing can be kept."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.data_dir import Folder
from bot.health import alarming
from bot.rehearsal.simulating import Simulation, simulated
from handlers import signs
from handlers.clock import the_machine
from handlers.signs import Pulse
from messages.words import speaking
from storage.db import StorageTrouble
from tests.clock.living import campaign, local
from tests.dialogue import HOUSE, Stage
from tests.failing_disk import fill, make_room

NOW = local("12-05")
MEGABYTE = 1024 * 1024


async def told(house: Simulation) -> list[str]:
    await house.sending.send_all()
    return [one.shown.text.partition("(")[0].strip() for one in house.channel.delivered if one.address == "Hà"]


@pytest.mark.parametrize(("free", "days"), [(199, 2), (200, 0)])
async def test_a_disk_that_is_nearly_full_is_told_once_a_day(tmp_path: Path, free: int, days: int) -> None:
    stage = await campaign(tmp_path, NOW)
    await stage.enter("Hà", "admin")
    pulse = Pulse(free=lambda: free * MEGABYTE)
    async with simulated(stage.path, replace(HOUSE, pulse=pulse), NOW) as house:
        for later in (0, 1, 24):
            house.clock.at = NOW + timedelta(hours=later)
            await house.ticking.tick()
        words = await told(house)

    assert [word.partition(".")[0] for word in words] == ["Ổ đĩa của máy chủ chỉ còn trống 199 MB"] * days


async def test_an_end_without_a_word_is_told_once_a_day_and_stands_in_the_status(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, NOW)
    await stage.enter("Hà", "admin")
    pulse = Pulse(started_at=NOW, lived_until=NOW - timedelta(minutes=7))
    async with simulated(stage.path, replace(HOUSE, pulse=pulse), NOW) as house:
        for _ in range(2):
            await house.db.write(partial(the_machine.tell_of_fall, house=replace(HOUSE, pulse=pulse), now=NOW))
        words = await told(house)
        shown = await house.db.read(partial(signs.read, pulse=pulse, now=NOW))

    assert words == ["Bot bị ngắt đột ngột sau 07:53 ngày 05/12/2025"]
    assert [sign.wrong for sign in shown if sign.what == "fallen"] == [False]


async def test_that_nothing_can_be_kept_is_told_past_the_outbox_and_that_it_can_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.db._OVER", 0.0)
    folder = Folder(tmp_path)
    stage = Stage(folder.database)
    await stage.open()
    await stage.enter("Hà", "admin")
    async with simulated(folder.database, HOUSE, NOW) as house:
        with speaking("vi"):
            heeding = asyncio.create_task(alarming.heed_trouble(house.db, folder, house.channel))
        await house.db.write(fill)
        with pytest.raises(StorageTrouble):
            await house.db.write(lambda db: db.run("insert into more values (zeroblob(1000000))"))
        heard = [await next_told(house, 1)]
        await house.db.write(make_room)
        heard.append(await next_told(house, 2))
        heeding.cancel()
        await asyncio.gather(heeding, return_exceptions=True)

    assert [one.partition("(")[0].partition(".")[0].strip() for one in heard] == [
        "Không ghi được dữ liệu",
        "Đã ghi được dữ liệu trở lại",
    ]


async def next_told(house: Simulation, nth: int) -> str:
    async with asyncio.timeout(30):
        while len(house.channel.delivered) < nth:  # noqa: ASYNC110 - the channel of a simulation wakes nobody
            await asyncio.sleep(0)
    return house.channel.delivered[nth - 1].shown.text
