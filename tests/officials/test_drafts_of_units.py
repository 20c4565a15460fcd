"""A draft belongs to the unit it was begun for, whatever else its person becomes meanwhile."""

from datetime import timedelta

from storage.db import Turn
from storage.members import people
from tests.dialogue import Stage
from tests.officials.entering import hears
from tests.officials.keeping import ask

TOLD = ("4/12", "hội thảo", "Hội thảo về CEDAW", "120 đại biểu", "không")


async def joins(stage: Stage, who: str, unit: str) -> None:
    """Let somebody known become an official of a further unit."""
    await hears(stage, who, f"/start {await stage.invite('official', unit)}", "đồng ý")


async def leaves(stage: Stage, who: str, unit: str) -> None:
    async def work(db: Turn) -> None:
        member = await db.one(
            int,
            "select m.id from member m join address a on a.person = m.person where a.chat = :who and m.unit = :unit",
            who=who,
            unit=unit,
        )
        await people.leave(db, member, stage.now)

    await stage.write(work)


async def test_a_draft_goes_on_in_its_own_unit(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", *TOLD[:2], "Lưu, để sau")
    await joins(stage, "Lan", "BTP")

    resumed = await hears(stage, "Lan", "/baocao")
    review = await hears(stage, "Lan", *TOLD[2:])
    receipt = await hears(stage, "Lan", "gửi")

    assert resumed.startswith("Tiếp tục bản nháp")
    assert "Đơn vị: Bộ Ngoại giao\n" in review
    assert "705-BNG-001" in receipt


async def test_an_open_draft_is_heard_in_its_own_unit(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", *TOLD[:2])
    await joins(stage, "Lan", "BTP")
    which = await hears(stage, "Lan", "/baocao 5.1")
    await hears(stage, "Lan", "[nút Bộ Tư pháp]", "4/12")
    assert which.startswith("Đồng chí thực hiện việc này cho đơn vị nào?")

    assert await ask(stage, "select unit from session where handler = 'report' order by unit") == ["BNG", "BTP"]
    await hears(stage, "Lan", *TOLD[1:])
    assert "705-BTP-001" in await hears(stage, "Lan", "gửi")
    assert (await hears(stage, "Lan", "/baocao")).startswith("Tiếp tục bản nháp")


async def test_a_result_written_where_a_task_is_asked_for_is_of_the_unit_it_is_asked_of(stage: Stage) -> None:
    await joins(stage, "Lan", "BTP")
    await hears(stage, "Lan", "/baocao", "[nút Bộ Ngoại giao]", "2.1b hội thảo về CEDAW, hôm qua, 120 đại biểu")

    assert "705-BNG-001" in await hears(stage, "Lan", "không có", "gửi")


async def test_the_number_of_an_entry_names_its_unit(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", *TOLD, "gửi")
    await joins(stage, "Lan", "BTP")

    assert "đơn vị nào" not in await hears(stage, "Lan", "/xem 705-BNG-001")
    assert "đơn vị nào" in await hears(stage, "Lan", "/dagui")


async def test_a_draft_of_a_unit_that_was_left_goes_on_nowhere(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", *TOLD[:2])
    await joins(stage, "Lan", "BTP")
    await leaves(stage, "Lan", "BNG")
    stage.now += timedelta(hours=1)

    assert "bản nháp" not in await hears(stage, "Lan", "xin chào")
    assert "5.1. " in await hears(stage, "Lan", "/baocao")


async def test_somebody_of_one_unit_is_not_told_which(stage: Stage) -> None:
    review = await hears(stage, "Lan", "/baocao 2.1b", *TOLD)

    assert "Đề nghị đồng chí kiểm tra trước khi gửi:\nNhiệm vụ: 2.1b" in review
