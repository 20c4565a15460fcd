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
from handlers.officials.entering import closed, new_entry
from handlers.officials.entering.new_entry import Entered, Given
from handlers.officials.entering.new_or_total import AskHow
from handlers.officials.free_text import guessing_form, oneline, template, unmentioned
from handlers.officials.free_text.understanding import Piece, heard
from handlers.officials.from_workbook.columns import COUNTS, OTHERS, Columns, FieldColumn
from handlers.officials.from_workbook.grid import DAY, ERROR, FORMULA, MARKED, GridCell, GridRow
from messages import meanings
from messages.folding import folded
from messages.questions.question import Ask, Question
from messages.reading.figures.figures import read_figures
from messages.reading.figures.units import name
from messages.unclear import Unclear
from plans.schema import Plan, Sensitive
from storage.results.figures import Counts

T = TypeVar("T")

TASK: Final = "task"
COUNTED: Final = (Counts.EXTRA, Counts.TOTAL, Counts.WITHIN)  # what a row may say of its figures
_PARTS: Final = ("days", "title", "place", "partners")  # heard as they stand
_NOTHING: Final = re.compile(r"[.…_\s()\[\]–-]*")
_AS_MOST: Final = {"cooperating": True, "part": closed.OPEN}
_FIRST: Final = frozenset({"phase", "outside"})  # the first choice: the phase of the first day; that the days are meant
_REVIEW: Final = "send"
_COLUMN_OF: Final[Mapping[str, str]] = {"planned": "days", "month": "days"}
_MISSING: Final[Mapping[str, str]] = {
    **dict.fromkeys(("days", "form", "title"), "workbook.missing"),
    "planned": "workbook.not_come",
}


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a cell cannot be taken; `column` is its heading, "" for the whole row."""

    row: int
    column: str
    why: Unclear


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row says; `entered` where it can be entered. `asked` are questions that were answered as most would."""

    number: int
    entered: Entered | None = None
    faults: tuple[RowFault, ...] = ()
    asked: frozenset[str] = frozenset()


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
        """Give the task of the row where it takes status and a count only."""
        cell = self.cell(TASK)
        return "" if cell is None else secret_in(self.given.plan, cell)

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
        reading.fault(columns.fields[TASK], Unclear("workbook.secret", task=secret))
        return ReadRow(row.number, faults=tuple(reading.faults))
    entered, asked = _told(reading, _pieces(reading), _counts(reading))
    places = {column.heading: column.place for column in (*columns.fields.values(), *columns.indicators)}
    faults = tuple(sorted(reading.faults, key=lambda fault: places.get(fault.column, 0)))
    return ReadRow(row.number, None if faults else entered, faults, asked)


def secret_in(plan: Plan, cell: GridCell) -> str:
    """Give the key of a task that takes status and a count only, where a cell names one; "" where it names none."""
    secret = {folded(task.key): task.key for task in plan.tasks if task.sensitive is Sensitive.YES}
    found = (secret.get(folded(match[0]), "") for match in _KEY.finditer(cell.plain))
    return next(filter(None, found), "")


_KEY: Final = re.compile(r"\d{1,2}\.\d{1,2}[^\W\d_]?", re.IGNORECASE)


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
    pieces[TASK] = _task(reading)
    figures = _figures(reading)
    pieces["figures"] = Piece(kept=[figure.kept() for figure in figures]) if figures else oneline.NO_FIGURES
    told = "; ".join([reading.text(OTHERS), *(f"{cell.text} {column.heading}" for column, cell in reading.counted())])
    if stage := reading.text("finished"):
        pieces["finished"] = Piece(text=stage, picked=template.stages().get(folded(stage).strip(" ."), ""))
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


