"""A file that is there whole or not at all: written aside, in the same folder, then renamed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def file(path: Path) -> Iterator[Path]:
    """Give the place to write to; whatever else is put beside it there is gone afterwards."""
    with TemporaryDirectory(dir=path.parent, prefix=".daumoi-") as aside:
        place = Path(aside) / path.name
        yield place
        place.replace(path)
