"""Help where one stands: the question is explained; after unclear answers, an example of one's own unit."""

import re

import pytest

from handlers import book, menu
from handlers.everyone import helping
from messages.words import catalogue, say, speaking
from tests.dialogue import Stage
from tests.officials.entering import CEDAW, enter, hears

AT_FIGURES = ("/baocao 2.1b", "4/12", "hội thảo", "Hội thảo khác")
UNCLEAR = ("nhiều lắm", "đông lắm", "rất đông")


@pytest.mark.parametrize("typed", ["/trogiup", "trợ giúp", "tro giup", "?", "help", "/help"])
async def test_in_the_middle_of_a_question_it_explains_that_question(stage: Stage, typed: str) -> None:
    heard = await hears(stage, "Lan", "/baocao 2.1b", typed)

    assert heard.startswith("Một câu như nói với đồng nghiệp là đủ")
    assert "Đơn vị đã làm gì?" in heard


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "asked",
    [
        "what",
        "other_form",
        "cooperating",
        "month",
        "also",
        "also#2",
        "other_task",
        "counts",
        "planned",
        "place",
        "partners",
        "send",
    ],
)
def test_questions_of_a_result_are_explained_each_in_its_own_words(asked: str, language: str) -> None:
    with speaking(language, you="đồng chí"):
        assert helping.explained("report", asked) == say(f"help.report.{asked.partition('#')[0]}")
        assert helping.explained("amend", asked) != say("help.question")


async def test_outside_it_is_what_one_can_do(stage: Stage) -> None:
    assert "/baocao – Cập nhật kết quả" in await hears(stage, "Lan", "?")
    assert "/tinhhinh – Tình hình thực hiện" in await hears(stage, "Minh", "trợ giúp")


async def test_the_answers_given_so_far_stay(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", "4/12", "?", "hội thảo", "?")

    assert "thứ Năm, 04/12/2025" in await enter_rest(stage)


async def enter_rest(stage: Stage) -> str:
    return await hears(stage, "Lan", CEDAW, "120 đại biểu", "không")


async def test_while_a_result_is_changed_its_questions_are_explained_too(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "?")

    assert heard.startswith("Tên hoạt động như trong giấy mời")


async def test_while_registering_it_explains_too(stage: Stage) -> None:
    await stage.invite("official", "BYT")

    heard = await hears(stage, "Mai", "CODE", "?")

    assert heard.startswith("Ghi họ tên đầy đủ, có dấu")


async def test_after_three_unclear_answers_an_example_of_the_unit_then_whom_to_call(stage: Stage) -> None:
    await enter(stage, figures="1 hội thảo, hơn 120 đại biểu")

    heard = await hears(stage, "Hoa", *AT_FIGURES, *UNCLEAR)

    example = heard.index("Ví dụ, ở kết quả 705-BNG-001 đơn vị đã ghi: “")
    assert example < heard.index("Nếu cần hỗ trợ, đề nghị gọi 0900 000 000.")
    assert "hơn 120 đại biểu" in heard


async def test_after_two_there_is_none_yet(stage: Stage) -> None:
    await enter(stage)

    assert "Ví dụ, ở kết quả" not in await hears(stage, "Hoa", *AT_FIGURES, *UNCLEAR[:2])


async def test_quan_is_shown_no_example_of_another_unit(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Quân", "/baocao 5.1", *AT_FIGURES[1:], *UNCLEAR)

    assert "Nếu cần hỗ trợ" in heard
    assert "Ví dụ, ở kết quả" not in heard


async def test_what_may_be_secret_is_no_example(stage: Stage) -> None:
    await enter(stage, "2.1a", figures="1 hội thảo, 77 đại biểu")

    heard = await hears(stage, "Lan", *AT_FIGURES, *UNCLEAR)

    assert "Ví dụ, ở kết quả" not in heard


async def test_what_was_withdrawn_is_no_example(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/rut 1", "Rút kết quả")

    assert "Ví dụ, ở kết quả" not in await hears(stage, "Lan", *AT_FIGURES, *UNCLEAR)


async def test_a_draft_put_aside_is_offered_again_when_the_other_conversation_ends(stage: Stage) -> None:
    await hears(stage, "Lan", *AT_FIGURES)

    heard = await hears(stage, "Lan", "/nhacviec", "Chỉ nhắc khi sắp đến hạn")

    assert "vẫn còn; gõ /baocao để làm tiếp." in heard
    assert "1. Làm tiếp bản nháp" in heard


async def test_a_draft_saved_by_the_person_is_not(stage: Stage) -> None:
    await hears(stage, "Lan", *AT_FIGURES, "để sau")

    assert "Làm tiếp bản nháp" not in await hears(stage, "Lan", "/nhacviec", "Chỉ nhắc khi sắp đến hạn")


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("Lan", ["/baocao", "/nhiemvu", "/dagui", "/bosung", "/vanban"]),
        ("Minh", ["/tinhhinh", "/rasoat", "/chuabaocao", "/donduc", "/danhan"]),
    ],
)
async def test_help_is_the_five_of_every_day_and_then_all(stage: Stage, who: str, shown: list[str]) -> None:
    short = await hears(stage, who, "/trogiup")
    whole = await hears(stage, who, "/trogiup tất cả")

    assert [line.partition(" – ")[0] for line in short.splitlines() if line.startswith("/")] == shown
    assert short.splitlines()[-2:] == ["3. Xem tất cả", "4. Bản hướng dẫn (PDF)"]
    assert "/dulieucanhan – " in whole
    assert len(short) < 600 < len(whole) + 100


async def test_in_english_help_lists_english_commands(stage: Stage) -> None:
    await hears(stage, "Lan", "/language en")

    short = await hears(stage, "Lan", "/help")
    whole = await hears(stage, "Lan", "/help all")

    assert [line.partition(" – ")[0] for line in short.splitlines() if line.startswith("/")] == [
        "/report", "/tasks", "/sent", "/addevidence", "/written",
    ]  # fmt: skip
    assert "/mydata – " in whole
    assert "/baocao" not in whole


def test_every_name_that_is_shown_is_that_of_the_same_command() -> None:
    names = {name: handler.commands for handler in book.HANDLERS for name in handler.commands}
    with speaking("en"):
        shown = {command: menu.shown(command) for commands in menu.COMMANDS.values() for command in commands}

    assert [command for command, name in shown.items() if name not in names[command]] == []
    assert [command for command, name in shown.items() if name == command] == []


def test_no_sentence_in_english_names_a_command_in_vietnamese() -> None:
    shown = {command for commands in menu.COMMANDS.values() for command in commands}
    said = {key: re.findall(r"(?<![\w/])/([a-z]+)\b", words) for key, words in catalogue("en").items()}

    assert {key: found for key, names in said.items() if (found := shown.intersection(names))} == {}
