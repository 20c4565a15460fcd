"""The workbook to fill in, made for a unit: what it offers, and the file.

Task and days are text, so that no program turns "1.1" or "5/12" into something else. Lists stand on a sheet of their
own, with whom it was made for; tasks that may be secret are not among them.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from handlers.delivery.long_work import Bench, Made, MadeFile
from handlers.entries import contents
from handlers.officials.entering import choosing_task
from handlers.officials.entering.closed import stages
from handlers.officials.from_workbook import columns, one_row
from handlers.officials.from_workbook.columns import ALSO, COUNTS, MONTH, NUMBER, OTHERS
from handlers.officials.from_workbook.limits import MARK, MOST_ROWS
from messages.documents.sheets import legal
from messages.values import FileKind
from messages.words import say
from plans.schema import Indicator, Plan, Sensitive
from storage.results.figures import Counts

KIND: Final = "entry_form"
_RULED: Final = 22  # rows with lines around their cells: so many are on a page
_HEAD: Final = 2  # the row of the headings, from 0
_A4: Final = 9
_WIDTHS: Final = {
    NUMBER: 5.5, "task": 23, "days": 11.5, "form": 14, "title": 27, "place": 10, "partners": 11, OTHERS: 13,
    COUNTS: 9.5, "evidence": 13, ALSO: 8, MONTH: 8, "finished": 9.5,
}  # fmt: skip
_COUNTED: Final = 4.6  # characters: their headings stand upright
_HEADINGS: Final = 156  # points
_ROW: Final = 31
_EXAMPLE: Final = 62
_NEEDED: Final = ("task", "days", "title")
_HINTED: Final = ("days", ALSO, MONTH)  # what may stand in the cell is said beside it
_FONT: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_LINE: Final = {"border": 1, "border_color": "#8A94A0"}
_ASKED: Final = "#FCE4D6"  # what has to be filled in
_HELD: Final = "#DCE6F1"
_GREY: Final = "#6B7480"
_BOLD: Final = {**_FONT, "bold": True, "font_size": 13}
_HEADING: Final = {**_FONT, **_LINE, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What a workbook offers a unit: tasks as they are shown; how many others take no words at all."""

    plan: Plan
    unit: str
    tasks: tuple[str, ...]
    closed: int = 0
    mixed: bool = False
    monthly: bool = False

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Give what has a column: attendance, and what each form counts first."""
        usual = [form.indicators[0] for form in self.plan.forms[:-1] if form.indicators]
        shared = [key for form in self.plan.forms for key in form.indicators]
        most = max(shared, key=shared.count)
        return tuple(self.plan.indicator(key) for key in dict.fromkeys((most, *usual)))

    @property
    def fields(self) -> tuple[str, ...]:
        """Give the columns before the indicators."""
        where = columns.WHERE if self.plan.unit(self.unit).asks_place else ()
        return (NUMBER, "task", "days", "form", "title", *where)

    @property
    def last_fields(self) -> tuple[str, ...]:
        """Give the columns behind the indicators."""
        return (OTHERS, COUNTS, "evidence", ALSO, *((MONTH,) if self.monthly else ()), "finished")


def of_unit(plan: Plan, unit: str, handed: Sequence[str] | None) -> EntryForm:
    """Give what is offered to a unit, or to somebody of it to whom single tasks were handed."""
    own = [task for task in plan.tasks_of(unit) if handed is None or task.key in handed]
    open_ones = [task for task in own if task.sensitive is not Sensitive.YES]
    labels = [
        say("also.open", label=contents.label(task)) if task.sensitive is Sensitive.MIXED else contents.label(task)
        for task in open_ones
    ]
    others = choosing_task.others(plan, unit) if handed is None else ()
    labels += [
        one.label if one.key == contents.OTHER else say("task.part", label=one.label)
        for one in others
        if one.sensitive is not Sensitive.YES
    ]
    mixed = any(task.sensitive is Sensitive.MIXED for task in open_ones)
    monthly = any(task.recurs is not None for task in open_ones)
    return EntryForm(plan, unit, tuple(labels), len(own) - len(open_ones), mixed, monthly)


def written(form: EntryForm) -> bytes:
    """Write the workbook."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, notes, lists = (book.add_worksheet(say(f"workbook.sheet.{name}")) for name in ("rows", "notes", "lists"))
    ranges = _lists(lists, form)
    _rows(book, sheet, form, ranges)
    _notes(book, notes, form)
    book.close()
    return file.getvalue()


def _lists(sheet: Any, form: EntryForm) -> dict[str, str]:
    """Write what may be picked; give where it stands, by the column it is for."""
    picked = {
        "task": form.tasks,
        "form": tuple(one.label for one in form.plan.forms),
        COUNTS: tuple(say(f"workbook.{counts}") for counts in one_row.COUNTED),
        "finished": (*(stage.label for stage in stages()), say("workbook.planned")),
    }
    sheet.write_string(0, 0, f"{MARK}{form.plan.code}/{form.unit}")
    for column, labels in enumerate(picked.values()):
        for row, label in enumerate(labels, 1):
            sheet.write_string(row, column, legal(label))
    sheet.hide()
    name = say("workbook.sheet.lists")
    letters = dict(zip(picked, "ABCD", strict=True))
    return {key: f"='{name}'!${letters[key]}$2:${letters[key]}${len(labels) + 1}" for key, labels in picked.items()}