def _task(reading: _Reading) -> Piece:
    """Give the task, or why it cannot be taken."""
    cell, plan = reading.cell(TASK), reading.given.plan
    typed = cell.plain.strip() if cell is not None else ""
    if cell is None or not typed:
        return Piece(why=Unclear("workbook.no_task"))
    if cell.kind == DAY:
        return Piece(why=Unclear("workbook.task_is_day", value=cell.text))
    piece, more = template.tasks(reading.given, typed)
    if more:
        return Piece(why=Unclear("workbook.one_task"))
    if piece.picked:
        return Piece(picked=piece.picked)
    if (match := _KEY.match(typed)) is None:
        return Piece(text=typed)
    is_known = match[0].lower() in {task.key.lower() for task in plan.tasks}
    because = "workbook.not_your_task" if is_known else "workbook.unknown_task"
    return Piece(why=Unclear(because, code=match[0], unit=reading.given.unit.name, plan=plan.short))


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


@dataclass(slots=True)
class _Asking:
    """Stands between the conversation of one entry and what hears the cells: answers what has no cell."""

    counts: str
    keys: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    is_how_asked: bool = False
    refused: Unclear | None = None
    told: Entered | None = None

    def talk(self, ask: Ask, given: Given) -> None:
        def between(question: Question[T]) -> T:
            if question.key == _REVIEW:
                return question.value("yes")
            if question.key in _FIRST:
                self.answered.add(question.key)
                return question.value(question.prompt(None).choices[0].key)
            if isinstance(question, AskHow):
                return question.value(self._how(question))
            self.keys.append(question.key)
            return ask(question)

        self.told = told = new_entry.entered(between, given)
        if not self.is_how_asked and told.content.figures:  # there was nothing before beside which it could be asked
            if self.counts == Counts.WITHIN:
                self.refused = Unclear("workbook.no_total")
            elif self.counts == Counts.TOTAL:
                self.told = replace(told, content=replace(told.content, counts=Counts.TOTAL))

    def _how(self, question: AskHow) -> str:
        """Give what the figures are; those of an activity come on top, where the row does not say.

        Where a total told before may hold them, the row has to say.
        """
        self.is_how_asked = True
        keys = [one.key for one in question.options]
        extra = next(key for key in keys if key.startswith(Counts.EXTRA))
        holders = [key for key in keys if key.startswith(Counts.WITHIN)]
        picked = extra
        if self.counts == Counts.TOTAL:
            picked = str(Counts.TOTAL)
        elif self.counts == Counts.WITHIN:
            picked = next((key for key in reversed(holders) if key not in question.refused), "".join(holders[-1:]))
        elif not self.counts and "title" not in self.keys:
            self.refused = Unclear("workbook.counts")
        elif not self.counts and holders:
            self.refused = Unclear("workbook.held")
        if not picked:
            self.refused = Unclear("workbook.no_total")
        self.refused = self.refused or question.refused.get(picked)
        return extra if self.refused else picked


def _told(reading: _Reading, pieces: Mapping[str, Piece], counts: str) -> tuple[Entered | None, frozenset[str]]:
    """Let the conversation of one entry hear the cells; what it refuses, or would have to ask, are faults."""
    asking = _Asking(counts)
    found = heard(asking.talk, reading.given, pieces)
    for key in dict.fromkeys(asking.keys):
        if key not in found.values:
            why = found.answers.get(key) or Unclear(_MISSING.get(key, "workbook.asks"))
            reading.fault(reading.columns.fields.get(_COLUMN_OF.get(key, key)), _of_a_table(key, why, pieces))
    if asking.refused is not None and TASK in found.values:
        reading.fault(reading.columns.fields.get(COUNTS), asking.refused)
    asking.answered.update(key for key in _AS_MOST if key in asking.keys)
    return asking.told, frozenset(asking.answered)


def _of_a_table(key: str, why: Unclear, pieces: Mapping[str, Piece]) -> Unclear:
    """Say in words of a table why nothing was found by the words of a cell."""
    if key in ("form", TASK) and why.because.startswith("choose."):
        return Unclear(f"workbook.unknown_{key}", code=pieces[key].text, plan="")
    return why


def _is_zero(cell: GridCell) -> bool:
    return cell.kind == "n" and Decimal(cell.value) == 0


@cache
def _counting() -> Mapping[str, str]:
    return meanings.typed(
        {f"workbook.{counts}.typed": str(counts) for counts in COUNTED}
        | {f"workbook.{counts}": str(counts) for counts in COUNTED}
    )
