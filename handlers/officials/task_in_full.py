"""/nhiemvu 16.4: one task as the plan words it, with its target, its days, to whom it is reported, what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.entries import contents
from handlers.matters import from_the_plan
from messages.folding import folded
from messages.said import Choice, Prompt
from messages.words import say
from plans.schema import Phase, Plan, Sensitive, Task

TOPICS: Final = "noidung"
SLOGANS: Final = "khauhieu"


@dataclass(frozen=True, slots=True)
class NamedTask:
    """The task to be shown, and which part of what belongs to it; "" for the task itself."""

    task: Task
    part: str = ""


def named(tasks: Sequence[Task], words: str) -> NamedTask | None:
    """Find the task that is named behind the command by its key, and the part of it."""
    key, _, rest = folded(words.strip(" .:")).partition(" ")
    part = rest.replace(" ", "")
    task = next((task for task in tasks if folded(task.key) == key), None)
    if task is None or part not in {"", TOPICS, SLOGANS}:
        return None
    return NamedTask(task, part)


def prompt(plan: Plan, shown: NamedTask, state: str, today: date) -> Prompt:
    """Word it; of a task that may be secret nothing but its key and where it stands."""
    task = shown.task
    if task.sensitive is Sensitive.YES or task.hidden:
        return Prompt(say("task.full.closed", label=contents.label(task), state=state), (_report(task),))
    if shown.part == TOPICS:
        return Prompt(_topics(plan, task, today), (_back(task), _report(task)))
    if shown.part == SLOGANS:
        text = f"{from_the_plan.slogans(plan)}\n{say('task.full.slogans.how')}"
        return Prompt(text, (_back(task), _report(task)))
    more = (
        [Choice(f"/nhiemvu {task.key} {TOPICS}", say("task.full.topics.more"))]
        if _phase(plan, task, today).topics
        else []
    )
    more += [Choice(f"/nhiemvu {task.key} {SLOGANS}", say("task.full.slogans.more"))] if task.slogans else []
    return Prompt("\n".join(_lines(plan, task, state)), (_report(task), *more))


def _lines(plan: Plan, task: Task, state: str) -> list[str]:
    lines = [contents.label(task), task.text, say("task.full.state", state=state)]
    if task.target is not None:
        lines.append(say("task.full.target", target=task.target.text))
    if task.window is not None:
        lines.append(say("task.full.window", starts=task.window.starts, ends=task.window.ends))
    if plan.deadline is not None:
        lines.append(say("tasks.deadline", text=plan.deadline.text, last=plan.deadline.last_day))
    lines.append(say("task.full.addressee", addressee=plan.addressees.of_units))
    return lines


def _phase(plan: Plan, task: Task, today: date) -> Phase:
    """Give the phase whose topics are those of today, of those in which the task is to be done."""
    mine = [phase for phase in plan.phases if not task.phases or phase.key in task.phases]
    return next((phase for phase in mine if today <= phase.ends), mine[-1])


def _topics(plan: Plan, task: Task, today: date) -> str:
    phase = _phase(plan, task, today)
    head = say("task.full.topics", period=plan.period_word, phase=phase.name, starts=phase.starts, ends=phase.ends)
    return "\n".join([head, *(say("task.full.topic", text=topic) for topic in phase.topics)])


def _report(task: Task) -> Choice:
    return Choice(f"/baocao {task.key}", say("task.full.report"))


def _back(task: Task) -> Choice:
    return Choice(f"/nhiemvu {task.key}", contents.label(task))
