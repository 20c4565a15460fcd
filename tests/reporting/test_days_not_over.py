"""Days that have not all come: nothing that was written with them vanishes."""

from datetime import datetime

import pytest

from messages.words import ZONE
from tests.dialogue import Stage
from tests.talk.telling import hears

UNITS = {"2.1b": "BNG", "6.3b": "BVHTTDL"}


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


@pytest.mark.parametrize(
    ("task", "told", "asked"),
    [
        ("2.1b", "ngày mai", "chưa đến"),
        ("2.1b", "1-15/12", "chưa đến"),
        ("2.1b", "5/3/2026", "ngoài thời gian của Kế hoạch 705"),
        ("2.1b", "20/11", "ngoài thời gian của Kế hoạch 705"),
        ("2.1b", "8-11/12", "Tính cho giai đoạn nào"),
        ("6.3b", "5/11", "tính cho tháng nào"),
    ],
)
async def test_where_days_are_asked_about_other_days_are_taken_in_their_place(
    stage: Stage, task: str, told: str, asked: str
) -> None:
    stage.now = datetime(2025, 12, 12, 9, tzinfo=ZONE)
    await stage.enter("Hoa", "official", UNITS[task])
    heard = await hears(stage, "Hoa", f"/baocao {task}", f"{told} hội thảo về CEDAW, 120 đại biểu")

    corrected = await hears(stage, "Hoa", "4-5/12")

    assert asked in heard
    assert "Đã ghi: từ thứ Năm, 04/12/2025 đến thứ Sáu, 05/12/2025" in corrected
    assert asked not in corrected


async def test_days_that_may_be_two_are_asked_about_where_they_correct_others(stage: Stage) -> None:
    stage.now = datetime(2025, 12, 12, 9, tzinfo=ZONE)
    await hears(stage, "Lan", "/baocao 2.1b", "ngày mai hội thảo về CEDAW, 120 đại biểu")

    unsure = await hears(stage, "Lan", "hôm 31")
    back = await hears(stage, "Lan", "quay lại")

    assert "Hoạt động diễn ra ngày nào?" in unsure
    assert "Ngày 13/12/2025 chưa đến" in back
