"""While a plan pauses, whoever asks where things stand is told so, and nothing is promised for now."""

import pytest

from tests.dialogue import Stage
from tests.talk.telling import hears

TO_LAN = ("/yeucau", "gõ tên", "BNG", "Số hội nghị đã tổ chức đến nay", "10/12", "trả lời tại đây", "gửi đề nghị")


@pytest.fixture
async def paused(stage: Stage) -> Stage:
    await stage.enter("Tâm", "leader", "VPCQTT")
    await hears(stage, "Hà", "/tamdungkehoach 705", "Tạm dừng")
    return stage


@pytest.mark.parametrize("who", ["Minh", "Tâm"])
async def test_where_things_stand_begins_with_the_pause(paused: Stage, who: str) -> None:
    heard = await hears(paused, who, "/tinhhinh")
    await hears(paused, "Hà", "/khoiphuckehoach", "Khôi phục")
    again = await hears(paused, who, "/tinhhinh")

    assert "\n\nKế hoạch đang tạm dừng từ 08:30 ngày 05/12/2025: hệ thống không nhắc việc" in heard
    assert "tạm dừng" not in again


async def test_a_request_says_that_its_first_message_waits(paused: Stage) -> None:
    heard = await hears(paused, "Minh", *TO_LAN)

    assert "Kế hoạch tạm dừng từ 08:30 ngày 05/12/2025, tin đầu tiên chờ đến khi khôi phục;" in heard
    assert "Tin đầu tiên gửi" not in heard
