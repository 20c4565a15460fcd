"""One row, read as if it had been typed: each cell is heard by the question of its field.

Whatever one entry would be asked about that has no column is answered as most would, and told above the one yes; what
cannot be answered so is left to /baocao.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any, Final, TypeVar

from handlers.entries import contents
from handlers.entries.contents import Content
from handlers.officials.entering import closed, planned
from handlers.officials.entering.new_entry import Entered, Given
from handlers.officials.free_text import guessing_form, oneline, template, unmentioned
from handlers.officials.free_text.understanding import Piece, heard
from handlers.officials.from_workbook.columns import ALSO, COUNTS, MONTH, OTHERS, Columns, FieldColumn
from handlers.officials.from_workbook.grid import DAY, ERROR, FORMULA, MARKED, GridCell, GridRow
from handlers.officials.from_workbook.holding import RowAsking
from messages import meanings
from messages.folding import folded
from messages.reading.figures.figures import read_figures
from messages.reading.figures.units import name
from messages.unclear import Unclear
from plans.schema import Plan, Sensitive
from storage.results.figures import Counts

T = TypeVar("T")

TASK: Final = "task"
NAMING: Final = (TASK, ALSO)  # columns that name tasks
_STAGE: Final = "finished"
_FILES: Final = "evidence"  # they are kept apart
COUNTED: Final = (Counts.EXTRA, Counts.TOTAL, Counts.WITHIN)  # what a row may say of its figures
_PARTS: Final = ("days", "title", "place", "partners")  # heard as they stand
_NOTHING: Final = re.compile(r"[.…_\s()\[\]–-]*")
_AS_MOST: Final = {"cooperating": True, "part": closed.OPEN}
_COLUMN_OF: Final[Mapping[str, str]] = {planned.KIND: "days"}
_MISSING: Final[Mapping[str, str]] = {
    **dict.fromkeys(("days", "form", "title"), "workbook.missing"),
    planned.KIND: "workbook.not_come",
    MONTH: "workbook.month",
}


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a cell cannot be taken; `column` is its heading, "" for the whole row."""

    row: int
    column: str
    why: Unclear


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row says; `entered` where it can be entered. `asked` are questions that were answered as most would.

    What is said to be planned although its day has come has a fault as well: it can only be known from before.
    `result_of` is the number of what was planned and is told of now: it gets no other. `answers` are those of the
    conversation of one entry, with which it can be changed.
    """

    number: int
    entered: Entered | None = None
    faults: tuple[RowFault, ...] = ()
    asked: frozenset[str] = frozenset()
    result_of: int = 0
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """One row while it is read."""

    given: Given
    columns: Columns
    row: GridRow
    faults: list[RowFault] = field(default_factory=list)

    def cell(self, of: str) -> GridCell | None:
        column = self.columns.fields.get(of)
        return None if column is None else self._in(column)

    def text(self, of: str) -> str:
        cell = self.cell(of)
        return "" if cell is None or _NOTHING.fullmatch(cell.text) else cell.text

    def counted(self) -> Iterator[tuple[FieldColumn, GridCell]]:
        for column in self.columns.indicators:
            cell = self._in(column)
            if cell is not None and not _NOTHING.fullmatch(cell.text) and not _is_zero(cell):
                yield column, cell

    def secret(self) -> str:
        """Give the task of the row, or one it names besides, that takes status and a count only."""
        cells = filter(None, map(self.cell, NAMING))
        return next(filter(None, (secret_in(self.given.plan, cell) for cell in cells)), "")

    def fault(self, column: FieldColumn | None, why: Unclear) -> None:
        self.faults.append(RowFault(self.row.number, column.heading if column else "", why))

    def _in(self, column: FieldColumn) -> GridCell | None:
        return self.row.cells.get(column.place)


def read(given: Given, columns: Columns, row: GridRow) -> ReadRow:
    """Read a row; `given.told` is what was told before it, in the file too."""
    reading = _Reading(given, columns, row)
    if unreadable := list(_unreadable(columns, row)):
        return ReadRow(row.number, faults=tuple(unreadable))
    if secret := reading.secret():
        reading.fault(columns.fields.get(TASK), Unclear("workbook.secret", task=secret))
        return ReadRow(row.number, faults=tuple(reading.faults))
    task, further = _tasks(reading)
    pieces = _pieces(reading) | {TASK: task}
    told = _told(reading, pieces, _counts(reading), further)
    entered = told.entered
    if entered is not None:
        _check_month(reading, entered.content, pieces)
    places = {column.heading: column.place for column in (*columns.fields.values(), *columns.indicators)}
    faults = tuple(sorted(reading.faults, key=lambda fault: places.get(fault.column, 0)))
    if entered is not None and not faults and planned.KIND in pieces and not entered.content.planned:
        late = RowFault(row.number, columns.fields[_STAGE].heading, Unclear("workbook.has_come"))
        return ReadRow(row.number, replace(entered, content=_as_planned(entered.content)), (late,))
    return replace(told, entered=None if faults else entered, faults=faults)


def _as_planned(content: Content) -> Content:
    """Give what was said of it while its day had not come."""
    as_planned = Content(content.task, finished=False, days=content.days, form=content.form, title=content.title)
    return replace(as_planned, phase=content.phase, part=content.part, planned=True)


def secret_in(plan: Plan, cell: GridCell) -> str:
    """Give the key of a task that takes status and a count only, where a cell names one; "" where it names none."""
    secret = {folded(task.key): task.key for task in plan.tasks if task.sensitive is Sensitive.YES}
    found = (secret.get(folded(match[0]), "") for match in _KEY.finditer(cell.plain))
    return next(filter(None, found), "")


_KEY: Final = re.compile(r"\d{1,2}\.\d{1,2}[^\W\d_]?", re.IGNORECASE)
_MONTH: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")
_UNREAD: Final = "?"  # no month


def _unreadable(columns: Columns, row: GridRow) -> Iterator[RowFault]:
    """Tell of cells that hold nothing that could be read: a formula's error, a formula that was never worked out."""
    because = {ERROR: "workbook.error", FORMULA: "workbook.formula", MARKED: "evidence.marked"}
    for column in (*columns.fields.values(), *columns.indicators):
        cell = row.cells.get(column.place)
        if cell is not None and cell.kind in because:
            yield RowFault(row.number, column.heading, Unclear(because[cell.kind], value=cell.value))


