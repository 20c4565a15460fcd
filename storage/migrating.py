"""Bring a database to the present schema: numbered SQL files, each in one transaction, recorded.

Runs at start, before any other connection is open. A database that already has
content is copied beside itself first.
"""

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path


def migrate(path: Path) -> tuple[str, ...]:
    """Apply what is missing; give the names of what was applied."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("create table if not exists migration (name text primary key) strict")
        done = {name for (name,) in connection.execute("select name from migration")}
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
