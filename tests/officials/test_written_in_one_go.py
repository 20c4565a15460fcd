"""A result written in one go where /baocao asks for the task already: it is heard as if nothing had been asked."""

import pytest

from tests.dialogue import Stage
from tests.officials.entering import enter, hears

LINE = "2.1b hội thảo CEDAW lần hai, hôm nay, 130 đại biểu"
BLOCK = "Nhiệm vụ: 2.1b⏎Thời gian: hôm nay⏎Hình thức: hội thảo⏎Nội dung: Hội thảo CEDAW lần hai⏎Số liệu: 130 đại biểu"


@pytest.mark.parametrize("words", [LINE, BLOCK, f"/baocao {LINE}"], ids=["sentence", "block", "line"])
async def test_figures_are_asked_about_where_the_unit_has_told_some_before(stage: Stage, words: str) -> None:
    await enter(stage, "2.1b")

    heard = await hears(stage, "Lan", "/baocao", words)

    assert "Đơn vị đã ghi cho nhiệm vụ này: 120 lượt người.\nSố liệu vừa nhập là:" in heard


async def test_words_that_are_no_result_choose_the_task(stage: Stage) -> None:
    heard = await hears(stage, "Lan", "/baocao", "truyền tải thông điệp tới đối tác")

    assert "Đã ghi: 2.1b. Truyền tải thông điệp" in heard
