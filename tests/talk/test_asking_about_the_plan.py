"""What the plan says is told in the chat: the sentence of a task, its topics and slogans, until when, to whom."""

from pathlib import Path

import pytest

from messages.reading.asked import Asked, asked
from tests.dialogue import Stage
from tests.talk.telling import hears


async def test_a_task_is_shown_as_the_plan_words_it(stage: Stage) -> None:
    await stage.enter("Thảo", "official", "HNI")

    shown = await hears(stage, "Thảo", "/nhiemvu 16.4")

    assert "16.4. Treo băng rôn, biểu ngữ có khẩu hiệu (15/11 – 31/12)" in shown
    assert "Căn cứ tình hình thực tế lựa chọn và tổ chức treo băng rôn" in shown
    assert "Thời gian: từ 15/11 đến hết thứ Tư, 31/12/2025" in shown
    assert "trước ngày 10/02/2026" in shown
    assert "Nơi nhận báo cáo: đồng chí Phó Thủ tướng, Trưởng Ban Chỉ đạo (qua Văn phòng Cơ quan Thường trực)" in shown


async def test_its_topics_are_those_of_the_phase_and_its_slogans_those_of_the_plan(stage: Stage) -> None:
    await stage.enter("Thảo", "official", "HNI")
    await hears(stage, "Thảo", "nhiệm vụ 16.4")

    topics = await hears(stage, "Thảo", "/nhiemvu 16.4 noidung")
    slogans = await hears(stage, "Thảo", "/nhiemvu 16.4 khẩu hiệu")

    assert "giai đoạn “Trước thời điểm Ngày Nhân quyền thế giới” (01/12 – 09/12)" in topics
    assert "– Tuyên truyền, đấu tranh, phản bác" in topics
    assert "09 khẩu hiệu để lựa chọn" in slogans
    assert "i) Việt Nam quyết tâm đẩy lùi nạn mua, bán người" in slogans


async def test_a_target_stands_with_its_task(stage: Stage) -> None:
    await stage.enter("Hoa", "official", "BVHTTDL")

    assert "Chỉ tiêu: 01 Hội nghị" in await hears(stage, "Hoa", "/nhiemvu 6.1a")


@pytest.mark.parametrize("key", ["3.1a", "3.1b"])
async def test_of_a_task_that_may_be_secret_nothing_is_shown_but_where_it_stands(stage: Stage, key: str) -> None:
    await stage.enter("Sơn", "official", "BCA")

    shown = await hears(stage, "Sơn", f"/nhiemvu {key}")

    assert shown.startswith(f"Nhiệm vụ {key}: chưa có thông tin.")
    assert len(shown.splitlines()) == 2


async def test_a_task_of_another_unit_is_not_shown(stage: Stage) -> None:
    assert "Căn cứ tình hình thực tế" not in await hears(stage, "Lan", "/nhiemvu 16.4")


@pytest.mark.parametrize(
    "said",
    ["hạn nộp báo cáo là ngày nào?", "khi nào phải gửi báo cáo", "thời hạn gửi báo cáo", "bao gio het han", "deadline"],
)
async def test_until_when_to_report_is_told(stage: Stage, said: str) -> None:
    told = await hears(stage, "Lan", said)

    assert "trước ngày 10/02/2026 (chậm nhất hết thứ Hai, 09/02/2026). Còn 66 ngày." in told


@pytest.mark.parametrize(
    "said", ["gửi báo cáo cho ai?", "báo cáo gửi về đâu ạ", "nơi nhận báo cáo", "gui bao cao cho don vi nao"]
)
async def test_to_whom_to_report_is_told(stage: Stage, said: str) -> None:
    told = await hears(stage, "Lan", said)

    assert "gửi đồng chí Phó Thủ tướng, Trưởng Ban Chỉ đạo (qua Văn phòng Cơ quan Thường trực)" in told
    assert "10/02/2026" not in told


@pytest.mark.parametrize(
    "said",
    [
        "hôm qua gửi báo cáo cho 3 đơn vị",
        "đã gửi báo cáo rồi",
        "tuần sau sẽ gửi",
        "hội nghị báo cáo viên hôm qua, 40 người",
        "xin gia hạn đến 12/02",
    ],
)
def test_what_is_told_is_not_taken_for_a_question(said: str) -> None:
    assert asked(said) is None


def test_a_question_about_both_is_about_whom() -> None:
    assert asked("báo cáo gửi cho ai, khi nào?") is Asked.ADDRESSEE


async def test_a_draft_put_aside_stands_in_no_ones_way(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", "4/12", "để sau")

    assert "trước ngày 10/02/2026" in await hears(stage, "Lan", "hạn nộp báo cáo là ngày nào?")
    assert await hears(stage, "Lan", "cảm ơn") == "Trân trọng cảm ơn đồng chí."


@pytest.mark.parametrize("said", ["dạ vâng, cảm ơn", "đã rõ, cảm ơn Văn phòng", "ok. cảm ơn anh nhiều"])
async def test_courtesy_in_several_breaths_is_courtesy(stage: Stage, said: str) -> None:
    assert await hears(stage, "Lan", said) == "Trân trọng cảm ơn đồng chí."


@pytest.mark.parametrize("said", ["cảm ơn, hôm qua có 40 người dự", "vâng, mai gửi"])
async def test_courtesy_before_something_else_is_not_all_that_was_said(stage: Stage, said: str) -> None:
    assert await hears(stage, "Lan", said) != "Trân trọng cảm ơn đồng chí."


async def test_a_plan_without_a_deadline_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "hp.db")
    await stage.open("hai-phong-2024")
    await stage.enter("Huệ", "official", "HTQT", plan="HP24")

    told = await hears(stage, "Huệ", "khi nào phải nộp báo cáo?")

    assert "không nêu thời hạn gửi báo cáo bằng văn bản" in told
    assert "đồng chí Giám đốc Sở (qua Phòng Lãnh sự)" in told


@pytest.mark.parametrize(
    ("language", "example", "title"),
    [
        ("vi", "hôm qua treo 40 băng rôn, khẩu hiệu a, c và e", "Treo 40 băng rôn, khẩu hiệu a, c và e"),
        ("en", "yesterday hung 40 banners, slogans a, c and e", "hung 40 banners, slogans a, c and e"),
    ],
)
async def test_which_slogans_were_hung_stands_in_the_result_as_the_list_shows(
    stage: Stage, language: str, example: str, title: str
) -> None:
    await stage.enter("Thảo", "official", "HNI", language=language)

    assert example in await hears(stage, "Thảo", "/nhiemvu 16.4 khauhieu")
    review = await hears(stage, "Thảo", "/baocao 16.4", example, "không")

    assert title.lower() in review.lower()
    assert "40 chiếc băng rôn" in review or "Figures: 40 banners" in review


@pytest.mark.parametrize("asked", ["/nhiemvu 16.4 khauhieu", "/nhiemvu 16.4 noidung", "các khẩu hiệu là gì?"])
async def test_what_is_listed_above_buttons_bears_no_numbers_of_theirs(stage: Stage, asked: str) -> None:
    await stage.enter("Thảo", "official", "HNI")

    shown = await hears(stage, "Thảo", asked)

    assert [line[:2] for line in shown.split("\n")].count("1.") <= 1
    assert "\na) " in shown or "\n– " in shown
