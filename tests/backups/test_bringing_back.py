"""What is brought back is what was there, of every kind of backup; nothing that is there is overwritten."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.backups import restoring
from bot.backups.making import LEFT_OUT
from bot.backups.refused import BackupRefused
from bot.data_dir import Folder, Occupied, Unusable, occupied, prepare
from storage.db import Database
from storage.queues import outbox
from storage.rows import from_json
from tests.backups.lived_in import FILES, KINDS, backed_up, furnish, held
from tests.dialogue import FRIDAY, HOUSE


@pytest.fixture
def lived_in(tmp_path: Path) -> Folder:
    asyncio.run(furnish(tmp_path / "house"))
    return Folder(tmp_path / "house")


def rows(folder: Folder, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(folder.database)) as db:
        return db.execute(sql).fetchall()


@pytest.mark.parametrize("kind", KINDS)
def test_everything_a_backup_holds_comes_back_as_it_was(lived_in: Folder, tmp_path: Path, kind: str) -> None:
    lived_in.template.write_bytes(b"PK the office's own")
    made = backed_up(lived_in, tmp_path / "b", kind)

    restored = restoring.restore(tmp_path / "b", Folder(tmp_path / "again"), KINDS[kind][1])

    assert (restored.made_at, restored.files, restored.gone) == (FRIDAY, len(FILES), 0)
    assert held(tmp_path / "again") == held(tmp_path / "house")
    assert made.size == (tmp_path / "b").stat().st_size
    assert prepare(Folder(tmp_path / "again")) == HOUSE.secret


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_can_read_a_backup_or_what_comes_of_it(lived_in: Folder, tmp_path: Path, kind: str) -> None:
    backed_up(lived_in, tmp_path / "b", kind)
    restoring.restore(tmp_path / "b", Folder(tmp_path / "again"), KINDS[kind][1])
    there = [tmp_path / "b", tmp_path / "again", *(tmp_path / "again").rglob("*")]

    assert [path.name for path in there if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


@pytest.mark.parametrize("kind", ["key", "passphrase"])
def test_nothing_of_an_encrypted_backup_can_be_read(lived_in: Folder, tmp_path: Path, kind: str) -> None:
    backed_up(lived_in, tmp_path / "b", kind)
    data = (tmp_path / "b").read_bytes()

    assert [word for word in (b"SQLite", b"daumoi.db", b"%PDF", "Nguyễn".encode()) if word in data] == []


def test_a_backup_says_what_it_does_not_hold(lived_in: Folder, tmp_path: Path) -> None:
    backed_up(lived_in, tmp_path / "b")
    head = (tmp_path / "b").read_bytes()[512:1536].partition(b"\n")[0].decode()

    assert from_json(head)["left_out"] == list(LEFT_OUT)
    assert held(lived_in.path).keys() & {"lock", "running", ".env"} == set()


def test_a_file_swept_meanwhile_is_named_and_stops_nothing(lived_in: Folder, tmp_path: Path) -> None:
    lost = next(path for path in lived_in.store.glob("??/*") if path.stat().st_size)
    lost.unlink()

    made = backed_up(lived_in, tmp_path / "b")
    restored = restoring.restore(tmp_path / "b", Folder(tmp_path / "again"), KINDS["plain"][1])

    assert made.gone == (lost.name,)
    assert (restored.files, restored.gone) == (len(FILES) - 1, 1)


def test_what_was_being_sent_is_taken_up_as_after_a_kill(lived_in: Folder, tmp_path: Path) -> None:
    again = Folder(tmp_path / "again")
    backed_up(lived_in, tmp_path / "b")
    restoring.restore(tmp_path / "b", again, KINDS["plain"][1])

    async def begin() -> None:
        db = Database(again.database)
        await db.open()
        await db.write(outbox.take_up)
        await db.close()

    asyncio.run(begin())

    assert again.running.exists()  # the first start serves singly what it finds
    assert rows(
        again, "select chat, state from outbox where state in ('waiting', 'unknown') and body like '%nhận.%'"
    ) == [
        ("Lan", "waiting"),
        ("Minh", "unknown"),
    ]


@pytest.mark.parametrize("there", ["daumoi.db", "daumoi.db-wal", "secret", "consolidated.docx", "evidence/aa/aa"])
def test_nothing_that_is_there_is_overwritten(lived_in: Folder, tmp_path: Path, there: str) -> None:
    backed_up(lived_in, tmp_path / "b")
    stands = tmp_path / "again" / there
    stands.parent.mkdir(parents=True)
    stands.write_bytes(b"mine")

    with pytest.raises(BackupRefused) as no:
        restoring.restore(tmp_path / "b", Folder(tmp_path / "again"), KINDS["plain"][1])

    assert no.value.because == "restore.there"
    assert stands.read_bytes() == b"mine"
    assert {path.name for path in (tmp_path / "again").iterdir()} == {there.partition("/")[0], "lock"}


def test_a_folder_that_somebody_lives_in_is_left_alone(lived_in: Folder, tmp_path: Path) -> None:
    backed_up(lived_in, tmp_path / "b")
    with occupied(Folder(tmp_path / "again")), pytest.raises(Occupied):
        restoring.restore(tmp_path / "b", Folder(tmp_path / "again"), KINDS["plain"][1])


def test_backups_that_lie_in_the_folder_stand_in_nobodys_way(lived_in: Folder) -> None:
    lived_in.backups.mkdir()
    backed_up(lived_in, lived_in.backups / "b")
    whole = held(lived_in.path)
    for name in whole:
        (lived_in.path / name).unlink()

    restoring.restore(lived_in.backups / "b", lived_in, KINDS["plain"][1])

    assert held(lived_in.path) == whole


def test_a_restoring_that_was_killed_is_no_house_and_is_begun_anew(lived_in: Folder, tmp_path: Path) -> None:
    again = Folder(tmp_path / "again")
    backed_up(lived_in, tmp_path / "b")
    again.restoring.mkdir(parents=True)
    again.secret.write_bytes(b"half")

    with pytest.raises(Unusable) as unusable:
        prepare(again)
    restoring.restore(tmp_path / "b", again, KINDS["plain"][1])

    assert unusable.value.because == "data.restoring"
    assert held(again.path) == held(lived_in.path)
    assert not again.restoring.exists()
