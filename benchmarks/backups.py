"""Backups of a database of 1 GB and 10,000 files of evidence: time, processor and memory, beside what copies the same.

The peers are no backups: `tar` of the folder, stopped, and SQLite's own copy of the database alone. They say what the
bytes cost.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyrage

from benchmarks.processes import ROOT
from bot.data_dir import Folder, prepare
from bot.files import store

FILES: Final = 10_000
FILE_SIZE: Final = 64 * 1024
DATABASE_SIZE: Final = 1_000_000_000
_ROW: Final = 20_000
_LOOK_EVERY: Final = 0.05  # seconds
_COPY: Final = (
    "import sqlite3, sys; a, b = map(sqlite3.connect, sys.argv[1:]); a.backup(b); b.execute('pragma integrity_check')"
)


@dataclass(frozen=True, slots=True)
class Timed:
    """What was done: seconds, of the processor too, MiB of memory at most, bytes it has made."""

    what: str
    seconds: float
    cpu: float
    memory: float
    size: int


def measure() -> Iterator[Timed]:
    with TemporaryDirectory(dir=".", prefix="benchmark-") as name:
        path = Path(name).resolve()
        house = Folder(path / "house")
        house.path.mkdir()
        _fill(house)
        key = pyrage.x25519.Identity.generate()
        (path / "key").write_text(str(key), encoding="ascii")
        (path / "phrase").write_text("a passphrase\n", encoding="ascii")
        yield _timed("tar of the folder", path, "tar", "-cf", "peer.tar", "house", makes="peer.tar")
        yield _timed("tar, unpacked", path, "tar", "-xf", "peer.tar", "-C", _made(path / "peer"), makes="peer")
        _remove(path / "peer.tar", path / "peer")
        copying = (sys.executable, "-c", _COPY, "house/daumoi.db", "peer.db")
        yield _timed("copy of the database, checked", path, *copying, makes="peer.db")
        _remove(path / "peer.db")
        for kind, to, by in (
            ("plain", (), ()),
            ("to a key", ("--recipient", str(key.to_public())), ("--identity", "key")),
            ("to a passphrase", ("--passphrase-file", "phrase"), ("--passphrase-file", "phrase")),
        ):
            yield _timed(f"backup, {kind}", path, *_ours("backup", "ours.tar", *to), data="house", makes="ours.tar")
            yield _timed(f"restore, {kind}", path, *_ours("restore", "ours.tar", *by), data="again", makes="again")
            _remove(path / "ours.tar", path / "again")


def _fill(house: Folder) -> None:
    """Fill a house: rows of what people say, and files, whose bytes nothing can be made smaller of."""
    prepare(house)
    chance = random.Random(705)
    with closing(sqlite3.connect(house.database)) as db:
        db.execute("pragma synchronous = off")
        for nth in range(FILES):
            data = chance.randbytes(FILE_SIZE)
            name = sha256(data).hexdigest()
            path = store.open_path(house.store, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            db.execute(
                "insert into evidence (item, kind, state, made_at, sha256_stored) values (?, 'photo', 'kept', '', ?)",
                (str(nth), name),
            )
        for nth in range(DATABASE_SIZE // _ROW):
            said = chance.randbytes(_ROW // 2).hex()
            db.execute(
                "insert into outbox (channel, chat, lane, body, state, due_at)"
                " values ('telegram', ?, 0, ?, 'sent', '')",
                (str(nth % 500), said),
            )
        db.commit()


def _ours(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "bot", *words)


def _made(folder: Path) -> str:
    folder.mkdir()
    return folder.name


def _timed(what: str, folder: Path, *command: str, makes: str, data: str = "") -> Timed:
    """Run it as a process of its own; its end tells what it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DAUMOI_DATA_DIR": str(folder / data)}
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    memory = 0.0  # asked for again and again: what wait4 tells begins with what we held when we started it
    while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
        memory = _held(process.pid, memory)
        time.sleep(_LOOK_EVERY)
    seconds, used = time.perf_counter() - began, ended[2]
    process.returncode = os.waitstatus_to_exitcode(ended[1])
    assert process.returncode == 0, what
    return Timed(what, seconds, used.ru_utime + used.ru_stime, memory, _size(folder / makes))


def _held(process: int, before: float) -> float:
    """Give the most memory it ever held, in MiB; `before` once it has ended."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), before)


def _size(path: Path) -> int:
    return (
        path.stat().st_size if path.is_file() else sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
    )


def _remove(*paths: Path) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
