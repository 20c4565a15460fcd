"""/sua beside others: what a colleague saved, was handed or told meanwhile is never lost."""

from datetime import datetime

from messages.words import ZONE
from tests.dialogue import Stage
from tests.officials.entering import enter, hears

PLANNED = ("/baocao 2.1b", "15/12", "1", "hội thảo", "Hội thảo dự kiến", "gửi")


async def test_the_result_of_what_was_planned_is_told_after_whatever_was_told_meanwhile(stage: Stage) -> None:
    await hears(stage, "Lan", *PLANNED)
    stage.now = datetime(2025, 12, 16, 9, tzinfo=ZONE)
    await enter(stage, days="15/12", figures="200 đại biểu")
    await enter(stage, days="15/12", figures="500 đại biểu", counts="Lũy kế")

    asked = await hears(stage, "Lan", "/sua 1", "bỏ qua", "bỏ qua", "30 đại biểu")
    assert "Số liệu vừa nhập là" in asked

    await hears(stage, "Lan", "Phát sinh thêm", "không", "Còn tiếp tục", "Lưu thay đổi")
    assert "530 lượt người" in await hears(stage, "Lan", "/nhiemvu")
