"""What is owed and where it stands: the plan's obligations joined with the rows that are kept of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from handlers.contents import NO_MONTH, Content
from messages.words import ZONE
from plans import obligations
from plans import occasions as dated
from plans.obligations import Facts, Kind, Obligation, Reason, State
from plans.schema import Plan, Task
from storage import occasions, owed, requests
from storage.db import Turn
from storage.occasions import New
from storage.owed import Owed, Standing

_NO_DUE = date.max


async def lay_down(db: Turn, plan: Plan, at: datetime) -> None:
    """Keep what a plan lets its units owe."""
    await owed.lay_down(db, plan.code, [_row(one) for one in obligations.of(plan)], at)
    if plan.deadline is None:
        await requests.date_reports(db, plan.code)
    dates = [New(one.rule, one.step, one.due_at) for one in dated.of(plan)]
    await occasions.lay_down(db, plan.code, dates, dated.midnight(at.astimezone(ZONE).date()), at)


async def ask(db: Turn, plan: Plan, number: int, units: Iterable[str], due: date, at: datetime) -> None:
    """Let these units owe an answer to a request, and, where the plan sets no deadline, a signed report by then."""
    await owed.add(db, plan.code, [_row(one) for one in obligations.asked(str(number), units, due)], at)
    if plan.deadline is None:
        await requests.date_reports(db, plan.code)


def _row(one: Obligation) -> Owed:
    return Owed(one.key, one.kind, one.unit, one.task or None, one.phase or None, one.month or None, one.due)


def covers(plan: Plan, unit: str, content: Content, today: date) -> tuple[str, ...]:
    """Give what an entry counts for: each of its tasks that the unit owes, and the update of its phase.

    An entry that is status only has no days: it counts for `today`, the day it was made.
    """
    day = content.days.first if content.days else today
    phase = content.phase or plan.phase_of(day).key
    keys = [task_key(plan, task, unit, day, content.month) for task in _own(plan, unit, content)]
    return (*filter(None, keys), update_key(phase, unit))


def stated(plan: Plan, unit: str, content: Content, today: date) -> str:
    """Give the obligation that an entry says is done or goes on; "" where the unit owes none of it."""
    own = _own(plan, unit, content)
    if not content.states or not own:
        return ""
    return task_key(plan, own[0], unit, content.days.first if content.days else today, content.month)


def _own(plan: Plan, unit: str, content: Content) -> list[Task]:
    own = {task.key for task in plan.tasks_of(unit)}
    return [plan.task(key) for key in content.tasks if key in own]


def task_key(plan: Plan, task: Task, unit: str, day: date, month: str = "") -> str:
    """Give the obligation that an activity of this day counts for; a monthly task has one a month.

    `month` is another month it was said to count for; NO_MONTH gives "".
    """
    if task.recurs and month == NO_MONTH:
        return ""
    keys = {one.month: one.key for one in obligations.of_task(plan, task, unit)}
    return keys.get(month or f"{day:%Y-%m}", next(iter(keys.values())))


def nearest_month(task: Task, day: date) -> str:
    """Give the month of a monthly task nearest to a day; "" where that of the day itself is owed, or none is."""
    months = task.recurs.months if task.recurs else ()
    if not months or f"{day:%Y-%m}" in months:
        return ""
    return min(months, key=lambda month: abs(int(month[:4]) * 12 + int(month[5:]) - day.year * 12 - day.month))


def update_key(phase: str, unit: str) -> str:
    """Give the obligation to bring a phase up to date."""
    return f"update/{phase}/{unit}"


def report_key(unit: str) -> str:
    """Give the obligation to send the signed report."""
    return f"{Kind.REPORT}/{unit}"


def request_key(number: int, unit: str) -> str:
    """Give the obligation to answer a request."""
    return f"{Kind.REQUEST}/{number}/{unit}"


def facts_of(row: Standing) -> Facts:
    """Give what is known of an obligation, as the plan's functions take it."""
    return Facts(
        entries=row.entries,
        completed_on=row.completed_on,
        not_arising=Reason(row.not_arising) if row.not_arising else None,
        accepted=row.accepted,
        promised_for=row.promised_for,
        received_on=row.received_on,
    )


def states(plan: Plan, rows: Sequence[Standing], today: date) -> Mapping[str, State]:
    """Say where each of these obligations stands, by its key; an umbrella by what it covers."""
    known = [(_obligation(plan, row), row) for row in rows]
    own = {row.key: obligations.stands(one, facts_of(row), today) for one, row in known}
    for one, row in known:
        under = [own[key] for key in one.covers if key in own]
        if under:
            own[row.key] = obligations.stands(one, facts_of(row), today, under)
    return own


def _obligation(plan: Plan, row: Standing) -> Obligation:
    """Give the obligation a row was laid down for; only an umbrella needs the plan for it."""
    task = plan.task(row.task) if row.task else None
    if task is not None and task.umbrella:
        return next(one for one in obligations.of_task(plan, task, row.unit) if one.key == row.key)
    return Obligation(row.key, Kind(row.kind), row.unit, row.task or "", row.phase or "", row.due, row.month or "")


def tasks_in_order(plan: Plan, unit: str, rows: Iterable[Standing], today: date) -> tuple[Task, ...]:
    """Give a unit's tasks, those without any word first, then those going on, then what is done."""
    tasks = [row for row in rows if row.kind == Kind.TASK]
    stand = states(plan, tasks, today)
    rank = {State.NO_WORD: 0, State.OPEN_LATE: 1, State.OPEN_IN_TIME: 2}

    def place(task: Task) -> tuple[bool, int, date]:
        mine = [row for row in tasks if row.task == task.key]
        first = min((rank.get(stand.get(row.key, State.NO_WORD), 3) for row in mine), default=0)
        due = min((row.due or _NO_DUE for row in mine), default=_NO_DUE)
        return task.umbrella, first, due

    return tuple(sorted(plan.tasks_of(unit), key=place))
