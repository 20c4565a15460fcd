"""/ghinhan: what a unit says does not arise reaches the office, and ends when the office notes it."""

import pytest

from tests.dialogue import Stage
from tests.officials.entering import enter, hears
from tests.officials.keeping import acts, standing
from tests.talk.telling import ask

NOTHING = ("/khongphatsinh 2.1b", "Không tổ chức", "đúng")
TAKEN_BACK = ("/khongphatsinh", "Rút lại nội dung đã báo", "1")
TASK = "task/2.1b/BNG"


async def test_it_waits_for_the_office_behind_the_results(stage: Stage) -> None:
    await enter(stage, "2.2b")
    await hears(stage, "Lan", *NOTHING)

    heard = await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp")

    assert "KHÔNG PHÁT SINH, CHỜ GHI NHẬN: 01\nBộ Ngoại giao báo lúc" in heard
    assert "Không phát sinh chờ ghi nhận" not in heard


async def test_the_list_of_results_leads_to_it(stage: Stage) -> None:
    await enter(stage, "2.2b")
    await hears(stage, "Lan", *NOTHING)

    heard = await hears(stage, "Minh", "/rasoat danh sách", "Không phát sinh chờ ghi nhận (01)")

    assert heard.startswith("KHÔNG PHÁT SINH, CHỜ GHI NHẬN: 01")


async def test_what_is_noted_is_told_as_such_wherever_the_task_is(stage: Stage) -> None:
    await hears(stage, "Lan", *NOTHING)
    before = await hears(stage, "Minh", "/tinhhinh")

    await hears(stage, "Minh", "/ghinhan", "Ghi nhận")

    after = await hears(stage, "Minh", "/tinhhinh")
    assert "Không phát sinh, có lý do 00; đơn vị báo không phát sinh 01; chưa có thông tin 237" in before
    assert "01 đầu việc đơn vị báo không phát sinh" in before
    assert "Không phát sinh, có lý do 01; đơn vị báo không phát sinh 00; chưa có thông tin 237" in after
    assert "đầu việc đơn vị báo không phát sinh" not in after
    assert "2.1b. Truyền tải thông điệp tới đối tác, tổ chức quốc tế: không phát sinh" in await hears(
        stage, "Lan", "/nhiemvu"
    )
    assert (await standing(stage, TASK)).accepted
    assert ("nothing.note", TASK) in await acts(stage)


async def test_what_is_not_clear_is_owed_again_and_the_unit_hears_why(stage: Stage) -> None:
    await hears(stage, "Lan", *NOTHING)

    heard = await hears(stage, "Minh", "/ghinhan", "Đề nghị làm rõ", "đề nghị nêu căn cứ")

    assert "Nhiệm vụ này trở lại trạng thái chờ đơn vị cập nhật." in heard
    assert (await standing(stage, TASK)).not_arising is None
    told = await ask(stage, str, "select body ->> 'text' from outbox where chat = 'Lan' and lane = 2")
    assert len(told) == 1
    assert "chưa ghi nhận nội dung không phát sinh: 2.1b." in told[0]
    assert "Đề nghị nêu căn cứ." in told[0]


@pytest.mark.parametrize("meanwhile", ["stated anew", "taken back", "noted by a colleague", "a result came"])
async def test_what_has_changed_meanwhile_is_not_decided(stage: Stage, meanwhile: str) -> None:
    await hears(stage, "Lan", *NOTHING)
    await hears(stage, "Minh", "/ghinhan")
    match meanwhile:
        case "stated anew":
            await hears(stage, "Lan", *TAKEN_BACK, *NOTHING)
        case "taken back":
            await hears(stage, "Lan", *TAKEN_BACK)
        case "noted by a colleague":
            await hears(stage, "Hà", "/ghinhan", "Ghi nhận")
        case _:
            stage.who = "Lan"
            await enter(stage)
    before = await standing(stage, TASK)

    heard = await hears(stage, "Minh", "1")

    assert heard.startswith("Nội dung vừa chọn đã được xử lý, hoặc đơn vị đã báo lại khác trước.")
    assert await standing(stage, TASK) == before


async def test_of_a_sensitive_task_the_office_asks_in_words_of_the_list_alone(stage: Stage) -> None:
    await hears(stage, "Lan", "/khongphatsinh 2.2a", "Không tổ chức", "đúng")

    heard = await hears(stage, "Minh", "/ghinhan", "Đề nghị làm rõ", "họp kín về vụ việc ở Hà Nội")

    assert "1. Đề nghị nêu lý do cụ thể hơn" in heard
    assert (await standing(stage, "task/2.2a/BNG")).not_arising is not None


async def test_when_all_were_left_for_later_they_can_be_begun_again(stage: Stage) -> None:
    await hears(stage, "Lan", *NOTHING, "/khongphatsinh 2.2b", "Không tổ chức", "đúng")

    heard = await hears(stage, "Minh", "/ghinhan", "Xem sau", "Xem sau")

    assert "Đã xem hết. Còn 02 nội dung để lại xem sau." in heard
    assert "2.1b." in await hears(stage, "Minh", "1")


async def test_the_digest_says_of_how_many_more_is_wanted(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/rasoat", "Đề nghị bổ sung", "Minh chứng", "1")

    assert "01 kết quả đã đề nghị bổ sung, chưa phản hồi" in await hears(stage, "Minh", "/tinhhinh")
    await hears(stage, "Lan", "/bosung 1", "45/BC-BNG", "xong")
    assert "đề nghị bổ sung" not in await hears(stage, "Minh", "/tinhhinh")
