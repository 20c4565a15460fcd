"""Words that tell of a difficulty, outside a conversation, are offered as one, never taken for a result."""

import pytest

from messages.reading import difficulties
from tests.dialogue import Stage
from tests.talk.telling import ask, hears

TOLD = [
    "gặp khó khăn về kinh phí",
    "vướng ở chỗ chưa có văn bản hướng dẫn",
    "chưa có kinh phí in áp phích",
    "đơn vị đang vướng thủ tục cấp phép treo băng rôn",
    "thiếu cán bộ làm công tác này",
    "chưa được bố trí kinh phí",
    "khó khăn, vướng mắc: chưa có biểu mẫu",
    "em gặp khó khăn quá ạ",
    "gap kho khan ve kinh phi",
    "con nhieu vuong mac trong phoi hop",
    "khong co nhan luc de trien khai",
    "we have difficulties with the budget",
    "no funding for printing posters",
]
OTHERS = [
    "không có khó khăn, vướng mắc gì",
    "chưa gặp khó khăn nào",
    "tặng quà 20 hộ gia đình có hoàn cảnh khó khăn",
    "hỗ trợ 15 học sinh khó khăn",
    "hội nghị tháo gỡ khó khăn cho doanh nghiệp, 120 đại biểu",
    "khám bệnh cho người dân xã đặc biệt khó khăn",
    "tuyên truyền tại 3 xã khó khăn",
    "không có",
    "tuần sau sẽ gửi",
    "chưa gửi được báo cáo",
    "hôm qua hội nghị 120 đại biểu",
    "có khó khăn gì không?",
]


@pytest.mark.parametrize("said", TOLD)
def test_a_difficulty_is_known(said: str) -> None:
    assert difficulties.tells(said)


@pytest.mark.parametrize("said", OTHERS)
def test_what_was_overcome_or_is_somebody_elses_is_none(said: str) -> None:
    assert not difficulties.tells(said)


@pytest.mark.parametrize("said", [said for said in TOLD if not said.startswith("vướng mắc")])
async def test_it_is_offered_as_a_difficulty_and_nothing_is_kept_until_it_is_sent(stage: Stage, said: str) -> None:
    offered = await hears(stage, "Lan", said)
    begun = await hears(stage, "Lan", "Gửi thành khó khăn, vướng mắc")
    before = await ask(stage, int, "select count(*) from matter")
    sent = await hears(stage, "Lan", "không", "bỏ qua", "gửi")

    assert "hệ thống chưa ghi nhận gì" in offered
    assert "Ghi thành kết quả" not in offered
    assert f"Nội dung đã nhập: {said}" in begun
    assert before == [0]
    assert "Mã số: 705-BNG-VM01." in sent
    assert await ask(stage, str, "select text from matter_line") == [said]
    assert await ask(stage, int, "select count(*) from entry") == [0]


async def test_what_tells_of_something_done_too_may_become_either(stage: Stage) -> None:
    offered = await hears(stage, "Lan", "hôm qua hội nghị 2.1b có 120 đại biểu, còn vướng mắc về kinh phí")

    assert "1. Gửi thành khó khăn, vướng mắc" in offered
    assert "2. Ghi thành kết quả" in offered
    assert "120" in await hears(stage, "Lan", "2")


async def test_the_words_that_name_a_task_that_may_be_secret_are_not_kept(stage: Stage) -> None:
    await stage.enter("Sơn", "official", "BCA")
    await hears(stage, "Sơn", "gặp khó khăn ở nhiệm vụ 3.1a do thiếu phối hợp với đơn vị X", "1")

    assert await ask(stage, str, "select command from button where command like '%đơn vị X%'") == []
    assert await ask(stage, str, "select answers from session where answers like '%đơn vị X%'") == []


@pytest.mark.parametrize("who", ["Minh", "Hương", "Hà"])
async def test_nobody_but_an_official_is_offered_it(stage: Stage, who: str) -> None:
    assert "khó khăn, vướng mắc" not in await hears(stage, who, "gặp khó khăn về kinh phí")


async def test_inside_a_conversation_it_is_an_answer(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", "hôm qua")

    assert "Gửi thành khó khăn" not in await hears(stage, "Lan", "gặp khó khăn về kinh phí")


async def test_what_begins_as_the_command_begins_it_at_once(stage: Stage) -> None:
    assert "Nội dung đã nhập: về kinh phí" in await hears(stage, "Lan", "vướng mắc về kinh phí")
