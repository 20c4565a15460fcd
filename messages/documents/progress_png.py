"""Draw the progress picture: a PNG 1080 pixels wide, to be read on a phone. The only importer of matplotlib.

Everything is placed in pixels, from the top left corner. A state is told by its shape as
well as its colour; the colours are those of Okabe and Ito, which colour-blind people tell apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from typing import Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from messages.documents.progress import Bar, Drawing, Mark, Row, Section, bars, legend
from messages.words import ZONE, number, say

WIDTH: Final = 1080
_DPI: Final = 100
_EDGE: Final = 24
_TITLE: Final = 140  # the title and the instant
_BAR: Final = 62  # what is there of all that is owed, to be read on a phone without enlarging
_UNDER_BARS: Final = 26
_BAR_WORDS, _PERCENT = 480, 130  # pixels before and behind a bar
_GUTTER: Final = 28
_FONT: Final = "DejaVu Sans"  # comes with matplotlib and has every Vietnamese letter
_INK, _PALE, _STRIPE = "#1f2430", "#5b6472", "#f1f4f8"
_PHASES, _PHASE_LEAST = 106, 26  # pixels: all phases, one of many
_TASKS, _REPORT = 114, 76
_LEFT: Final = 0.58  # of what is left for names: long names stand first
_CURVE: Final = 250
_LEGEND_LINE: Final = 31
_ONE_COLUMN: Final = 20  # rows that stand in one column, larger


@dataclass(frozen=True, slots=True)
class Shape:
    """A marker of matplotlib, its colour, how large (pixels across), and whether it is filled."""

    marker: str
    colour: str
    across: float = 17
    filled: bool = True


SHAPES: Final = {
    Mark.DONE: Shape("o", "#009e73"),
    Mark.GOING: Shape("^", "#0072b2", 18),
    Mark.LATE: Shape("D", "#e69f00", 15),
    Mark.OVERDUE: Shape("X", "#d55e00", 19),
    Mark.MISSING: Shape("s", "#b3bac5", 12, filled=False),
    Mark.NOTHING: Shape("_", "#1f2430", 20),
    Mark.AHEAD: Shape(".", "#a7adb7", 12),
}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of rows, in pixels: how wide names, each phase, tasks and report are; `size` is that of the letters."""

    left: float
    names: float
    phase: float
    tasks: float
    report: float
    row: float
    size: float
    phases: int

    @property
    def width(self) -> float:
        """From the first letter of a name to the end of the row."""
        return self.names + self.phases * self.phase + self.tasks + self.report

    @property
    def at_tasks(self) -> float:
        """Where the tasks have their middle."""
        return self.left + self.width - self.report - self.tasks / 2

    @property
    def at_report(self) -> float:
        """Where the signed report has its middle."""
        return self.left + self.width - self.report / 2

    @property
    def at_phases(self) -> list[float]:
        """Where each phase has its middle."""
        return [self.left + self.names + self.phase * (nth + 0.5) for nth in range(self.phases)]


class _Sheet:
    """A white sheet of so many pixels to write and mark on."""

    def __init__(self, height: float) -> None:
        self.figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor="white")
        self.canvas = FigureCanvasAgg(self.figure)
        self.height = height
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        self.axes.axis("off")
        self.marks: dict[Mark, list[tuple[float, float]]] = {mark: [] for mark in Mark}

    def write(self, x: float, y: float, text: str, size: float, **more: str) -> None:
        """Write a line; `y` is its middle, `size` is in pixels."""
        style = {"color": _INK, "ha": "left", "va": "center_baseline", "family": _FONT, **more}
        self.axes.text(x, y, text, fontsize=_points(size), parse_math=False, **style)  # type: ignore[arg-type]  # all are texts

    def fitting(self, text: str, size: float, width: float, weight: str = "normal") -> float:
        """Give the size at which a text fits, at most `size`."""
        font = FontProperties(family=_FONT, size=_points(size), weight=weight)
        renderer = self.canvas.get_renderer()  # type: ignore[no-untyped-call]  # matplotlib left it without types
        wide, _, _ = renderer.get_text_width_height_descent(text, font, ismath=False)
        return size if wide <= width else 0.98 * size * width / wide

    def stripe(self, x: float, y: float, width: float, height: float, colour: str = _STRIPE) -> None:
        """Lay a stripe, pale under a row."""
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, edgecolor="none"))

    def mark(self, x: float, y: float, mark: Mark) -> None:
        """Set a mark; all of one shape are drawn together at the end."""
        self.marks[mark].append((x, y))

    def plot(self, x: float, y: float, width: float, height: float) -> Axes:
        """Give axes for a curve, in a place given in pixels."""
        place = (x / WIDTH, 1 - (y + height) / self.height, width / WIDTH, height / self.height)
        return self.figure.add_axes(place)

    def png(self) -> bytes:
        """Give the finished sheet."""
        for mark, places in self.marks.items():
            if not places:
                continue
            shape = SHAPES[mark]
            self.axes.scatter(
                [x for x, _ in places],
                [y for _, y in places],
                s=_points(shape.across) ** 2,
                marker=shape.marker,
                color=shape.colour,
                facecolors=None if shape.filled else "white",
                linewidths=1.8,
                zorder=3,
            )
        made = BytesIO()
        self.figure.savefig(made, format="png", dpi=_DPI)
        return made.getvalue()


