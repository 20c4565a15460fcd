"""Bring a house back out of a backup: everything is unpacked aside and verified, then put in its place.

The database comes last, so that a house in which one stands is whole. What a kill leaves is
begun anew by the next try, and refused by the bot meanwhile.
"""

import asyncio
import errno
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from bot.backups import archive, ciphering
from bot.backups.archive import ArchiveMember
from bot.backups.ciphering import BackupKey
from bot.backups.making import FORMAT
from bot.backups.refused import BackupRefused
from bot.data_dir import Folder, occupied
from bot.files import store
from storage import copying
from storage.db import Damaged
from storage.rows import from_json

_LONGEST_HEAD: Final = 64 * 1024
_LONGEST_LIST: Final = 256 * 1024 * 1024  # of a million files
_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class RestoredHouse:
    """What was brought back: of which moment, how many files; `gone` of them were not there when it was made."""

    made_at: datetime
    files: int
    gone: int


def restore(file: Path, folder: Folder, key: BackupKey) -> RestoredHouse:
    """Do it. Raise BackupRefused, Occupied; nothing has changed then."""
    if not file.is_file():
        raise BackupRefused("restore.no_file", path=file)
    try:
        with occupied(folder):
            _refuse(folder)
            folder.restoring.mkdir(mode=0o700)
            try:
                restored = _unpacked(file, folder.restoring, key)
            except BaseException:
                shutil.rmtree(folder.restoring, ignore_errors=True)
                raise
            folder.restored.touch(mode=0o600)
            folder.restored.write_text(restored.made_at.isoformat(), encoding="ascii")
            _put_in_place(folder)
            return restored
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise BackupRefused(
            "restore.full" if full else "restore.not_written", path=folder.path, why=error.strerror
        ) from error


def _refuse(folder: Folder) -> None:
    """Refuse a house in use; take away what a restoring that was killed has left."""
    log, memory = (folder.database.with_name(folder.database.name + end) for end in ("-wal", "-shm"))
    own = (folder.database, log, memory, folder.secret, folder.store, folder.template)
    if folder.restoring.exists() and not folder.database.exists():
        for path in (folder.restoring, folder.store):
            shutil.rmtree(path, ignore_errors=True)
        for path in (folder.secret, folder.template):
            path.unlink(missing_ok=True)
    there = [path.name for path in own if path.exists() and not _is_empty(path)]
    if there:
        raise BackupRefused("restore.there", path=folder.path, what=", ".join(there))


def _is_empty(path: Path) -> bool:
    return path.is_dir() and not any(one.is_file() for one in path.rglob("*"))


def _unpacked(file: Path, into: Path, key: BackupKey) -> RestoredHouse:
    """Unpack and verify."""
    free, wanted = shutil.disk_usage(into).free, file.stat().st_size  # nothing is packed: it takes no more than it is
    if free < wanted:
        raise BackupRefused("restore.no_room", path=into.parent, needs=wanted // _MEGABYTE + 1, has=free // _MEGABYTE)
    with ciphering.decrypted(file, key) as source:
        head, told, found = _read(source, into)
    if told["files"] != {name: list(facts) for name, facts in found.items()}:
        raise BackupRefused("restore.flipped", part=archive.LIST)
    if not {archive.DATABASE, archive.SECRET} <= found.keys():
        raise BackupRefused("restore.foreign")
    try:
        held = asyncio.run(copying.look(into / archive.DATABASE))
    except Damaged as error:
        raise BackupRefused("restore.damaged", why=str(error)) from error
    _not_later(held.schema)
    files = sum(name.startswith(archive.EVIDENCE) for name in found)
    return RestoredHouse(datetime.fromisoformat(head["made_at"]), files, len(held.files) - files)


def _read(source: BinaryIO, into: Path) -> tuple[dict[str, Any], dict[str, Any], dict[str, tuple[int, str]]]:
    """Unpack every member; give the head, the list, and what was found by name: size and SHA-256."""
    head: dict[str, Any] = {}
    told: dict[str, Any] = {"files": None}
    found: dict[str, tuple[int, str]] = {}
    for member in archive.ArchiveReading(source).members():
        if member.name in found or told["files"] is not None or (not found) != (member.name == archive.HEAD):
            raise BackupRefused("restore.hostile", name=member.name)
        if member.name == archive.HEAD:
            data = _small(member, _LONGEST_HEAD)
            head = _head(data)
            found[member.name] = member.size, member.sha256
        elif member.name == archive.LIST:
            told = _json(_small(member, _LONGEST_LIST))
        else:
            _write(member, into / member.name)
            found[member.name] = member.size, member.sha256
    return head, told, found


def _small(member: ArchiveMember, at_most: int) -> bytes:
    if member.size > at_most:
        raise BackupRefused("restore.hostile", name=member.name)
    return b"".join(member.chunks)


def _json(data: bytes) -> dict[str, Any]:
    try:
        read: dict[str, Any] = from_json(data.decode())
    except ValueError:
        raise BackupRefused("restore.flipped", part="json") from None
    return read


def _head(data: bytes) -> dict[str, Any]:
    """Read what it is, before the rest of it. Raise BackupRefused for what a later release has made."""
    json = data.partition(b"\n")[0]
    if archive.summed(json) != data:
        raise BackupRefused("restore.flipped", part=archive.HEAD)
    head = _json(json)
    try:
        datetime.fromisoformat(head["made_at"])
        is_later = head["format"] > FORMAT
        schema = tuple(map(str, head["schema"]))
    except (KeyError, TypeError, ValueError):
        raise BackupRefused("restore.flipped", part=archive.HEAD) from None
    if is_later:
        raise BackupRefused("restore.newer", names=str(head.get("version")))
    _not_later(schema)
    return head


def _not_later(schema: tuple[str, ...]) -> None:
    if later := copying.is_later(schema):
        raise BackupRefused("restore.newer", names=", ".join(later))


def _write(member: ArchiveMember, path: Path) -> None:
    for folder in (path.parents[1], path.parent):  # mode is that of the last one made
        folder.mkdir(mode=0o700, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in member.chunks:
            file.write(chunk)


def _put_in_place(folder: Folder) -> None:
    """Rename everything to where it belongs, the database last. The first start goes as after a kill."""
    aside = folder.restoring
    os.sync()  # each of ten thousand files flushed by itself takes minutes
    shutil.rmtree(folder.store, ignore_errors=True)  # no file is in it
    folder.running.touch(mode=0o600)
    for name in (archive.SECRET, archive.TEMPLATE, archive.EVIDENCE, archive.DATABASE):
        if (aside / name).exists():
            if name == archive.DATABASE:
                store.flush(folder.path)
            (aside / name).rename(folder.path / name)
    store.flush(folder.path)
    aside.rmdir()
