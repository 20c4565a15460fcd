"""Somebody who reports for two units states something for the one that they mean, never for the newest in silence."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from storage.db import Turn
from storage.members import people
from storage.members.people import Role
from storage.results.status import Confirmation
from tests.dialogue import Stage
from tests.paper.papers_in import DONE, MORE, first, result
from tests.paper.test_entering_for import kept
from tests.talk.telling import ask, entry, hears

WHICH = "Đồng chí thực hiện việc này cho đơn vị nào?"


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    """Let Lan report for BQP in the plan of 2025, and, since later, for an office in that of 2024."""
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.load("hai-phong-2024")
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Lan", "official", "BQP")

    async def join(db: Turn) -> None:
        person = await people.at_address(db, "telegram", "Lan")
        assert person is not None
        facts = {"plan": "HP24", "unit": "VPS", "role": Role.OFFICIAL, "invitation": None, "at": stage.now}
        await people.join(db, person.id, **facts)

    await stage.write(join)
    return stage


async def end(db: Turn, unit: str) -> None:
    await db.run("update member set until = since where unit = :unit and role = 'official'", unit=unit)


@pytest.mark.parametrize(
    "said",
    [
        "lãnh đạo Bộ đã duyệt ngày 3/12",
        "Lãnh đạo đơn vị đã duyệt: Thứ trưởng, ngày 3/12",
        "lanh dao da duyet ngay 3/12",
        "Lãnh đạo Bộ đã duyệt số liệu 3/12",
        "/daduyet Thứ trưởng, ngày 3/12",
    ],
)
async def test_an_approval_is_of_the_unit_that_is_picked_with_all_that_was_told(stage: Stage, said: str) -> None:
    await hears(stage, "Lan", *[line.replace("/baocao", "/baocao @705-BQP") for line in entry("4.1a")])
    heard = await hears(stage, "Lan", said)
    assert WHICH in heard

    heard = await hears(stage, "Lan", "[nút Bộ Quốc phòng, Kế hoạch 705]")
    await hears(stage, "Lan", *(("Thứ trưởng", "xác nhận") if "trưởng" not in said else ("xác nhận",)))
    assert await ask(stage, str, "select plan || ' ' || unit || ' ' || title || ' ' || day from approval") == [
        "705 BQP Thứ trưởng 2025-12-03"
    ]


async def test_more_time_is_asked_for_the_unit_that_is_picked(stage: Stage) -> None:
    assert WHICH in await hears(stage, "Lan", "xin gia hạn đến 12/02")

    await hears(stage, "Lan", "[nút Bộ Quốc phòng, Kế hoạch 705]", "1")
    assert await ask(stage, date, "select extension_asked from standing where extension_asked is not null") == [
        date(2026, 2, 12)
    ]


@pytest.mark.parametrize("way", ["[nút Đúng]", "[nút Đề nghị sửa]"])
async def test_an_answer_to_what_was_entered_is_of_the_unit_it_was_entered_for(stage: Stage, way: str) -> None:
    heard = await hears(stage, "Minh", *first(), DONE)
    assert "<Lan" in heard
    heard = await hears(stage, "Lan", way)

    assert WHICH not in heard
    assert "705-BQP-001" in heard


async def test_the_buttons_under_the_answer_are_of_the_same_unit(stage: Stage) -> None:
    await hears(stage, "Minh", *first(), DONE)
    await hears(stage, "Minh", "/nhapthay BQP", "văn bản mới", "7/BC-BQP ngày 3/12", "bỏ qua")
    await hears(stage, "Minh", *result("4.4", title="Hội nghị cứu nạn"), MORE, "/huy")
    heard = await hears(stage, "Lan", "[nút Đúng]", "[nút Xem kết quả chờ xác nhận]")

    assert WHICH not in heard
    assert "7/BC-BQP" in heard


async def test_that_the_report_was_sent_is_not_answered_for_the_newest_unit_alone(stage: Stage) -> None:
    await hears(stage, "Lan", "/vanban @HP24-VPS 9/BC-VPS 3/12", "bỏ qua", "xác nhận")
    assert await ask(stage, str, "select number from paper") == ["9/BC-VPS"]

    assert "9/BC-VPS" not in await hears(stage, "Lan", "đã gửi báo cáo rồi")


async def test_a_button_of_a_unit_one_has_left_is_never_taken_for_another(stage: Stage) -> None:
    await hears(stage, "Minh", *first(), DONE)
    await stage.write(partial(end, unit="BQP"))
    heard = await hears(stage, "Lan", "[nút Đúng]")

    assert WHICH in heard
    assert "Bộ Quốc phòng" not in heard
    assert (await kept(stage)).confirmation is Confirmation.AWAITED
