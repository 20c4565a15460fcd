"""A link that came in a sentence, or alone, is a piece like any other where one goes back, or edits its message."""

import pytest

from tests.dialogue import Stage
from tests.talk.telling import ask, entry, hears

LINK = "https://nhandan.vn/bai-1"
SENTENCE = f"Hôm nay tổ chức hội thảo về quyền trẻ em, 120 đại biểu, {LINK}"
FAILED = "chưa xử lý được"


@pytest.mark.parametrize(
    "then", [("quay lại", "quay lại"), ("[sửa] Hôm nay tổ chức hội thảo về quyền trẻ em, 130 đại biểu",)]
)
async def test_a_sentence_with_a_link_can_be_gone_back_on_and_edited(stage: Stage, then: tuple[str, ...]) -> None:
    heard = await hears(stage, "Lan", "/baocao 2.1b", SENTENCE, *then)

    assert FAILED not in heard


async def test_a_link_that_was_sent_alone_is_exchanged_by_editing_its_message(stage: Stage) -> None:
    heard = await hears(stage, "Lan", *entry("2.1b")[:5], LINK, "[sửa] https://nhandan.vn/bai-2")

    assert FAILED not in heard
    assert await ask(stage, int, "select count(*) from session where instr(answers, :link)", link=LINK) == [0]
    assert await ask(stage, int, "select count(*) from session where instr(answers, 'bai-2')") == [1]