def png(drawing: Drawing) -> bytes:
    """Draw it in the language now spoken."""
    rows = sum(len(group.rows) for group in drawing.groups)
    return _in_one(drawing) if rows <= _ONE_COLUMN else _in_two(drawing)


def _in_one(drawing: Drawing) -> bytes:
    """Draw a few units: one column over the whole width, the legend below it and the curve beside that."""
    wide = WIDTH - 2 * _EDGE
    phases = len(drawing.phases)
    phase, tasks, report = max(_PHASE_LEAST, 2 * _PHASES / max(phases, 3)), 180, 130
    column = _Column(_EDGE, wide - phases * phase - tasks - report, phase, tasks, report, 50, 27, phases)
    begins = top(drawing)
    below = begins + _height(drawing.groups, column) + 24
    legend = _legend_height(drawing)
    sheet = _Sheet(below + max(legend, _CURVE) + _EDGE)
    _head(sheet, drawing)
    _rows(sheet, drawing, drawing.groups, column, begins)
    _legend(sheet, drawing, _EDGE, below, wide * 0.45)
    _curve(sheet, drawing, WIDTH / 2, below, WIDTH / 2 - _EDGE, legend)
    return sheet.png()


def _in_two(drawing: Drawing) -> bytes:
    """Draw many units in two columns; the legend and the curve stand under the left one."""
    phases = len(drawing.phases)
    phase = max(_PHASE_LEAST, _PHASES / max(phases, 3))
    free = WIDTH - 2 * _EDGE - _GUTTER - 2 * (phases * phase + _TASKS + _REPORT)
    left = _Column(_EDGE, free * _LEFT, phase, _TASKS, _REPORT, 34, 21, phases)
    right = replace(left, left=_EDGE + left.width + _GUTTER, names=free * (1 - _LEFT))
    under = 24 + _legend_height(drawing) + _CURVE + _EDGE
    parts = min(_splits(drawing.groups), key=lambda two: max(_height(two[0], left) + under, _height(two[1], right)))
    begins = top(drawing)
    below = begins + _height(parts[0], left) + 24
    height = begins + max(_height(parts[0], left) + under, _height(parts[1], right) + _EDGE)
    sheet = _Sheet(height)
    _head(sheet, drawing)
    _rows(sheet, drawing, parts[0], left, begins)
    _rows(sheet, drawing, parts[1], right, begins)
    _legend(sheet, drawing, _EDGE, below, left.width)
    curve = below + _legend_height(drawing) + 14
    _curve(sheet, drawing, _EDGE, curve, left.width, min(height - curve - _EDGE, 2 * _CURVE))
    return sheet.png()


def _splits(groups: Sequence[Section]) -> list[tuple[tuple[Section, ...], tuple[Section, ...]]]:
    """Give every way to break the rows in two, between groups first; a broken group has its title twice."""
    found = [(tuple(groups[:at]), tuple(groups[at:])) for at in range(1, len(groups))]
    for nth, group in enumerate(groups):
        for at in range(1, len(group.rows)):
            first, rest = Section(group.kind, group.rows[:at]), Section(group.kind, group.rows[at:])
            found.append(((*groups[:nth], first), (rest, *groups[nth + 1 :])))
    return found


def _head(sheet: _Sheet, drawing: Drawing) -> None:
    wide = WIDTH - 2 * _EDGE
    title = say("progress.picture.title", plan=drawing.plan)
    local = drawing.at.astimezone(ZONE)
    size = sheet.fitting(title, 46, wide, "bold")
    sheet.write(_EDGE, 46, title, size, weight="bold")
    sheet.write(_EDGE, 102, say("progress.picture.at", at=drawing.at, on=local.date()), 30)
    for nth, bar in enumerate(bars(drawing)):
        _bar(sheet, bar, _TITLE + nth * _BAR)


def _bar(sheet: _Sheet, bar: Bar, y: float) -> None:
    """Write what it counts, draw how much of it is there, write the part of a hundred."""
    middle, left = y + _BAR / 2, _EDGE + _BAR_WORDS
    wide = WIDTH - _EDGE - _PERCENT - left
    sheet.write(_EDGE, middle, bar.words, sheet.fitting(bar.words, 30, _BAR_WORDS - 16))
    sheet.stripe(left, middle - 17, wide, 34, "#dfe4ea")
    sheet.stripe(left, middle - 17, wide * bar.percent / 100, 34, SHAPES[Mark.DONE].colour)
    sheet.write(WIDTH - _EDGE, middle, say("progress.percent", n=bar.percent), 38, ha="right", weight="bold")


