"""A database that cannot be written, each of these as one turn; and one that is damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.db import Turn

_OWING = "create table owing (to_nobody integer references nobody deferrable initially deferred)"
_FAILING = (
    "create trigger {name} after {what} on inbox when new.state = 'served' begin insert into owing values (1); end"
)


async def fill(turn: Turn) -> None:
    """Leave no room in the file for what comes with a message that is served: as on a full disk, a statement fails."""
    await turn.run("create table more (bytes blob)")
    for name, what in (("grows", "insert"), ("grows_again", "update of state")):
        await turn.run(
            f"create trigger {name} after {what} on inbox when new.state = 'served'"
            " begin insert into more values (zeroblob(1000000)); end"
        )
    await turn.run(f"pragma max_page_count = {await turn.one(int, 'pragma page_count')}")


async def make_room(turn: Turn) -> None:
    """Let it grow again."""
    await turn.run("pragma max_page_count = 1000000")
    await turn.run("drop trigger grows")
    await turn.run("drop trigger grows_again")


async def fail_at_commit(turn: Turn) -> None:
    """Let every transaction in which a message is served come to its end, and fail there."""
    await turn.run("create table nobody (id integer primary key)")
    await turn.run(_OWING)
    await turn.run(_FAILING.format(name="at_commit", what="insert"))
    await turn.run(_FAILING.format(name="at_commit_again", what="update of state"))


async def commit_again(turn: Turn) -> None:
    """Let them succeed."""
    await turn.run("drop trigger at_commit")
    await turn.run("drop trigger at_commit_again")


def damage(path: Path, table: str) -> None:
    """Flip a byte in the first page of a table; nobody has the file open."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
        (page,) = db.execute("select rootpage from sqlite_master where name = ?", (table,)).fetchone()
        (size,) = db.execute("pragma page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x55")
