"""Somebody who reports for two units: what they write goes where its day or task lies, else they are asked."""

from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from messages.words import ZONE
from storage.db import Turn
from storage.members import people
from storage.members.people import Role
from tests.dialogue import Stage
from tests.officials.entering import USUAL, answer, hears
from tests.talk.telling import ask

TOLD = "{days} tổ chức hội thảo về CEDAW, 120 đại biểu"


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    """Let Lan report for BNG in the plan of 2025, and, since later, for an office in that of 2024."""
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.load("hai-phong-2024")
    await stage.enter("Lan", "official", "BNG")

    async def join(db: Turn, plan: str, unit: str) -> None:
        person = await people.at_address(db, "telegram", "Lan")
        assert person is not None
        facts = {"plan": plan, "unit": unit, "role": Role.OFFICIAL, "invitation": None, "at": stage.now}
        await people.join(db, person.id, **facts)

    await stage.write(partial(join, plan="HP24", unit="VPS"))
    return stage


@pytest.mark.parametrize(
    ("now", "said", "number"),
    [
        ("2025-12-05", TOLD.format(days="hôm qua"), "705-BNG-001"),
        ("2025-12-05", "Đã tổ chức hội thảo về CEDAW, 120 đại biểu", "705-BNG-001"),
        ("2025-01-06", TOLD.format(days="ngày 20/12/2024"), "HP24-VPS-001"),
        ("2024-12-05", TOLD.format(days="hôm qua"), "HP24-VPS-001"),
        ("2025-12-05", "2.1b tổ chức hội thảo về CEDAW, 120 đại biểu", "705-BNG-001"),
        ("2025-12-05", "Nhiệm vụ: 2.1b⏎Ngày: 4/12⏎Nội dung: Hội thảo về CEDAW⏎Số liệu: 120 đại biểu", "705-BNG-001"),
    ],
)
async def test_a_sentence_goes_to_the_plan_in_which_its_day_or_its_task_lies(
    stage: Stage, now: str, said: str, number: str
) -> None:
    stage.now = datetime.fromisoformat(f"{now} 09:00").replace(tzinfo=ZONE)
    heard = await hears(stage, "Lan", said)
    assert "cho đơn vị nào?" not in heard

    if "[Hủy]" in heard and "Quay lại" not in heard:  # it is offered as a result, under the likeliest task
        heard = await hears(stage, "Lan", "1")
    receipt = await answer(stage, heard, USUAL)

    assert f"Mã số: {number}" in receipt


@pytest.mark.parametrize(
    "said",
    [
        "ngày 05/12/2023 tổ chức hội thảo về CEDAW, 120 đại biểu",
        "Đã tổ chức hội thảo về CEDAW, 120 đại biểu https://vtv.vn/a",
        "Ngày: 05/12/2023⏎Nội dung: Hội thảo về CEDAW⏎Số liệu: 120 đại biểu",
    ],
)
async def test_where_nothing_tells_which_it_is_asked_and_nothing_typed_is_lost(stage: Stage, said: str) -> None:
    stage.now = datetime(2026, 1, 9, 9, tzinfo=ZONE)

    asked = await hears(stage, "Lan", said)
    taken = await hears(stage, "Lan", "2")

    assert asked.split("\n")[0] == "Đồng chí thực hiện việc này cho đơn vị nào?"
    assert asked.split("\n")[2] == "2. Bộ Ngoại giao, Kế hoạch 705"
    assert "2.1b" in taken
    assert "hội thảo về CEDAW" in taken.replace("Hội", "hội")
    assert "Số liệu: 120 đại biểu" in taken


@pytest.mark.parametrize("sent", ["[ảnh]", "[vị trí Nhà hát Lớn]", "[ảnh] ảnh ở hội trường"])
@pytest.mark.parametrize(
    ("now", "task"), [("2025-12-05", "2.1a. Cung cấp thông tin"), ("2024-12-05", "1.1. Tuyên truyền thành tựu")]
)
async def test_what_is_sent_without_words_of_a_result_goes_to_the_plan_that_runs(
    stage: Stage, sent: str, now: str, task: str
) -> None:
    stage.now = datetime.fromisoformat(f"{now} 09:00").replace(tzinfo=ZONE)

    asked = await hears(stage, "Lan", sent, "1")

    assert f"1. {task}" in asked


SENT = [
    "[ảnh]",
    "[vị trí Nhà hát Lớn]",
    "[album 2]",
    "[tệp bc.docx]",
    "[ảnh] ảnh ở hội trường",
    "[ảnh] Đã tổ chức hội thảo về CEDAW, 120 đại biểu",
    "[tệp bc.docx] Đã tổ chức hội thảo về CEDAW, 120 đại biểu",
    "[ảnh] Ngày: 05/12/2023⏎Nội dung: Hội thảo về CEDAW⏎Số liệu: 120 đại biểu",
    "[ảnh] /baocao đã tổ chức hội thảo về CEDAW, 120 đại biểu",
    "[ảnh] /baocao",
]


@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize(("number", "unit", "task"), [("1", "HP24-VPS", "1.1."), ("2", "705-BNG", "2.1a.")])
async def test_where_nothing_tells_of_which_unit_files_are_it_is_asked_and_they_are_kept(
    stage: Stage, sent: str, number: str, unit: str, task: str
) -> None:
    stage.now = datetime(2026, 1, 9, 9, tzinfo=ZONE)

    asked = await hears(stage, "Lan", sent)
    taken = await hears(stage, "Lan", number)
    kept = await ask(stage, int, "select count(*) from evidence where entry is null")

    assert "Đồng chí thực hiện việc này cho đơn vị nào?" in asked
    assert "2. Bộ Ngoại giao, Kế hoạch 705" in asked
    if task not in taken and "Số liệu: 120 đại biểu" not in taken:
        taken = await hears(stage, "Lan", "1")
    assert task in taken or "Số liệu: 120 đại biểu" in taken
    assert kept == [0 if "vị trí" in sent else 2 if "album" in sent else 1]
    assert await ask(stage, str, "select plan || '-' || unit from session where parked_at is null") == [unit]


async def test_what_was_sent_goes_if_it_is_for_neither(stage: Stage) -> None:
    stage.now = datetime(2026, 1, 9, 9, tzinfo=ZONE)
    await hears(stage, "Lan", "[ảnh]", "hủy")

    assert await ask(stage, int, "select count(*) from evidence") == [0]


async def test_a_link_alone_is_asked_about_as_a_line_is(stage: Stage) -> None:
    stage.now = datetime(2026, 1, 9, 9, tzinfo=ZONE)

    assert "cho đơn vị nào?" in await hears(stage, "Lan", "https://vtv.vn/a")
