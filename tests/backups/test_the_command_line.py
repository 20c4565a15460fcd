"""`backup` and `restore` as their owner types them: one sentence for whatever is not right, and never a traceback."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.__main__ import commands
from bot.data_dir import Folder
from storage import checking
from storage.db import reading
from storage.queues import backups
from tests.backups.lived_in import OTHER, OWN, PHRASE, furnish

TO, BY = str(OWN.to_public()), str(OWN)
Typed = Callable[..., Result]


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Type a command where a house lives; `into` names another DATA_DIR."""
    monkeypatch.chdir(tmp_path)
    asyncio.run(furnish(tmp_path / "house"))
    (tmp_path / "key.txt").write_text(f"# {TO}\n{BY}\n")
    (tmp_path / "other.txt").write_text(f"{OTHER}\n")
    (tmp_path / "phrase.txt").write_text(f"{PHRASE}\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("\n")

    def types(line: str, typed: str = "", into: str = "house") -> Result:
        return CliRunner().invoke(commands, line.split(), input=typed, env={"DAUMOI_DATA_DIR": into})

    return types


async def last(folder: Folder) -> tuple[str, int, str] | None:
    with reading(folder.database) as db:
        found = await backups.last(db)
    return found and (found.name, found.size, found.sha256)


def test_what_was_made_is_told_and_kept(types: Typed, tmp_path: Path) -> None:
    told = types("backup b.tar")

    name, size, sha256 = asyncio.run(last(Folder(tmp_path / "house"))) or ("", 0, "")
    assert told.exit_code == 0
    assert (name, size) == ("b.tar", (tmp_path / "b.tar").stat().st_size)
    assert f"SHA-256: {sha256}" in told.stdout
    assert "không mã hóa" in told.stdout


@pytest.mark.parametrize(
    ("line", "typed", "opens"),
    [
        (f"backup b.tar --recipient {TO}", "", "--identity key.txt"),
        ("backup b.tar --passphrase-file phrase.txt", "", "--passphrase-file phrase.txt"),
        ("backup b.tar --passphrase", f"{PHRASE}\n{PHRASE}\n", "--passphrase-file phrase.txt"),
    ],
    ids=["a key", "a file with a phrase", "a phrase that is typed"],
)
def test_what_was_encrypted_comes_back_by_its_key(types: Typed, line: str, typed: str, opens: str) -> None:
    assert types(line, typed).exit_code == 0
    without, by = types("restore b.tar", into="again"), types(f"restore b.tar {opens}", into="again")

    assert (without.exit_code, by.exit_code) == (1, 0)
    assert "được mã hóa bằng" in without.stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("backup b.tar --passphrase --passphrase-file phrase.txt", "Chỉ chọn một cách mã hóa"),
        ("backup b.tar --recipient age1abc", "không phải khóa công khai"),
        ("backup b.tar --passphrase-file empty.txt", "trống"),
        ("backup b.tar --passphrase-file nowhere.txt", "Không đọc được nowhere.txt"),
        ("backup house", "Đã có tệp house"),
        ("backup nowhere/b.tar", "Không có thư mục nowhere"),
        ("restore nowhere.tar", "Không có tệp nowhere.tar"),
        ("restore key.txt", "đang có dữ liệu"),
    ],
)
def test_what_is_not_right_is_said_in_a_sentence(types: Typed, tmp_path: Path, line: str, says: str) -> None:
    told = types(line)

    assert told.exit_code == (2 if says.startswith(("Chỉ chọn", "không phải khóa")) else 1)
    assert isinstance(told.exception, SystemExit)
    assert says in told.stderr
    assert not (tmp_path / "b.tar").exists()


def test_a_key_of_somebody_else_is_said_to_be_one(types: Typed) -> None:
    types(f"backup b.tar --recipient {TO}")

    assert "cho khóa khác" in types("restore b.tar --identity other.txt", into="again").stderr


def test_a_folder_without_a_house_has_nothing_to_back_up(types: Typed) -> None:
    assert "Chưa có dữ liệu trong nobody" in types("backup b.tar", into="nobody").stderr


@pytest.mark.parametrize("setting", [{"DAUMOI_BACKUP_AT": "25:10"}, {"DAUMOI_BACKUP_RECIPIENT": "age1abc"}])
def test_a_setting_that_is_wrong_is_named(setting: dict[str, str]) -> None:
    told = CliRunner().invoke(commands, ["doctor"], env=setting)

    assert told.exit_code == 78
    assert f"{next(iter(setting))}: " in told.stderr


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ((3, 40, 1), "3.40.1"),
        ((3, 51, 2), "3.51.2"),
        ((3, 50, 6), "3.50.6"),
        ((3, 50, 7), ""),
        ((3, 44, 6), ""),
        ((3, 45, 0), "3.45.0"),
        ((3, 51, 3), ""),
        ((3, 53, 0), ""),
        ((4, 0, 0), ""),
    ],
)
def test_a_sqlite_with_the_fault_of_its_log_is_known(version: tuple[int, ...], told: str) -> None:
    assert checking.old_sqlite(version) == told


def test_the_doctor_names_a_sqlite_that_is_too_old(types: Typed) -> None:
    told = types("doctor")

    assert (f"SQLite {checking.SQLITE} " in told.stderr) == bool(checking.old_sqlite())