def _pieces(reading: _Reading) -> dict[str, Piece]:
    given = reading.given
    pieces = {**unmentioned.PIECES, "evidence": oneline.NO_EVIDENCE}
    pieces |= {key: Piece(kept=kept) for key, kept in _AS_MOST.items()}
    pieces |= {key: Piece(text=text) for key in _PARTS if (text := reading.text(key))}
    figures = _figures(reading)
    pieces["figures"] = Piece(kept=[figure.kept() for figure in figures]) if figures else oneline.NO_FIGURES
    told = "; ".join([reading.text(OTHERS), *(f"{cell.text} {column.heading}" for column, cell in reading.counted())])
    if stage := reading.text(_STAGE):
        said = folded(stage).strip(" .")
        if said in _planned():
            pieces[planned.KIND] = Piece(picked=planned.KIND)
        else:
            pieces[_STAGE] = Piece(text=stage, picked=template.stages().get(said, ""))
    if month := _month(reading):
        pieces[MONTH] = Piece(picked=month)
    if form := reading.text("form"):
        labels = {folded(one.label): one.key for one in given.plan.forms}  # "Khác" is one of ours, and no wish for more
        pieces["form"] = Piece(text=form, picked=labels.get(folded(form), ""))
    elif "title" not in pieces and figures:
        pieces["form"] = Piece(picked=contents.CUMULATIVE)
    elif guessed := guessing_form.guess(given.plan, reading.text("title"), told.strip("; ")):
        pieces["form"] = guessed
    if links := reading.text("evidence"):
        pieces["evidence"] = template.evidence(links)
    return pieces


def _tasks(reading: _Reading) -> tuple[Piece, tuple[str, ...]]:
    """Give the task, or why it cannot be taken, and the keys of those the same activity counts for too."""
    cell = reading.cell(TASK)
    typed = cell.plain.strip() if cell is not None else ""
    if cell is None or not typed:
        return Piece(why=Unclear("workbook.no_task")), ()
    if cell.kind == DAY:
        return Piece(why=Unclear("workbook.task_is_day", value=cell.text)), ()
    piece, more = template.tasks(reading.given, typed)
    if not piece.picked:
        piece = Piece(text=typed) if (match := _KEY.match(typed)) is None else _not_theirs(reading, match[0])
    return piece, tuple(dict.fromkeys((*more, *_further(reading))))


def _not_theirs(reading: _Reading, key: str) -> Piece:
    plan = reading.given.plan
    is_known = key.lower() in {task.key.lower() for task in plan.tasks}
    because = "workbook.not_your_task" if is_known else "workbook.unknown_task"
    return Piece(why=Unclear(because, code=key, unit=reading.given.unit.name, plan=plan.short))


def _further(reading: _Reading) -> Iterator[str]:
    """Give the keys in the column of further tasks; one of no task, or no key at all, is a fault of its cell."""
    cell = reading.cell(ALSO)
    if cell is None or not reading.text(ALSO):
        return
    keys = {task.key.lower(): task.key for task in reading.given.plan.tasks}
    found = [match[0] for match in _KEY.finditer(cell.plain)]
    if cell.kind == DAY or not found:
        reading.fault(reading.columns.fields[ALSO], Unclear("workbook.also_keys"))
        return
    for key in found:
        if key.lower() in keys:
            yield keys[key.lower()]
        else:
            reading.fault(reading.columns.fields[ALSO], Unclear("workbook.unknown_task", code=key))


