"""Workbooks of any length: rows are written as they come, and no more than one of each sheet is held.

Days and numbers are real ones. What people typed stays text: never a formula, never a link, and nothing in it that
a workbook may not hold. Printed, a sheet is as wide as a page of A4 landscape, with its headings on each page.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from messages.documents import characters, whole_rows
from messages.documents.whole_rows import RowSheet
from messages.words import ZONE

LONGEST: Final = 32_767  # characters of a cell
MOST_ROWS: Final = 1_048_575  # of a sheet, below its headings
_CUT: Final = "…"
_HELD: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_A4: Final = 9
_FONT: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_LINE: Final = {"bottom": 1, "bottom_color": "#C4CBD3"}
_HEAD: Final = {
    **_FONT, "bold": True, "valign": "vcenter", "align": "center", "text_wrap": True, "border": 1,
    "border_color": "#8A94A0", "bg_color": "#DCE6F1",
}  # fmt: skip
_AROUND_HEAD: Final = 6  # points over and under headings
_LINE_HEIGHT: Final = 15
_MOST_LINES: Final = 27  # a row has at most 409 points
_REMEMBERED: Final = 8192  # texts: names and states come again in every row
_ROOM: Final = 0.82  # of its width that an average letter takes
_BOLD: Final = 0.95  # and that a bold one takes
_DAY_0: Final = date(1899, 12, 30).toordinal()  # of workbooks
_DAY_LONG: Final = 24 * 60 * 60  # seconds

Value = str | int | Decimal | date | datetime | None
Row = Sequence[Value]


class CellShape(StrEnum):
    """How a column shows what stands in it."""

    SHORT = "short"  # a word or a number of ours, on one line
    TEXT = "text"  # words, on as many lines as they take
    NUMBER = "number"
    DAY = "day"
    INSTANT = "instant"


_FORMATS: Final[Mapping[str, Mapping[str, Any]]] = {
    CellShape.SHORT: {},
    CellShape.TEXT: {"text_wrap": True},
    CellShape.NUMBER: {"num_format": "#,##0", "align": "right", "indent": 1},
    CellShape.DAY: {"num_format": "dd/mm/yyyy", "align": "center"},
    CellShape.INSTANT: {"num_format": "hh:mm dd/mm/yyyy", "align": "center"},
}
_DECIMALS: Final = "#,##0.0##"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and how it shows what stands in it."""

    heading: str
    width: float
    shape: CellShape = CellShape.SHORT


@dataclass(frozen=True, slots=True)
class Page:
    """What stands over every printed page: to the left and to the right of the sheet's name."""

    left: str
    right: str


class Sheet:
    """One sheet, while its rows are written."""

    def __init__(self, sheet: RowSheet, columns: Sequence[Column], formats: Mapping[str, Format], line: Format) -> None:
        self._sheet, self._columns, self._line = sheet, columns, line
        self._places = [xl_col_to_name(place) for place in range(len(columns))]
        self._styles = [whole_rows.style(formats[column.shape]) for column in columns]
        self._wrapped = [column.width if column.shape is CellShape.TEXT else 0 for column in columns]
        self._decimals = whole_rows.style(formats[_DECIMALS])
        self.rows = 0

    def add(self, row: Row) -> None:
        """Write the next row. Raise ValueError where a sheet can hold no more."""
        if self.rows >= MOST_ROWS:
            raise ValueError("a sheet holds no more rows")
        self.rows += 1
        at, lines, cells = str(self.rows + 1), 1, []
        for value, place, style, width in zip(row, self._places, self._styles, self._wrapped, strict=True):
            match value:
                case None | "":
                    continue
                case str():
                    cells.append(whole_rows.text(place + at, style, legal(value)))
                    if width:
                        lines = max(lines, _lines(value, width))
                case datetime():
                    local = value.astimezone(ZONE)
                    seconds = (local.hour * 60 + local.minute) * 60 + local.second
                    cells.append(whole_rows.number(place + at, style, _days(local) + seconds / _DAY_LONG))
                case date():
                    cells.append(whole_rows.number(place + at, style, _days(value)))
                case int():
                    cells.append(whole_rows.number(place + at, style, value))
                case _:
                    shown = style if value == int(value) else self._decimals
                    cells.append(whole_rows.number(place + at, shown, value))
        height = lines * _LINE_HEIGHT if lines > 1 else None
        self._sheet.add_row(self.rows, len(self._places) - 1, "".join(cells), height)

    def end(self) -> None:
        """Let the rows be filtered, and printed, as many as there are, with a line under each."""
        last = len(self._columns) - 1
        self._sheet.autofilter(0, 0, self.rows, last)
        self._sheet.print_area(0, 0, self.rows, last)
        if self.rows:
            rule = {"type": "formula", "criteria": "=TRUE", "format": self._line}
            self._sheet.conditional_format(1, 0, self.rows, last, rule)


class Book:
    """A workbook, while it is written; sheets stand in the order in which they were begun."""

    def __init__(self, workbook: Workbook, page: Page) -> None:
        self._workbook, self._page = workbook, page
        shapes: dict[str, Mapping[str, Any]] = {
            **_FORMATS,
            _DECIMALS: {**_FORMATS[CellShape.NUMBER], "num_format": _DECIMALS},
        }
        self._formats = {key: workbook.add_format({**_FONT, **shape}) for key, shape in shapes.items()}
        self._line = workbook.add_format(_LINE)
        self._head = workbook.add_format(_HEAD)
        self._sheets: list[Sheet] = []

    def sheet(self, name: str, columns: Sequence[Column]) -> Sheet:
        """Begin a sheet. Rows of several sheets may be written in turns."""
        sheet = self._workbook.add_worksheet(name, RowSheet)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        sheet.set_header(f"&L{_printed(self._page.left)}&C&B{_printed(name)}&R{_printed(self._page.right)}")
        sheet.set_footer("&C&P/&N")
        most = max(_lines(column.heading, column.width, _BOLD) for column in columns)
        sheet.set_row(0, most * _LINE_HEIGHT + _AROUND_HEAD)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, self._head)
        self._sheets.append(Sheet(sheet, columns, self._formats, self._line))
        return self._sheets[-1]

    def end(self) -> None:
        """End every sheet."""
        for sheet in self._sheets:
            sheet.end()


@contextmanager
def writing(path: Path, page: Page) -> Iterator[Book]:
    """Write a workbook to this place; what it needs meanwhile lies in the same folder."""
    workbook = Workbook(str(path), {**_HELD, "tmpdir": str(path.parent)})
    book = Book(workbook, page)
    yield book
    book.end()
    workbook.close()


def legal(text: str) -> str:
    """Give a text as a cell may hold it: without characters that XML has none for, cut where it is too long."""
    kept = characters.legal(text)
    if len(kept) * 2 <= LONGEST or len(kept.encode("utf-16-le")) // 2 <= LONGEST:
        return kept
    return kept.encode("utf-16-le")[: 2 * (LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _days(day: date) -> int:
    """Give a day as workbooks count them."""
    return day.toordinal() - _DAY_0


@lru_cache(_REMEMBERED)
def _lines(text: str, width: float, room: float = _ROOM) -> int:
    """Guess how many lines a text takes; programs do not all find it out by themselves."""
    if len(text) * room < width and "\n" not in text:
        return 1
    return min(_MOST_LINES, sum(1 + int(len(line) * room / width) for line in text.split("\n")))


def _printed(text: str) -> str:
    """Give words for the head of a page, where & begins an order."""
    return text.replace("&", "&&")
