"""Who owes what, by when, and where it stands: pure functions of a plan, facts and a date.

Two scales are never mixed: tasks stand by what the
unit stated, and silence is "no word", never "late"; signed reports stand by the day
the office received them. An update at the end of a phase is asked for, never overdue.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from plans.schema import Plan, Task


class Kind(StrEnum):
    """What kind of thing is owed."""

    TASK = "task"
    UPDATE = "update"
    REPORT = "report"
    REQUEST = "request"


# How many names stand between the kind and the unit of a printed key.
_BETWEEN: Mapping[Kind, tuple[int, ...]] = {Kind.TASK: (1, 2), Kind.UPDATE: (1,), Kind.REPORT: (0,), Kind.REQUEST: (1,)}


@dataclass(frozen=True, slots=True)
class Key:
    """Which obligation it is; printed, what its rows are kept under: "task/6.3b/2025-12/BVHTTDL", "report/BNG".

    `of` is the task, the phase or the request's number, `month` that of a monthly task. It never depends
    on the order of the plan's lists, so the rows survive a corrected plan.
    """

    kind: Kind
    unit: str
    of: str = ""
    month: str = ""

    def __str__(self) -> str:
        return "/".join(filter(None, (self.kind, self.of, self.month, self.unit)))

    @staticmethod
    @lru_cache(maxsize=4096)
    def parse(printed: str) -> "Key":
        """Read a printed key; ValueError where it is none. Those of a plan are read again with every look at it."""
        kind, *between, unit = printed.split("/")
        if len(between) not in _BETWEEN[Kind(kind)] or not all((unit, *between)):
            raise ValueError(f"not the key of an obligation: {printed}")
        return Key(Kind(kind), unit, *between)

    @property
    def task(self) -> str | None:
        """The task it is of, if it is of one."""
        return self.of if self.kind is Kind.TASK else None

    @property
    def phase(self) -> str | None:
        """The phase it brings up to date, if it does."""
        return self.of if self.kind is Kind.UPDATE else None


class State(StrEnum):
    """Where an obligation stands; each kind has its own scale, see `SCALES`."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_LATE = "open_late"
    NO_WORD = "no_word"
    SAID_NOTHING = "said_nothing"  # the unit says that nothing arises, the office has not accepted it
    NOT_ARISING = "not_arising"
    IN_TIME = "in_time"
    LATE = "late"
    NOT_SENT = "not_sent"
    GIVEN = "given"
    NOT_GIVEN = "not_given"


_IN_WRITING = (State.IN_TIME, State.LATE, State.NOT_SENT)
SCALES: Mapping[Kind, tuple[State, ...]] = {
    Kind.TASK: (
        State.DONE_IN_TIME,
        State.DONE_LATE,
        State.OPEN_IN_TIME,
        State.OPEN_LATE,
        State.NO_WORD,
        State.SAID_NOTHING,
        State.NOT_ARISING,
    ),
    Kind.UPDATE: (State.GIVEN, State.NOT_GIVEN, State.NOT_ARISING),
    Kind.REPORT: _IN_WRITING,
    Kind.REQUEST: _IN_WRITING,  # answered in time, answered late, not answered
}


class Reason(StrEnum):
    """Why a unit says that nothing arises; the four of the office."""

    NOT_YET = "not_yet"
    NOT_HELD = "not_held"
    JOINT = "joint"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one unit owes. `due` is the last day in time; none until the office asks.

    `covers` are the keys of obligations that meet this one (an umbrella).
    """

    key: Key
    due: date | None = None
    covers: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one obligation. Every day is a local one.

    `entries` counts the unit's results for it (any but withdrawn ones; one that goes on is a word too).
    `completed_on` is the day on which, as the unit states, it was done. `received_on` is when the office
    had the signed report or the answer. `not_arising` ends a task only once the office `accepted` it.
    """

    entries: int = 0
    completed_on: date | None = None
    not_arising: Reason | None = None
    accepted: bool = False
    received_on: date | None = None


NOTHING = Facts()


