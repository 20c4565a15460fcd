"""Look at a fetched file before it is kept: what it is, what it says, what must come off.

Synchronous; for a thread or a process, outside every turn.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from bot.files import names, pictures, reading, sniffing, store
from bot.files.refusing import Unacceptable
from messages import secrets

__all__ = ["Inspected", "Unacceptable", "clean_name", "erase", "inspect", "open_path", "sweep"]

clean_name = names.clean
erase = store.erase
open_path = store.open_path
sweep = store.sweep


@dataclass(frozen=True, slots=True)
class Inspected:
    """A kept file. `readable` is False where the guard could not look at all of a document's text."""

    kind: str  # jpeg | png | webp | pdf | docx | xlsx | txt | csv
    sha256_original: str
    sha256_stored: str
    size_original: int
    size_stored: int
    path: Path
    readable: bool


def inspect(path: Path, *, name: str, store: Path) -> Inspected:
    """Judge the file at `path`, and move what may be kept of it into the store.

    Afterwards nothing is left at `path`, whether it was kept or Unacceptable was
    raised; only when the store itself fails (OSError) may it be tried again.
    """
    try:
        kept = _kept(path, name, store)
    except Unacceptable:
        _wipe(path)
        raise
    _wipe(path)
    return kept


def _kept(path: Path, name: str, folder: Path) -> Inspected:
    if rule := secrets.mark_in_name(name):
        raise Unacceptable("evidence.secret", rule)
    data = _bytes(path)
    kind = sniffing.kind_of(data, name)
    readable, stored = True, data
    if kind in sniffing.PICTURES:
        stored = pictures.drawn_anew(data, kind)
    else:
        seen = reading.read_apart(kind, data)
        if seen.rule:
            raise Unacceptable("evidence.secret", seen.rule)
        readable = seen.readable
    sha256, where = store.put(folder, stored)
    original = hashlib.sha256(data).hexdigest()
    return Inspected(kind, original, sha256, len(data), len(stored), where, readable)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(sniffing.DOCUMENT_LIMIT + 1)
    except FileNotFoundError as error:
        raise Unacceptable("evidence.broken") from error
    if len(data) > sniffing.DOCUMENT_LIMIT:
        raise Unacceptable("evidence.too_large")
    return data


_wipe = store.wipe
