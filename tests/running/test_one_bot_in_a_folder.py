"""A folder belongs to one bot, and is read by nobody but the account the bot runs under."""

from pathlib import Path

import pytest

from bot.data_dir import Folder, Occupied, occupied, prepare


def modes(path: Path) -> dict[str, str]:
    return {one.name: f"{one.stat().st_mode & 0o777:o}" for one in (path, *path.iterdir())}


def test_what_is_made_in_it_is_readable_by_nobody_else(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "house")
    with occupied(folder):
        prepare(folder)
        (folder.path / "later").mkdir()
        (folder.path / "later" / "file").touch()

        assert modes(folder.path) == {
            "house": "700", "lock": "600", "secret": "600", "daumoi.db": "600", "later": "700"
        }  # fmt: skip
        assert f"{(folder.path / 'later' / 'file').stat().st_mode & 0o777:o}" == "600"


def test_a_folder_made_by_hand_is_closed_with_all_that_stands_in_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "house")
    folder.path.mkdir()
    (folder.path / "evidence").mkdir()
    folder.path.chmod(0o755)
    (folder.path / "evidence").chmod(0o775)
    for name in ("daumoi.before-0002_clock.db", "consolidated.docx"):
        (folder.path / name).touch()
        (folder.path / name).chmod(0o644)
    with occupied(folder):
        assert set(modes(folder.path).values()) == {"700", "600"}


@pytest.mark.parametrize("lost", [False, True])
def test_a_second_bot_is_refused_though_the_file_of_the_lock_was_removed(tmp_path: Path, lost: bool) -> None:
    folder = Folder(tmp_path / "house")
    with occupied(folder):
        if lost:
            folder.lock.unlink()
        with pytest.raises(Occupied), occupied(folder):
            pass
    with occupied(folder):
        assert folder.lock.exists()
