"""Nothing is lost and nothing is doubled, though the bot is killed again and again while people write to it."""

import asyncio
import hashlib
import json
import sqlite3
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest

from bot.sandbox.world import MORNING, Json, Persona, add_person
from plans import reading
from storage import audit
from storage.db import Database
from tests.kills.drill import KILLS, Drill
from tests.kills.officials import Official
from tests.running import PATIENCE, PLAN, House, house, leave

OFFICIALS = 20
ENTRIES = 2  # of each at least; they go on until the last kill


@dataclass
class Aftermath:
    """What is there when everybody has finished and the bot has left politely."""

    house: House
    drill: Drill
    officials: list[Official]
    db: sqlite3.Connection
    left_with: int
    first_update: int
    turns: dict[int, list[int]]  # of each person, as their prompts came; a copy has the same

    def rows(self, sql: str) -> list[tuple]:
        return self.db.execute(sql).fetchall()


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    one = house(tmp_path_factory.mktemp("kills"), messages_per_second="5000", messages_per_chat="5000")
    try:
        drill, first_update = Drill(one), one.running.world.bot().next_update
        turns: dict[int, list[int]] = defaultdict(list)
        one.running.do(one.running.world.watchers.add, partial(_note_turn, turns))
        officials = _invited(one, drill)
        asyncio.run(_day(one, drill, officials))
        left_with = one.end()
        db = sqlite3.connect(f"file:{one.data / 'daumoi.db'}?mode=ro", uri=True)
        yield Aftermath(one, drill, officials, db, left_with, first_update, turns)
        db.close()
    finally:
        leave(one)


def _note_turn(turns: dict[int, list[int]], event: Json) -> None:
    """Note the turn a prompt's buttons were shown in, at the moment it is shown."""
    rows = event.get("message", {}).get("reply_markup", {}).get("inline_keyboard", ())
    shown = {button["callback_data"].partition(":")[0] for row in rows for button in row} - {"c"}
    if event["kind"] == "message" and shown:
        (turn,) = shown
        turns[event["person"]].append(int(turn))


def _invited(one: House, drill: Drill) -> list[Official]:
    """Give twenty people of twenty units a code each, before the bot first runs."""
    one.order(order="load", plan=PLAN)
    officials = []
    for place, unit in enumerate(reading.read(PLAN).units[:OFFICIALS]):
        person = Persona(1000 + place, "Văn", unit.code)
        one.running.do(add_person, one.running.world, person)
        code = one.order(order="invite", unit=unit.code, role="official")["code"]
        enough = lambda entered: entered >= ENTRIES and drill.is_over()  # noqa: E731 - one line says it
        officials.append(Official(one.running, person.id, unit.code, code, place, enough))
    return officials


async def _day(one: House, drill: Drill, officials: list[Official]) -> None:
    """Everybody enters results while the bot is killed and started."""
    await asyncio.gather(drill.run(), *(official.live() for official in officials))
    one.set_clock(MORNING + timedelta(hours=2))  # a file that failed thrice is tried again after minutes
    await _all_fetched(one)


async def _all_fetched(one: House) -> None:
    """Wait until no file is wanted any more: that happens in the database alone, the server cannot tell."""
    with sqlite3.connect(f"file:{one.data / 'daumoi.db'}?mode=ro", uri=True) as db:
        until = time.monotonic() + PATIENCE
        while db.execute("select 1 from evidence where state = 'wanted'").fetchone():
            assert time.monotonic() < until, "a photo is wanted and never fetched"
            await asyncio.sleep(0.05)
    db.close()


def test_the_bot_was_killed_often_enough_and_leaves_politely_when_asked(aftermath, record_property):
    drill, struck = aftermath.drill, aftermath.house.struck
    messages = sum(len(official.acts) for official in aftermath.officials)
    entries = sum(len(official.sent) for official in aftermath.officials)
    photos = sum(len(entry.photos) for official in aftermath.officials for entry in official.sent.values())
    dropped = struck["drop_before"], struck["drop_after"]
    failed = struck["server_error"] + struck["bad_gateway"]
    record_property(
        "kills",
        f"{drill.kills} kills, {OFFICIALS} people, {messages} messages and presses, {entries} entries, {photos} photos;"
        f" re-deliveries {struck['again']}, 429s {struck['too_many']}, 5xx {failed},"
        f" answers dropped {dropped[0]} before and {dropped[1]} after they took effect;"
        f" start to first poll {statistics.median(drill.ready_after):.2f} s (median); {drill.seconds:.0f} s in all",
    )

    assert drill.kills >= KILLS >= 20
    assert min(struck["again"], struck["too_many"], *dropped) > 0
    assert aftermath.left_with == 0


