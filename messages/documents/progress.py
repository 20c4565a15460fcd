"""What the progress picture says, as plain values; `progress_png` draws it.

It names units and counts, never a task: some of their labels may not be shown.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from messages.words import say


class Mark(StrEnum):
    """How something stands, in the order of the legend; each has a shape and a colour of its own."""

    DONE = "done"  # an update was given, every task is done in time, the report came in time
    GOING = "going"  # some tasks have results
    LATE = "late"  # a task is, or was, past its own day; the report came late
    OVERDUE = "overdue"  # no report, and its last day is past
    MISSING = "missing"  # nothing yet
    NOTHING = "nothing"  # nothing arises
    AHEAD = "ahead"  # the phase has not begun


@dataclass(frozen=True, slots=True)
class Row:
    """One unit. `phases` go by the plan's order; of `owed` tasks `heard` have had a word."""

    unit: str
    phases: tuple[Mark, ...]
    tasks: Mark | None  # None: it owes none
    heard: int
    owed: int
    report: Mark | None


@dataclass(frozen=True, slots=True)
class Section:
    """Units of one kind (a key of the words), in the plan's order."""

    kind: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PhaseHeading:
    """A heading: the phase's key and its last day."""

    key: str
    ends: date


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything in the picture. `curve` is how many results there were by the end of each local day, without gaps.

    `reports` and `tasks` are (there, of); a task is there once there is a word of it. `left_out` counts units that
    are not drawn: a picture of thousands could not be read.
    """

    plan: str
    phase_word: str
    at: datetime
    phases: tuple[PhaseHeading, ...]
    groups: tuple[Section, ...]
    curve: tuple[tuple[date, int], ...]
    reports: tuple[int, int]
    tasks: tuple[int, int]
    left_out: int = 0

    @property
    def owes_reports(self) -> bool:
        """Whether anybody owes a signed report."""
        return self.reports[1] > 0


MOST_ROWS: Final = 100  # more could not be read on a phone
_OF_BOTH: Final = frozenset({Mark.DONE, Mark.LATE, Mark.MISSING})  # of tasks and of reports


def legend(drawing: Drawing) -> list[tuple[Mark, str]]:
    """Say what each mark means; nothing of reports where nobody owes one."""
    if drawing.owes_reports:
        return [(mark, say(f"progress.mark.{mark.value}")) for mark in Mark]
    marks = [mark for mark in Mark if mark is not Mark.OVERDUE]
    return [(mark, say(f"progress.mark.{mark.value}{'.tasks' if mark in _OF_BOTH else ''}")) for mark in marks]


def counts(reports: tuple[int, int], tasks: tuple[int, int]) -> str:
    """Say how many reports and tasks are there, of how many; of reports only where somebody owes one."""
    key = "progress.picture.counts" if reports[1] else "progress.picture.counts.tasks"
    return say(key, sent=reports[0], units=reports[1], heard=tasks[0], tasks=tasks[1])


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of something is there: a hundred only where all of it is, nothing only where none."""

    words: str
    percent: int


def bars(drawing: Drawing) -> list[Bar]:
    """Give what stands over the rows as bars: tasks with a word; of reports only where somebody owes one."""
    counted = {"tasks": drawing.tasks, "reports": drawing.reports}
    return [
        Bar(say(f"progress.bar.{key}", there=there, of=of), max(100 * there // of, min(1, there)))
        for key, (there, of) in counted.items()
        if of
    ]
