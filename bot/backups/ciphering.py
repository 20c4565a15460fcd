"""Backups that only the holder of a key or of a passphrase can read: age, as a stream.

To a public key the file is a plain age file, which the program `age` opens too. age's own way
with a passphrase takes the whole in memory, here; so a key is made for this one file, the
backup is encrypted to it, and the key, encrypted to the passphrase, stands before it.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyrage

from bot.backups import archive
from bot.backups.refused import BackupRefused

_AGE: Final = b"age-encryption.org/v1\n"
_PASSPHRASE: Final = b"daumoi-passphrase/1 "  # then the length of the key's age file, a line's end, that file
_LONGEST_LINE: Final = 64
_LONGEST_KEY: Final = 4096
_OTHER_KEY: Final = "No matching keys"  # pyrage has one error for all


@dataclass(frozen=True, slots=True)
class Cipher:
    """To whom a backup is encrypted: a public key, or a passphrase, or nobody."""

    recipient: str = ""
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class BackupKey:
    """What opens a backup: the lines of an identity file, or a passphrase."""

    identities: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)


class BackupKind(Enum):
    """What a file is, by its first bytes."""

    PLAIN = archive.HEAD.encode() + b"\0"
    KEY = _AGE
    PASSPHRASE = _PASSPHRASE


def kind(path: Path) -> BackupKind:
    """Tell what a file is. Raise BackupRefused for one that is no backup, OSError."""
    with path.open("rb") as file:
        start = file.read(_LONGEST_LINE)
    for one in BackupKind:
        if start.startswith(one.value):
            return one
    raise BackupRefused("restore.foreign" if start else "restore.empty")


@contextmanager
def encrypted(file: BinaryIO, to: Cipher) -> Iterator[BinaryIO]:
    """Give what to write to, so that it comes encrypted into the file."""
    if to.passphrase:
        own = pyrage.x25519.Identity.generate()
        key = pyrage.passphrase.encrypt(str(own).encode(), to.passphrase)
        file.write(_PASSPHRASE + str(len(key)).encode() + b"\n" + key)
        recipient = own.to_public()
    elif to.recipient:
        recipient = pyrage.x25519.Recipient.from_str(to.recipient)
    else:
        yield file
        return
    there = _Watched(file)
    come, go = os.pipe()
    with os.fdopen(come, "rb") as plain, os.fdopen(go, "wb", buffering=archive.CHUNK) as sink:
        beside = _Beside(lambda: pyrage.encrypt_io(plain, there, [recipient]), plain)
        try:
            yield sink
        finally:
            with suppress(BrokenPipeError):  # why it is broken is told below
                sink.close()
            if (failed := beside.join()) is not None:
                raise there.error or OSError(str(failed))


@contextmanager
def decrypted(path: Path, key: BackupKey) -> Iterator[BinaryIO]:
    """Give what a backup's file holds. Raise BackupRefused where the key is missing or another, or the file damaged."""
    found = kind(path)
    with path.open("rb") as file:
        if found is BackupKind.PLAIN:
            yield file
            return
        identities = _own_key(file, key) if found is BackupKind.PASSPHRASE else _identities(key)
        come, go = os.pipe()
        with os.fdopen(come, "rb") as plain, os.fdopen(go, "wb") as sink:
            beside = _Beside(lambda: pyrage.decrypt_io(file, sink, identities), sink)
            is_cut = False
            try:
                yield plain
            except BackupRefused as ours:
                is_cut = ours.because == "restore.cut"
                raise
            finally:
                plain.close()  # whoever still writes into it is told
                if (failed := beside.join()) is not None and is_cut:  # else it failed because nobody reads any more
                    raise _meaning(failed)


def _identities(key: BackupKey) -> list[Any]:
    if not key.identities:
        raise BackupRefused("restore.needs_key")
    lines = [line.strip() for line in key.identities.splitlines()]
    try:
        return [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError:
        raise BackupRefused("restore.no_identity") from None


def _own_key(file: BinaryIO, key: BackupKey) -> list[Any]:
    """Give the key of this one file, by the passphrase; the file stands at what is encrypted to it then."""
    if not key.passphrase:
        raise BackupRefused("restore.needs_passphrase")
    told = file.readline(_LONGEST_LINE).removeprefix(_PASSPHRASE).strip()
    if not told.isdigit() or int(told) > _LONGEST_KEY:
        raise BackupRefused("restore.flipped", part="age")
    own = file.read(int(told))
    try:
        return [pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(own, key.passphrase).decode())]
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError):
        raise BackupRefused("restore.wrong_passphrase") from None


class _Watched:
    """A file whose errors are kept as they were: pyrage makes others of them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        self._file.flush()


class _Beside:
    """Work in a thread of its own, which closes its end of a pipe when it has done."""

    def __init__(self, work: Callable[[], None], end: BinaryIO) -> None:
        self._work = work
        self._end = end
        self._failed: Exception | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def join(self) -> Exception | None:
        """Wait for its end; give the error it ended with."""
        self._thread.join()
        return self._failed

    def _run(self) -> None:
        try:
            self._work()
        except (OSError, pyrage.EncryptError, pyrage.DecryptError) as error:
            self._failed = error
        finally:
            with suppress(BrokenPipeError):
                self._end.close()


def _meaning(error: Exception) -> BackupRefused:
    return BackupRefused("restore.wrong_key" if _OTHER_KEY in str(error) else "restore.flipped", part="age")