def test_every_entry_whose_number_was_shown_is_kept_exactly_once(aftermath):
    shown = {number: entry.title for official in aftermath.officials for number, entry in official.sent.items()}
    kept = {
        f"{plan}-{unit}-{number:03}": json.loads(content)["title"]
        for plan, unit, number, content in aftermath.rows(
            "select e.plan, e.unit, e.number, v.content from entry e join version v on v.entry = e.id"
        )
    }
    drafts = aftermath.rows("select count(*), count(distinct session) from entry")

    assert kept == shown
    assert drafts == [(len(shown), len(shown))]
    assert all(len(official.sent) >= ENTRIES for official in aftermath.officials)


def test_every_message_was_answered(aftermath):
    unanswered = [(one.unit, act) for one in aftermath.officials for act in one.acts if act.answered <= act.after]

    assert unanswered == []


def test_every_update_was_served_once_however_often_it_came(aftermath):
    told = range(aftermath.first_update, aftermath.house.running.world.bot().next_update)
    rows = aftermath.rows("select key, state, why from inbox order by id")
    ((replies,),) = aftermath.rows("select count(*) from outbox where lane = 0 and state = 'sent'")

    assert sorted(rows) == sorted((f"u{number}", "served", "") for number in told)
    assert len(told) * 3 / 4 < replies <= len(told)  # the parts of an album have one reply together


def test_no_prompt_overtook_another(aftermath):
    for official in aftermath.officials:
        rows = aftermath.rows(
            "select cast(message as integer), body from outbox where state = 'sent' and lane = 0"
            f" and chat = '{official.person}' order by id"
        )
        messages = [message for message, _ in rows]
        asked = [turn for _, body in rows if (turn := _turn(json.loads(body)))]
        turns = aftermath.turns[official.person]
        # a message about further photos that was shown when the kill came, and then took new words, is no row any more
        kept = [turn for turn in turns if turn in asked]

        assert messages == sorted(messages)
        assert _once(kept) == _once(asked)
        assert len(set(turns)) > ENTRIES * 4  # there were prompts


def _turn(body: Json) -> int:
    """Give the turn of a prompt; 0 of a message that is none."""
    turns = {data.partition(":")[0] for _, data in (*body["choices"], *body["ways"])} - {"c"}
    return int(turns.pop()) if turns else 0


def _once(turns: Iterable[int]) -> list[int]:
    """Take what stands several times in a row, a prompt and its copies, once."""
    return [turn for turn, _ in groupby(turns)]


def test_no_photo_is_lost_and_none_is_there_twice(aftermath):
    sent = Counter(
        (number, photo)
        for official in aftermath.officials
        for number, entry in official.sent.items()
        for photo in entry.photos
    )
    rows = aftermath.rows(
        "select e.plan, e.unit, e.number, v.sha256_original, v.state, v.sha256_stored from evidence v"
        " left join entry e on e.id = v.entry"
    )
    store: Path = aftermath.house.data / "evidence"

    assert Counter((f"{plan}-{unit}-{number:03}", sha) for plan, unit, number, sha, _, _ in rows) == sent
    assert {state for *_, state, _ in rows} == {"kept"}
    for *_, stored in rows:
        assert hashlib.sha256((store / stored[:2] / stored).read_bytes()).hexdigest() == stored
    assert sum(path.is_file() for path in store.rglob("*")) == len({stored for *_, stored in rows})


def test_the_books_are_in_order(aftermath):
    assert aftermath.rows("pragma integrity_check") == [("ok",)]
    assert aftermath.rows("pragma foreign_key_check") == []
    assert aftermath.rows("select lane, state, why from outbox where state in ('sending', 'unknown', 'failed')") == []


async def test_the_audit_chain_is_whole(aftermath):
    db = Database(aftermath.house.data / "daumoi.db")
    await db.open()
    broken = await db.read(lambda db: audit.broken_at(db, (aftermath.house.data / "secret").read_bytes()))
    lines = await db.read(audit.every)
    await db.close()

    assert broken is None
    assert Counter(line.act for line in lines)["entry.sent"] == sum(len(one.sent) for one in aftermath.officials)
