"""Where files are kept: under the SHA-256 of their bytes, each content once.

A file is whole or it is not there: written aside, flushed, then renamed.
"""

import contextlib
import hashlib
import os
import re
import tempfile
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ASIDE = "new"


def put(store: Path, data: bytes) -> tuple[str, Path]:
    """Keep these bytes; give their SHA-256 and where they lie."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = open_path(store, sha256)
    if path.is_file() and path.stat().st_size == len(data):
        return sha256, path
    aside = store / _ASIDE
    for folder in (store, aside, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(dir=aside)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(written).replace(path)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise
    flush(path.parent)
    flush(store)
    return sha256, path


def open_path(store: Path, sha256: str) -> Path:
    """Give where a kept file lies, or would lie."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return store / sha256[:2] / sha256


def erase(store: Path, sha256: str) -> bool:
    """Remove a kept file; tell whether it was there. The caller knows that no other entry shows it."""
    return wipe(open_path(store, sha256))


def wipe(path: Path) -> bool:
    """Overwrite a file as well as the disk allows, and remove it; tell whether it was there."""
    try:
        with contextlib.suppress(OSError), path.open("r+b") as file:  # a full or read-only disk: remove it at least
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return False
    flush(path.parent)
    return True


def sweep(store: Path) -> int:
    """Remove what an unclean stop left half-written; give how many. For the start, before anything is put."""
    left = list((store / _ASIDE).glob("*"))
    for path in left:
        wipe(path)
    return len(left)


def flush(folder: Path) -> None:
    """Let what was renamed or removed in a folder outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
