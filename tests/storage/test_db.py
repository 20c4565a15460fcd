"""The one writer: group commit, errors that are one turn's own, what a kill leaves."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import migrating
from storage.db import Database, Turn


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(tmp_path / "d.db")
    migrating.migrate(database.path)
    await database.open()
    yield database
    await database.close()


def note(key: str) -> object:
    async def work(turn: Turn) -> str:
        await turn.run("insert into meta (key, value) values (:key, 'x')", key=key)
        return key

    return work


async def fail(turn: Turn) -> None:
    await turn.run("insert into meta (key, value) values ('undone', 'x')")
    raise ValueError("of this turn alone")


async def keys(db: Database) -> list[str]:
    return await db.reader.all(str, "select key from meta order by key")


async def test_a_turn_is_committed_when_its_caller_is_told(db: Database) -> None:
    await db.write(note("a"))

    with closing(sqlite3.connect(db.path)) as another:
        assert another.execute("select key from meta").fetchall() == [("a",)]


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
        await turn.run("insert into meta (key, value) values ('outer', 'x')")
        with contextlib.suppress(ValueError):
            async with turn.savepoint():
                await fail(turn)

    await db.write(work)

    assert await keys(db) == ["outer"]


async def test_readers_cannot_write(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await db.reader.run("insert into meta (key, value) values ('a', 'x')")


async def test_every_commit_reaches_the_disk_before_anybody_is_told(db: Database) -> None:
    modes = await db.write(lambda turn: turn.all(int, "pragma synchronous"))
    journal = await db.reader.one(str, "pragma journal_mode")

    assert (modes, journal) == ([2], "wal")
