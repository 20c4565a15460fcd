"""A request runs by itself: told, recalled before its day and after it, and the office hears what came."""

from pathlib import Path

from tests.clock.living import campaign, local, told
from tests.talk.telling import hears


async def test_a_request_is_told_recalled_twice_and_summed_up(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-18", "09:00"))
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Lan", "official", "BNG")
    await hears(stage, "Minh", "/yeucau", "gõ tên", "BNG", "Số hội nghị", "23/12", "trả lời tại đây", "gửi đề nghị")

    messages = [one for one in await told(stage, local("12-24", "17:00")) if "cung cấp thông tin" in one.text.lower()]

    to_lan = [one for one in messages if one.who == "Lan"]
    assert [f"{one.at:%m-%d}" for one in to_lan] == ["12-18", "12-22", "12-24"]
    assert all("/traloi 1" in one.text and "Không gửi nội dung bí mật nhà nước" in one.text for one in to_lan)
    assert [one.text for one in messages if one.who == "Minh" and "Đã trả lời: 00/01 đơn vị." in one.text] != []
