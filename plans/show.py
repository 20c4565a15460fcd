"""A plan shown whole: as JSON for other programs, as text for people."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from messages.words import say
from plans.schema import Plan, Sensitive, Task, TaskRole, UnitKind

_UNIT_FIELDS = {"code", "short", "name", "kind"}
_PHASE_FIELDS = {"key", "name", "starts", "ends", "topics"}
_TASK_FIELDS = {
    "key", "verbatim", "text", "label", "unit", "role", "named", "target", "window", "recurs", "phases", "sensitive",
}  # fmt: skip


def as_json(plan: Plan) -> dict[str, Any]:
    """Give the plan in plain values. A task's `unit` is a code, or a group's."""
    return {
        "code": plan.code,
        "phases": [phase.model_dump(mode="json", include=_PHASE_FIELDS) for phase in plan.phases],
        "units": [unit.model_dump(mode="json", include=_UNIT_FIELDS) for unit in plan.units],
        "tasks": [task.model_dump(mode="json", include=_TASK_FIELDS) for task in plan.tasks],
        "assignments": [{"task": task.key, "unit": unit.code} for task, unit in plan.assignments()],
        "slogans": list(plan.slogans),
        "deadline": plan.deadline.model_dump(mode="json") if plan.deadline else None,
    }


def as_text(plan: Plan) -> str:
    """Give the plan as people read it: what, when, who, and each task under its unit."""
    return "\n".join((*_head(plan), "", *_phases(plan), "", *_units(plan), "", *_tasks(plan), *_slogans(plan)))


def _head(plan: Plan) -> Iterator[str]:
    yield say("planfile.show.title", short=plan.short, title=plan.title)
    yield say("planfile.show.span", starts=plan.starts, ends=plan.ends)
    if plan.deadline:
        yield say("planfile.show.deadline", text=plan.deadline.text, last=plan.deadline.last_day)
    else:
        yield say("planfile.show.no_deadline")
    counts = {"units": len(plan.units), "tasks": len(plan.tasks), "assignments": len(plan.assignments())}
    yield say("planfile.show.counts", **counts)


def _phases(plan: Plan) -> Iterator[str]:
    for phase in plan.phases:
        topics = len(phase.topics)
        yield say("planfile.show.phase", name=phase.name, starts=phase.starts, ends=phase.ends, topics=topics)


def _units(plan: Plan) -> Iterator[str]:
    for kind in UnitKind:
        units = [unit for unit in plan.units if unit.kind is kind]
        if units:
            names = ", ".join(f"{unit.short} ({unit.code})" for unit in units)
            yield say(f"planfile.show.{kind}", count=len(units), names=names)


def _tasks(plan: Plan) -> Iterator[str]:
    names = {unit.code: unit.name for unit in plan.units} | {group.code: group.name for group in plan.groups}
    for code, tasks in groupby(plan.tasks, key=lambda task: task.unit):
        yield f"{names[code]} ({code})"
        yield from (f"  {task.key}  {task.label}{_marks(task)}" for task in tasks)


def _marks(task: Task) -> str:
    marks = []
    if task.role is not TaskRole.OWN:
        marks.append(say(f"planfile.show.role.{task.role}"))
    if task.sensitive is not Sensitive.NO:
        marks.append(say(f"planfile.show.sensitive.{task.sensitive}"))
    if task.window:
        marks.append(say("planfile.show.window", starts=task.window.starts, ends=task.window.ends))
    if task.recurs:
        marks.append(say("planfile.show.monthly", months=", ".join(task.recurs.months)))
    return f" [{'; '.join(marks)}]" if marks else ""


def _slogans(plan: Plan) -> Iterator[str]:
    if plan.slogans:
        yield ""
        yield say("planfile.show.slogans", count=len(plan.slogans))
        yield from (f"  {slogan}" for slogan in plan.slogans)
