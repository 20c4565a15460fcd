"""/khongphatsinh: nothing arises, for a phase or for a task, with a reason; it can be taken back."""

import pytest

from tests.dialogue import Stage
from tests.officials.entering import enter, hears
from tests.officials.keeping import acts, standing

LABEL = "Truyền tải thông điệp tới đối tác, tổ chức quốc tế"
FREE = ("/khongphatsinh 2.1b", "Lý do khác", "Gộp vào hội nghị của Bộ Tư pháp", "Xác nhận")


async def test_a_task_that_stands_over_others_says_it_with_them(stage: Stage) -> None:
    await stage.enter("Thảo", "official", "HNI")
    for task in ("16.3", "16.4"):
        await hears(stage, "Thảo", f"/khongphatsinh {task}", "Không tổ chức", "Xác nhận")

    said = await hears(stage, "Thảo", "/nhiemvu")

    assert "– 16.2. Phát động đợt tuyên truyền cao điểm tại địa phương: đơn vị báo không phát sinh\n" in said


async def test_for_a_phase_it_is_enough_to_say_so(stage: Stage) -> None:
    await hears(stage, "Lan", "/khongphatsinh", "1", "Xác nhận")

    assert (await standing(stage, "update/1/BNG")).not_arising == "not_held"
    assert "(đến 09/12/2025): không phát sinh" in await hears(stage, "Lan", "/nhiemvu")
    assert ("nothing.stated", "update/1/BNG") in await acts(stage)


async def test_for_a_task_the_reason_is_kept_and_shown_and_nothing_is_promised_of_the_office(stage: Stage) -> None:
    said = await hears(stage, "Lan", *FREE)

    row = await standing(stage, "task/2.1b/BNG")
    assert (row.not_arising, row.not_arising_because, row.accepted) == ("other", FREE[2], False)
    assert "nội dung này đã chuyển Văn phòng" in said
    assert f"2.1b. {LABEL}: đơn vị báo không phát sinh, lý do: {FREE[2]}\n" in await hears(stage, "Lan", "/nhiemvu")


async def test_the_office_sees_it_everywhere_and_the_unit_is_silent_no_more(stage: Stage) -> None:
    before = await hears(stage, "Minh", "/tinhhinh")
    await hears(stage, "Lan", *FREE)

    situation, silent = await hears(stage, "Minh", "/tinhhinh"), await hears(stage, "Minh", "/chuabaocao")
    of_all, of_unit = await hears(stage, "Minh", "/tiendo"), await hears(stage, "Minh", "/tiendo BNG")

    assert "CHƯA CẬP NHẬT KẾT QUẢ: 49/49" in before
    assert "CHƯA CẬP NHẬT KẾT QUẢ: 48/49" in situation
    assert "01 đầu việc đơn vị báo không phát sinh: Bộ Ngoại giao" in situation
    assert "đơn vị báo không phát sinh 01; chưa có thông tin 237" in situation
    assert "48/49 đơn vị chưa cập nhật kết quả nào" in silent
    assert "– Đã báo không phát sinh (01): Bộ Ngoại giao." in silent
    assert "– Bộ Ngoại giao: 01/04 đầu việc; 00/03 giai đoạn" in of_all
    assert f"2.1b. {LABEL}: đơn vị báo không phát sinh, lý do: {FREE[2]}" in of_unit
    assert "Đầu việc: 01/04 đã có thông tin" in of_unit


@pytest.mark.parametrize(("task", "kind"), [("2.2a", "sensitive"), ("2.1a", "mixed")])
async def test_a_task_that_may_be_secret_takes_no_words_of_ones_own(stage: Stage, task: str, kind: str) -> None:
    heard = await hears(stage, "Lan", f"/khongphatsinh {task}", "Lý do khác")

    assert "Không phát sinh, lý do: Lý do khác" in heard, kind
    await hears(stage, "Lan", "Xác nhận")
    assert (await standing(stage, f"task/{task}/BNG")).not_arising_because == ""


async def test_a_sensitive_task_is_named_by_its_key_alone(stage: Stage) -> None:
    heard = await hears(stage, "Lan", "/khongphatsinh 2.2a", "Không tổ chức")

    assert heard.startswith("Đã ghi: Không tổ chức\nNhiệm vụ 2.2a\n")


async def test_it_can_be_taken_back(stage: Stage) -> None:
    await hears(stage, "Lan", *FREE)

    await hears(stage, "Lan", "/khongphatsinh", "Rút lại nội dung đã báo", "2.1b")

    row = await standing(stage, "task/2.1b/BNG")
    assert (row.not_arising, row.not_arising_because) == (None, "")
    assert ("nothing.taken_back", "task/2.1b/BNG") in await acts(stage)


async def test_a_result_entered_later_takes_its_place(stage: Stage) -> None:
    await hears(stage, "Lan", *FREE)

    await enter(stage)

    row = await standing(stage, "task/2.1b/BNG")
    assert (row.not_arising, row.entries) == (None, 1)


async def test_a_task_with_results_is_not_offered(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Lan", "/khongphatsinh", "Một nhiệm vụ")

    assert "2.1b" not in heard
    assert "2.2b" in heard


async def test_a_colleague_can_take_it_back(stage: Stage) -> None:
    await hears(stage, "Lan", *FREE)

    assert "Đã rút lại" in await hears(stage, "Hoa", "/khongphatsinh", "Rút lại nội dung đã báo", "2.1b")


async def test_quan_states_it_for_his_own_unit_alone(stage: Stage) -> None:
    await hears(stage, "Lan", *FREE)

    heard = await hears(stage, "Quân", "/khongphatsinh", "Một nhiệm vụ")

    assert "2.1b" not in heard
    assert "Rút lại nội dung đã báo" not in await hears(stage, "Quân", "/khongphatsinh")


@pytest.mark.parametrize("who", ["Minh", "Hà"])
async def test_whoever_reports_nothing_states_nothing(stage: Stage, who: str) -> None:
    assert "Lệnh này dành cho" in await hears(stage, who, "/khongphatsinh")


async def test_of_a_phase_that_has_not_begun_nobody_says_so(stage: Stage) -> None:
    offered = await hears(stage, "Lan", "/khongphatsinh")

    assert "Cả giai đoạn “Trước thời điểm Ngày Nhân quyền thế giới”" in offered
    assert "Sau thời điểm" not in offered
    assert "(đến 31/12/2025): chưa đến thời gian" in await hears(stage, "Lan", "hủy", "/nhiemvu")
