"""Rows written whole: 100,000 results are millions of cells, and XlsxWriter holds each of them before it writes it.

It lets a worksheet be of a class of our own; in constant memory that writes its rows to `fh` as they come, and a row
that is put there whole, in order, stands among its own.
"""

import re
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_REMEMBERED: Final = 8192  # texts: names and states come again in every row
_CODED: Final = re.compile("_(?=x[0-9a-fA-F]{4}_)")  # in a workbook this begins a character's code


class RowSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet that takes whole rows, each below the last."""

    def add_row(self, row: int, last: int, cells: str, height: float | None = None) -> None:
        """Put a row with these cells, as `number` and `text` write them; `last` is its last column."""
        self._check_dimensions(row, last)
        if row > self.previous_row:
            self._write_single_row(row)  # what stands before it
        tall = f' ht="{height:g}" customHeight="1"' if height else ""
        self.fh.write(f'<row r="{row + 1}"{tall}>{cells}</row>')


def style(of: Format) -> int:
    """Give the number by which cells name a format."""
    index: Any = of._get_xf_index()  # noqa: SLF001 - XlsxWriter numbers them, and does not say it otherwise
    return int(index)


def number(at: str, style_: int, value: object) -> str:
    """Write a cell with a number; `at` is where it stands: "B7"."""
    return f'<c r="{at}" s="{style_}"><v>{value}</v></c>'


def text(at: str, style_: int, value: str) -> str:
    """Write a cell with words, which XML can hold."""
    return f'<c r="{at}" s="{style_}" t="inlineStr"><is>{_inline(value)}</is></c>'


@lru_cache(_REMEMBERED)
def _inline(value: str) -> str:
    coded = _CODED.sub("_x005F_", value) if "_x" in value else value
    kept = ' xml:space="preserve"' if value.strip() != value or "\n" in value else ""
    return f"<t{kept}>{escape(coded)}</t>"
