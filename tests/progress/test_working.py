"""Long work: interrupted it starts again, failing it is told, and it goes only to those it is for."""

import asyncio
import errno
import os
import signal
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bot.data_dir import Folder
from bot.loops import working
from bot.loops.fetching import Fetching
from bot.loops.working import Working
from bot.serving.app import App
from handlers.delivery import long_work
from handlers.delivery.long_work import Wanted
from storage.db import Database
from storage.members import people
from storage.queues import work
from storage.queues.outbox import Lane
from tests.dialogue import HOUSE, Stage, Stopped, in_a_thread
from tests.talk.telling import ask


class Never(Executor):
    """A process that is at it still when the power fails."""

    def __init__(self, _data: Path) -> None:
        self.began = asyncio.Event()

    def submit(self, *_work: object, **_more: object) -> "Future[object]":
        self.began.set()
        return Future()


class Dying(Executor):
    """A process that dies each time."""

    of: Exception = RuntimeError("killed")

    def __init__(self, _data: Path) -> None:
        pass

    def submit(self, *_work: object, **_more: object) -> "Future[object]":
        died: Future[object] = Future()
        died.set_exception(self.of)
        return died


class Full(Dying):
    """A process that finds no room on the disk."""

    of = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@dataclass
class Put:
    """A message of the outbox."""

    chat: str
    lane: int
    text: str
    file: str | None


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Lan", "official", "BNG")
    return stage


def at_work(stage: Stage, db: Database, start: object, told: asyncio.Event | None = None) -> Working:
    if told is not None:
        db.heed("outbox", told)
    store = stage.path.parent / "store"
    return Working(db, App(HOUSE), Stopped(stage.now), store, asyncio.Lock(), start)  # type: ignore[arg-type]  # each test has its own


async def wants(stage: Stage, key: str | None = None, who: tuple[str, ...] = ("Minh",), **more: object) -> None:
    persons = [await stage.write(partial(people.at_address, channel="telegram", chat=one)) for one in who]
    wanted = Wanted("progress", "705", "vi", tuple(person.id for person in persons), **more)
    await stage.write(partial(long_work.ask, wanted=wanted, at=stage.now, key=key))


async def does(stage: Stage, start: object) -> None:
    db = Database(stage.path)
    await db.open()
    try:
        await at_work(stage, db, start).work_through()
    finally:
        await db.close()


async def told(stage: Stage) -> list[Put]:
    return await ask(
        stage,
        Put,
        "select chat, lane, body ->> '$.text', body ->> '$.files[0][2]' from outbox"
        " where state = 'waiting' order by id",
    )


async def states(stage: Stage) -> list[tuple[str, int]]:
    rows = await ask(stage, str, "select state || ' ' || tries from work order by id")
    return [(row.split()[0], int(row.split()[1])) for row in rows]


async def test_work_that_a_kill_interrupted_starts_again_and_is_told_once(stage):
    await wants(stage)
    db = Database(stage.path)
    await db.open()
    never = Never(stage.path)
    cut_off = asyncio.create_task(at_work(stage, db, lambda _: never).work_for_ever())
    await never.began.wait()
    cut_off.cancel()
    await asyncio.gather(cut_off, return_exceptions=True)
    assert (await states(stage), await told(stage)) == ([("working", 1)], [])

    is_told = asyncio.Event()
    again = asyncio.create_task(at_work(stage, db, in_a_thread, is_told).work_for_ever())
    await is_told.wait()
    again.cancel()
    await asyncio.gather(again, return_exceptions=True)
    await db.close()

    assert await states(stage) == [("done", 2)]
    assert [(put.chat, put.file) for put in await told(stage)] == [("Minh", "tien-do-705.png")]


async def test_work_that_fails_is_tried_twice_and_then_told(stage, caplog):
    await wants(stage)

    await does(stage, Dying)

    assert await states(stage) == [("failed", 2)]
    assert [(put.chat, put.file) for put in await told(stage)] == [("Minh", None)]
    assert "chưa lập được tài liệu theo đề nghị lúc 08:30" in (await told(stage))[0].text
    assert "could not be done" in caplog.text


async def test_a_full_disk_is_told_in_a_sentence_and_without_a_trace(stage, caplog):
    await wants(stage)
    await does(stage, Full)

    assert [one.getMessage() for one in caplog.records] == [
        "work 1 could not be done: [Errno 28] No space left on device"
    ] * 2
    assert not any(one.exc_info for one in caplog.records)


async def test_words_that_were_to_go_with_a_picture_go_without_it_when_it_fails(stage, caplog):
    await wants(stage, text="TÌNH HÌNH", lane=Lane.DIGEST)

    await does(stage, Dying)

    (put,) = await told(stage)
    assert put.text.startswith("TÌNH HÌNH\n\nHệ thống chưa lập được ảnh tiến độ")
    assert (put.lane, put.file) == (Lane.DIGEST, None)
    assert caplog.records