def top(drawing: Drawing) -> float:
    """Give where the first group begins: under the title and the bars."""
    return _TITLE + len(bars(drawing)) * _BAR + _UNDER_BARS


def _rows(sheet: _Sheet, drawing: Drawing, groups: Sequence[Section], column: _Column, top: float) -> None:
    y = top
    for group in groups:
        _group_head(sheet, drawing, group, column, y)
        y += 1.6 * column.row
        for nth, row in enumerate(group.rows):
            if nth % 2 == 0:
                sheet.stripe(column.left - 8, y, column.width + 16, column.row)
            _row(sheet, row, column, y + column.row / 2)
            y += column.row
        y += 0.4 * column.row


def _group_head(sheet: _Sheet, drawing: Drawing, group: Section, column: _Column, y: float) -> None:
    middle, small = y + column.row, column.size - 4
    title = say(f"progress.kind.{group.kind}")
    sheet.write(column.left, middle, title, sheet.fitting(title, column.size + 1, column.names, "bold"), weight="bold")
    heads = [(x, phase.key) for x, phase in zip(column.at_phases, drawing.phases, strict=True)]
    heads.append((column.at_tasks, say("progress.column.tasks")))
    if drawing.owes_reports:
        heads.append((column.at_report, say("progress.column.report")))
    for x, words in heads:
        sheet.write(x, middle, words, sheet.fitting(words, small, column.report), ha="center", color=_PALE)
    word = drawing.phase_word[:1].upper() + drawing.phase_word[1:]
    sheet.write(column.at_phases[0] - 6, middle - 1.4 * small, word, small, color=_PALE)


def _row(sheet: _Sheet, row: Row, column: _Column, y: float) -> None:
    sheet.write(column.left, y, row.unit, sheet.fitting(row.unit, column.size, column.names - 8))
    for x, mark in zip(column.at_phases, row.phases, strict=True):
        sheet.mark(x, y, mark)
    if row.tasks is not None:
        sheet.mark(column.at_tasks - 0.22 * column.tasks, y, row.tasks)
        sheet.write(column.at_tasks + 0.4 * column.tasks, y, f"{row.heard}/{row.owed}", column.size - 1, ha="right")
    if row.report is not None:
        sheet.mark(column.at_report, y, row.report)


def _legend(sheet: _Sheet, drawing: Drawing, left: float, top: float, width: float) -> None:
    y = top + _LEGEND_LINE / 2
    for mark, words in legend(drawing):
        sheet.mark(left + 10, y, mark)
        sheet.write(left + 32, y, words, sheet.fitting(words, 20, width - 32))
        y += _LEGEND_LINE
    for words in _notes(drawing):
        sheet.write(left, y, words, sheet.fitting(words, 19, width), color=_PALE)
        y += _LEGEND_LINE


def _legend_height(drawing: Drawing) -> float:
    return (len(legend(drawing)) + len(_notes(drawing))) * _LEGEND_LINE


def _notes(drawing: Drawing) -> list[str]:
    """Say what the headings mean, and who is not drawn."""
    lines = [
        say("progress.phase_ends", period=drawing.phase_word, key=phase.key, ends=phase.ends)
        for phase in drawing.phases
    ]
    notes = [say("progress.tasks_mean"), *(" · ".join(lines[at : at + 2]) for at in range(0, len(lines), 2))]
    if drawing.left_out:
        notes.append(say("progress.left_out", n=drawing.left_out))
    return notes


def _curve(sheet: _Sheet, drawing: Drawing, left: float, top: float, width: float, height: float) -> None:
    """Draw how the results grew; `height` is that of everything, its title included."""
    first, last = drawing.curve[0][0], drawing.curve[-1][1]
    words = say("progress.curve", n=last)
    sheet.write(left, top + 16, words, sheet.fitting(words, 22, width, "bold"), weight="bold")
    axes = sheet.plot(left + 48, top + 44, width - 64, height - 80)
    days = list(range(len(drawing.curve) + 1))  # the last count stands for its whole day
    counts = [*(count for _, count in drawing.curve), last]
    axes.fill_between(days, counts, step="post", color="#0072b2", alpha=0.18, linewidth=0)
    axes.step(days, counts, where="post", color="#0072b2", linewidth=2.6)
    axes.set(xlim=(0, days[-1]), ylim=(0, max(4, last) * 1.08))
    ticks = days[: -1 : max(1, -(-len(days) // 5))]
    axes.set_xticks(ticks, [f"{first + timedelta(days=day):%d/%m}" for day in ticks])
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.yaxis.set_major_formatter(lambda value, _place: number(int(value)))
    axes.tick_params(labelsize=_points(18), colors=_PALE, labelfontfamily=_FONT)
    axes.grid(axis="y", color="#dde2e8")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _height(groups: Sequence[Section], column: _Column) -> float:
    return sum((2 + len(group.rows)) * column.row for group in groups)


def _points(pixels: float) -> float:
    return pixels * 72 / _DPI
