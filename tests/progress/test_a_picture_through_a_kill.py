"""The real bot, killed while it draws: the next one draws what was asked for, and sends it as a photo."""

from collections.abc import Iterator

import pytest

from bot.sandbox import people
from bot.sandbox.world import Persona, add_person
from tests.running import PATIENCE, PLAN, House, house, leave

MINH = 104
REGISTERING = ("/start {code}", "Trần Văn Minh", "Chuyên viên", "đúng", "đồng ý", "đã rõ")


@pytest.fixture
def home(tmp_path) -> Iterator[House]:
    one = house(tmp_path, messages_per_chat="100")
    one.order(order="load", plan=PLAN)
    one.running.do(add_person, one.running.world, Persona(MINH, "Minh"))
    yield one
    leave(one)


def answer(home: House, text: str) -> str:
    """Write as Minh, and give the bot's next words."""
    told = home.running.do(people.write, home.running.world, MINH, text)[-1]["message_id"]
    return home.running.when(lambda: next((one.get("text", "") for one in said(home, told)), "")).result(PATIENCE)


def said(home: House, after: int = 0) -> list[dict]:
    return [one for one in people.messages(home.running.world, MINH, after) if one["from"]["is_bot"]]


def test_a_picture_asked_for_before_a_kill_comes_after_it(home):
    home.start_and_wait()
    code = home.order(order="invite", role="coordinator", unit="")["code"]
    for line in REGISTERING:
        answer(home, line.format(code=code))
    assert "TIẾN ĐỘ KẾ HOẠCH 705" in answer(home, "/tiendo")
    home.kill()
    home.start_and_wait()

    assert home.running.when(lambda: [one["photo"] for one in said(home) if "photo" in one]).result(PATIENCE)
    assert home.running.when(lambda: "Ảnh tiến độ Kế hoạch 705" in said(home)[-1].get("text", "")).result(PATIENCE)
    assert home.end() == 0
