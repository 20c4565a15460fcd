"""Words that tell of a difficulty, outside a conversation, are offered as one, never taken for a result."""

import re

import pytest

from messages.reading import difficulties
from tests.dialogue import Stage
from tests.talk.telling import ask, entry, hears

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
    "hội thảo về khó khăn trong thi hành Công ước CEDAW",
    "tọa đàm trao đổi về những vướng mắc khi thực hiện luật",
    "a seminar on the difficulties of migrant workers",
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


async def test_where_a_question_takes_any_words_it_is_an_answer(stage: Stage) -> None:
    await hears(stage, "Lan", "/khongphatsinh 2.1b", "4")

    assert "Gửi thành khó khăn" not in await hears(stage, "Lan", "gặp khó khăn về kinh phí")


AT = {
    "task": ("/baocao",),
    "what was done": ("/baocao 2.1b",),
    "days": ("/baocao 2.1b", "Hội thảo về quyền trẻ em"),
    "form": ("/baocao 2.1b", "hôm qua"),
    "title": ("/baocao 2.1b", "hôm qua", "hội nghị"),
    "figures": ("/baocao 2.1b", "hôm qua", "hội nghị", "Hội thảo về quyền trẻ em"),
    "review": entry("2.1b")[:-1],
}


def number_of(label: str, shown: str) -> str:
    """Give the number under which a choice was shown; its label where it had none."""
    found = re.search(rf"^(\d+)\. {label}$", shown, re.MULTILINE)
    return found[1] if found else label


@pytest.mark.parametrize("way", ["the number", "the label", "the label without tone marks"])
@pytest.mark.parametrize("asked", AT)
async def test_what_answers_no_question_of_an_entry_is_offered_and_the_draft_goes_on(
    stage: Stage, asked: str, way: str
) -> None:
    before = await hears(stage, "Lan", *AT[asked])
    offered = await hears(stage, "Lan", "gặp khó khăn về kinh phí")
    label = "Gửi thành khó khăn, vướng mắc"
    by = {"the number": number_of(label, offered), "the label": label}.get(way, "gui thanh kho khan, vuong mac")
    begun = await hears(stage, "Lan", by)
    sent = await hears(stage, "Lan", "không", "bỏ qua", "gửi")
    again = await hears(stage, "Lan", "/baocao")

    assert "kết quả đang nhập vẫn được giữ" in offered
    assert "Nội dung đã nhập: gặp khó khăn về kinh phí" in begun
    assert "Mã số: 705-BNG-VM01." in sent
    assert await ask(stage, str, "select text from matter_line") == ["gặp khó khăn về kinh phí"]
    assert again.splitlines()[-2:] == before.splitlines()[-2:]


@pytest.mark.parametrize("said", [said for said in TOLD if not said.startswith("vướng mắc")])
async def test_in_no_question_of_an_entry_it_becomes_a_part_of_the_result(stage: Stage, said: str) -> None:
    for lines in (("/baocao",), ("/baocao 2.1b",), ("/baocao 2.1b", "hôm qua", "hội nghị")):
        await hears(stage, "Lan", *lines, said)

        assert (
            await ask(stage, str, "select answers from session where answers like '%' || :said || '%'", said=said) == []
        )
        await hears(stage, "Lan", "/huy", "bỏ hẳn")


async def test_in_an_entry_what_tells_of_something_done_too_is_its_words(stage: Stage) -> None:
    shown = await hears(stage, "Lan", "/baocao 2.1b", "hôm qua hội nghị có 120 đại biểu, còn vướng mắc về kinh phí")

    assert "Gửi thành khó khăn" not in shown


async def test_a_press_of_its_button_begins_it_and_the_other_choices_stay_answers(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", "hôm qua", "gặp khó khăn về kinh phí")
    begun = await hears(stage, "Lan", "[nút Gửi thành khó khăn, vướng mắc]")
    await hears(stage, "Lan", "không", "bỏ qua", "gửi", "/baocao", "gặp khó khăn về kinh phí")

    assert "Nội dung đã nhập: gặp khó khăn về kinh phí" in begun
    assert "Tên hoặc nội dung" in await hears(stage, "Lan", "1")


async def test_beside_an_entry_too_the_words_of_a_task_that_may_be_secret_are_in_no_button(stage: Stage) -> None:
    await stage.enter("Sơn", "official", "BCA")
    await hears(stage, "Sơn", "/baocao", "gặp khó khăn ở nhiệm vụ 3.1a do thiếu phối hợp với đơn vị X")
    await hears(stage, "Sơn", "Gửi thành khó khăn, vướng mắc")

    assert await ask(stage, str, "select shown from session where shown like '%đơn vị X%'") == []
    assert await ask(stage, str, "select text from matter_line") == []


@pytest.mark.parametrize("who", ["Minh"])
async def test_in_what_cannot_be_put_aside_it_is_offered_to_nobody(stage: Stage, who: str) -> None:
    assert "Gửi thành" not in await hears(stage, who, "/chotsolieu", "gặp khó khăn về kinh phí")


async def test_what_begins_as_the_command_begins_it_at_once(stage: Stage) -> None:
    assert "Nội dung đã nhập: về kinh phí" in await hears(stage, "Lan", "vướng mắc về kinh phí")
