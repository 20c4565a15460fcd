"""The number of a document with the letters of a degree is no evidence, wherever it is sent."""

import pytest

from messages.questions.evidence import heard_items
from messages.said import Said
from tests.dialogue import Stage
from tests.talk.telling import ask, entry, hears

MARKED = ["9/TM-BNG", "12/M-BNG", "9/BC-BNG(M)", "9/BC-BNG (TM)", "12/BNG-TuM", "9/2025/TM-BNG"]
KEPT = ["45/TMDV-BCT", "6/BC-TTM", "123/KH-UBND", "705/KH-BCĐNQ ngày 01/11/2025"]


@pytest.mark.parametrize("number", MARKED)
async def test_it_is_not_kept_and_the_person_hears_why(stage: Stage, number: str) -> None:
    heard = await hears(stage, "Lan", *entry("2.1b")[:5], number)

    assert "có dấu hiệu của văn bản mật" in heard
    assert await ask(stage, int, "select count(*) from session where instr(answers, '9/') + instr(answers, '12/')") == [
        0
    ]


@pytest.mark.parametrize("number", ["9/TM-BNG", "9/BC-BNG(M)"])
async def test_it_is_not_taken_later_either(stage: Stage, number: str) -> None:
    await hears(stage, "Lan", *entry("2.1b"))

    assert "có dấu hiệu của văn bản mật" in await hears(stage, "Lan", "/bosung 1", number)
    assert await ask(stage, int, "select count(*) from evidence") == [0]


@pytest.mark.parametrize("words", ["kèm 9/BC-BNG [M] nhé", "Minh chứng: 9/BC-BNG(M)"])
async def test_among_other_words_it_is_a_mark_like_any_other(stage: Stage, words: str) -> None:
    assert "bí mật nhà nước" in await hears(stage, "Lan", *entry("2.1b")[:5], words)
    assert await ask(stage, int, "select count(*) from session where instr(answers, '9/')") == [0]


@pytest.mark.parametrize("number", ["9/TM-BNG", "12/M-BNG"])
async def test_in_a_block_the_evidence_is_asked_for_again(stage: Stage, number: str) -> None:
    block = "Nhiệm vụ: 2.1b⏎Ngày: 4/12⏎Nội dung: Hội thảo về CEDAW⏎Số liệu: 120 đại biểu"

    assert "có dấu hiệu của văn bản mật" in await hears(stage, "Lan", f"{block}⏎Minh chứng: {number}")
    assert await ask(stage, int, "select count(*) from session where instr(answers, '9/')") == [0]


@pytest.mark.parametrize("number", KEPT)
def test_letters_in_a_name_are_no_degree(number: str) -> None:
    assert [item["text"] for item in heard_items(Said("", number))] == [number]
