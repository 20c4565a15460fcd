"""What is said of a workbook: every fault with sheet, row and column; else what would be entered, and its sums."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from handlers.entries import access, contents
from handlers.entries.contents import Content
from handlers.officials.entering.new_entry import Given
from handlers.officials.from_workbook.checking import CheckedTable
from handlers.officials.from_workbook.one_row import ReadRow, RowFault
from messages.reading.days import spans
from messages.reading.figures import figures
from messages.shortening import shortened
from messages.values import Figure
from messages.words import say
from plans.schema import Plan
from storage.results.figures import Counts

FAULTS: Final = 10
ROWS: Final = 3
_NAMED: Final = 12  # rows, or numbers, in one sentence
_LONGEST: Final = 300  # characters of one fault
_TITLE: Final = 80
_OF_ROWS: Final = ("outside", "phase", "part", "cooperating", "planned")


def faults(table: CheckedTable) -> str:
    """Tell what is wrong: the first faults, then how many more there are."""
    shown = [_fault(table.grid.sheet, fault) for fault in table.faults[:FAULTS]]
    more = len(table.faults) - len(shown)
    lines = [say("workbook.faults", sheet=table.grid.sheet, n=len(table.faults)), *shown]
    lines += [say("workbook.faults.more", n=more)] if more else []
    return "\n".join([*lines, *_hidden(table), say("workbook.faults.end")])


def _fault(sheet: str, fault: RowFault) -> str:
    """Say where a fault is, and what it is; what might have been meant stands behind it."""
    why = " ".join(say(fault.why.because, **fault.why.facts).split())
    if fault.why.offers:
        why += " " + say("workbook.fault.perhaps", offers="; ".join(offer.label for offer in fault.why.offers))
    facts = {"sheet": sheet, "row": fault.row, "column": fault.column, "why": shortened(why, _LONGEST)}
    where = "cell" if fault.column and fault.row else "row" if fault.row else "column" if fault.column else "sheet"
    return say(f"workbook.fault.{where}", **facts)


def preview(given: Given, table: CheckedTable, doubles: Sequence[tuple[int, str]] = ()) -> str:
    """Show the first rows that would be entered, their sums, and what is to be known of them.

    `doubles` are rows that may be the activity of another unit, with its name.
    """
    plan, rows = given.plan, table.rows
    lines = [say("workbook.head", sheet=table.grid.sheet, n=len(rows), unit=given.unit.name)]
    lines += [_row(plan, row) for row in rows[:ROWS]]
    lines += [say("workbook.rows.more", n=len(rows) - ROWS)] if len(rows) > ROWS else []
    lines += _sums(plan, [row.entered.content for row in rows if row.entered is not None])
    lines += [known(given, table)] if table.known else []
    for key in _OF_ROWS:
        if of := [row.number for row in rows if key in row.asked]:
            lines.append(say(f"workbook.asked.{key}", rows=_named(of), plan=plan.short, period=plan.period_word))
    lines += [_result_of(given, row) for row in rows if row.result_of]
    lines += [say("workbook.double", row=row, unit=unit) for row, unit in doubles]
    return "\n".join([*lines, *_hidden(table)])


def _result_of(given: Given, row: ReadRow) -> str:
    number = access.numbered(given.plan.code, given.unit.code, row.result_of)
    return say("workbook.result_of", row=row.number, number=number)


def known(given: Given, table: CheckedTable) -> str:
    """Say which rows were entered before, under which numbers."""
    numbers = [access.numbered(given.plan.code, given.unit.code, number) for number in sorted(table.known.values())]
    shown = ", ".join(numbers[:_NAMED]) + (", …" if len(numbers) > _NAMED else "")
    return say("workbook.known", n=len(table.known), numbers=shown)


def _row(plan: Plan, row: ReadRow) -> str:
    assert row.entered is not None, "only such are shown"
    content = row.entered.content
    days = spans.worded(content.days) if content.days else "–"
    title = shortened(content.title, _TITLE) or say("form.cumulative")
    task = say("task.other") if content.task == contents.OTHER else ", ".join(content.tasks)
    counted = say("workbook.preview.planned") if content.planned else contents.figures_worded(plan, content) or "–"
    return say("workbook.preview", row=row.number, task=task, days=days, title=title, figures=counted)


def _sums(plan: Plan, told: Sequence[Content]) -> Iterator[str]:
    """Word what is new of each indicator in one sum; totals are never added, each stands for itself."""
    new: dict[str, list[Figure]] = {}
    totals: list[str] = []
    within: list[str] = []
    for content in told:
        for figure in content.figures:
            if content.counts is Counts.WITHIN:
                within.append(figures.worded(figure, plan.indicator(figure.indicator)))
            elif content.counts is Counts.TOTAL:
                totals.append(f"{figures.worded(figure, plan.indicator(figure.indicator))} ({content.task})")
            else:
                new.setdefault(figure.indicator, []).append(figure)
    added = [_added(plan, key, new[key]) for key in (one.key for one in plan.indicators) if key in new]
    if added:
        yield say("workbook.sums.new", figures="; ".join(added))
    for key, listed in (("total", totals), ("within", within)):
        if listed:
            more = ["…"] if len(listed) > _NAMED else []
            yield say(f"workbook.sums.{key}", figures="; ".join([*listed[:_NAMED], *more]))


def _added(plan: Plan, indicator: str, told: Iterable[Figure]) -> str:
    value, precision = figures.total(told)
    return figures.worded(Figure(indicator, value, precision, ""), plan.indicator(indicator))


def _hidden(table: CheckedTable) -> Iterator[str]:
    """Tell of what is in the file and not seen, or not read."""
    grid = table.grid
    if grid.hidden_rows:
        yield say("workbook.hidden.rows", rows=_named(grid.hidden_rows))
    if grid.hidden_columns:
        yield say("workbook.hidden.columns", columns=", ".join(grid.hidden_columns))
    if grid.hidden_sheets:
        yield say("workbook.hidden.sheets", sheets=", ".join(grid.hidden_sheets))
    used = {place for row in grid.rows for place in row.cells}
    if unknown := [column.heading for column in table.columns.unknown if column.place in used]:
        yield say("workbook.unknown_columns", columns=", ".join(unknown))


def _named(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:_NAMED])) + (", …" if len(rows) > _NAMED else "")


def entered(given: Given, table: CheckedTable, numbers: Sequence[int]) -> str:
    """Name the numbers of the rows: those that were planned before, then the new ones, of which none is left out."""
    old = sorted(row.result_of for row in table.rows if row.result_of)
    new = [number for number in numbers if number not in old]
    named = {number: access.numbered(given.plan.code, given.unit.code, number) for number in numbers}
    told = [named[number] for number in old]
    if len(new) > 1:
        told.append(say("workbook.numbers", first=named[new[0]], last=named[new[-1]]))
    return ", ".join([*told, *(named[number] for number in new if len(new) == 1)])
