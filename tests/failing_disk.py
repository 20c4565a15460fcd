"""A database that cannot be written; each of these is one turn."""

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
