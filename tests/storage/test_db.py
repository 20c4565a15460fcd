"""The one writer: group commit, errors that are one turn's own, what a kill leaves."""

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from contextvars import ContextVar
from pathlib import Path

import pytest

from storage.db import Database, Db, StorageTrouble, Turn
from tests.empty import empty
from tests.failing_disk import fill, make_room


def made(path: Path) -> Database:
    """Give a database with one more table, for what is noted here."""
    empty(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table noted (key text primary key)")
    return Database(path)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = made(tmp_path / "d.db")
    await database.open()
    yield database
    await database.close()


def note(key: str) -> object:
    async def work(turn: Turn) -> str:
        return await turn.one(str, "insert into noted values (:key) returning key", key=key)

    return work


async def fail(turn: Turn) -> None:
    await turn.run("insert into noted values ('undone')")
    raise ValueError("of this turn alone")


LONG = "a" * 50_000  # more than lies free in the pages there are


async def keys(db: Database) -> list[str]:
    return await db.read(lambda db: db.all(str, "select key from noted order by key"))


async def test_a_turn_is_committed_when_its_caller_is_told(db: Database) -> None:
    await db.write(note("a"))

    with closing(sqlite3.connect(db.path)) as another:
        assert another.execute("select key from noted").fetchall() == [("a",)]


async def test_an_error_undoes_its_own_turn_and_no_other_of_the_batch(db: Database) -> None:
    outcomes = await asyncio.gather(db.write(note("a")), db.write(fail), db.write(note("b")), return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [str, ValueError, str]
    assert await keys(db) == ["a", "b"]


async def test_turns_run_in_the_order_they_were_handed_in(db: Database) -> None:
    ran: list[int] = []

    def work(place: int) -> object:
        async def one(_turn: Turn) -> None:
            ran.append(place)

        return one

    await asyncio.gather(*(db.write(work(place)) for place in range(120)))

    assert ran == list(range(120))


async def test_cancelling_a_caller_does_not_cancel_its_turn(db: Database) -> None:
    caller = asyncio.create_task(db.write(note("a")))
    await asyncio.sleep(0)
    caller.cancel()
    await db.write(note("b"))

    assert await keys(db) == ["a", "b"]


async def test_an_inner_part_that_fails_is_undone_alone(db: Database) -> None:
    async def work(turn: Turn) -> None:
        await turn.run("insert into noted values ('outer')")
        with contextlib.suppress(ValueError):
            async with turn.savepoint():
                await fail(turn)

    await db.write(work)

    assert await keys(db) == ["outer"]


async def test_readers_cannot_write(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await db.read(lambda db: db.run("insert into noted values ('a')"))


async def test_every_commit_reaches_the_disk_before_anybody_is_told(db: Database) -> None:
    modes = await db.write(lambda turn: turn.all(int, "pragma synchronous"))
    journal = await db.read(lambda db: db.one(str, "pragma journal_mode"))

    assert (modes, journal) == ([2], "wal")


async def test_where_the_disk_is_full_nothing_of_the_batch_is_kept_and_nobody_is_to_blame(db: Database) -> None:
    await db.write(fill)
    outcomes = await asyncio.gather(
        db.join(note("a")), db.write(note("b")), db.write(note(LONG)), return_exceptions=True
    )

    assert [type(outcome) for outcome in outcomes] == [StorageTrouble] * 3
    assert await keys(db) == []

    await db.write(make_room)
    await db.write(note("b"))

    assert await keys(db) == ["b"]


async def test_a_turn_that_passes_over_a_full_disk_keeps_nothing(db: Database) -> None:
    async def passes_over(turn: Turn) -> None:
        with contextlib.suppress(sqlite3.Error):
            async with turn.savepoint():
                await turn.run("insert into noted values (:key)", key=LONG)
        with contextlib.suppress(sqlite3.Error):
            await turn.run("insert into noted values ('after it')")

    await db.write(fill)
    with pytest.raises(StorageTrouble):
        await db.write(passes_over)

    assert await keys(db) == []


async def test_a_turn_that_waits_for_something_else_is_an_error_of_its_own(db: Database) -> None:
    async def waits(turn: Turn) -> None:
        await turn.run("insert into noted values ('undone')")
        await asyncio.sleep(0)

    outcomes = await asyncio.gather(db.write(waits), db.write(note("a")), return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [RuntimeError, str]
    assert await keys(db) == ["a"]


async def test_a_turn_runs_in_its_callers_context_and_off_the_loops_thread(db: Database) -> None:
    async def where(_db: Db) -> tuple[str, bool]:
        return said.get(), threading.current_thread() is threading.main_thread()

    said: ContextVar[str] = ContextVar("said", default="")
    said.set("by the caller")

    assert await db.write(where) == ("by the caller", False)
    assert await db.read(where) == ("by the caller", False)


async def test_what_joins_another_commit_is_written_in_front_of_it(db: Database) -> None:
    ran: list[str] = []

    def work(name: str) -> object:
        async def one(_turn: Turn) -> None:
            ran.append(name)

        return one

    joining = db.join(work("joining"))
    await db.write(work("written"))

    assert ran == ["joining", "written"]
    await joining


async def test_what_joins_a_commit_is_written_although_none_comes(db: Database) -> None:
    await db.join(note("a"))

    assert await keys(db) == ["a"]


async def test_what_was_handed_in_is_finished_before_the_file_is_closed(tmp_path: Path) -> None:
    database = made(tmp_path / "d.db")
    await database.open()
    written, joined = asyncio.create_task(database.write(note("a"))), database.join(note("b"))
    await asyncio.sleep(0)

    await database.close()

    assert (await written, await joined) == ("a", "b")


async def test_a_reader_reads_everything_as_of_one_moment(db: Database) -> None:
    async def twice(reader: Db) -> tuple[list[str], list[str]]:
        first = await reader.all(str, "select key from noted")
        with closing(sqlite3.connect(db.path)) as another, another:
            another.execute("insert into noted values ('meanwhile')")
        return first, await reader.all(str, "select key from noted")

    assert await db.read(twice) == ([], [])
    assert await keys(db) == ["meanwhile"]


async def test_what_would_join_a_commit_of_a_file_being_closed_is_cancelled(tmp_path: Path) -> None:
    database = Database(tmp_path / "d.db")
    empty(database.path)
    await database.open()
    await database.close()

    assert database.join(note("a")).cancelled()


async def test_what_is_handed_in_while_the_file_is_being_closed_is_refused_at_once(tmp_path: Path) -> None:
    database = made(tmp_path / "d.db")
    await database.open()
    await database.close()

    with pytest.raises(StorageTrouble):
        await database.write(note("late"))
