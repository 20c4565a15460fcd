"""Which obligations an entry counts for."""

from datetime import date

from handlers.entries.contents import NO_MONTH, Content
from plans import obligations
from plans.obligations import Kind
from plans.schema import Plan, Task


def covers(plan: Plan, unit: str, content: Content, today: date) -> tuple[str, ...]:
    """Give what an entry counts for: each of its tasks that the unit owes, and the update of its phase, if any.

    An entry that is status only has no days: it counts for `today`, the day it was made.
    """
    day = content.days.first if content.days else today
    phase = phase_of(plan, content, today)
    keys = [task_key(plan, task, unit, day, content.month) for task in plan.own_tasks(unit, content.tasks)]
    return (*filter(None, keys), *([obligations.printed(Kind.UPDATE, unit, phase)] if phase else []))


def phase_of(plan: Plan, content: Content, today: date) -> str:
    """Give the key of the phase that an entry counts for; "" where its days lie outside the campaign.

    What is status only has no days: made after the campaign, it says where the task came to at its end.
    """
    if content.days is None:
        return content.phase or (plan.phase_of(today).key if today >= plan.phases[0].starts else "")
    touched = [phase.key for phase in plan.touched(content.days.first, content.days.last)]
    if content.phase in touched or not touched:
        return content.phase if touched else ""
    return touched[-1] if content.is_cumulative else touched[0]


def stated(plan: Plan, unit: str, content: Content, today: date) -> str:
    """Give the obligation that an entry says is done or goes on; "" where the unit owes none of it."""
    own = plan.own_tasks(unit, content.tasks)
    if not content.states or not own:
        return ""
    day = content.days.first if content.days else today
    return task_key(plan, own[0], unit, day, content.month)


def task_key(plan: Plan, task: Task, unit: str, day: date, month: str = "") -> str:
    """Give the obligation that an activity of this day counts for; a monthly task has one a month.

    `month` is another month it was said to count for; NO_MONTH gives "".
    """
    if not task.recurs:
        return obligations.printed(Kind.TASK, unit, task.key)
    if month == NO_MONTH:
        return ""
    keys = {obligation.key.month: str(obligation.key) for obligation in obligations.of_task(plan, task, unit)}
    return keys.get(month or f"{day:%Y-%m}", next(iter(keys.values())))


def nearest_month(task: Task, day: date) -> str:
    """Give the month of a monthly task nearest to a day; "" where that of the day itself is owed, or none is."""
    months = task.recurs.months if task.recurs else ()
    if not months or f"{day:%Y-%m}" in months:
        return ""
    return min(months, key=lambda month: abs(int(month[:4]) * 12 + int(month[5:]) - day.year * 12 - day.month))
