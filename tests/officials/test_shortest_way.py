"""How many times somebody does something from the first press or word to the number."""

import pytest

from tests.dialogue import Stage
from tests.officials.entering import hears

CLICKING = ("Cập nhật kết quả", "2.1b", "hôm qua hội thảo về CEDAW, hơn 120 đại biểu", "[ảnh]", "[nút Gửi]")
FORM_ASKED = (*CLICKING[:2], "hôm qua làm việc với UNDP về CEDAW, 12 người", "1", "[ảnh]", "[nút Gửi]")
SENTENCE = ("Hôm qua Bộ tổ chức hội thảo về CEDAW, hơn 120 đại biểu", "1", "[ảnh]", "[nút Gửi]")
CAPTION = ("[ảnh] Hôm qua Bộ tổ chức hội thảo về CEDAW, hơn 120 đại biểu", "1", "[nút Gửi]")
LINE = ("/baocao 2.1b hội thảo về CEDAW, hôm qua, hơn 120 đại biểu", "[ảnh]", "[nút Gửi]")
AGAIN = ("/baocao như lần trước, hôm nay, 150 đại biểu", "[ảnh]", "[nút Gửi]")


@pytest.mark.parametrize(
    ("way", "at_most"),
    [(CLICKING, 6), (FORM_ASKED, 6), (SENTENCE, 4), (CAPTION, 4), (LINE, 4)],
    ids=["clicking", "form asked", "sentence", "caption", "line"],
)
async def test_a_result_with_a_photo_is_entered_in_few_actions(
    stage: Stage, way: tuple[str, ...], at_most: int
) -> None:
    assert "705-BNG-001" in await hears(stage, "Lan", *way)
    assert len(way) <= at_most


async def test_one_like_the_last_takes_three(stage: Stage) -> None:
    await hears(stage, "Lan", *CLICKING)

    heard = await hears(stage, "Lan", *AGAIN)

    assert "705-BNG-002" in heard
    assert "Nội dung: Hội thảo về CEDAW" in heard
    assert "Số liệu: 150 đại biểu (lượt người)" in heard
    assert len(AGAIN) == 3
