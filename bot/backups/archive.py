"""A backup's file: a tar whose first member says what it is and whose last one seals it.

It is written and read as a stream, a block at a time, and any tar can list it. Its headers
are of one form, so that a header that is not as we would write it is none of ours: no link,
no device, no name of a place outside gets as far as being looked at. The seal is the
SHA-256 of every header before it and of the SHA-256 of what stands below each; a file
without one was cut, whatever its end looks like.
"""

import hashlib
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from bot.backups.refused import BackupRefused

HEAD: Final = "daumoi-backup.json"
LIST: Final = "files.json"
DATABASE: Final = "daumoi.db"
SECRET: Final = "secret"  # noqa: S105 - the name of a member
TEMPLATE: Final = "consolidated.docx"
EVIDENCE: Final = "evidence"
_SEAL: Final = "seal"
_HELD: Final = re.compile(rf"{DATABASE}|{SECRET}|{TEMPLATE}|{EVIDENCE}/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}")
_BLOCK: Final = tarfile.BLOCKSIZE
_END: Final = bytes(2 * _BLOCK)
_SEAL_SIZE: Final = 64
CHUNK: Final = 1024 * 1024


def held_as(sha256: str) -> str:
    """Give the name under which a file of evidence is held."""
    return f"{EVIDENCE}/{sha256[:2]}/{sha256}"


def summed(head: bytes) -> bytes:
    """Give what is held of a head: it is believed before the seal is reached, so it bears a sum of its own."""
    return head + b"\n" + hashlib.sha256(head).hexdigest().encode() + b"\n"


def _header(name: str, size: int, at: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = size, at, 0o600
    return member.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK)


class ArchiveWriting:
    """Writes members, then the seal. `at` is the second of the epoch that each of them bears."""

    def __init__(self, sink: BinaryIO, at: int) -> None:
        """Take where it goes."""
        self._sink = sink
        self._at = at
        self._sum = hashlib.sha256()

    def add(self, name: str, size: int, chunks: Iterable[bytes]) -> str:
        """Write a member of this size; give the SHA-256 of its bytes. What is missing at its end is zeros."""
        header, own, left = _header(name, size, self._at), hashlib.sha256(), size
        self._sink.write(header)
        for chunk in chunks:
            own.update(chunk)
            self._sink.write(chunk)
            left -= len(chunk)
        while left:
            zeros = bytes(min(left, CHUNK))
            own.update(zeros)
            self._sink.write(zeros)
            left -= len(zeros)
        self._sink.write(_padding(size))
        self._sum.update(header + own.digest())
        return own.hexdigest()

    def seal(self) -> None:
        """Close it: nothing comes after."""
        sealed = self._sum.hexdigest().encode()
        self._sink.write(_header(_SEAL, _SEAL_SIZE, self._at) + sealed + _padding(_SEAL_SIZE) + _END)


def _read(header: bytes) -> tuple[str, int]:
    """Give a member's name and size."""
    try:
        found = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
    except (tarfile.HeaderError, ValueError):
        raise BackupRefused("restore.flipped", part="tar") from None
    if not found.isreg() or _header(found.name, found.size, int(found.mtime)) != header:
        raise BackupRefused("restore.hostile", name=found.name)
    return found.name, found.size


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One file of a backup. Its bytes have to be taken before its sum is known, and before the next member is."""

    name: str
    size: int
    chunks: Iterator[bytes]
    own: "hashlib._Hash"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes that were taken."""
        return self.own.hexdigest()


class ArchiveReading:
    """Reads members up to the seal. Raise BackupRefused for whatever we would not have written, or was not written."""

    def __init__(self, source: BinaryIO) -> None:
        """Take where it comes from."""
        self._source = source
        self._sum = hashlib.sha256()

    def members(self) -> Iterator[ArchiveMember]:
        """Give each; ends only where the seal fits and nothing comes after it."""
        while True:
            header = self._take(_BLOCK)
            name, size = _read(header)
            if name == _SEAL:
                self._end(size)
                return
            if name not in (HEAD, LIST) and not _HELD.fullmatch(name):
                raise BackupRefused("restore.hostile", name=name)
            own = hashlib.sha256()
            yield ArchiveMember(name, size, self._chunks(size, own), own)
            if any(self._take(-size % _BLOCK)):
                raise BackupRefused("restore.flipped", part=name)
            self._sum.update(header + own.digest())

    def _chunks(self, size: int, own: "hashlib._Hash") -> Iterator[bytes]:
        while size:
            chunk = self._take(min(size, CHUNK))
            own.update(chunk)
            size -= len(chunk)
            yield chunk

    def _end(self, size: int) -> None:
        sealed = self._sum.hexdigest().encode()
        rest = self._take(_SEAL_SIZE + len(_padding(_SEAL_SIZE)) + len(_END))
        if size != _SEAL_SIZE or rest != sealed + _padding(_SEAL_SIZE) + _END or self._source.read(1):
            raise BackupRefused("restore.flipped", part=_SEAL)

    def _take(self, size: int) -> bytes:
        """Give exactly so many bytes; a file that ends before was cut."""
        parts = []
        while size:
            part = self._source.read(size)
            if not part:
                raise BackupRefused("restore.cut")
            parts.append(part)
            size -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)
