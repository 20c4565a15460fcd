"""Somebody who writes from two addresses is told each thing once, where they wrote last, and in their own language."""

from datetime import timedelta

import pytest

from handlers.delivery import telling
from handlers.delivery.telling import News
from messages.said import Prompt
from storage.db import Turn
from storage.members import people
from tests.dialogue import HOUSE, Stage
from tests.officials.entering import hears
from tests.officials.keeping import ask

REGISTER = ("/nguoithay", "Hoa", "8/12 đến 12/12", "Xác nhận")


@pytest.fixture
async def stage(stage: Stage) -> Stage:
    """Let Hoa have a second address."""

    async def work(db: Turn) -> None:
        await db.run(
            "insert into address (channel, chat, person, changed_at)"
            " select channel, 'Hoa ở nhà', person, changed_at from address where chat = 'Hoa'"
        )

    await stage.write(work)
    return stage


def told(heard: str) -> set[str]:
    """Give at which addresses others were told something."""
    return {line[1 : line.index(":")] for line in heard.splitlines() if line.startswith("<")}


async def test_it_is_told_where_they_wrote_last(stage: Stage) -> None:
    await hears(stage, "Hoa ở nhà", "/nhiemvu")
    await hears(stage, "Hoa", "/nhiemvu")
    assert told(await hears(stage, "Lan", *REGISTER)) == {"Hoa"}

    await hears(stage, "Hoa ở nhà", "/nhiemvu")
    assert told(await hears(stage, "Lan", "/nguoithay", "2", "Kết thúc")) == {"Hoa ở nhà"}


async def test_somebody_who_has_not_written_yet_is_told_at_the_newest(stage: Stage) -> None:
    assert told(await hears(stage, "Lan", *REGISTER)) == {"Hoa ở nhà"}


async def test_where_that_one_cannot_be_reached_it_is_told_at_the_other(stage: Stage) -> None:
    await hears(stage, "Hoa ở nhà", "/nhiemvu")
    await stage.block("Hoa ở nhà")

    assert told(await hears(stage, "Lan", *REGISTER)) == {"Hoa"}


async def test_a_reminder_comes_where_they_wrote_last(stage: Stage) -> None:
    await hears(stage, "Hoa", "/nhiemvu")

    heard = await stage.pass_until(stage.now + timedelta(days=7))

    assert told("\n".join(heard)) & {"Hoa", "Hoa ở nhà"} == {"Hoa"}


async def test_what_waits_where_they_cannot_be_reached_any_more_waits_at_the_other(stage: Stage) -> None:
    async def tell(db: Turn) -> None:
        person = await people.at_address(db, "telegram", "Hoa")
        assert person is not None
        await telling.person(db, HOUSE, person.id, News(lambda: Prompt("Tin"), (), stage.now, key="tin"))

    await stage.write(tell)
    await stage.block("Hoa ở nhà")
    await stage.write(tell)

    assert await ask(stage, "select chat from outbox") == ["Hoa"]


async def test_a_colleague_is_told_in_their_own_language(stage: Stage) -> None:
    await hears(stage, "Hoa", "/ngonngu", "English")

    heard = await hears(stage, "Lan", *REGISTER)

    assert "<Hoa: Nguyễn Thị Lan, Bộ Ngoại giao, has named you to stand in from Monday, 08/12/2025" in heard
