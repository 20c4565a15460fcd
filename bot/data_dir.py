"""The house's folder: its lock, its secret, its database. One process at a time lives in it."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage import migrating


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
    def socket(self) -> Path:
        """Where a running bot takes commands from the command line."""
        return self.path / "commands.sock"


@contextmanager
def occupied(folder: Folder) -> Iterator[None]:
    """Live in the folder alone. Raise Occupied with the number of the process that does already."""
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(os.pread(descriptor, 20, 0).decode(errors="replace").strip()) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)  # the lock goes with it, also when the process is killed


@contextmanager
def left_uncleanly(folder: Folder) -> Iterator[bool]:
    """Tell whether the bot that lived here last was ended without a word; mark it for the next one meanwhile."""
    mark = folder.path / "running"
    was_marked = mark.exists()
    mark.touch(mode=0o600)
    yield was_marked
    mark.unlink(missing_ok=True)


def secret(folder: Folder) -> bytes:
    """Give the key of the HMACs; made at the first start, readable by the owner alone."""
    path = folder.path / "secret"
    if not path.exists():
        made = path.with_suffix(".new")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        made.rename(path)
    return path.read_bytes()


def prepare(folder: Folder) -> bytes:
    """Bring the database to the present schema; give the secret."""
    key = secret(folder)
    migrating.migrate(folder.database)
    return key
