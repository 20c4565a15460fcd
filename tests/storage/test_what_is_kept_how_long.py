"""Nothing is kept longer than it is needed: codes until they are sent, served messages a month."""

import json
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.rehearsal.simulating import simulated
from handlers.clock import purge
from storage.db import Db, Turn
from storage.queues import inbox, outbox
from tests.dialogue import HOUSE, Stage


async def bodies(db: Db) -> list[str]:
    return await db.all(str, "select body from outbox")


async def numbers(db: Db) -> list[int]:
    return await db.all(int, "select id from inbox order by id")


UNSAID = '{"text": "", "choices": [], "ways": []}'
SECRET = '{"text": "Mã: ABCDE12345", "choices": [], "ways": [], "once": true}'


def message(stage: Stage) -> outbox.Outgoing:
    return outbox.Outgoing("telegram", "Hà", outbox.Lane.REPLY, SECRET, stage.now)


@pytest.mark.parametrize(
    ("who", "lines"), [("Hà", ["/capma BNG"]), ("Lan", ["/giaoviec 2.1b", "Người chưa đăng ký: cấp mã đăng ký"])]
)
async def test_a_code_is_said_once(tmp_path: Path, who: str, lines: list[str]) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Hà", "admin")
    await stage.enter("Lan", "official", "BNG")
    stage.who = who
    for line in lines:
        await stage.say(line)

    assert len(stage.code) == 10
    holding = [body for body in await stage.write(bodies) if stage.code in body]
    assert [json.loads(body)["once"] for body in holding] == [True]


async def test_what_is_said_once_is_kept_no_longer_than_until_it_is_sent(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    async with simulated(stage.path, HOUSE, stage.now) as house:
        await house.db.write(partial(outbox.put, new=message(stage)))
        await house.sending.send_all()

        assert [one.shown.text for one in house.channel.delivered] == ["Mã: ABCDE12345"]
        assert await house.db.read(bodies) == [UNSAID]


@pytest.mark.parametrize("state", ["failed", "unknown", "withdrawn"])
async def test_what_is_said_once_and_could_not_be_sent_is_let_go_of_too(tmp_path: Path, state: str) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()

    async def given_up(db: Turn) -> list[str]:
        await outbox.end(db, await outbox.put(db, message(stage)), state, "blocked")
        return await bodies(db)

    assert await stage.write(given_up) == [UNSAID]


async def test_served_messages_go_after_a_month_and_the_last_number_is_never_given_twice(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    for line in ("/nhiemvu", "/trogiup", "/huy"):
        stage.who = "Lan"
        await stage.say(line)
    before = await stage.write(numbers)
    await stage.write(partial(purge.run, now=stage.now + timedelta(days=29)))
    kept = await stage.write(numbers)
    await stage.write(partial(purge.run, now=stage.now + timedelta(days=32)))

    assert kept == before
    assert await stage.write(numbers) == before[-1:]
    assert await stage.write(inbox.dead) == []
