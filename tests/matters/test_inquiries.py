"""/hoi: a question to the office; what the plan says is answered at once, and goes on only where that is no help."""

from pathlib import Path

import pytest

from bot.serving import commands
from handlers import book
from messages.reading.asked import Asked, asked
from messages.words import speaking
from tests.dialogue import Stage
from tests.talk.telling import ask, hears

NAMES = [name for handler in book.HANDLERS for name in handler.commands]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("hạn nộp báo cáo là ngày nào", Asked.DEADLINE),
        ("gửi cho ai", Asked.ADDRESSEE),
        ("khẩu hiệu", Asked.SLOGANS),
        ("có những khẩu hiệu nào", Asked.SLOGANS),
        ("cho xin danh sách khẩu hiệu", Asked.SLOGANS),
        ("khau hieu gi", Asked.SLOGANS),
        ("which slogans are there to use", Asked.SLOGANS),
        ("số điện thoại Văn phòng", Asked.PHONE),
        ("sdt cua phong lanh su", Asked.PHONE),
        ("cần thì liên hệ với ai", Asked.PHONE),
        ("what is the phone number of the office", Asked.PHONE),
        ("báo cáo gồm những gì", Asked.CONTENTS),
        ("bao cao can neu nhung noi dung nao", Asked.CONTENTS),
        ("nội dung báo cáo thế nào", Asked.CONTENTS),
        ("what should the report include", Asked.CONTENTS),
    ],
)
def test_what_is_asked_often_is_known(said: str, wanted: Asked) -> None:
    assert asked(said) is wanted


@pytest.mark.parametrize(
    "said",
    [
        "treo 40 băng rôn, khẩu hiệu số 1, 3 và 5",
        "hôm qua đã treo khẩu hiệu",
        "căng 12 khẩu hiệu",
        "khẩu hiệu số 3",
        "số điện thoại của tôi là 0912345678",
        "số điện thoại mới 0912 345 678",
        "đã gọi điện cho 3 đơn vị",
        "đã gửi báo cáo gồm 12 trang",
        "Hội nghị báo cáo viên có 120 đại biểu",
    ],
)
def test_what_only_looks_like_such_a_question_is_none(said: str) -> None:
    assert asked(said) is None


@pytest.mark.parametrize("before", ["", "/hoi "])
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("hạn nộp báo cáo là ngày nào", "trước ngày 10/02/2026"),
        ("gửi cho ai", "gửi đồng chí Phó Thủ tướng, Trưởng Ban Chỉ đạo"),
        ("khẩu hiệu", "i) Việt Nam quyết tâm đẩy lùi nạn mua, bán người"),
        ("số điện thoại Văn phòng", "Số điện thoại của Văn phòng: 0900 000 000."),
        ("báo cáo gồm những gì", "Báo cáo của Bộ Ngoại giao nêu kết quả thực hiện 04 nhiệm vụ được giao"),
    ],
)
async def test_the_plan_answers_it_at_once_and_it_can_be_passed_on(
    stage: Stage, before: str, said: str, answer: str
) -> None:
    answered = await hears(stage, "Lan", before + said)
    asked_of_the_office = await hears(stage, "Lan", "Chuyển câu hỏi tới Văn phòng", "gửi câu hỏi")

    assert answer in answered
    assert "Mã số: 705-BNG-CH01." in asked_of_the_office
    assert said in await hears(stage, "Minh", "/hoi BNG-CH01")


async def test_where_the_answer_is_enough_nothing_is_sent(stage: Stage) -> None:
    assert await hears(stage, "Lan", "/hoi", "gửi cho ai", "đã đủ") == "Trân trọng cảm ơn đồng chí."
    assert await ask(stage, int, "select count(*) from matter") == [0]


async def test_of_a_task_that_may_be_secret_the_contents_name_but_the_key(stage: Stage) -> None:
    told = await hears(stage, "Lan", "báo cáo gồm những gì")

    assert "– Nhiệm vụ 2.2a" in told


async def test_the_office_is_answered_too_and_asks_nothing_of_itself(stage: Stage) -> None:
    answered = await hears(stage, "Minh", "/hoi khẩu hiệu")

    assert "09 khẩu hiệu để lựa chọn" in answered
    assert "Chuyển câu hỏi" not in answered


async def test_a_plan_without_slogans_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "hp.db")
    await stage.open("hai-phong-2024")
    await stage.enter("Huệ", "official", "HTQT", plan="HP24")

    assert "không nêu khẩu hiệu" in await hears(stage, "Huệ", "có khẩu hiệu nào")
    assert "nêu kết quả thực hiện" in await hears(stage, "Huệ", "báo cáo gồm những gì")


async def test_a_question_is_answered_as_a_difficulty_is(stage: Stage) -> None:
    await hears(stage, "Lan", "/hoi", "Hội nghị trực tuyến có được tính không", "gửi câu hỏi")
    await hears(stage, "Minh", "/hoi BNG-CH01 traloi", "Có, ghi số điểm cầu", "gửi trả lời")

    shown = await hears(stage, "Lan", "705-BNG-CH01")
    assert shown.startswith("Câu hỏi 705-BNG-CH01 của Bộ Ngoại giao: đã trả lời.")
    assert "Văn phòng (Trần Văn Minh): Có, ghi số điểm cầu" in shown


@pytest.mark.parametrize("said", ["Hội nghị trực tuyến có được tính không?", "does an online conference count ?"])
async def test_a_question_that_nothing_here_answers_is_offered_to_the_office(stage: Stage, said: str) -> None:
    offered = await hears(stage, "Lan", said)
    sent = await hears(stage, "Lan", "1", "gửi câu hỏi")

    assert "1. Chuyển câu hỏi tới Văn phòng" in offered
    assert "Mã số: 705-BNG-CH01." in sent
    assert await ask(stage, str, "select text from matter_line") == [said]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("Minh", "Hội nghị trực tuyến có được tính không?"),
        ("Lan", "Nhiệm vụ 2.2a làm thế nào?"),
        ("Lan", "có việc gì không?"),
        ("Lan", "???"),
    ],
)
async def test_no_other_question_is(stage: Stage, who: str, said: str) -> None:
    assert "Chuyển câu hỏi" not in await hears(stage, who, said)


async def test_questions_and_difficulties_are_listed_apart(stage: Stage) -> None:
    await hears(stage, "Lan", "/hoi", "Hội nghị trực tuyến có được tính không", "gửi câu hỏi")

    assert await hears(stage, "Minh", "/vuongmac") == "Không có khó khăn, vướng mắc nào chưa đóng."
    assert "CÂU HỎI CHƯA ĐÓNG: 01" in await hears(stage, "Minh", "/hoi")


@pytest.mark.parametrize(
    "said",
    ["hội thảo hôm qua", "hội nghị 120 đại biểu", "hồi sáng tổ chức", "hoi thao hom qua", "hơi muộn một chút", "hội"],
)
def test_words_that_look_like_the_command_without_tone_marks_are_not_it(said: str) -> None:
    assert commands.typed(said, NAMES).name not in NAMES


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("said", ["hỏi", "hoi", "hỏi về biểu mẫu", "/hoi hội nghị trực tuyến", "Hỏi về biểu mẫu"])
def test_the_command_is_known_as_it_is_said(said: str, language: str) -> None:
    with speaking(language):
        assert commands.typed(said, NAMES).name == "hoi"