def of(plan: Plan) -> tuple[Obligation, ...]:
    """Give everything a plan lets its units owe, requests apart."""
    deadline = plan.deadline.last_day if plan.deadline else None
    tasks = [obligation for task, unit in plan.assignments() for obligation in of_task(plan, task, unit.code)]
    updates = [
        Obligation(Key(Kind.UPDATE, unit.code, phase.key), phase.ends) for phase in plan.phases for unit in plan.units
    ]
    # the office consolidates the reports of the others, and writes none to itself
    reports = [Obligation(Key(Kind.REPORT, unit.code), deadline) for unit in plan.units if unit.code != plan.office]
    return (*tasks, *updates, *reports)


def asked(request: str, units: Iterable[str], due: date | None) -> tuple[Obligation, ...]:
    """Give what the units named in a request owe; `request` is its number."""
    return tuple(Obligation(Key(Kind.REQUEST, unit, request), due) for unit in units)


def stands(obligation: Obligation, facts: Facts, today: date, under: Sequence[State] = ()) -> State:
    """Say where an obligation stands. `under` are the states of what an umbrella covers."""
    if obligation.key.kind is Kind.UPDATE:
        return _update(facts)
    if obligation.key.kind in {Kind.REPORT, Kind.REQUEST}:
        return _in_writing(obligation, facts)
    own = _task(obligation, facts, today)
    if own is State.NO_WORD and obligation.covers and under:
        return _met_by(under)
    return own


def tally(kind: Kind, states: Iterable[State]) -> dict[State, int]:
    """Count states on the scale of their kind, those with none included, so that every sum closes."""
    counted = Counter(states)
    strange = counted.keys() - set(SCALES[kind])
    if strange:
        raise ValueError(f"not on the scale of a {kind}: {sorted(strange)}")
    return {state: counted[state] for state in SCALES[kind]}


def due_of(plan: Plan, task: Task) -> date | None:
    """Give the last day of a task: of its own window where the text gives one, else of the plan."""
    if task.window:
        return task.window.ends
    return plan.deadline.last_day if plan.deadline else None


@lru_cache(maxsize=4096)
def printed(kind: Kind, unit: str, of: str) -> str:
    """Print the key of what is owed: every result names some of those there are."""
    return str(Key(kind, unit, of))


def of_task(plan: Plan, task: Task, unit: str) -> tuple[Obligation, ...]:
    """Give what one unit owes for one task: one obligation, or one a month."""
    covers = tuple(key for other in task.covers for key in _keys(plan.task(other), unit))
    return tuple(Obligation(key, due_of(plan, task), covers) for key in _keys(task, unit))


def _keys(task: Task, unit: str) -> tuple[Key, ...]:
    months = task.recurs.months if task.recurs else ("",)
    return tuple(Key(Kind.TASK, unit, task.key, month) for month in months)


def _task(obligation: Obligation, facts: Facts, today: date) -> State:
    if facts.completed_on:
        return State.DONE_LATE if _after(facts.completed_on, obligation.due) else State.DONE_IN_TIME
    if facts.not_arising and facts.accepted:
        return State.NOT_ARISING
    if facts.entries:
        return State.OPEN_LATE if _after(today, obligation.due) else State.OPEN_IN_TIME
    return State.SAID_NOTHING if facts.not_arising else State.NO_WORD


def _update(facts: Facts) -> State:
    if facts.entries:
        return State.GIVEN
    return State.NOT_ARISING if facts.not_arising else State.NOT_GIVEN


def _in_writing(obligation: Obligation, facts: Facts) -> State:
    if facts.received_on is None:
        return State.NOT_SENT
    return State.LATE if _after(facts.received_on, obligation.due) else State.IN_TIME


def _met_by(under: Sequence[State]) -> State:
    states = set(under)
    if State.NO_WORD in states:
        return State.NO_WORD
    # The first of these among what is covered decides: one part still open keeps the whole open.
    order = (State.OPEN_LATE, State.OPEN_IN_TIME, State.DONE_LATE, State.DONE_IN_TIME, State.SAID_NOTHING)
    return next((state for state in order if state in states), State.NOT_ARISING)


def _after(day: date, due: date | None) -> bool:
    return due is not None and day > due
