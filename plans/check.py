"""What is odd in a plan but allowed: each is told, none is silently put right."""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import pairwise

from plans import calendar
from plans.schema import Plan, Sensitive, Task, TaskRole

_ONE_DAY = timedelta(days=1)
_SOON = timedelta(days=14)  # days off that near a deadline cost people days they count on
_LONG = 4  # days off in a row that are more than a week-end
_CLOSING_MARKS = ".;,: "


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """Something odd: where, a key of the words, and the facts that fill it."""

    field: str
    because: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


def notes(plan: Plan) -> tuple[Note, ...]:
    """Give everything that is odd in a plan."""
    return (
        *_head(plan),
        *_days(plan),
        *_deadline(plan),
        *_tasks(plan),
        *_secrets(plan),
        *(
            _note("corrections", "planfile.note.corrected", **correction.model_dump())
            for correction in plan.corrections
        ),
        *(note for task in plan.tasks for note in _differences(task)),
        *(_note("remarks", "planfile.note.remark", **remark.model_dump()) for remark in plan.remarks),
    )


def _note(field: str, because: str, /, **facts: object) -> Note:
    return Note(field, because, facts)


def _head(plan: Plan) -> Iterator[Note]:
    if not plan.number or plan.issued is None:
        yield _note("number", "planfile.note.unnumbered")


def _days(plan: Plan) -> Iterator[Note]:
    if plan.phases[-1].ends != plan.ends:
        yield _note("ends", "planfile.note.ends_differ", ends=plan.ends, last=plan.phases[-1].ends)
    for earlier, later in pairwise(plan.phases):
        if earlier.ends == later.starts:
            mine = plan.phase_of(later.starts).name
            yield _note(
                f"phases.{later.key}", "planfile.note.shared_day", day=later.starts, phase=mine, word=plan.period_word
            )
    for task in plan.tasks:
        if task.window and task.window.starts < plan.starts:
            yield _at(task, "planfile.note.window_early", starts=task.window.starts, campaign=plan.starts)
        if task.window and task.window.ends > plan.ends:
            yield _at(task, "planfile.note.window_late", ends=task.window.ends, campaign=plan.ends)


def _deadline(plan: Plan) -> Iterator[Note]:
    if plan.deadline is None:
        yield _note("deadline", "planfile.note.no_deadline")
        return
    last = plan.deadline.last_day
    yield _note("deadline", "planfile.note.deadline", text=plan.deadline.text, last=last)
    undated = [task.key for task in plan.tasks if task.window is None]
    if undated:
        yield _note("deadline", "planfile.note.tasks_due", n=len(undated), last=last, ends=plan.phases[-1].ends)
    if not calendar.is_working_day(last - _ONE_DAY):
        yield _note("deadline", "planfile.note.deadline_eve", eve=last - _ONE_DAY)
    off = _days_off(last)
    if off:
        yield _note("deadline", "planfile.note.days_off", first=off[0], last=off[-1])


def _days_off(last: date) -> list[date]:
    run: list[date] = []
    day = last
    while day <= last + _SOON or run:
        day += _ONE_DAY
        if not calendar.is_working_day(day):
            run.append(day)
        elif len(run) >= _LONG:
            return run
        else:
            run = []
    return []


def _tasks(plan: Plan) -> Iterator[Note]:
    for task in plan.tasks:
        if task.covers:
            yield _at(task, "planfile.note.umbrella", covers=", ".join(task.covers))
        if task.recurs and task.recurs.confirm:
            yield _at(task, "planfile.note.months", months=", ".join(task.recurs.months))
        if task.role is TaskRole.COOPERATE:
            because = "planfile.note.cooperate" if task.named else "planfile.note.cooperate_nobody"
            yield _at(task, because, label=task.label)
        if task.role is TaskRole.CO_LEAD and task.outside:
            yield _at(task, "planfile.note.co_lead", outside=", ".join(task.outside))
        if not task.reminded:
            yield _at(task, "planfile.note.not_reminded", label=task.label)
        for other in task.ties:
            if (task.key, other) == tuple(sorted((task.key, other))):
                yield _at(task, "planfile.note.tie", other=other)
    if not any(task.target for task in plan.tasks):
        yield _note("tasks", "planfile.note.no_targets")


def _secrets(plan: Plan) -> Iterator[Note]:
    for level, because in ((Sensitive.YES, "planfile.note.sensitive"), (Sensitive.MIXED, "planfile.note.mixed")):
        keys = [task.key for task in plan.tasks if task.sensitive is level]
        if keys:
            yield _note("tasks", because, tasks=", ".join(keys))
    asked = [task.key for task in plan.tasks if task.ask_office]
    if asked:
        yield _note("tasks", "planfile.note.ask_office", tasks=", ".join(asked))


def _at(task: Task, because: str, /, **facts: object) -> Note:
    return _note(f"tasks.{task.key}", because, task=task.key, **facts)


def _differences(task: Task) -> Iterator[Note]:
    """Tell each place where people see other words than the document's.

    A capital at the beginning and the mark at the end change wherever a sentence was split: not told.
    """
    written, seen = _words(task.verbatim), _words(task.text)
    matcher = SequenceMatcher(None, written, seen, autojunk=False)
    for kind, written_from, written_to, seen_from, seen_to in matcher.get_opcodes():
        if kind != "equal":
            verbatim, text = _around(written, written_from, written_to), _around(seen, seen_from, seen_to)
            yield _at(task, "planfile.note.text", verbatim=verbatim, text=text)


def _around(words: list[str], start: int, end: int) -> str:
    """Give these words with the one before and the one after them."""
    return " ".join(words[max(start - 1, 0) : end + 1])


def _words(sentence: str) -> list[str]:
    return (sentence[:1].lower() + sentence[1:]).rstrip(_CLOSING_MARKS).split()
