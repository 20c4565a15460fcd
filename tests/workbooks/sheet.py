"""Workbooks for the tests: a table written as text, a row each line, cells apart by " | ".

    Nhiệm vụ | Thời gian | Lượt người tham dự
    16.1a | 2025-12-03 | 120

A cell that is a day of ISO becomes a real one, digits a real number; what stands in quotes stays text.
"""

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from openpyxl import Workbook

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def made(table: str, change: Callable[[Any], None] = lambda _: None, title: str = "Kết quả") -> bytes:
    """Give the bytes of a workbook with this table; `change` whatever else is to be done to its sheet."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    for line in table.strip("\n").splitlines():
        sheet.append([_cell(cell.strip()) for cell in line.split("|")])
    change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(written: str) -> object:
    if _DAY.fullmatch(written):
        return date.fromisoformat(written)
    if _NUMBER.fullmatch(written):
        return float(written) if "." in written else int(written)
    return written.strip('"') or None
