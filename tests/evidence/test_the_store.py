"""Files are whole or not there, found by their hash only, and can be erased."""

from pathlib import Path

import pytest

from bot.files import store


def test_an_erased_file_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    gone, _ = store.put(tmp_path, b"one")
    _, stays = store.put(tmp_path, b"two")

    assert [store.erase(tmp_path, gone), store.erase(tmp_path, gone)] == [True, False]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [stays]


def test_what_an_unclean_stop_left_is_swept_away(tmp_path: Path) -> None:
    _, stays = store.put(tmp_path, b"two")
    (tmp_path / "new" / "half").write_bytes(b"on")

    assert store.sweep(tmp_path) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [stays]


def test_a_file_cut_by_a_bad_disk_is_written_again(tmp_path: Path) -> None:
    _, path = store.put(tmp_path, b"whole")
    path.write_bytes(b"who")

    store.put(tmp_path, b"whole")
    assert path.read_bytes() == b"whole"


@pytest.mark.parametrize("sha256", ["", "..", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_hash_finds_a_file(tmp_path: Path, sha256: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        store.open_path(tmp_path, sha256)
