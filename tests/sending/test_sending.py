"""The outbox against a real local server: lanes, order, misfortune, what a kill leaves."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.channels.telegram.channel import Telegram
from bot.clock import Clock
from bot.loops.pacing import Pace
from bot.loops.sending import Sending
from bot.sandbox import people as crowd
from bot.sandbox import serving
from bot.sandbox.faults import Fate, Fault, Faults
from bot.sandbox.serving import Running
from bot.sandbox.world import TOKEN, Persona, add_person
from handlers.house import House
from storage.db import Database, Turn
from storage.members import people
from storage.queues import outbox
from storage.queues.outbox import Lane, Outgoing
from tests.empty import empty

LAN, MINH = 101, 104
CLOCK = Clock()


@pytest.fixture
async def server() -> AsyncIterator[Running]:
    with serving.start() as running:
        for number, name in ((LAN, "Lan"), (MINH, "Minh")):
            running.do(add_person, running.world, Persona(number, name))
            running.do(crowd.write, running.world, number, "xin chào")
        yield running


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(tmp_path / "d.db")
    empty(database.path)
    await database.open()
    yield database
    await database.close()


def message(text: str, chat: int = LAN, lane: Lane = Lane.REPLY) -> Outgoing:
    body = json.dumps({"text": text, "choices": [["Gửi", "1:0"]] if lane is Lane.REPLY else [], "ways": []})
    return Outgoing("telegram", str(chat), lane, body, CLOCK.now())


async def put(db: Database, *messages: Outgoing) -> list[int]:
    return [await db.write(partial(outbox.put, new=one)) for one in messages]


@asynccontextmanager
async def sending(db: Database, server: Running, tmp_path: Path) -> AsyncIterator[None]:
    """Send while inside."""
    channel = Telegram(TOKEN, server.base_url)
    loop = asyncio.create_task(
        Sending(db, {"telegram": channel}, CLOCK, tmp_path, Pace(1000, 100), House(b"-")).send_for_ever()
    )
    try:
        yield
    finally:
        loop.cancel()
        with suppress(asyncio.CancelledError):
            await loop
        await channel.close()


def texts(server: Running, person: int = LAN) -> list[str]:
    return [said["text"] for said in crowd.messages(server.world, person) if said["from"]["is_bot"]]


async def until(server: Running, claim: Callable[[], bool]) -> None:
    await asyncio.wait_for(asyncio.wrap_future(server.when(lambda: claim() or None)), 30)


async def asked_until(claim: Callable[[], Awaitable[object]]) -> None:
    """Ask the database until it says so: what a send led to is kept after the server has heard of it."""
    for _ in range(600):
        if await claim():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came to that")


async def _unreachable(db: Database, person: int) -> bool:
    return await db.read(lambda db: people.addresses(db, person)) == []


async def _states(db: Database, *wanted: str) -> bool:
    return await db.read(lambda db: db.all(str, "select state from outbox order by id")) == list(wanted)


async def test_the_first_lane_goes_first_and_each_lane_in_its_order(
    db: Database, server: Running, tmp_path: Path
) -> None:
    await put(db, message("nhắc", lane=Lane.REMINDER), message("tin chung", lane=Lane.BROADCAST))
    await put(db, message("một"), message("hai"))

    async with sending(db, server, tmp_path):
        await until(server, lambda: len(texts(server)) == 4)

    assert texts(server) == ["một", "hai", "nhắc", "tin chung"]


async def test_what_failed_for_a_moment_goes_again_and_in_order(db: Database, server: Running, tmp_path: Path) -> None:
    faults = Faults(script=(Fault.SERVER_ERROR, Fault.TOO_MANY, Fault.DROP_BEFORE), only=("sendMessage",))
    server.world.fate = Fate(faults)
    await put(db, message("một"), message("hai"))

    async with sending(db, server, tmp_path):
        await until(server, lambda: len(texts(server)) == 2)

    assert texts(server) == ["một", "hai"]


async def test_a_reply_whose_answer_was_lost_goes_again_and_a_reminder_never_does(
    db: Database, server: Running, tmp_path: Path
) -> None:
    server.world.fate = Fate(Faults(script=(Fault.DROP_AFTER, Fault.NONE, Fault.DROP_AFTER), only=("sendMessage",)))
    ids = await put(db, message("một"), message("nhắc", lane=Lane.REMINDER))

    async with sending(db, server, tmp_path):
        await until(server, lambda: len(texts(server)) == 3)
        await asked_until(lambda: db.read(outbox.unknown))

    assert texts(server) == ["một", "một", "nhắc"]
    assert await db.read(outbox.unknown) == [ids[1]]


async def test_whoever_blocked_the_bot_is_marked_unreachable_and_holds_up_nobody(
    db: Database, server: Running, tmp_path: Path
) -> None:
    person = await db.write(partial(people.arrive, channel="telegram", chat=str(LAN), at=CLOCK.now()))
    server.do(crowd.block, server.world, LAN)
    await put(db, message("một"), message("hai", MINH))

    async with sending(db, server, tmp_path):
        await until(server, lambda: texts(server, MINH) == ["hai"])
        await asked_until(lambda: _unreachable(db, person.id))


async def test_a_kill_leaves_replies_to_go_again_edits_dropped_and_the_others_unknown(db: Database) -> None:
    reply, reminder, tidy = await put(
        db, message("một", 1), message("nhắc", 2, Lane.REMINDER), replace(message("xong", 3), lane=Lane.TIDY)
    )
    for one in (reply, reminder, tidy):
        await db.write(partial(outbox.sending, id_=one, at=CLOCK.now()))

    await db.write(outbox.take_up)

    assert await _states(db, "waiting", "unknown", "withdrawn")


async def test_what_came_too_late_is_withdrawn_not_sent(db: Database, server: Running, tmp_path: Path) -> None:
    late = replace(message("nhắc", lane=Lane.REMINDER), not_after=CLOCK.now())
    await put(db, late)

    async with sending(db, server, tmp_path):
        await asked_until(lambda: _states(db, "withdrawn"))

    assert texts(server) == []


async def test_the_prompt_that_was_answered_loses_its_buttons_and_shows_what_was_chosen(
    db: Database, server: Running, tmp_path: Path
) -> None:
    (asked,) = await put(db, message("Gửi?"))
    async with sending(db, server, tmp_path):
        await until(server, lambda: texts(server) == ["Gửi?"])
        await put(db, replace(message("", lane=Lane.TIDY), body="1:0", settles=asked))
        await until(server, lambda: texts(server) == ["Gửi?\n→ Gửi"])

    (shown,) = [said for said in crowd.messages(server.world, LAN) if said["from"]["is_bot"]]
    assert "reply_markup" not in shown


async def test_what_is_due_in_the_afternoon_does_not_stand_in_front_of_what_is_due_now(
    db: Database, server: Running, tmp_path: Path
) -> None:
    later = CLOCK.now() + timedelta(hours=6)
    reminders = [replace(message("chiều", 1_000_000 + n, Lane.REMINDER), due_at=later) for n in range(600)]

    async def put_all(turn: Turn) -> None:
        for one in (*reminders, message("sáng", LAN, Lane.REMINDER)):
            await outbox.put(turn, one)

    await db.write(put_all)

    async with sending(db, server, tmp_path):
        await until(server, lambda: texts(server) == ["sáng"])
