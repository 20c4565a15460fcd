"""/donvi: all about one unit on a page, its results eight at a time."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from storage.obligations import chases
from storage.obligations.chases import ChaseStep
from tests.dialogue import Stage

DAY = date(2025, 12, 4)


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Hoa", "official", "BNG")
    await stage.enter("Minh", "coordinator", "VPCQTT")
    return stage


async def report(stage: Stage, title: str, task: str = "2.1b") -> None:
    await stage.enter("Lan")
    for line in (f"/baocao {task} 4/12, {title}, 10 đại biểu", "1", "không", "gửi"):
        answer = await stage.say(line)
        if any("Mã số" in said for said in answer):
            return
    raise AssertionError(answer)


async def page(stage: Stage, words: str) -> list[str]:
    await stage.enter("Minh")
    return await stage.say(f"/donvi {words}")


async def test_results_are_shown_eight_at_a_time_and_none_is_out_of_reach(stage: Stage) -> None:
    for nth in range(1, 12):
        await report(stage, f"Hội thảo số {nth:02} về CEDAW")
    first = "\n".join(await page(stage, "BNG"))
    second = "\n".join(await stage.say("Xem tiếp"))
    third = await page(stage, "BNG trang 3")

    assert "KẾT QUẢ: 11" in first
    assert [f"Hội thảo số {nth:02}" in first for nth in range(1, 12)] == [False] * 3 + [True] * 8
    assert [f"Hội thảo số {nth:02}" in second for nth in range(1, 12)] == [True] * 3 + [False] * 8
    assert "Xem tiếp" not in second
    assert third == ["Không còn kết quả nào ở trang này."]


async def test_the_sums_are_those_that_the_unit_itself_is_shown(stage: Stage) -> None:
    for nth in range(2):
        await report(stage, f"Hội thảo số {nth} về CEDAW")
    shown = "\n".join(await page(stage, "BNG"))
    await stage.enter("Lan")
    own = "\n".join(await stage.say("/nhiemvu"))

    assert "20 lượt người" in shown
    assert "20 lượt người" in own


async def test_the_sums_of_what_no_task_asks_for_are_there_too_and_what_the_office_did(stage: Stage) -> None:
    await stage.enter("Lan")
    for line in ("/baocao khác", "4/12 Hội thảo về CEDAW, 30 đại biểu", "không", "gửi"):
        answer = await stage.say(line)
    assert any("Mã số" in said for said in answer)
    phoned = partial(
        chases.add, plan="705", unit="BNG", member=3, step=ChaseStep.PHONED, day=DAY, note="", at=stage.now
    )
    await stage.write(phoned)
    shown = await page(stage, "BNG")

    assert [line for line in shown if "30 lượt người" in line] == ["– Hoạt động khác: 30 lượt người"]
    assert "Gần nhất Văn phòng đã gọi điện ngày 04/12/2025." in shown


async def test_whom_no_message_reaches_is_said_and_a_unit_without_anybody(stage: Stage) -> None:
    await stage.block("Hoa")
    shown = await page(stage, "bộ ngoại giao")

    assert "ĐẦU MỐI: 02" in shown
    assert sum("không nhận được tin" in line for line in shown) == 1
    assert "ĐẦU MỐI: chưa có đầu mối đăng ký." in await page(stage, "Bộ Y tế")


async def test_of_a_sensitive_task_nothing_but_its_key_is_shown(stage: Stage) -> None:
    await stage.enter("Lan")
    for line in ("/baocao 2.2a", "3", "1", "đúng", "1", "gửi"):
        answer = await stage.say(line)
        if any("Mã số" in said for said in answer):
            break
    shown = "\n".join(await page(stage, "BNG"))

    assert "Nhiệm vụ 2.2a" in shown
    assert "đấu tranh" not in shown


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Xem đơn vị nào?"),
        ("mặt trăng", "Chưa tìm thấy đơn vị “mặt trăng”"),
        ("quảng", "có thể là một trong các đơn vị sau"),
        ("tỉnh", "Đề nghị đồng chí gõ rõ hơn"),
    ],
)
async def test_what_names_no_single_unit_is_answered_with_what_to_do(stage: Stage, typed: str, says: str) -> None:
    assert says in "\n".join(await page(stage, typed))


async def test_reminders_and_chases_of_other_units_are_no_ones_business_here(stage: Stage) -> None:
    for unit, step in (("BYT", ChaseStep.LETTER), ("BNG", ChaseStep.PHONED), ("BYT", ChaseStep.LETTER)):
        await stage.write(
            partial(chases.add, plan="705", unit=unit, member=3, step=step, day=DAY, note="", at=stage.now)
        )
    shown = await page(stage, "BNG")

    assert [line for line in shown if line.startswith("Gần nhất")] == [
        "Gần nhất Văn phòng đã gọi điện ngày 04/12/2025."
    ]


async def test_what_a_unit_sent_is_shown_to_itself_eight_at_a_time_and_each_is_opened_by_its_number(
    stage: Stage,
) -> None:
    for nth in range(1, 12):
        await report(stage, f"Hội thảo số {nth:02} về CEDAW")
    first = "\n".join(await stage.say("/dagui"))
    second = "\n".join(await stage.say("9"))
    opened = "\n".join(await stage.say("1"))
    third = await stage.say("/dagui trang 3")

    assert [f"Hội thảo số {nth:02}" in first for nth in range(1, 12)] == [False] * 3 + [True] * 8
    assert "9. Xem tiếp" in first
    assert [f"Hội thảo số {nth:02}" in second for nth in range(1, 12)] == [True] * 3 + [False] * 8
    assert "Xem tiếp" not in second
    assert opened.startswith("705-BNG-003 – Bộ Ngoại giao")
    assert third[0] == "Không còn kết quả nào ở trang này."
