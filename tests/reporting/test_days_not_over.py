"""Days that have not all come: nothing that was written with them vanishes."""

import pytest

from tests.dialogue import Stage
from tests.talk.telling import hears


@pytest.fixture
async def stage(tmp_path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    return stage


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ("từ 3/12 đến 8/12", "từ thứ Tư, 03/12/2025 đến thứ Sáu, 05/12/2025"),
        ("1-10/12", "từ thứ Hai, 01/12/2025 đến thứ Sáu, 05/12/2025"),
        ("ngày 2, 4 và 9/12", "02/12/2025"),
    ],
)
async def test_what_is_under_way_is_told_until_today_with_its_figures_and_its_link(stage: Stage, days: str, shown: str):
    line = f"/baocao 2.1b triển lãm ảnh, {days}, 200 lượt người https://x.vn/a"

    asked = await hears(stage, "Lan", line)
    review = await hears(stage, "Lan", "1")

    assert "1. Đang diễn ra: ghi kết quả đến hết" in asked
    assert shown in review
    assert "200" in review
    assert "https://x.vn/a" in review or "01 đường dẫn" in review


async def test_what_lies_ahead_keeps_its_figures_and_its_link_in_the_title(stage: Stage):
    await hears(stage, "Lan", "/baocao 2.1b hội thảo về UPR, 9/12, dự kiến 120 đại biểu https://x.vn/a")

    review = await hears(stage, "Lan", "1")

    assert "Hội thảo về UPR, dự kiến 120 đại biểu https://x.vn/a" in review
