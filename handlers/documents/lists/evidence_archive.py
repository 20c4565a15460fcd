"""All evidence as a ZIP: a folder for each result, the names that people gave, and an index of all there should be."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from handlers.closings import as_of
from handlers.documents import whole, withheld
from handlers.documents.choice import ALL, ExportChoice
from handlers.entries import access
from messages.documents import file_names, separated
from messages.documents.separated import Table
from messages.words import ZONE
from messages.words import write as worded
from plans.schema import Plan
from storage.db import Db
from storage.results import entries, evidence, history
from storage.results.evidence import EvidenceOfEntry

# Where a kept file lies, by the SHA-256 of its bytes.
Locate = Callable[[str], Path]

_INDEX: Final = "index.csv"
_COLUMNS: Final = (
    "file", "number", "unit", "evidence_kind", "evidence", "format", "size", "sha256", "evidence_state", "came_at",
    "kept_at",
)  # fmt: skip
_LOOSE: Final = frozenset({"txt", "csv", "rtf", "doc", "xls", "ppt"})  # formats that are not packed themselves
_AT_ONCE: Final = 1 << 20  # bytes
_KEPT: Final = "kept"
_MODE: Final = 0o600 << 16


async def write(db: Db, locate: Locate, plan: Plan, at: datetime, path: Path, choice: ExportChoice = ALL) -> int:
    """Write what there was at an instant; give how many files there are. None is held whole."""
    then = await as_of.plan_at(db, plan, at)
    secret = withheld.tasks(plan, then)
    files = 0
    with whole.file(path) as place, ZipFile(place, "w", ZIP_STORED) as archive:
        index = place.with_name(_INDEX)
        with separated.writing(index) as table:
            table.add([worded(f"sheet.column.{column}") for column in _COLUMNS])
            for unit in choice.units(await entries.units(db, plan.code)):
                every = as_of.results(then, await history.of_unit(db, plan.code, unit, at), at)
                results = [one for one in choice.results(then, every) if not withheld.is_withheld(one.content, secret)]
                shown = {result.entry.number for result in results}
                pieces = await evidence.of_unit(db, plan.code, unit, at)
                files += _add(archive, table, locate, then, unit, [one for one in pieces if one.entry_number in shown])
        archive.write(index, _INDEX, ZIP_DEFLATED)
    return files


def _add(archive: ZipFile, table: Table, locate: Locate, plan: Plan, unit: str, pieces: list[EvidenceOfEntry]) -> int:
    """Put in what one unit has, each piece with its line in the index; give how many files there are."""
    taken: set[str] = set()
    for piece in pieces:
        number = access.numbered(plan.code, unit, piece.entry_number)
        name, state = "", piece.stands
        if piece.sha256_stored is not None and state == _KEPT:
            name = _free(f"{number}/{file_names.clean(piece.name, piece.format)}", taken)
            state = _copy(archive, name, locate(piece.sha256_stored), piece)
            if state == "gone":
                name = ""
            else:
                taken.add(name.casefold())
        table.add(_line(plan, unit, piece, number, name, state))
    return len(taken)


def _free(name: str, taken: set[str]) -> str:
    """Give the name, numbered where another file of the folder has it."""
    stem, dot, ending = name.rpartition(".")
    found, nth = name, 1
    while found.casefold() in taken:
        nth += 1
        found = f"{stem} ({nth}).{ending}" if dot else f"{name} ({nth})"
    return found


def _copy(archive: ZipFile, name: str, source: Path, piece: EvidenceOfEntry) -> str:
    """Copy a file as it is kept; say how it was found: kept, damaged, or gone."""
    when = (piece.kept_at or piece.made_at).astimezone(ZONE)
    info = ZipInfo(name, when.timetuple()[:6])
    info.compress_type = ZIP_DEFLATED if piece.format in _LOOSE else ZIP_STORED
    info.external_attr = _MODE
    try:
        file = source.open("rb")
    except FileNotFoundError:
        return "gone"
    digest = hashlib.sha256()
    with file:
        info.file_size = source.stat().st_size
        with archive.open(info, "w") as inside:
            while some := file.read(_AT_ONCE):
                digest.update(some)
                inside.write(some)
    return _KEPT if digest.hexdigest() == piece.sha256_stored else "damaged"


def _line(plan: Plan, unit: str, piece: EvidenceOfEntry, number: str, name: str, state: str) -> tuple[str, ...]:
    return (
        name,
        number,
        plan.unit(unit).name,
        worded(f"sheet.value.evidence_kind.{piece.kind}"),
        piece.name or piece.text,
        piece.format,
        str(piece.size or ""),
        piece.sha256_stored or "",
        worded(f"sheet.value.evidence_state.{state}"),
        _when(piece.made_at),
        _when(piece.kept_at),
    )


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M:%S}" if at else ""
