"""The house's folder: its lock, its secret, its database. One process at a time lives in it."""

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot import exits
from storage import migrating
from storage.connecting import Obstructed
from storage.db import Damaged

_SECRET: Final = 32  # bytes
_NO_ROOM: Final = 1024 * 1024  # bytes
_ADDRESS: Final = 100  # bytes of the path of a socket; 103 on some systems, 107 on others
_IN_THE_WAY: Final = {
    errno.EEXIST: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.EACCES: "no_rights",
    errno.EPERM: "no_rights",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",  # a limit of the process
}
_PASSING: Final = ("data.full", "data.in_use", "health.busy")


class Unusable(Exception):  # noqa: N818 - a state, worded for the person who starts the bot
    """The bot must not live on this folder as it is. `because` is a key of the words, `facts` fill them in."""

    def __init__(self, because: str, **facts: object) -> None:
        """Say why, and with what."""
        super().__init__(because)
        self.because = because
        self.facts = facts

    @property
    def code(self) -> int:
        """With which code of `exits` a command leaves."""
        return exits.OCCUPIED if self.because in _PASSING else exits.CONFIGURATION


class Occupied(Exception):  # noqa: N818 - a state, worded for the person who starts a second one
    """Another process lives in this folder; its number is the argument."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where things stand in DATA_DIR."""

    path: Path

    @property
    def database(self) -> Path:
        """The one file that holds everything but evidence."""
        return self.path / "daumoi.db"

    @property
    def store(self) -> Path:
        """Evidence, each file under the SHA-256 of its bytes."""
        return self.path / "evidence"

    @property
    def documents(self) -> Path:
        """Documents that were made and went over no channel, a folder for each time."""
        return self.path / "documents"

    @property
    def template(self) -> Path:
        """The office's own template of the consolidated report, where it has one."""
        return self.path / "consolidated.docx"

    @property
    def progress(self) -> Path:
        """How far the process that makes documents is."""
        return self.path / "progress"

    @property
    def lock(self) -> Path:
        """The number of the process that lives here, for whoever asks."""
        return self.path / "lock"

    @property
    def secret(self) -> Path:
        """The key of the HMACs."""
        return self.path / "secret"

    @property
    def backups(self) -> Path:
        """The backups that the bot makes by itself, or is asked for in the chat."""
        return self.path / "backups"

    @property
    def restoring(self) -> Path:
        """Where a backup is unpacked; what is left of it beside no database says that this was cut off."""
        return self.path / "restoring"

    @property
    def restored(self) -> Path:
        """Stands there after a restoring until the bot has told of which moment everything is."""
        return self.path / "restored"

    @property
    def running(self) -> Path:
        """Stands there while the bot runs: found at a start, it was ended without a word."""
        return self.path / "running"

    @property
    def damage(self) -> Path:
        """Stands there from the moment the database turned out to be damaged until it is found whole again."""
        return self.path / "damaged"

    @property
    def socket(self) -> Path:
        """Where a running bot takes commands from the command line."""
        return self.path / "commands.sock"

    def free(self) -> int | None:
        """Give how many bytes the disk has left; None where it does not say."""
        try:
            return shutil.disk_usage(self.path).free
        except OSError:
            return None

    @contextmanager
    def near(self) -> Iterator[Path]:
        """Give a short way to the folder: a socket's address has no room for more than some hundred bytes."""
        if len(os.fsencode(self.socket)) <= _ADDRESS:
            yield self.path
            return
        descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield Path(f"/proc/self/fd/{descriptor}")
        finally:
            os.close(descriptor)


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """Do something with the folder or the database inside. Raise Unusable where the place itself is in the way."""
    try:
        yield
    except Obstructed as error:
        free = Folder(path).free()
        is_full = error.what == "failed" and free is not None and free < _NO_ROOM  # SQLite may call it an I/O error
        raise Unusable("data.full" if is_full else f"data.{error.what}", path=path, why=error) from error
    except OSError as error:
        what = _IN_THE_WAY.get(error.errno or 0, "failed")
        raise Unusable(f"data.{what}", path=path, why=error.strerror or type(error).__name__) from error


@contextmanager
def occupied(folder: Folder) -> Iterator[None]:
    """Live in the folder alone, readable by nobody else. Raise Occupied with the number of the process in it already.

    Locked is the folder itself: a file in it could be removed by hand, and a second bot begin. Raise Unusable.
    """
    os.umask(0o077)
    with usable(folder.path):
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(folder.path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(_process(folder)) from None
        with usable(folder.path):
            _close(folder)
            folder.lock.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        os.close(descriptor)  # the lock goes with it, also when the process is killed


def _process(folder: Folder) -> str:
    try:
        return folder.lock.read_text(encoding="utf-8", errors="replace")[:20].strip()
    except OSError:
        return "?"


def _close(folder: Folder) -> None:
    """Take from others what they may do in a folder made by hand, or written to by an earlier release."""
    for path in (folder.path, *folder.path.iterdir()):
        # of another's folder whoever lent it decides; the log of a database goes with the last who reads it
        with suppress(PermissionError, FileNotFoundError):
            if not path.is_symlink() and path.stat().st_mode & 0o077:
                path.chmod(0o700 if path.is_dir() else 0o600)


def is_occupied(folder: Folder) -> bool:
    """Tell whether a process lives in the folder."""
    try:
        descriptor = os.open(folder.path, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@contextmanager
def left_uncleanly(folder: Folder) -> Iterator[bool]:
    """Tell whether the bot that lived here last was ended without a word; mark it for the next one meanwhile."""
    mark = folder.running
    with usable(folder.path):
        was_marked = mark.exists()
        mark.touch(mode=0o600)
    yield was_marked
    mark.unlink(missing_ok=True)


def prepare(folder: Folder) -> bytes:
    """Bring the database to the present schema; give the secret.

    Raise Unusable where something is missing, of a later release or damaged: never is a new house begun in silence
    where there was one. Likewise where it cannot be written.
    """
    with usable(folder.path):
        return _prepared(folder)


def _prepared(folder: Folder) -> bytes:
    if folder.damage.exists():
        raise Unusable("data.damaged", path=folder.database, why=folder.damage.read_text(encoding="utf-8"))
    if folder.restoring.exists() and not folder.database.exists():
        raise Unusable("data.restoring", path=folder.path)
    if not _has_bytes(folder.database) and (_has_bytes(folder.secret) or any(folder.store.glob("??/*"))):
        raise Unusable("data.no_database", path=folder.database)
    try:
        migrating.migrate(folder.database)
    except migrating.Newer as later:
        raise Unusable("data.newer", path=folder.database, names=str(later)) from None
    except Damaged as error:
        raise Unusable("data.damaged", path=folder.database, why=str(error)) from error
    return _secret(folder)


def _has_bytes(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _secret(folder: Folder) -> bytes:
    """Give the key; made with a new house, readable by the owner alone."""
    path = folder.secret
    if not _has_bytes(path):
        if migrating.holds_anything(folder.database):
            raise Unusable("data.no_secret", path=path)
        made = path.with_suffix(".new")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_SECRET))
            file.flush()
            os.fsync(file.fileno())
        made.rename(path)
    found = path.read_bytes()
    if len(found) != _SECRET:
        raise Unusable("data.no_secret", path=path)
    return found
