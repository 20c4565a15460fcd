"""The audit chain: a line changed, taken out or added by hand shows."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from storage import audit
from storage.db import Database
from tests.empty import empty

AT = datetime(2025, 12, 5, 1, 30, tzinfo=UTC)
SECRET = b"a secret of the tests"


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(tmp_path / "d.db")
    empty(database.path)
    await database.open()
    for act in ("plan.loaded", "member.joined", "entry.sent"):
        await database.write(partial(audit.add, secret=SECRET, act=act, at=AT, person=1, about="x"))
    yield database
    await database.close()


async def test_an_untouched_chain_is_whole(db: Database) -> None:
    assert await db.read(lambda db: audit.broken_at(db, SECRET)) is None


async def test_a_changed_line_shows(db: Database) -> None:
    await db.write(lambda turn: turn.run("update audit set act = 'entry.withdrawn' where id = 2"))

    assert await db.read(lambda db: audit.broken_at(db, SECRET)) == 2


async def test_a_line_taken_out_shows_at_the_next(db: Database) -> None:
    await db.write(lambda turn: turn.run("delete from audit where id = 1"))

    assert await db.read(lambda db: audit.broken_at(db, SECRET)) == 2


async def test_a_chain_under_another_secret_is_not_ours(db: Database) -> None:
    assert await db.read(lambda db: audit.broken_at(db, b"another")) == 1


async def test_erasing_a_name_leaves_the_chain_whole(db: Database) -> None:
    await db.write(lambda turn: turn.run("insert into person (id, name, since) values (1, 'Lan', '2025')"))
    await db.write(lambda turn: turn.run("update person set name = '' where id = 1"))

    assert await db.read(lambda db: audit.broken_at(db, SECRET)) is None


async def lacks_its_end(db: Database) -> bool:
    return await db.read(lambda db: audit.lacks_its_end(db, SECRET))


async def test_an_untouched_end_is_known(db: Database) -> None:
    assert not await lacks_its_end(db)


@pytest.mark.parametrize(
    "statement",
    [
        "delete from audit where id = 3",
        "delete from audit where id > 1",
        "delete from audit",
        "update audit_end set lines = 4",
        "update audit_end set mac = 'another'",
    ],
)
async def test_lines_taken_from_the_end_show(db: Database, statement: str) -> None:
    await db.write(lambda turn: turn.run(statement))

    assert await lacks_its_end(db)


async def test_lines_of_an_earlier_release_are_counted_with_the_first_of_this_one(db: Database) -> None:
    await db.write(lambda turn: turn.run("delete from audit_end"))
    was_known = await lacks_its_end(db)
    await db.write(partial(audit.add, secret=SECRET, act="entry.sent", at=AT, about="y"))

    assert not was_known
    assert not await lacks_its_end(db)
