"""A rehearsal as a spreadsheet: every message, every person, what was found."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from bot.rehearsal import telling
from bot.rehearsal.findings import Finding
from bot.rehearsal.playing import Played, PlayedMessage
from messages.words import ZONE, say

_HEAD: Final = PatternFill("solid", start_color="1F4E79")
_LINE: Final = Border(bottom=Side("thin", color="D0D7DE"))
_TOP: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
_MIDDLE: Final = Alignment(vertical="center", wrap_text=True)
_MESSAGES: Final = {"when": 17, "weekday": 10, "to": 24, "unit": 12, "kind": 12, "why": 28, "text": 90}
_LONGEST: Final = 32_000  # characters; a cell holds a little more
_A4: Final = "9"
_LINE_HEIGHT: Final = 15  # points
_MOST_LINES: Final = 27  # a row has at most 409 points
_FULL: Final = 1.05  # how much of its width a line fills before it breaks, in average letters
_FORMULA: Final = ("=", "+", "-", "@")


def write(played: Played, findings: Sequence[Finding], file: BinaryIO) -> None:
    """Write it."""
    book = Workbook(write_only=True)
    rows = (_message(message) for message in played.messages)
    _sheet(book, "messages", _MESSAGES, rows)
    _sheet(book, "people", {"to": 30, "unit": 13, "role": 20, **dict.fromkeys(telling.KINDS, 14)}, _people(played))
    found = ([place, say(finding.because, **finding.facts)] for place, finding in enumerate(findings, 1))
    _sheet(book, "findings", {"number": 8, "finding": 120}, found)
    book.save(file)


def _sheet(book: Workbook, name: str, columns: dict[str, int], rows: Iterable[Sequence[Any]]) -> None:
    """Add a sheet; `columns` are their widths in characters."""
    sheet = book.create_sheet(say(f"rehearse.sheet.{name}"))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(columns.values()):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.row_dimensions[1].height = 22
    kinds = {kind: say(f"rehearse.kind.{kind}") for kind in telling.KINDS}
    sheet.append([_head(sheet, kinds.get(column) or say(f"rehearse.column.{column}")) for column in columns])
    last = 1
    for last, row in enumerate(rows, 2):
        sheet.row_dimensions[last].height = _LINE_HEIGHT * max(map(_lines, row, columns.values()))
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(columns) - 1)}{last}"


def _lines(value: Any, width: int) -> int:
    """Guess how many lines a cell takes; spreadsheets do not find it out by themselves."""
    if not isinstance(value, str):
        return 1
    return min(_MOST_LINES, sum(1 + int(len(line) / (width * _FULL)) for line in value.split("\n")))


def _head(sheet: Any, words: str) -> Any:
    cell = WriteOnlyCell(sheet, words)
    cell.font, cell.fill, cell.alignment = Font(name="Calibri", size=11, bold=True, color="FFFFFF"), _HEAD, _MIDDLE
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        cell.data_type = "s"  # a name out of a file is never a formula
    cell.alignment, cell.border = _TOP, _LINE
    if not isinstance(value, (str, int)):
        cell.number_format = "dd/mm/yyyy hh:mm"
    return cell


def _message(message: PlayedMessage) -> Sequence[Any]:
    at = message.at.astimezone(ZONE).replace(tzinfo=None)
    why = "\n".join(dict.fromkeys(say(f"why.{rule}").strip("–. ") for rule, _ in message.about))
    kind = say(f"rehearse.kind.{message.kind}")
    weekday = say("rehearse.weekday", day=message.day).partition(",")[0]
    return at, weekday, message.player.name, message.player.unit, kind, why, message.text[:_LONGEST]


def _people(played: Played) -> Iterable[Sequence[Any]]:
    counts = Counter((message.player.chat, message.kind) for message in played.messages)
    for player in played.players:
        role = say("role.button", role=say(f"role.{player.role}"))
        yield player.name, player.unit, role, *(counts[player.chat, kind] for kind in telling.KINDS)
