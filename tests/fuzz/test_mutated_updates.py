"""However updates are mutated, none leaves a traceback or a dead letter, and everybody goes on being answered."""

import json
import random
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channel import Arrival
from bot.channels.telegram import updates
from bot.channels.telegram.hearing import arrival_of
from bot.loops.receiving import Receiving
from bot.rehearsal.simulating import Settable
from bot.serving.app import App
from storage.db import Database, Turn
from tests.dialogue import HOUSE, Stage
from tests.fuzz import mutating

RECORDED = Path(__file__).parents[1] / "telegram" / "recorded"
PEOPLE = {1001: ("official", "BNG"), 1002: ("coordinator", "VPCQTT"), 1003: ("official", "HNI"), 1004: ("", "")}
LINES = (
    "/baocao", "/baocao 2.1b", "hôm nay", "5/12", "hội thảo", "Hội thảo về Công ước CEDAW", "120 đại biểu", "gửi",
    "/huy", "1", "2", "quay lại", "/nhiemvu", "/xem 1", "/sua 1", "/rut 1", "/tinhhinh", "/donduc", "/yeucau",
    "/nhapthay BQP", "/tim hội thảo", "/vuongmac thiếu kinh phí", "/hoi", "/khongphatsinh", "/vanban 12/BC-BNG",
    "/hen 6/12", "/start ABCDE12345", "cảm ơn", "Hôm nay tổ chức 2 hội nghị, 150 người", "\u202d1150\u202c",
    "https://t.me/x?start=AAAAAAAAAA", mutating.MARKED,
)  # fmt: skip
PRESSES = (
    "1:0", "1:1", "2:0", "9:99", "1:back", "1:cancel", ":", "", "x", "1:", "1:0:0", "²:1",
    "c:", "c:abc", "c:0x1", "c:1", "c:²", f"c:{'9' * 23}",
)  # fmt: skip


def recorded() -> list[dict[str, Any]]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RECORDED.glob("*.json"))]
    return [one for one in found if isinstance(one, dict)]


def by(value: Any, person: int) -> Any:
    """Give an update as one of this person: every id of a person or of their chat is theirs."""
    match value:
        case dict():
            own = {"id": person} if value.get("type") == "private" or "first_name" in value else {}
            return {key: by(inner, person) for key, inner in value.items()} | own
        case list():
            return [by(inner, person) for inner in value]
        case _:
            return value


def made(nth: int, base: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Give an update of one of our people, said anew, then mutated more or less."""
    update = by(base, chance.choice(list(PEOPLE)))
    for kind in ("message", "edited_message"):
        if isinstance(update.get(kind), dict):
            update[kind]["message_id"] = nth if kind == "message" else max(1, nth - chance.randint(0, 9))
            if "text" in update[kind] or chance.random() < 0.2:
                update[kind]["text"] = chance.choice(LINES)
    if isinstance(update.get("callback_query"), dict):
        update["callback_query"] |= {"id": str(nth), "data": chance.choice(PRESSES)}
    if chance.random() < 0.6:
        update = mutating.of_json(update, chance, chance.choice((0.01, 0.05, 0.2)))
    return {**update, "update_id": nth} if isinstance(update, dict) else {"update_id": nth, "message": update}


def heard(payload: bytes) -> list[Arrival]:
    """Go the way of an answer to getUpdates."""
    try:
        return [arrival_of(update, "daumoi_bot") for update in updates.split(payload)]
    except ValueError:  # no answer of the Bot API: it is asked again
        return []


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Hà", "admin")
    for person, (role, unit) in PEOPLE.items():
        if role:
            await stage.enter(str(person), role, unit)
    return stage


async def test_mutated_updates_leave_no_traceback_and_everybody_answered(
    stage: Stage, many: int, tracebacks: list[str]
) -> None:
    chance, bases = random.Random(7), recorded()
    db = Database(stage.path, scratch=True)
    await db.open()
    try:
        clock = Settable(stage.now)
        receiving = Receiving(db, App(HOUSE), clock, "telegram")
        for first in range(1, many + 1, 20):
            batch = [made(nth, chance.choice(bases), chance) for nth in range(first, first + 20)]
            payload = json.dumps({"ok": True, "result": batch}).encode()
            if chance.random() < 0.2:
                payload = mutating.of_bytes(payload, chance)
            await served(receiving, payload)
            clock.at += timedelta(minutes=1)
            await db.write(all_sent)
            if first % 100 == 1:
                await answered(db, receiving, first)
    finally:
        await db.close()

    with closing(sqlite3.connect(stage.path)) as kept:
        tables = [name for (name,) in kept.execute("select name from sqlite_master where type = 'table'")]
        states = dict(kept.execute("select state, count(*) from inbox group by state"))
        rows = [str(row) for name in tables for row in kept.execute(f"select * from {name}")]
    assert (states.get("dead", 0), states.get("kept", 0), [row for row in rows if mutating.CANARY in row]) == (0, 0, [])
    assert states["served"] > many // 4
    assert states["refused"] > 0
    assert tracebacks == []


async def served(receiving: Receiving, payload: bytes) -> None:
    """Receive an answer of the Bot API, and serve what was kept of it."""
    await receiving.receive(heard(payload))
    while await receiving.backlog.serve():
        pass


async def all_sent(db: Turn) -> None:
    """Let all that was said have arrived."""
    await db.run("update outbox set state = 'sent', message = cast(id as text) where state = 'waiting'")


async def answered(db: Database, receiving: Receiving, nth: int) -> None:
    """See that each of our people gets an answer to a plain question."""
    for person in PEOPLE:
        text = "/start" if PEOPLE[person][0] else f"ABCDE{nth:05}"
        message = {"message_id": 10**6 + nth, "chat": {"id": person, "type": "private"}, "text": text}
        update = {"update_id": 10**9 + nth * 10 + person % 10, "message": message}
        await served(receiving, json.dumps({"ok": True, "result": [update]}).encode())

        assert await waits_for(db, person), f"{person} was not answered after {nth} updates"


async def waits_for(db: Database, person: int) -> bool:
    return await db.read(
        lambda db: db.one(
            bool, "select exists (select 1 from outbox where state = 'waiting' and chat = :chat)", chat=str(person)
        )
    )
