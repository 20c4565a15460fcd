"""The days that the plan itself names, told on the day: phases and tasks that begin or end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from messages.words import say
from plans.schema import Plan


@dataclass(frozen=True, slots=True)
class NamedDay:
    """What a day is, in words."""

    day: date
    what: str


def between(plan: Plan, first: date, last: date) -> tuple[NamedDay, ...]:
    """Give the days named from one day to another, the earliest first."""
    found = (*_phases(plan), *_windows(plan))
    return tuple(sorted((one for one in found if first <= one.day <= last), key=lambda one: one.day))


def _phases(plan: Plan) -> Iterator[NamedDay]:
    for phase in plan.phases:
        facts = {"period": plan.period_word, "name": phase.name}
        if phase.starts == phase.ends:
            yield NamedDay(phase.starts, say("named_day.phase", **facts))
        else:
            yield NamedDay(phase.ends, say("named_day.phase_ends", **facts))
            yield NamedDay(phase.starts, say("named_day.phase_starts", **facts))


def _windows(plan: Plan) -> Iterator[NamedDay]:
    """Give the days the text itself gives tasks, those of one day together."""
    for what in ("ends", "starts"):
        tasks: dict[date, list[str]] = {}
        for task in plan.tasks:
            if task.window is not None and not task.umbrella:
                tasks.setdefault(getattr(task.window, what), []).append(task.key)
        yield from (NamedDay(day, say(f"named_day.task_{what}", tasks=", ".join(keys))) for day, keys in tasks.items())
