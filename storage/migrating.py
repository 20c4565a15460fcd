"""Bring a database to the present schema: numbered SQL files, each in one transaction, recorded.

Runs at start, before any other connection is open. A database that already has
content is copied beside itself first.
"""

import sqlite3
from contextlib import closing, suppress
from importlib.resources import files
from pathlib import Path

from storage.connecting import unobstructed
from storage.db import told_of_damage


class Newer(Exception):  # noqa: N818 - a state, worded for the person who starts the program
    """A later release has changed this database; its migrations are the argument."""


def migrate(path: Path) -> tuple[str, ...]:
    """Apply what is missing; give the names of what was applied.

    Raise Newer, Damaged for a file that is none, Obstructed where it cannot be written.
    """
    with told_of_damage(), unobstructed():
        return _migrated(path)


def compared(path: Path) -> int:
    """Tell of which release a database is: below 0 an earlier one, 0 this one, above 0 a later one. Raise Damaged."""
    with (
        told_of_damage(),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        done = {name for (name,) in connection.execute("select name from migration")}
    shipped = {name for name, _ in _shipped()}
    return 1 if done - shipped else -1 if shipped - done else 0


def shipped() -> tuple[str, ...]:
    """Give the names of this release's migrations."""
    return tuple(name for name, _ in _shipped())


def holds_anything(path: Path) -> bool:
    """Tell whether anybody was ever invited, or a plan loaded, in a database of any release."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table in ("person", "invitation", "plan_version", "audit"):
            with suppress(sqlite3.OperationalError):  # no such table
                if connection.execute(f"select exists (select 1 from {table})").fetchone()[0]:
                    return True
    return False


def _migrated(path: Path) -> tuple[str, ...]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("create table if not exists migration (name text primary key) strict")
        done = {name for (name,) in connection.execute("select name from migration")}
        if later := done - {name for name, _ in _shipped()}:
            raise Newer(", ".join(sorted(later)))
        missing = [file for file in _shipped() if file[0] not in done]
        if done and missing:
            _copy(connection, path.with_suffix(f".before-{missing[0][0]}.db"))
        for name, script in missing:
            connection.executescript(f"begin; {script}; insert into migration values ('{name}'); commit;")
        return tuple(name for name, _ in missing)


def _shipped() -> list[tuple[str, str]]:
    folder = files("storage") / "migrations"
    scripts = [file for file in folder.iterdir() if file.name.endswith(".sql")]
    return sorted((file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")) for file in scripts)


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    path.unlink(missing_ok=True)
    connection.execute("vacuum into ?", (str(path),))
