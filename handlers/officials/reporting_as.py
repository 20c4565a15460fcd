"""For which unit something was told by somebody who reports for several: what it says tells which, or it is asked."""

from dataclasses import replace

from handlers.desk import Desk
from handlers.officials.entering import new_entry
from handlers.officials.free_text import oneline, template
from handlers.roles import OFFICIALS
from messages.reading.days.spans import read_days
from messages.unclear import Unclear
from storage.members.people import Member


def members(desk: Desk) -> tuple[Member, ...]:
    """Give what somebody reports as, once for each unit, the newest first."""
    every = [member for member in desk.members if member.role in OFFICIALS and member.plan in desk.plans]
    units = {(member.plan, member.unit): member for member in reversed(every)}
    return tuple(reversed(units.values()))


def possible(desk: Desk, text: str) -> tuple[Desk, ...]:
    """Give the desks at which a text may have been told, the newest first; one where it says enough.

    A task's key is of a unit that has this task, days are of a plan that touches them: of a text without any, today.
    """
    desks = [replace(desk, member=member) for member in members(desk)]
    for fits in (_has_task, _is_timely):
        if len(desks) > 1:
            desks = [each for each in desks if fits(each, text)] or desks
    return tuple(desks)


def _has_task(desk: Desk, text: str) -> bool:
    given = new_entry.at_hand(desk)
    own = [task.key for task in given.tasks]
    return bool(oneline.split(_task_of(text), given, of=own).code) if own else False


def _is_timely(desk: Desk, text: str) -> bool:
    typed = _days_of(desk, text)
    if not typed:
        return desk.plan.is_timely(desk.today, desk.today)
    try:
        days = read_days(typed, desk.today)
    except Unclear:  # they are asked about, and may be of any plan
        return True
    return desk.plan.is_timely(days.first, days.last, *(task.key for task in new_entry.at_hand(desk).tasks))


def _task_of(text: str) -> str:
    """Give what of a text may be a task's key: of a block the field that names the task."""
    return template.read(text).get("task", text)


def _days_of(desk: Desk, text: str) -> str:
    return template.read(text).get("days") or oneline.split(text, new_entry.at_hand(desk)).days
