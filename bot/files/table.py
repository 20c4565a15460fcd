"""The table of a workbook: what stands below headings that we know, read in a process of its own.

No more comes back than the cells of one sheet, so many rows at most, and what people should be told of it: merged
cells, what is hidden. Values are read, never formulas. A workbook without such headings gives nothing.
"""

import io
import json
import logging
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from bot.files import apart
from bot.files.apart import Stumbled
from bot.files.looks import without_looks
from handlers.officials.from_workbook.limits import MARK, MOST_ROWS, bare, is_of_results

if TYPE_CHECKING:
    from openpyxl import Workbook

log = logging.getLogger(__name__)

MOST_SCANNED: Final = 20_000  # rows of a sheet, empty ones too
_MOST_COLUMNS: Final = 80
_MOST_TEXT: Final = 4000  # characters of a cell
_HEADINGS_WITHIN: Final = 15  # rows
_PARTS: Final = 5  # hidden rows and columns are named, not more than a few


async def read_apart(data: bytes, headings: Mapping[str, str], patience: float | None = None) -> dict[str, Any]:
    """Read the table below headings of results; {} where there is none, or where reading failed.

    `headings` are the fields by what they are called, folded.
    """
    try:
        said = await apart.answered(__name__, json.dumps(dict(headings)), data=data, patience=patience)
    except (Stumbled, OSError) as error:
        why = str(error) if isinstance(error, Stumbled) else type(error).__name__
        log.warning("a workbook was not read as a table: %s", why)
        return {}
    return dict(json.loads(said))


def read(data: bytes, headings: Mapping[str, str]) -> dict[str, Any]:
    """Read it here, in this process."""
    import openpyxl  # takes longer to load than most tables to read

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (TypeError, ValueError, AttributeError, LookupError):  # over how cells look
        data = without_looks(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        mark = next(filter(None, map(_mark, book.worksheets)), "")
        tables = list(filter(None, (_table(sheet, headings, is_ours=bool(mark)) for sheet in sheets)))
        if not tables:
            return {}
        found, *others = tables
        found["mark"] = mark
        found["others"] = [other["sheet"] for other in others if other["rows"]]
    finally:
        book.close()
    if not found["more"]:
        whole = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
        found |= _seen(whole, found)
    return found


def _table(sheet: Any, headings: Mapping[str, str], *, is_ours: bool) -> dict[str, Any]:
    """Give what stands in a sheet below its headings."""
    names: dict[int, str] = {}
    rows: list[tuple[int, list[list[Any]]]] = []
    head, more = 0, 0
    for at, row in enumerate(sheet.iter_rows(max_row=MOST_SCANNED, max_col=_MOST_COLUMNS, values_only=True), start=1):
        if not head:
            texts = {column: str(value).strip() for column, value in enumerate(row, start=1) if value is not None}
            fields = {field for text in texts.values() if (field := headings.get(bare(text)))}
            if is_of_results(fields, is_ours=is_ours):
                head, names = at, texts
            elif at >= _HEADINGS_WITHIN:
                return {}
            continue
        cells = [[column, *_cell(value)] for column, value in enumerate(row, start=1) if not _is_empty(value)]
        if not cells or (len(cells) == 1 and cells[0][1] == "n"):  # numbered beforehand, and left empty
            continue
        if len(rows) == MOST_ROWS:
            more += 1
        else:
            rows.append((at, cells))
    if not head:
        return {}
    return {"sheet": sheet.title, "head": head, "names": sorted(names.items()), "rows": rows, "more": more}


def _mark(sheet: Any) -> str:
    """Give what our own workbook says of whom it was made for."""
    first = next(sheet.iter_rows(max_row=1, max_col=1, values_only=True), ())
    text = str(first[0]) if first and first[0] is not None else ""
    return text.removeprefix(MARK) if text.startswith(MARK) else ""


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _cell(value: object) -> tuple[str, str]:
    """Give the kind of a value, and the value as text: t(ext), n(umber), d(ay), m(oment), e(rror)."""
    match value:
        case bool():
            return "t", "1" if value else "0"
        case int() | float():
            return "n", f"{value:.3f}".rstrip("0").rstrip(".")
        case datetime() if value.time() != time():
            return "m", value.isoformat(timespec="minutes")
        case datetime():
            return "d", value.date().isoformat()
        case date():
            return "d", value.isoformat()
        case str() if value.startswith("#") and value.rstrip("!?").isupper():
            return "e", value
        case _:
            return "t", str(value).strip()[:_MOST_TEXT]


def _seen(book: "Workbook", found: dict[str, Any]) -> dict[str, Any]:
    """Give what of the sheet only its looks tell: formulas without a value, merged cells, what is hidden."""
    sheet: Any = book[found["sheet"]]
    head, last = found["head"], max((at for at, _ in found["rows"]), default=found["head"])
    known = {(at, cell[0]) for at, cells in found["rows"] for cell in cells}
    formulas = [
        (cell.row, cell.column)
        for row in sheet.iter_rows(min_row=head + 1, max_row=min(sheet.max_row, MOST_SCANNED), max_col=_MOST_COLUMNS)
        for cell in row
        if cell.data_type == "f" and (cell.row, cell.column) not in known
    ]
    merged = [str(area) for area in sheet.merged_cells.ranges if area.max_row > head and area.min_row <= last]
    hidden_rows = [at for at, _ in found["rows"] if sheet.row_dimensions[at].hidden]
    shown = dict(found["names"])
    return {
        "formulas": formulas[:MOST_ROWS],
        "merged": sorted(merged)[:_PARTS],
        "hidden_rows": hidden_rows,
        "hidden_columns": [name for column, name in shown.items() if column in set(_hidden_columns(sheet))],
        "others": [name for name in found["others"] if book[name].sheet_state == "visible"],
        "hidden_sheets": [one.title for one in book.worksheets if one.sheet_state != "visible" and not _is_ours(one)],
    }


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range(dimension.min, min(dimension.max, _MOST_COLUMNS) + 1)


def _is_ours(sheet: Any) -> bool:
    return str(sheet["A1"].value or "").startswith(MARK)


def main() -> None:
    """Read a workbook from standard input; print its table as JSON. The headings are the first word, JSON too."""
    sent = apart.begin()
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it, which takes longer than to read
    sys.stdout.write(json.dumps(read(sent, json.loads(sys.argv[1]))))


if __name__ == "__main__":
    main()