def _month(reading: _Reading) -> str:
    """Give the month that a row is said to count for: "2025-12", NO_MONTH, or "" where it says nothing.

    A program may have turned "12/2025" into its first day.
    """
    cell, typed = reading.cell(MONTH), reading.text(MONTH)
    if cell is None or not typed:
        return ""
    if cell.kind == DAY:
        return cell.value[:7]
    if folded(typed).strip(" .") in _no_month():
        return contents.NO_MONTH
    match = _MONTH.search(typed)
    return f"{match[2]}-{match[1]:0>2}" if match else _UNREAD


def _check_month(reading: _Reading, content: Content, pieces: Mapping[str, Piece]) -> None:
    """Refuse a month that was not asked for, and is not that of the days."""
    if MONTH not in pieces or content.month:
        return
    if content.days is None or pieces[MONTH].picked != f"{content.days.first:%Y-%m}":
        reading.fault(reading.columns.fields[MONTH], Unclear("workbook.month_of_days"))


def _figures(reading: _Reading) -> list[Any]:
    """Read what was counted: each column's own, and what has none. What cannot be read is a fault of its cell."""
    found: dict[str, Any] = {}
    for column, cell in reading.counted():
        assert column.indicator is not None, "it is a column of one"
        try:
            (figure,) = _of_indicator(cell, column.indicator)
        except Unclear as why:
            reading.fault(column, why)
        else:
            found[figure.indicator] = figure
    others, of_others = reading.text(OTHERS), reading.columns.fields.get(OTHERS)
    if others and of_others is not None:
        try:
            read = read_figures(others, reading.given.plan.indicators)
        except Unclear as why:
            reading.fault(of_others, why)
        else:
            if twice := [figure for figure in read if figure.indicator in found]:
                label = reading.given.plan.indicator(twice[0].indicator).label
                reading.fault(of_others, Unclear("workbook.counted_twice", label=label))
            found |= {figure.indicator: figure for figure in read}
    return list(found.values())


def _of_indicator(cell: GridCell, indicator: Any) -> Sequence[Any]:
    """Read "hơn 1.200", or "hơn 1.200 đại biểu", as a figure of the column it stands in."""
    if any(letter.isalpha() for letter in cell.text):
        try:
            return read_figures(cell.text, (indicator,))
        except Unclear:
            pass  # "hơn 1.200": words of precision alone
    return read_figures(f"{cell.text} {name(indicator)}", (indicator,))


def _counts(reading: _Reading) -> str:
    """Give what the figures are by the row's own word, one of Counts; "" where it has none."""
    typed, column = reading.text(COUNTS), reading.columns.fields.get(COUNTS)
    if not typed:
        return ""
    meant = _counting().get(folded(typed).strip(" ."), "")
    if not meant:
        reading.fault(column, Unclear("workbook.counts"))
    return meant


def _told(reading: _Reading, pieces: Mapping[str, Piece], counts: str, further: Sequence[str]) -> ReadRow:
    """Let the conversation of one entry hear the cells; what it refuses, or would have to ask, are faults."""
    asking = RowAsking(counts, list(further))
    found = heard(asking.talk, reading.given, pieces)
    for key in dict.fromkeys(asking.keys):
        if key not in found.values:
            why = found.answers.get(key) or Unclear(_MISSING.get(key, "workbook.asks"))
            reading.fault(reading.columns.fields.get(_COLUMN_OF.get(key, key)), _of_a_table(key, why, pieces))
    if asking.refused is not None and TASK in found.values:
        reading.fault(reading.columns.fields.get(COUNTS), asking.refused)
    if asking.told is not None and (left := [*asking.not_also, *asking.further]):
        column = reading.columns.fields.get(ALSO) or reading.columns.fields.get(TASK)
        reading.fault(column, Unclear("oneline.not_also", codes=", ".join(left)))
    asking.answered.update(key for key in (*_AS_MOST, planned.KIND) if key in asking.keys)
    answers = {key: kept for key, kept in found.answers.items() if key in found.values and key != _FILES}
    return ReadRow(reading.row.number, asking.told, (), frozenset(asking.answered), answers=answers | asking.kept)


def _of_a_table(key: str, why: Unclear, pieces: Mapping[str, Piece]) -> Unclear:
    """Say in words of a table why nothing was found by the words of a cell."""
    if key == MONTH:
        return Unclear("workbook.month")
    if key in ("form", TASK) and why.because.startswith("choose."):
        return Unclear(f"workbook.unknown_{key}", code=pieces[key].text, plan="")
    return why


@cache
def _planned() -> Mapping[str, str]:
    return meanings.typed(dict.fromkeys(("workbook.planned", "workbook.planned.typed"), planned.KIND))


@cache
def _no_month() -> Mapping[str, str]:
    return meanings.typed(dict.fromkeys(("month.none", "workbook.no_month.typed"), contents.NO_MONTH))


def _is_zero(cell: GridCell) -> bool:
    return cell.kind == "n" and Decimal(cell.value) == 0


@cache
def _counting() -> Mapping[str, str]:
    return meanings.typed(
        {f"workbook.{counts}.typed": str(counts) for counts in COUNTED}
        | {f"workbook.{counts}": str(counts) for counts in COUNTED}
    )
