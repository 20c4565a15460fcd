"""What is owed and where it stands: the plan's obligations joined with the rows that are kept of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from handlers.entries import contents
from messages.words import say
from plans import obligations
from plans.obligations import Facts, Key, Kind, Obligation, Reason, State
from plans.schema import Plan, Task
from storage.db import Db
from storage.members.people import Member
from storage.obligations import owed
from storage.obligations.owed import Standing

_NO_DUE = date.max


def facts_of(row: Standing) -> Facts:
    """Give what is known of an obligation, as the plan's functions take it."""
    return Facts(
        entries=row.entries,
        completed_on=row.completed_on,
        not_arising=Reason(row.not_arising) if row.not_arising else None,
        accepted=row.accepted,
        received_on=row.received_on,
    )


def states(plan: Plan, rows: Sequence[Standing], today: date) -> Mapping[str, State]:
    """Say where each of these obligations stands, by its key; an umbrella by what it covers."""
    known = [(_obligation(plan, row), row) for row in rows]
    own = {obligation.key: obligations.stands(obligation, facts_of(row), today) for obligation, row in known}
    for obligation, row in known:
        under = [own[key] for key in obligation.covers if key in own]
        if under:
            own[obligation.key] = obligations.stands(obligation, facts_of(row), today, under)
    return {row.key: own[obligation.key] for obligation, row in known}


def _obligation(plan: Plan, row: Standing) -> Obligation:
    """Give the obligation a row was laid down for; only an umbrella needs the plan for it."""
    key = Key.parse(row.key)
    task = plan.task(row.task) if row.task else None
    if task is not None and task.umbrella:
        return next(obligation for obligation in obligations.of_task(plan, task, row.unit) if obligation.key == key)
    return Obligation(key, row.due)


async def of_member(db: Db, member: Member) -> tuple[Standing, ...]:
    """Give what a member's unit owes, as far as it is theirs."""
    rows = await owed.of_unit(db, member.plan or "", member.unit or "")
    return tuple(row for row in rows if member.sees(row.task))


def label(plan: Plan, row: Standing) -> str:
    """Word the task of a row, with the month a monthly one is owed for; a sensitive one shows its key alone."""
    task = contents.label(plan.task(row.task or ""))
    if not row.month:
        return task
    return f"{task} {say('tasks.month', month=int(row.month[-2:]))}"


def worded(row: Standing, state: State) -> str:
    """Word where a task stands; what its unit alone says of it, with the reason."""
    if state is State.SAID_NOTHING and not row.not_arising:  # an umbrella, met by what it covers
        return say("state.said_nothing.umbrella")
    if state is State.SAID_NOTHING:
        return say("state.said_nothing", reason=row.not_arising_because or say(f"reason.{row.not_arising}"))
    return say(f"state.{state.value}")


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
