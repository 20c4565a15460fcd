"""Whoever writes much at once, known or not, holds up nobody else; and nothing of what they write is lost."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.loops.crowd import Crowd
from messages.said import Said
from messages.values import Attachment, FileKind
from storage.queues import inbox, outbox
from storage.queues.outbox import Lane
from tests.dialogue import Stage
from tests.receiving.lives import life, says


@dataclass(frozen=True)
class Notice:
    body: str
    due_at: datetime


@dataclass(frozen=True)
class Row:
    chat: str
    state: str
    said: str


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Hà", "admin")
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Thảo", "official", "HNI")
    return stage


@pytest.mark.parametrize("who", ["a stranger", "Thảo"])
async def test_somebody_else_is_answered_before_all_that_one_person_sent_at_once(stage: Stage, who: str) -> None:
    flood = [says(who, f"f{nth}", "/nhiemvu" if who == "Thảo" else f"ABCDE{nth:05}") for nth in range(60)]

    async with life(stage) as one:
        said = await one.hears(*flood, says("Lan", "l", "/nhiemvu"))
        later = await one.serves()

    assert Counter(told for told, _ in said)["Lan"] == 1
    assert len(said) < 20
    assert "Lan" not in dict(later)


async def test_all_that_an_official_sent_at_once_is_served_in_its_order(stage: Stage) -> None:
    lines = ["/baocao 16.1a", "hôm qua", "3", *["Bài viết về quyền con người"] * 2, *["/huy", "/nhiemvu"] * 10]

    async with life(stage) as one:
        said = await one.hears(*(says("Thảo", f"f{nth}", line) for nth, line in enumerate(lines)))
        said += await one.serves()

    assert len(said) == len(lines)
    with closing(sqlite3.connect(stage.path)) as db:
        assert db.execute("select distinct state from inbox").fetchall() == [("served",)]


async def test_of_many_strangers_an_official_is_served_first(stage: Stage) -> None:
    strangers = [says(f"stranger {nth}", f"s{nth}", "ABCDE12345") for nth in range(80)]

    async with life(stage) as one:
        said = await one.hears(*strangers, says("Lan", "l", "/nhiemvu"))
        kept = [row.chat for row in await one.db.read(lambda db: inbox.to_serve(db, "telegram", 100))]

    assert "Lan" in dict(said)
    assert "Lan" not in kept
    assert len(kept) > 60


async def test_strangers_who_have_waited_for_a_crowd_are_served_once_it_is_quiet(stage: Stage) -> None:
    async with life(stage) as one, one.at_work():
        await one.receiving.receive([says(f"stranger {nth}", f"s{nth}", "ABCDE12345") for nth in range(30)])
        at_once = dict(await one.told())
        later = dict(await one.hears_of("stranger 29"))

    assert "stranger 0" in at_once
    assert set(at_once) | set(later) == {f"stranger {nth}" for nth in range(30)}
    assert not set(at_once) & set(later)


async def test_while_a_crowd_goes_on_no_stranger_is_served_before_an_official(stage: Stage) -> None:
    async with life(stage) as one:
        await one.hears(*(says(f"stranger {nth}", f"s{nth}", "ABCDE12345") for nth in range(30)))
        said = await one.hears(
            *(says(f"another {nth}", f"a{nth}", "ABCDE12345") for nth in range(5)), says("Lan", "l", "/nhiemvu")
        )
        kept = {row.chat for row in await one.db.read(lambda db: inbox.to_serve(db, "telegram", 100))}

    assert [who for who, _ in said] == ["Lan"]
    assert {f"another {nth}" for nth in range(5)} <= kept


async def test_of_a_crowd_nothing_marked_is_kept_and_nothing_else_is_lost(stage: Stage) -> None:
    texts = ["xin chào"] * 40
    texts[20], texts[30] = "TUYỆT MẬT: danh sách", "half a letter: \ud800"
    crowd = [says(f"stranger {nth}", f"s{nth}", text) for nth, text in enumerate(texts)]

    async with life(stage) as one:
        said = dict(await one.hears(*crowd))
        await one.receiving.receive(crowd)  # as after a kill: nothing of it had been acknowledged
        rows = await one.db.read(
            lambda db: db.all(Row, "select chat, state, coalesce(said, '') from inbox order by id")
        )
        later = await one.serves()

    assert said["stranger 20"].startswith("Tin vừa gửi có dấu hiệu chứa bí mật nhà nước")
    assert {row.chat: row.state for row in rows if row.state not in ("kept", "served")} == {
        "stranger 20": "refused",
        "stranger 30": "broken",
    }
    assert sorted(row.chat for row in rows) == sorted({arrival.address for arrival in crowd})
    assert not any("TUYỆT MẬT" in row.said for row in rows)
    assert {who for who, _ in later} == {f"stranger {nth}" for nth in range(10, 40)} - {"stranger 20", "stranger 30"}


@pytest.mark.parametrize("who", ["a stranger", "Thảo"])
async def test_what_one_chat_sends_at_once_is_kept_in_its_order_whatever_it_is(stage: Stage, who: str) -> None:
    flood = [says(who, f"f{nth}", f"lần {nth}") for nth in range(30)]
    photo = (Attachment(FileKind.PHOTO, "x"),)
    for nth in (12, 25):
        flood[nth] = replace(flood[nth], said=Said(f"f{nth}", attachments=photo, album="album"))

    async with life(stage) as one:
        await one.receiving.receive([says(f"stranger {nth}", f"s{nth}", "xin chào") for nth in range(20)])
        await one.receiving.receive([*flood, says("Lan", "l", "/nhiemvu")])
        kept = await one.db.read(lambda db: db.all(str, "select key from inbox where chat = :who order by id", who=who))

    assert kept == [arrival.key for arrival in flood]


def test_strangers_wait_as_long_as_many_messages_come_whoever_writes_them_but_not_for_ever() -> None:
    seconds = [0.0]
    crowd = Crowd(lambda: seconds[0])
    waited = []
    for poll in range(60):
        crowd.begin()
        for nth in range(100):
            crowd.count(f"stranger {nth}", stranger=True)
        crowd.end()
        waited.append(crowd.goes_on)
        seconds[0] = (poll + 1) * 0.2
    seconds[0] += 1

    assert all(waited[:45])
    assert not any(waited[55:])
    assert not crowd.goes_on


async def test_strangers_who_write_again_while_they_wait_are_still_a_crowd(stage: Stage) -> None:
    async with life(stage) as one:
        for poll in range(3):
            await one.receiving.receive([says(f"stranger {nth}", f"{poll}/{nth}", "xin chào") for nth in range(30)])
            assert one.receiving.backlog.crowd.is_many


async def test_each_chat_is_served_in_turn_and_people_we_know_first(stage: Stage) -> None:
    flood = [says(who, f"{who}{nth}", "/nhiemvu") for who in ("a stranger", "Thảo", "Lan") for nth in range(3)]

    async with life(stage, careful=100) as one:
        await one.receiving.receive(flood)
        turns = [row.chat for row in await one.db.read(lambda db: inbox.to_serve(db, "telegram", 100))]

    assert turns == ["Thảo", "Lan", "a stranger"]


async def test_of_what_a_stranger_is_told_only_the_last_waits(stage: Stage) -> None:
    async with life(stage) as one:
        await one.receiving.receive([says("a stranger", f"s{nth}", "ABCDE12345") for nth in range(8)])
        waiting = await one.db.read(lambda db: db.all(str, "select chat from outbox where state = 'waiting'"))

    assert waiting == ["a stranger"]


async def test_replies_for_one_chat_do_not_hide_those_for_another(stage: Stage) -> None:
    async with life(stage, per_chat=1) as one:
        await one.receiving.receive([says("Thảo", f"f{nth}", "/nhiemvu") for nth in range(10)])
        await one.receiving.receive([says("Lan", "l", "/nhiemvu")])
        heads = await one.db.read(lambda db: outbox.waiting(db, stage.now, 20))

    assert [due.chat for due in heads if due.lane == Lane.REPLY] == ["Thảo"]


@pytest.mark.parametrize("who", ["a stranger", "Lan"])
async def test_of_many_blocked_messages_an_admin_hears_twice_within_the_hour(stage: Stage, who: str) -> None:
    async with life(stage) as one:
        await one.receiving.receive([says(who, f"s{nth}", "TUYỆT MẬT") for nth in range(30)])
        rows = await one.db.read(
            lambda db: db.all(Notice, "select body, due_at from outbox where chat = 'Hà' order by due_at")
        )

    assert len(rows) == 2
    assert "29 tin" in rows[1].body
    assert rows[1].due_at - rows[0].due_at == timedelta(hours=1)
