"""A group chat is told totals, if an admin names it by a command typed there; nobody else is heard in a group."""

from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.hearing import arrival_of
from bot.loops.receiving import Receiving
from bot.serving.app import App
from handlers.house import Addresses, House
from storage.db import Database
from tests.dialogue import HOUSE, Stage, Stopped
from tests.office.mornings import house, morning
from tests.talk.telling import acts, hears

GROUP = -1001234567890


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    return await house(tmp_path / "d.db", "2025-12-01 12:30")


def typed(who: int, text: str, chat: int = GROUP) -> dict[str, Any]:
    """Give an update as Telegram sends it from a group."""
    kind = "private" if chat > 0 else "supergroup"
    sender = {"id": who, "is_bot": False, "first_name": "Hà"}
    message = {"message_id": 7, "date": 1, "from": sender, "chat": {"id": chat, "type": kind}, "text": text}
    return {"update_id": 70 + len(text) + who, "message": message}


def test_a_command_of_a_group_comes_as_from_its_sender_with_the_groups_address():
    arrival = arrival_of(typed(101, "/nhomtonghop@daumoi_bot"), "daumoi_bot")

    assert (arrival.address, arrival.private, arrival.in_group) == ("101", True, True)
    assert arrival.said is not None
    assert arrival.said.text == f"/nhomtonghop {GROUP}"


@pytest.mark.parametrize("text", ["Chào cả nhà", "/baocao", "/nhomtonghop ngay", "nhomtonghop"])
def test_nothing_else_is_heard_in_a_group(text: str):
    assert not arrival_of(typed(101, text)).private


async def test_only_an_admin_is_heard(stage: Stage):
    assert await _served(stage, typed(101, "/nhomtonghop")) == []
    await _moves(stage, "Minh", "101")
    assert await _served(stage, typed(101, "/nhomtonghop")) == []
    await _moves(stage, "Hà", "102")
    assert await _served(stage, typed(102, "/nhomtonghop")) == ["102"]


async def _moves(stage: Stage, who: str, chat: str) -> None:
    async def move(db: Any) -> None:
        await db.run("update address set chat = :chat where chat = :who", chat=chat, who=who)

    await stage.write(move)


async def _served(stage: Stage, update: dict[str, Any]) -> list[str]:
    """Let an update come; give the chats of which anything was served."""
    db = Database(stage.path)
    await db.open()
    try:
        await Receiving(db, App(HOUSE), Stopped(stage.now), "telegram").receive([arrival_of(update)])
        return await db.read(lambda db: db.all(str, "select chat from inbox where state = 'served'"))
    finally:
        await db.close()


async def test_the_group_is_told_totals_each_morning_until_it_is_named_no_more(stage: Stage):
    asked = await hears(stage, "Hà", f"/nhomtonghop {GROUP}")
    named = await hears(stage, "Hà", "1")
    heard = (await morning(stage, "2025-12-02 07:15"))[f"{GROUP}"]
    ended = await hears(stage, "Hà", f"/nhomtonghop {GROUP}", "1")
    await stage.enter("Lan", "official", "BNG")
    later = await morning(stage, "2025-12-03 07:15")

    assert asked.startswith("Nhóm vừa chọn sẽ nhận số tổng hợp của Kế hoạch 705")
    assert f"<{GROUP}: Nhóm này nhận số tổng hợp của Kế hoạch 705" in named
    assert heard == (
        "KẾ HOẠCH 705 – TÌNH HÌNH ĐẾN 07:15 THỨ BA, 02/12/2025\n"
        "Hạn báo cáo: hết thứ Hai, 09/02/2026 (còn 49 ngày làm việc).\n"
        "Báo cáo bằng văn bản: 00/48 đơn vị."
    )
    assert "Nhóm không còn nhận số tổng hợp của Kế hoạch 705." in ended
    assert f"{GROUP}" not in later
    assert [act for act in await acts(stage) if act[0].startswith("group.")] == [
        ("group.named", "705", None, f"{GROUP}"),
        ("group.unnamed", "705", None, f"{GROUP}"),
    ]


async def test_what_is_no_group_is_refused(stage: Stage):
    said = await hears(stage, "Hà", "/nhomtonghop", "123456", "1")

    assert "“123456” không phải mã nhóm." in said


async def test_a_coordinator_names_no_group(stage: Stage):
    assert "không có lệnh này" in await hears(stage, "Minh", f"/nhomtonghop {GROUP}")


def test_each_channel_says_what_a_group_of_its_own_looks_like():
    house = House(b"-", addresses={**HOUSE.addresses, "other": Addresses("", r"g[0-9a-f]+")})

    assert [house.is_group(*chat) for chat in (("telegram", str(GROUP)), ("other", "g0f"))] == [True, True]
    assert [house.is_group(*chat) for chat in (("telegram", "g0f"), ("other", str(GROUP)), ("third", "g0f"))] == [
        False
    ] * 3