def _rows(book: Any, sheet: Any, form: EntryForm, ranges: dict[str, str]) -> None:
    """Write headings, the example, and empty rows to fill in."""
    _page(sheet, form)
    fields: list[str | Indicator] = [*form.fields, *form.indicators, *form.last_fields]
    cell, text = {**_FONT, **_LINE, "text_wrap": True}, {"num_format": "@"}
    formats = {
        "text": book.add_format({**cell, **text}),
        "figure": book.add_format({**cell, "num_format": "#,##0.###", "align": "right"}),
    }
    unruled = book.add_format({**_FONT, **text, "text_wrap": True})
    sheet.write_string(0, 0, say("workbook.title", unit=_unit(form), plan=form.plan.short), book.add_format(_BOLD))
    sheet.write_string(1, 0, say("workbook.hint", at_most=MOST_ROWS), book.add_format({**_FONT, "italic": True}))
    for row, height in ((_HEAD, _HEADINGS), (_HEAD + 1, _EXAMPLE), *((n, _ROW) for n in _ruled())):
        sheet.set_row(row, height)
    example = _example(form)
    shown = book.add_format({**cell, **text, "italic": True, "font_color": _GREY, "bg_color": "#F2F2F2"})
    for place, field in enumerate(fields):
        if isinstance(field, Indicator):
            name, key, width, format_, style = field.label, field.key, _COUNTED, formats["figure"], {"rotation": 90}
            sheet.set_column(place, place, width)
        else:
            name, key, width, format_, style = columns.heading(field), field, _WIDTHS[field], formats["text"], {}
            sheet.set_column(place, place, width, unruled)
        colour = {"bg_color": _ASKED if key in _NEEDED else _HELD}
        sheet.write_string(_HEAD, place, legal(name), book.add_format({**_HEADING, **colour, **style}))
        sheet.write(_HEAD + 1, place, example.get(key, ""), shown)
        for row in _ruled():
            sheet.write_blank(row, place, None, format_)
        _validate(sheet, place, key, ranges)
    sheet.freeze_panes(_HEAD + 1, 2)


def _ruled() -> range:
    return range(_HEAD + 2, _HEAD + 2 + _RULED)


def _validate(sheet: Any, place: int, field: str, ranges: dict[str, str]) -> None:
    """Let a cell be picked from its list; a key that is typed alone is taken too, so it only warns."""
    if field in ranges:
        words = {"error_title": columns.heading(field), "error_message": say("workbook.input.list")}
        rule = {"validate": "list", "source": ranges[field], "error_type": "warning", **words}
    elif field in _HINTED:
        words = {"input_title": columns.heading(field), "input_message": say(f"workbook.input.{field}")}
        rule = {"validate": "any", **words}
    else:
        return
    sheet.data_validation(_HEAD + 1, place, _HEAD + 1 + MOST_ROWS, place, rule)


def _example(form: EntryForm) -> dict[str, object]:
    """Give a row as it might be; it bears the mark by which it is never read."""
    day = form.plan.starts
    return {
        NUMBER: say("workbook.example"),
        "task": form.tasks[0],
        "days": f"{day:%d/%m/%Y}",
        "form": form.plan.forms[0].label,
        "title": say("workbook.example.title"),
        form.indicators[0].key: 120,
        OTHERS: say("workbook.example.others"),
        COUNTS: say(f"workbook.{Counts.EXTRA}"),
        "evidence": say("workbook.example.evidence", day=day),
        "finished": stages()[0].label,
    }


def _notes(book: Any, sheet: Any, form: EntryForm) -> None:
    """Write how it is filled in, in plain words, and everything that can be counted."""
    wrapped, bold = book.add_format({**_FONT, "text_wrap": True}), book.add_format(_BOLD)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 4, wrapped)
    sheet.set_column(1, 1, 100, wrapped)
    sheet.write_string(0, 0, say("workbook.notes"), bold)
    keys = [
        "rows",
        "task",
        "days",
        "figures",
        "naught",
        "others",
        "counts",
        "period",
        "planned",
        "evidence",
        "merged",
        "again",
    ]
    keys += ["month"] if form.monthly else []
    keys += ["closed"] if form.closed else []
    keys += ["mixed"] if form.mixed else []
    told = [say(f"workbook.notes.{key}", at_most=MOST_ROWS, n=form.closed) for key in (*keys, "secret")]
    for row, line in enumerate(told, 1):
        sheet.write_number(row, 0, row)
        sheet.write_string(row, 1, line, wrapped)
        sheet.set_row(row, 15 * (1 + len(line) // 105))
    start = len(told) + 2
    sheet.write_string(start, 0, say("workbook.notes.indicators"), bold)
    for row, indicator in enumerate(form.plan.indicators, start + 1):
        sheet.write_string(row, 1, say("workbook.notes.indicator", label=indicator.label, unit=indicator.unit))


def _page(sheet: Any, form: EntryForm) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.5)
    sheet.repeat_rows(_HEAD)
    sheet.set_footer(f"&L{_unit(form).replace('&', '&&')}&C&P/&N")


def _unit(form: EntryForm) -> str:
    return form.plan.unit(form.unit).name


async def make(bench: Bench) -> Made:
    """Make the workbook that was asked for."""
    unit, handed = bench.wanted.unit, bench.wanted.facts["handed"]
    form = of_unit(bench.plan, unit, handed)
    name = f"{say('workbook.file')} {bench.plan.code}-{unit}.xlsx"
    text = say("workbook.made", unit=bench.plan.unit(unit).name, you=bench.plan.you(unit))
    return Made(text, (MadeFile(FileKind.DOCUMENT, name, written(form)),))
