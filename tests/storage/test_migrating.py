"""A database of an earlier release is brought to the present one, after a copy; what it held stays."""

import sqlite3
from contextlib import closing
from decimal import Decimal
from functools import partial
from importlib.resources import files
from pathlib import Path

from messages.values import Precision
from storage import migrating
from storage.db import Database
from storage.results import subtotals

FIRST = "0001_first"


def of_the_first_release(path: Path) -> None:
    """Make the database as the first release left it: entries of every state, one task said not to arise."""
    script = (files("storage") / "migrations" / f"{FIRST}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
        connection.executescript(
            f"""
            create table migration (name text primary key) strict;
            insert into migration values ('{FIRST}');
            insert into person (id, name, since) values (1, 'Lan', '2025-12-01T01:00:00.000Z');
            insert into member (id, person, plan, unit, role, since)
            values (1, 1, '705', 'BNG', 'official', '2025-12-01T01:00:00.000Z');
            insert into invitation (id, code, plan, unit, role, made_at, expires_at)
            values (1, 'x', '705', 'BTP', 'official', '2025-12-01T01:00:00.000Z', '2025-12-04T01:00:00.000Z');
            update person set registering = 1;
            insert into session (id, person, handler, plan, answers, shown, asked, turn, changed_at, parked_at)
            values ('a', 1, 'report', '705', '{{}}', '{{}}', 'days', 3, '2025-12-04T01:00:00.000Z', '2025-12-04'),
                   ('b', 1, 'register', '705', '{{}}', '{{}}', 'join', 4, '2025-12-04T01:00:00.000Z', null),
                   ('c', 1, 'invite', '', '{{}}', '{{}}', 'role', 2, '2025-12-04T01:00:00.000Z', '2025-12-04');
            insert into entry (id, plan, unit, number, kind, state, made_by, made_at, looked_at)
            values (1, '705', 'BNG', 1, 'activity', 'withdrawn', 1, '2025-12-02T01:00:00.000Z', null),
                   (2, '705', 'BNG', 2, 'status', 'sent', 1, '2025-12-03T01:00:00.000Z', null),
                   (3, '705', 'BNG', 3, 'planned', 'sent', 1, '2025-12-03T01:00:00.000Z', null),
                   (4, '705', 'BNG', 4, 'planned', 'withdrawn', 1, '2025-12-03T01:00:00.000Z', null),
                   (5, '705', 'BNG', 5, 'activity', 'sent', 1, '2025-12-03T01:00:00.000Z', '2025-12-04T01:00:00.000Z');
            insert into version (entry, number, content, made_by, made_at)
            select id, 1, '{{}}', made_by, made_at from entry;
            insert into entry_task (entry, task) select id, '2.1b' from entry;
            insert into figure (entry, version, indicator, value, precision, typed, first_day, last_day)
            values (1, 1, 'people', '40', 'exact', '40 người', '2025-12-02', '2025-12-02'),
                   (5, 1, 'people', '12.5', 'over', 'hơn 12,5', '2025-12-02', '2025-12-03');
            insert into obligation (id, plan, key, kind, unit, next_at)
            values (1, '705', 'task/2.1a/BNG', 'task', 'BNG', '2025-12-08T01:00:00.000Z'),
                   (2, '705', 'task/2.1b/BNG', 'task', 'BNG', null);
            insert into standing (obligation, entries, not_arising, completed_on, changed_at)
            values (1, 1, 'not_held', null, '2025-12-04T01:00:00.000Z'),
                   (2, 1, null, '2025-12-03', '2025-12-05T01:00:00.000Z');
            """
        )


def test_a_new_database_has_every_migration_and_a_second_time_nothing_is_done(tmp_path: Path) -> None:
    path = tmp_path / "d.db"

    first, again = migrating.migrate(path), migrating.migrate(path)

    assert first[0] == FIRST
    assert again == ()
    assert list(tmp_path.glob("*.before-*")) == []


def test_a_database_of_the_first_release_keeps_what_it_held_and_is_copied_first(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    of_the_first_release(path)

    applied = migrating.migrate(path)

    assert applied[0] == "0002_clock"
    assert (tmp_path / "d.before-0002_clock.db").exists()
    with closing(sqlite3.connect(path)) as connection:
        entries = connection.execute("select number, kind, status, withdrawn_at from entry order by number").fetchall()
        standing = connection.execute("select entries, not_arising from standing").fetchall()
        decided = connection.execute("select obligation, what, value, at from decision").fetchall()
        dangling = connection.execute("pragma foreign_key_check").fetchall()
    assert entries == [
        (1, "activity", "withdrawn", "2025-12-02T01:00:00.000Z"),
        (2, "sensitive", "received", None),
        (3, "activity", "planned", None),
        (4, "activity", "withdrawn", "2025-12-03T01:00:00.000Z"),
        (5, "activity", "received", None),
    ]
    assert standing == [(1, "not_held"), (1, None)]
    assert decided == [
        ("task/2.1a/BNG", "not_arising", "not_held", "2025-12-04T01:00:00.000Z"),
        ("task/2.1b/BNG", "completed_on", "2025-12-03", "2025-12-05T01:00:00.000Z"),
    ]
    assert dangling == []


def test_a_draft_of_the_first_release_belongs_to_the_unit_of_its_person_or_of_the_code(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    of_the_first_release(path)

    migrating.migrate(path)

    with closing(sqlite3.connect(path)) as connection:
        drafts = connection.execute("select id, handler, unit, asked, turn from session order by id").fetchall()
    assert drafts == [
        ("a", "report", "BNG", "days", 3),
        ("b", "register", "BTP", "join", 4),
        ("c", "invite", "", "role", 2),
    ]


def test_both_ways_lead_to_the_same_tables(tmp_path: Path) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    of_the_first_release(old)
    migrating.migrate(old)
    migrating.migrate(new)

    def tables(path: Path) -> set[str]:
        with closing(sqlite3.connect(path)) as connection:
            return {
                row for (row,) in connection.execute("select name from sqlite_master where name not like 'sqlite%'")
            }

    assert tables(old) == tables(new)


def test_the_results_that_stand_are_counted_when_a_database_of_the_first_release_is_brought_on(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    of_the_first_release(path)

    migrating.migrate(path)

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select * from result_count").fetchall() == [("705", "BNG", 2, 2)]


async def test_the_figures_that_stand_are_added_up_when_a_database_of_the_first_release_is_brought_on(
    tmp_path: Path,
) -> None:
    path = tmp_path / "d.db"
    of_the_first_release(path)

    migrating.migrate(path)

    db = Database(path)
    await db.open()
    kept = await db.read(partial(subtotals.of_unit, plan="705", unit="BNG"))
    differing = await db.read(partial(subtotals.differing, plan="705"))
    await db.close()
    assert [(row.numbers, row.task, row.value, row.precision) for row in kept] == [
        ((5,), "2.1b", Decimal("12.5"), Precision.OVER)
    ]
    assert differing == []
