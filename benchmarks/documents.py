"""Documents of 100,000 results: how long each takes, how much memory, and how long officials wait meanwhile."""

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Final

from openpyxl import Workbook, load_workbook

from benchmarks import large, officials, prepared, processes
from benchmarks.officials import Crowd
from bot.data_dir import Folder
from bot.files import store
from bot.sandbox import serving, world
from bot.sandbox.world import MORNING
from storage.db import Database, Turn
from storage.results import evidence
from storage.results.evidence import NewEvidence

ENTRIES: Final = 100_000
FILES: Final = 1_000  # of evidence, each with one result
FILE: Final = 256 * 1024  # bytes
PEOPLE: Final = 40  # officials who write meanwhile
PER_SECOND: Final = 10
_SETTLING: Final = 150.0  # seconds; a minute after its start the bot counts everything once, for the first sums
_ALONE: Final = 20.0  # seconds in which they write before anything is made
_FEWEST: Final = 100  # waits of which a p99 is told
_MIB: Final = 1024  # of the kilobytes the system counts in
KINDS: Final = ("docx", "xlsx", "evidence", "jsonl", "csv")


@dataclass(frozen=True, slots=True)
class _Result:
    id: int
    unit: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What was made: seconds, of processor time as well, MiB at most, bytes; p99 of the officials' waits meanwhile.

    Of a peer nobody waits: 0.
    """

    what: str
    seconds: float
    cpu: float
    memory: float
    size: int
    waits: float


def measure(entries: int = ENTRIES, files: int = FILES) -> Iterator[Exported]:
    """Make each document beside a bot that officials write to; then the sheets of the workbook again with a peer."""
    with TemporaryDirectory(dir=".", prefix="benchmark-") as name, serving.start() as running:
        folder = Path(name).resolve()
        prepared.data(folder, PEOPLE)
        kept = Folder(folder / "data")
        asyncio.run(large.fill(kept.database, PEOPLE, entries))
        asyncio.run(_with_files(kept, files))
        settings = processes.ours(running.base_url, world.TOKEN, folder)
        with processes.started("bot", "run", folder=folder, **settings):
            ids = range(prepared.FIRST, prepared.FIRST + PEOPLE)
            crowd = Crowd(running, ids, 10**9, officials.reading, at_once=False)
            _beside(crowd, lambda: time.sleep(_SETTLING))
            yield Exported("nothing", _ALONE, 0, 0, 0, _beside(crowd, lambda: time.sleep(_ALONE)))
            for kind in KINDS:
                yield _exported(folder, settings, kind, crowd)
        yield _peer(next((folder / "out").glob("*.xlsx")))


async def _with_files(kept: Folder, files: int) -> None:
    db = Database(kept.database)
    await db.open()
    await db.write(partial(_attach, kept=kept, files=files))
    await db.close()


async def _attach(db: Turn, kept: Folder, files: int) -> None:
    for nth, entry in enumerate(await db.all(_Result, "select id, unit from entry order by id limit :n", n=files)):
        data = os.urandom(FILE)  # a photo is packed already, too
        digest, _ = store.put(kept.store, data)
        item = f"benchmark-{nth}"
        await evidence.add(db, 1, "telegram", NewEvidence(item, "photo", ref=item, size=FILE), MORNING)
        await evidence.attach(db, 1, [item], entry.id, prepared.PLAN, entry.unit)
        (piece,) = await evidence.of_entry(db, entry.id)
        await evidence.kept(
            db, piece.id, sha256_original=digest, sha256_stored=digest, format_="jpeg", readable=True, at=MORNING
        )


def _exported(folder: Path, settings: Mapping[str, str], kind: str, crowd: Crowd) -> Exported:
    """Make one document by the command line, behind the bot as the process for long work is."""
    words = [
        "nice",
        "-n",
        "10",
        sys.executable,
        "-m",
        "bot",
        "export",
        prepared.PLAN,
        f"--{kind}",
        "-o",
        str(folder / "out"),
    ]
    took: list[float] = []

    def export() -> None:
        began = time.perf_counter()
        with subprocess.Popen(words, env=os.environ | settings, cwd=processes.ROOT, stdout=subprocess.DEVNULL) as one:
            _, status, used = os.wait4(one.pid, 0)
            one.returncode = os.waitstatus_to_exitcode(status)
        assert one.returncode == 0, kind
        took.extend((time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / _MIB))

    waits = _beside(crowd, export)
    ending = "zip" if kind == "evidence" else kind
    (made,) = (folder / "out").glob(f"*.{ending}")
    return Exported(kind, *took, made.stat().st_size, waits)


def _beside(crowd: Crowd, do: Callable[[], None]) -> float:
    """Let officials write, as many a second as told, until it is done; give the p99 of their waits, in seconds."""
    before = len(crowd.waits)
    doing = threading.Thread(target=do)
    doing.start()
    at = time.perf_counter()
    while doing.is_alive() or len(crowd.waits) < before + _FEWEST:
        at += 1 / PER_SECOND
        time.sleep(max(0.0, at - time.perf_counter()))
        crowd.running.do(crowd.one_more)
    doing.join()
    return quantiles(crowd.waits[before:], n=100)[-1]


def _peer(workbook: Path) -> Exported:
    """Write the same cells once more, bare, with the other library there is for workbooks."""
    sheets = [(one.title, list(one.values)) for one in load_workbook(workbook, read_only=True).worksheets]
    began, cpu = time.perf_counter(), time.process_time()
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = workbook.with_name("peer.xlsx")
    book.save(out)
    took, used = time.perf_counter() - began, time.process_time() - cpu
    return Exported("xlsx, bare cells, openpyxl", took, used, 0, out.stat().st_size, 0)
