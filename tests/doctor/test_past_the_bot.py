"""What was changed past the bot, in the database itself: an entry's words and figures, a role, the end of the audit."""

from pathlib import Path

import pytest

from handlers import doctor
from storage.db import Turn
from tests.dialogue import HOUSE, Stage
from tests.talk.telling import entry, hears

AMENDED = ("/sua 705-BNG-001", "số liệu", "2 hội nghị, 90 đại biểu", "gửi")


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    return stage


async def found(stage: Stage) -> list[str]:
    async def look(db: Turn) -> list[str]:
        return [one.what for one in await doctor.house(db, HOUSE.secret, ())]

    what: list[str] = await stage.write(look)
    return what


async def change(stage: Stage, statement: str) -> None:
    await stage.write(lambda db: db.run(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "update version set content = replace(content, 'Hội nghị', 'Hội thảo') where number = 1",
        "update figure set value = '9' where version = 1",
        "update figure set precision = 'exact', counts = 'total' where version = 1",
        "delete from figure where version = 1",
        "delete from version where number = 1",
    ],
)
async def test_what_an_entry_says_changed_past_the_bot_is_found(stage: Stage, statement: str) -> None:
    await hears(stage, "Lan", *entry("2.1b"))
    await hears(stage, "Lan", *AMENDED)
    before = await found(stage)
    await change(stage, statement)

    assert before == []
    assert await found(stage) == ["unsealed"]


async def test_a_task_that_becomes_sensitive_is_no_change_past_the_bot(stage: Stage) -> None:
    await hears(stage, "Lan", *entry("2.1b"))
    await hears(stage, "Lan", "/sua 705-BNG-001", "nhiệm vụ", "2.2a", "gửi")

    assert await found(stage) == []


async def test_lines_taken_from_the_end_of_the_audit_are_found(stage: Stage) -> None:
    await hears(stage, "Lan", *entry("2.1b"))
    await change(stage, "delete from audit")

    assert await found(stage) == ["audit_end"]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("update member set role = 'coordinator' where unit = 'BYT'", "role"),
        ("update member set unit = 'BNG' where unit = 'BYT'", "role"),
        ("update member set plan = 'hai-phong' where unit = 'BYT'", "role"),
        ("insert into member (person, role, since) values (1, 'admin', '2025-01-01T00:00:00.000Z')", "unjoined"),
    ],
)
async def test_a_member_changed_or_added_past_the_bot_is_found(stage: Stage, statement: str, told: str) -> None:
    stage.who = "Quân"
    await stage.invite("official", "BYT")
    for line in ("CODE", "Lê Anh Quân", "Chuyên viên", "đúng", "đồng ý", "đã rõ"):
        await stage.say(line)
    before = await found(stage)
    await change(stage, statement)

    assert before == []
    assert await found(stage) == [told]
