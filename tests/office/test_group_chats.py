"""A group chat is told totals, if an admin names it by a command typed there; nobody else is heard in a group."""

from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.hearing import arrival_of
from bot.loops.receiving import Receiving
from bot.rehearsal.simulating import simulated
from bot.serving.app import App
from handlers.house import Addresses, House
from storage.db import Database
from tests.dialogue import HOUSE, Stage, Stopped
from tests.office.mornings import at, house, morning
from tests.talk.telling import acts, ask, hears

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
    assert "Lệnh này dành cho" in await hears(stage, "Minh", f"/nhomtonghop {GROUP}")


def test_each_channel_says_what_a_group_of_its_own_looks_like():
    house = House(b"-", addresses={**HOUSE.addresses, "other": Addresses("", r"g[0-9a-f]+")})

    assert [house.is_group(*chat) for chat in (("telegram", str(GROUP)), ("other", "g0f"))] == [True, True]
    assert [house.is_group(*chat) for chat in (("telegram", "g0f"), ("other", str(GROUP)), ("third", "g0f"))] == [
        False
    ] * 3


def in_topic(update: dict[str, Any], topic: int) -> dict[str, Any]:
    return {**update, "message": {**update["message"], "message_thread_id": topic, "is_topic_message": True}}


def anonymous(update: dict[str, Any]) -> dict[str, Any]:
    """Give an update of an administrator who is anonymous: Telegram names a bot of its own, and the group."""
    message = update["message"]
    sender = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    return {**update, "message": {**message, "from": sender, "sender_chat": message["chat"]}}


def test_a_command_of_a_topic_comes_with_the_address_of_that_topic():
    arrival = arrival_of(in_topic(typed(101, "/nhomtonghop"), 45))
    reply = typed(101, "/nhomtonghop")
    reply["message"]["message_thread_id"] = 45  # an answer in a group without topics has one too

    assert arrival.said is not None
    assert arrival.said.text == f"/nhomtonghop {GROUP}/45"
    assert arrival_of(reply).said == arrival_of(typed(101, "/nhomtonghop")).said


async def test_the_topic_in_which_it_was_named_is_told(stage: Stage):
    await hears(stage, "Hà", f"/nhomtonghop {GROUP}/45", "1")

    assert "KẾ HOẠCH 705" in (await morning(stage, "2025-12-02 07:15"))[f"{GROUP}/45"]


async def test_an_anonymous_administrator_is_told_why_nothing_happens_once(stage: Stage):
    first, again = anonymous(typed(101, "/nhomtonghop")), anonymous(typed(101, "/groupchat"))

    served = await _served(stage, first)
    await _served(stage, again)

    assert served == [f"{GROUP}"]
    said = await ask(stage, str, "select body ->> '$.text' from outbox where chat = :chat", chat=f"{GROUP}")
    assert len(said) == 1
    assert said[0].startswith("Hệ thống không biết ai gửi lệnh này")
    assert await _served(stage, anonymous(typed(101, "Chào cả nhà"))) == [f"{GROUP}"] * 2


@pytest.mark.parametrize("chat", [f"{GROUP}", f"{GROUP}/45"])
async def test_of_a_group_that_cannot_be_written_to_the_admin_hears_once_until_it_is_named_anew(
    stage: Stage, chat: str
):
    await hears(stage, "Hà", f"/nhomtonghop {chat}", "1")
    first = await _told_without(stage, chat, "2025-12-05 12:00")
    await hears(stage, "Hà", f"/nhomtonghop {chat}", "1", f"/nhomtonghop {chat}", "1")
    again = await _told_without(stage, chat, "2025-12-08 12:00")

    assert len(first) == 1
    assert first[0].startswith("Không gửi được số tổng hợp của Kế hoạch 705 đến nhóm đã chọn: “blocked”.")
    assert again == first


@pytest.mark.parametrize("chat", [f"{GROUP}", f"{GROUP}/45"])
async def test_the_admin_hears_at_once_that_the_bot_was_removed_and_not_again_each_morning(stage: Stage, chat: str):
    await hears(stage, "Hà", f"/nhomtonghop {chat}", "1")
    now = {"status": "kicked", "user": {"id": 1}}
    change = {"chat": {"id": GROUP, "type": "supergroup"}, "from": {"id": 5}, "date": 1, "new_chat_member": now}
    other = {**change, "chat": {"id": GROUP - 1, "type": "supergroup"}}

    await _served(stage, {"update_id": 901, "my_chat_member": other})
    await _served(stage, {"update_id": 902, "my_chat_member": change})
    told = await _told_without(stage, chat, "2025-12-05 12:00")

    assert [text.count("“the bot was removed from the group”") for text in told] == [1]


async def _told_without(stage: Stage, chat: str, until: str) -> list[str]:
    """Let days pass in which nothing reaches a group; give what the admin is told."""
    async with simulated(stage.path, HOUSE, stage.now) as living:
        living.channel.blocked.add(chat)
        await living.until(at(until))
        told = [one.shown.text for one in living.channel.delivered if one.address == "Hà"]
    stage.now = at(until)
    return [text for text in told if "nhóm đã chọn" in text]
