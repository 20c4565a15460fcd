"""/nhiemvu: what my unit owes, and where each task stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.desk import Desk
from handlers.entries import access, recorded
from handlers.handler import Handler
from handlers.obligations import office_requests, standing
from handlers.officials import task_in_full
from handlers.officials.entering import planned
from handlers.officials.task_in_full import NamedTask
from handlers.roles import OFFICIALS
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import say
from plans.obligations import Key, Kind, State
from storage.obligations import requests
from storage.obligations.owed import Standing
from storage.obligations.requests import Request
from storage.results import coming, subtotals, tally
from storage.results.entries import Entry
from storage.results.figures import Told

_RESULTS: Final = 3  # buttons for what was planned and has been held, and for what is asked


@dataclass(frozen=True, slots=True)
class Given:
    """The unit's obligations, and today in Viet Nam; its figures; what it has planned; the task that was named.

    `activities` are how many it told of the tasks that take no more than their number; `asked` is what the office
    asks it for and has no answer to yet, what is due first before.
    """

    rows: tuple[Standing, ...]
    today: date
    told: tuple[Told, ...]
    activities: Mapping[str, int]
    planned: tuple[Entry, ...]
    asked: tuple[Request, ...]
    shown: NamedTask | None = None


async def look(desk: Desk) -> Given:
    rows = await standing.of_member(desk.db, desk.member)
    told = await subtotals.of_unit(desk.db, desk.plan.code, desk.unit.code)
    activities = await tally.activities(desk.db, desk.plan.code, desk.unit.code)
    expected = await coming.of_unit(desk.db, desk.plan.code, desk.unit.code)
    asked = await _asked(desk, rows)
    own = [task for task in desk.plan.tasks_of(desk.unit.code) if desk.member.sees(task.key)]
    shown = task_in_full.named(own, desk.words)
    return Given(rows, desk.today, tuple(told), activities, tuple(expected), asked, shown)


async def _asked(desk: Desk, rows: Sequence[Standing]) -> tuple[Request, ...]:
    """Give the requests of the office that these rows say are not answered."""
    numbers = {int(Key.parse(row.key).of) for row in rows if row.kind == Kind.REQUEST and row.received_on is None}
    found = await requests.of_unit(desk.db, desk.plan.code, desk.unit.code) if numbers else []
    mine = (request for request in found if request.number in numbers)
    return tuple(sorted(mine, key=lambda request: (request.due, request.number)))


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    plan, unit = desk.plan, desk.unit
    stand = standing.states(plan, given.rows, given.today)
    tasks = [row for row in given.rows if row.kind == Kind.TASK]
    if given.shown is not None:
        mine = [row for row in tasks if row.task == given.shown.task.key]
        told = "; ".join(standing.worded(row, stand[row.key]) for row in mine)
        return task_in_full.prompt(plan, given.shown, told, given.today)
    heard = sum(stand[row.key] is not State.NO_WORD for row in tasks)
    head = "tasks.head" if desk.member.tasks is None else "tasks.head.handed"
    text = [say(head, unit=unit.name, n=len(tasks), heard=heard)]
    if plan.deadline:
        text.append(say("tasks.deadline", text=plan.deadline.text, last=plan.deadline.last_day))
    text += [say("extension.until", day=row.extended_to) for row in given.rows if row.extended_to is not None]
    text += [_request(request, given.today) for request in given.asked]
    order = {task.key: place for place, task in enumerate(plan.tasks_of(unit.code))}
    tasks.sort(key=lambda row: (order.get(row.task or "", len(order)), row.month or ""))
    last = {row.task: row.key for row in tasks}  # a monthly task has several rows, and one sum
    for row in tasks:
        text.append(_line(desk, row, stand[row.key]))
        text += _below(desk, given, row.task or "") if last[row.task] == row.key else []
    updates = [row for row in given.rows if row.kind == Kind.UPDATE]
    text += [_update(desk, row, stand[row.key]) for row in updates]
    due = [entry for entry in given.planned if planned.is_due(entry, given.today)]
    results = [planned.choice(entry) for entry in due if access.is_all_of(desk.member, entry)][:_RESULTS]
    answers = [_answering(request) for request in given.asked][:_RESULTS]
    usual = (Choice("/baocao", say("command.baocao")), Choice("/dagui", say("command.dagui")))
    return Prompt("\n".join(text), (*answers, *results, *usual))


def _request(request: Request, today: date) -> str:
    key = "tasks.request.late" if request.due < today else "tasks.request"
    return say(key, number=request.number, text=request.text, hour=office_requests.closes(), due=request.due)


def _answering(request: Request) -> Choice:
    """Give the way to answer, which is that of the request itself."""
    return Choice(f"/traloi {request.number}", say("tasks.request.answer", number=request.number))


def _line(desk: Desk, row: Standing, state: State) -> str:
    task = desk.plan.task(row.task or "")
    label = standing.label(desk.plan, row)
    line = say("tasks.row", label=label, state=standing.worded(row, state))
    if task.window and f"{task.window.ends:%d/%m}" not in label:  # some labels name the days themselves
        line += " " + say("tasks.window", starts=task.window.starts, ends=task.window.ends)
    return line


def _below(desk: Desk, given: Given, task: str) -> list[str]:
    """Say what the figures under a task come to, and what is planned for it."""
    sums = recorded.listed(desk.plan, given.told, task)
    expected = [entry for entry in given.planned if task in entry.tasks.split(",")]
    return [
        *([say("tasks.figures", figures=sums)] if sums else []),
        *([say("tasks.activities", n=given.activities[task])] if task in given.activities else []),
        *(planned.line(entry, given.today) for entry in expected),
    ]


def _update(desk: Desk, row: Standing, state: State) -> str:
    phase = desk.plan.phase(row.phase or "")
    is_ahead = state is State.NOT_GIVEN and desk.today < phase.starts
    return say(
        "tasks.update",
        period=desk.plan.period_word,
        phase=phase.name,
        ends=phase.ends,
        state=say("progress.ahead" if is_ahead else f"state.{state.value}"),
    )


TASKS: Final = Handler("tasks", ("nhiemvu", "tasks"), OFFICIALS, look, talk, act)
