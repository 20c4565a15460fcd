"""The whole of a workbook, checked: row after row, each with what those before it tell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Final

from handlers.entries import access, contents
from handlers.entries.contents import Content
from handlers.officials.entering.new_entry import Given
from handlers.officials.from_workbook import columns as headings
from handlers.officials.from_workbook import one_row
from handlers.officials.from_workbook.columns import Columns
from handlers.officials.from_workbook.grid import Grid, GridRow
from handlers.officials.from_workbook.one_row import ReadRow, RowFault
from messages import meanings
from messages.folding import folded
from messages.unclear import Unclear
from messages.words import say
from storage.results.figures import Told
from storage.rows import to_json

_NEEDED: Final = ("task", "days")
_NOTHING: Final[Mapping[str, int]] = {}
_TOTALS: Final[Mapping[str, str]] = {
    "counts.below": "workbook.below",
    "counts.above": "workbook.above",
    "counts.not_within": "workbook.not_within",
}


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """What came of a table: the rows to enter, those entered before with their numbers, and what is wrong.

    A fault of the whole table has the row 0.
    """

    grid: Grid
    columns: Columns
    rows: tuple[ReadRow, ...] = ()
    known: Mapping[int, int] = field(default_factory=dict)
    faults: tuple[RowFault, ...] = ()


def checked(
    given: Given,
    grid: Grid,
    known: Mapping[str, int],
    next_number: int,
    at: datetime,
    planned: Mapping[str, int] = _NOTHING,
) -> CheckedTable:
    """Check every row; `known` are the numbers of the unit's entries by what they say, `identity`.

    `planned` are those that are only planned yet, by `occasion`.
    """
    columns = headings.of_grid(given.plan, grid, places=given.unit.asks_place)
    if whole := tuple(_of_whole(given, grid, columns)):
        return CheckedTable(grid, columns, faults=whole)
    checking = _Checking(given, columns, known, dict(planned), next_number, at)
    for row in grid.rows:
        checking.take(row)
    faults = tuple(fault for row in checking.rows for fault in row.faults)
    if not checking.rows and not checking.entered:
        faults = (RowFault(0, "", Unclear("workbook.empty")),)
    return CheckedTable(grid, columns, tuple(checking.rows), checking.entered, faults)


def identity(content: Content) -> str:
    """Give what makes two results the same: what was done when, where, with whom, and what was counted.

    How a figure counts and how it was typed does not, nor how far the task is.
    """
    days, figures = content.days, sorted((one.indicator, str(one.value), one.precision) for one in content.figures)
    when = (days.first.isoformat(), days.last.isoformat(), [day.isoformat() for day in days.separate]) if days else ()
    partners = sorted(partner.unit or folded(partner.name) for partner in content.partners)
    what = (content.task, content.form, folded(content.title), folded(content.place))
    return to_json([*what, list(when), partners, figures, *(["planned"] if content.planned else [])])


def occasion(content: Content) -> str:
    """Give by what a result is known to be that of something planned: for which task, when, and what."""
    days = content.days
    when = (days.first.isoformat(), days.last.isoformat()) if days else ()
    return to_json([content.task, folded(content.title), list(when)])


@dataclass(slots=True)
class _Checking:
    """The rows as far as they have been read."""

    given: Given
    columns: Columns
    known: Mapping[str, int]
    planned: dict[str, int]  # what no row was the result of yet
    next_number: int
    at: datetime
    rows: list[ReadRow] = field(default_factory=list)
    entered: dict[int, int] = field(default_factory=dict)  # numbers, by row
    told: list[Told] = field(default_factory=list)  # in this file
    said: dict[str, int] = field(default_factory=dict)  # rows, by what they say
    numbers: dict[int, int] = field(default_factory=dict)  # rows, by the numbers they will have

    def take(self, row: GridRow) -> None:
        if self._is_example(row):
            return
        found = one_row.read(replace(self.given, told=(*self.given.told, *self.told)), self.columns, row)
        if found.entered is None:
            self.rows.append(replace(found, faults=tuple(map(self._by_rows, found.faults))))
            return
        content = found.entered.content
        says = identity(content)
        if says in self.said:
            why = Unclear("workbook.twice", row=self.said[says])
            self.rows.append(ReadRow(row.number, faults=(RowFault(row.number, "", why),)))
            return
        self.said[says] = row.number
        if says in self.known:
            self.entered[row.number] = self.known[says]
            return
        if found.faults:
            self.rows.append(replace(found, entered=None))
            return
        of = 0 if content.planned else self.planned.pop(occasion(content), 0)
        number = of or self.next_number
        self.next_number += not of
        self.numbers[number] = row.number
        self.told += told_of(self.given, content, number, self.at)
        self.rows.append(replace(found, result_of=of))

    def _is_example(self, row: GridRow) -> bool:
        """Tell whether it is our example; one that was written over is a row like any other."""
        column, title = (self.columns.fields.get(key) for key in (headings.NUMBER, "title"))
        mark = None if column is None else row.cells.get(column.place)
        if mark is None or folded(mark.text).strip(" .:") not in _example_marks():
            return False
        cell = None if title is None else row.cells.get(title.place)
        return title is None or (cell is not None and folded(cell.text) in _example_titles())

    def _by_rows(self, fault: RowFault) -> RowFault:
        """Name what stands in the same file by its row: it has no number yet."""
        facts = dict(fault.why.facts)
        if fault.why.because not in _TOTALS:
            return fault
        plan, unit = self.given.plan.code, self.given.unit.code
        for number, row in self.numbers.items():
            facts["numbers"] = facts["numbers"].replace(access.numbered(plan, unit, number), say("workbook.row", n=row))
        return replace(fault, why=Unclear(_TOTALS[fault.why.because], **facts))


def told_of(given: Given, content: Content, number: int, at: datetime) -> Iterator[Told]:
    """Give the figures of a row as the rows below it see them."""
    if content.days is None:
        return
    task = "" if content.task == contents.OTHER else content.task
    for figure in content.figures:
        yield Told(
            given.unit.code,
            task,
            number,
            content.kind,
            at,
            figure.indicator,
            figure.value,
            figure.precision,
            content.days.first,
            content.days.last,
            content.counts,
            content.within,
            forms=content.form,
        )


def _of_whole(given: Given, grid: Grid, columns: Columns) -> Iterator[RowFault]:
    """Say why nothing of a table can be read."""
    if grid.mark and grid.mark != marked_for(given):
        yield RowFault(0, "", Unclear("workbook.of_another", unit=given.unit.name, plan=given.plan.short))
        return
    if grid.more:
        yield RowFault(0, "", Unclear("workbook.too_long", n=len(grid.rows) + grid.more, at_most=len(grid.rows)))
    for needed in _NEEDED:
        if needed not in columns.fields:
            yield RowFault(0, "", Unclear("workbook.no_column", heading=headings.heading(needed)))
    for column in columns.twice:
        yield RowFault(0, column.heading, Unclear("workbook.column_twice"))
    if grid.others:
        yield RowFault(0, "", Unclear("workbook.several", sheets=", ".join((grid.sheet, *grid.others))))
    if grid.merged:
        yield RowFault(0, "", Unclear("workbook.merged", cells=", ".join(grid.merged)))


def marked_for(given: Given) -> str:
    """Give what our own workbook says of whom it was made for."""
    return f"{given.plan.code}/{given.unit.code}"


def new_rows(table: CheckedTable) -> Sequence[ReadRow]:
    """Give the rows that can be entered."""
    return tuple(row for row in table.rows if row.entered is not None)


@cache
def _example_marks() -> Mapping[str, str]:
    return meanings.typed({"workbook.example": "example"})


@cache
def _example_titles() -> Mapping[str, str]:
    return meanings.typed({"workbook.example.title": "example"})
