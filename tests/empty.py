"""An empty database of today's schema. It is made once, then copied: to make it takes longer than most tests."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage import migrating


def empty(path: Path) -> None:
    """Let such a database lie at this path."""
    path.write_bytes(_migrated())


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "d.db"
        migrating.migrate(path)
        return path.read_bytes()
