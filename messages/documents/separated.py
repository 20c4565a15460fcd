"""Tables as CSV, for programs and for spreadsheets alike: UTF-8 with a mark, which spreadsheets go by."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

ENCODING: Final = "utf-8-sig"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_TEXT: Final = "'"


class Table:
    """A table, while it is written."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def add(self, row: Sequence[str]) -> None:
        """Write a row; what a spreadsheet would take for a formula gets an apostrophe in front."""
        self._writer.writerow([f"{_TEXT}{text}" if text.startswith(_FORMULA) else text for text in row])


@contextmanager
def writing(path: Path) -> Iterator[Table]:
    """Write a table to this place."""
    with path.open("w", encoding=ENCODING, newline="", errors="replace") as file:
        yield Table(csv.writer(file))
