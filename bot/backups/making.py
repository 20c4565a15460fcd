"""Make a backup: the database as of one moment, then the files that this very copy points to, in one sealed file.

Evidence lies under the SHA-256 of its bytes and never changes, so that files copied after
the database are those of its moment; one that was swept meanwhile is named, and no more.
The file is written aside and renamed: one that stands there under its name is whole.
"""

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, Final

from bot.backups import archive, ciphering
from bot.backups.ciphering import Cipher
from bot.backups.refused import BackupRefused
from bot.data_dir import Folder
from bot.files import store
from storage import checking, copying
from storage.copying import CopyHolds
from storage.db import Damaged, StorageTrouble
from storage.rows import instant, to_json

FORMAT: Final = 1
LEFT_OUT: Final = ("settings and token (.env)", "logs", "documents", "backups", "cache")
_SPARE: Final = 64 * 1024 * 1024  # bytes of the disk that are left to the bot
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_MEGABYTE: Final = 1_000_000

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class WrittenBackup:
    """A backup that was made; `gone` are the files that its rows point to and that were not there any more."""

    path: Path
    at: datetime
    size: int
    sha256: str
    files: int
    gone: tuple[str, ...]


async def make(
    folder: Folder, to: Path, cipher: Cipher, at: datetime, tell: Tell = lambda _done, _of: None
) -> WrittenBackup:
    """Make it in this file, which must not be there. Raise BackupRefused; nothing of it is left then."""
    _refuse(folder, to)
    try:
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".daumoi-") as aside:  # mode 0700
            copied = Path(aside) / archive.DATABASE
            _room(to.parent, 2 * _size(folder.database))
            copying.copy(folder.database, copied)
            held = await copying.look(copied)
            if later := copying.is_later(held.schema):
                raise BackupRefused("data.newer", path=folder.database, names=", ".join(later))
            _room(to.parent, _size(copied) + sum(map(_size, _evidence(folder, held).values())))
            made = Path(aside) / to.name
            with _new(made) as file:
                watched = _Summed(file)
                with ciphering.encrypted(watched, cipher) as sink:  # type: ignore[arg-type]  # it is only written to
                    gone = _write(sink, folder, copied, held, at, tell)
            if to.exists():
                raise BackupRefused("backup.there", path=to)
            made.rename(to)
            store.flush(to.parent)
    except Damaged as error:
        raise BackupRefused("backup.damaged", path=folder.database, why=str(error)) from error
    except StorageTrouble as error:
        raise BackupRefused("backup.not_written", path=to, why=str(error)) from error
    except OSError as error:
        full = error.errno in _FULL
        raise BackupRefused("backup.full" if full else "backup.not_written", path=to, why=error.strerror) from error
    return WrittenBackup(to, at, watched.size, watched.sha256, len(held.files) - len(gone), gone)


def _refuse(folder: Folder, to: Path) -> None:
    if not folder.database.is_file():
        raise BackupRefused("export.no_house", path=folder.path)
    if folder.damage.exists():
        raise BackupRefused("backup.damaged", path=folder.database, why=folder.damage.read_text(encoding="utf-8"))
    if not folder.secret.is_file():
        raise BackupRefused("data.no_secret", path=folder.secret)
    if to.exists():
        raise BackupRefused("backup.there", path=to)
    if not to.parent.is_dir():
        raise BackupRefused("backup.no_folder", path=to.parent)


def _room(folder: Path, wanted: int) -> None:
    """Refuse before a byte is written what would fill the disk: the bot needs it too."""
    free = shutil.disk_usage(folder).free
    if free < wanted + _SPARE:
        facts = {"needs": (wanted + _SPARE) // _MEGABYTE + 1, "has": free // _MEGABYTE}
        raise BackupRefused("backup.no_room", path=folder, **facts)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _evidence(folder: Folder, held: CopyHolds) -> dict[str, Path]:
    return {sha256: store.open_path(folder.store, sha256) for sha256 in held.files}


@contextmanager
def _new(path: Path) -> Iterator[BinaryIO]:
    """Open a file that nobody else can read; it is on the disk at the end."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


class _Summed:
    """A file that is summed up as it is written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sum = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._sum.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


def _write(sink: BinaryIO, folder: Folder, copied: Path, held: CopyHolds, at: datetime, tell: Tell) -> tuple[str, ...]:
    """Write everything; give the names of the files that are not there any more."""
    into = archive.ArchiveWriting(sink, int(at.timestamp()))
    listed: dict[str, list[Any]] = {}
    _add(into, listed, archive.HEAD, archive.summed(_json(_head(held, at))))
    _put(into, listed, archive.DATABASE, copied)
    _put(into, listed, archive.SECRET, folder.secret)
    _put(into, listed, archive.TEMPLATE, folder.template)
    gone = []
    for done, (sha256, path) in enumerate(_evidence(folder, held).items()):
        tell(done, len(held.files))
        if not _put(into, listed, archive.held_as(sha256), path):
            gone.append(sha256)
    _add(into, listed, archive.LIST, _json({"files": dict(listed), "gone": gone}))
    into.seal()
    return tuple(gone)


def _head(held: CopyHolds, at: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "product": "daumoi",
        "version": version("daumoi"),
        "schema": held.schema,
        "made_at": instant(at),
        "sqlite": checking.SQLITE,
        "left_out": LEFT_OUT,
    }


def _json(value: dict[str, Any]) -> bytes:
    return to_json(value).encode()


def _add(into: archive.ArchiveWriting, listed: dict[str, list[Any]], name: str, data: bytes) -> None:
    listed[name] = [len(data), into.add(name, len(data), [data])]


def _put(into: archive.ArchiveWriting, listed: dict[str, list[Any]], name: str, path: Path) -> bool:
    """Put a file in as it is now; False where it is not there."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return False
    with file:
        size = os.fstat(file.fileno()).st_size
        listed[name] = [size, into.add(name, size, _chunks(file, size))]
    return True


def _chunks(file: BinaryIO, size: int) -> Iterable[bytes]:
    while size and (chunk := file.read(min(size, archive.CHUNK))):
        size -= len(chunk)
        yield chunk