async def test_a_picture_that_follows_a_digest_and_fails_is_not_said_to_be_asked_for(stage, caplog):
    await wants(stage, lane=Lane.DIGEST)

    await does(stage, Dying)

    (put,) = await told(stage)
    assert put.text == "Hệ thống chưa lập được ảnh tiến độ; số liệu nêu trên không bị ảnh hưởng."
    assert caplog.records


async def test_what_its_asker_stops_is_given_up_at_once_and_nobody_is_told(stage):
    minh = await stage.write(partial(people.at_address, channel="telegram", chat="Minh"))
    wanted = Wanted("progress", "705", "vi", (minh.id,))
    await stage.write(partial(long_work.ask, wanted=wanted, at=stage.now, by=minh.id))
    db = Database(stage.path)
    await db.open()
    never = Never(stage.path)
    at_it = asyncio.create_task(at_work(stage, db, lambda _: never).work_through())
    await never.began.wait()

    stopped = await db.write(partial(work.stop, person=minh.id, kind="progress", at=stage.now))
    again = await db.write(partial(work.stop, person=minh.id, kind="progress", at=stage.now))
    await at_it
    await db.close()

    assert (stopped, again) == (True, False)
    assert (await states(stage), await told(stage)) == ([("stopped", 1)], [])


async def test_how_far_it_is_can_be_read_while_it_is_made(stage):
    minh = await stage.write(partial(people.at_address, channel="telegram", chat="Minh"))
    wanted = Wanted("progress", "705", "vi", (minh.id,))
    await stage.write(partial(long_work.ask, wanted=wanted, at=stage.now, by=minh.id))
    db = Database(stage.path)
    await db.open()
    never = Never(stage.path)
    progress = Folder(stage.path.parent).progress
    progress.write_text("49 49", encoding="ascii")  # of what was made before
    at_it = asyncio.create_task(at_work(stage, db, lambda _: never).work_for_ever())
    await never.began.wait()
    assert not progress.exists()
    progress.write_text("12 49", encoding="ascii")
    while (found := await db.read(partial(work.under_way, person=minh.id, kind="progress"))).read != 12:  # noqa: ASYNC110 - a look tells nobody
        await asyncio.sleep(0.01)
    at_it.cancel()
    await asyncio.gather(at_it, return_exceptions=True)
    await db.close()

    assert (found.has_begun, found.read, found.of) == (True, 12, 49)


async def test_words_of_its_own_go_with_the_picture(stage):
    await wants(stage, text="TÌNH HÌNH", lane=Lane.DIGEST)

    await does(stage, in_a_thread)

    assert await told(stage) == [Put("Minh", Lane.DIGEST, "TÌNH HÌNH", "tien-do-705.png")]


async def test_what_is_asked_for_twice_is_made_once_but_again_later(stage):
    await wants(stage, key="progress/705/1")
    await wants(stage, key="progress/705/1")
    await does(stage, in_a_thread)
    once = len(await told(stage))
    await wants(stage, key="progress/705/1")
    await does(stage, in_a_thread)

    assert (once, len(await told(stage))) == (1, 2)


async def test_nobody_outside_the_office_is_sent_the_picture(stage):
    await wants(stage, who=("Minh", "Lan"))

    await does(stage, in_a_thread)

    assert [put.chat for put in await told(stage)] == ["Minh"]


async def test_the_picture_stays_until_it_was_sent_whatever_is_swept(stage):
    await wants(stage)
    await does(stage, in_a_thread)
    store = stage.path.parent / "store"
    stray = store / "aa" / "stray"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"of nobody")
    db = Database(stage.path)
    await db.open()
    fetching = Fetching(db, App(HOUSE), {}, Stopped(stage.now), store)
    sweeping = asyncio.create_task(fetching.fetch_for_ever())
    while stray.exists():  # noqa: ASYNC110 - a sweep tells nobody that it is done
        await asyncio.sleep(0.01)
    sweeping.cancel()
    await asyncio.gather(sweeping, return_exceptions=True)
    await db.close()

    (name,) = await ask(stage, str, "select result from work")
    assert [path.name for path in store.rglob("*") if path.is_file()] == [name]


async def test_a_process_of_its_own_draws_and_one_that_was_killed_is_started_anew(stage):
    """The first process is killed before it can answer; the second one draws."""
    await wants(stage)
    killed: list[Executor] = []

    def start(data: Path) -> Executor:
        pool = working.process(data)
        if not killed:
            killed.append(pool)
            pool.submit(os.kill, pool.submit(os.getpid).result(), signal.SIGKILL)
        return pool

    await does(stage, start)

    assert await states(stage) == [("done", 2)]
    assert [put.file for put in await told(stage)] == ["tien-do-705.png"]
