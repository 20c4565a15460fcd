"""/giaoviec 6.4: the main focal point hands a task to a colleague of the unit, or takes it back.

The colleague sees, and is asked for, the tasks that were handed and nothing else.
Somebody not registered yet gets a code for that task alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.everyone import codes
from handlers.handler import Handler, Refused
from handlers.officials.entering import choosing_task
from handlers.officials.entering.choosing_task import TaskOption
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain, search
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import say
from storage.members import people
from storage.members.people import Colleague, Role
from storage.queues.outbox import Lane

_NEW: Final = "new"
_TASK: Final = "handed_task"


@dataclass(frozen=True, slots=True)
class Given:
    """The unit's tasks and its other focal points; `main`: whether this one may hand anything."""

    main: bool
    tasks: tuple[TaskOption, ...]
    colleagues: tuple[Colleague, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """A task and to whom it goes; None: to somebody who is to register. `back`: it is taken back."""

    task: TaskOption
    colleague: Colleague | None = None
    back: bool = False


async def look(desk: Desk) -> Given:
    if not desk.member.main:
        return Given(main=False, tasks=(), colleagues=())
    tasks = tuple(choosing_task.option(task) for task in desk.plan.tasks_of(desk.unit.code))
    return Given(main=True, tasks=tasks, colleagues=tuple(await people.colleagues(desk.db, desk.member)))


def talk(ask: Ask, given: Given) -> Handed | None:
    if not given.main or not given.tasks:
        return None
    task = ask(Choose(_TASK, given.tasks))
    options = [Plain(_key(colleague), _worded(colleague, task)) for colleague in given.colleagues]
    to = ask(Choose("colleague", (*options, Plain(_NEW, say("handing.new"))), facts={"task": task.key})).key
    if to == _NEW:
        return Handed(task)
    colleague = next(known for known in given.colleagues if _key(known) == to)
    back = task.key in _tasks(colleague)
    shows = say(f"handing.sure.{_way(colleague, back=back)}", name=colleague.name, task=task.key)
    ask(Confirm("hand", shows, ("colleague",)))
    return Handed(task, colleague, back)


def _way(colleague: Colleague, *, back: bool) -> str:
    """Tell what handing does: a task goes back, a colleague who sees all sees less, one who sees some sees more."""
    if back:
        return "back"
    return "all" if colleague.handed is None else "more"


def _key(colleague: Colleague) -> str:
    """Name a colleague's choice; never a bare number, which would be taken for a place in the list."""
    return f"member:{colleague.member}"


def _tasks(colleague: Colleague) -> list[str]:
    return [task for task in (colleague.handed or "").split(",") if task]


def _worded(colleague: Colleague, task: TaskOption) -> str:
    """Say who, what they see now, and what choosing them does."""
    facts = {"name": colleague.name, "title": colleague.title}
    if colleague.handed is None:
        return say("handing.one.all", **facts)
    tasks = ", ".join(_tasks(colleague)) or "–"
    return say("handing.one.back" if task.key in _tasks(colleague) else "handing.one", tasks=tasks, **facts)


async def act(desk: Desk, handed: Handed | None) -> Prompt:
    if handed is None:
        return Prompt(say("handing.main_only" if not desk.member.main else "handing.no_tasks"))
    if handed.colleague is None:
        return await _invited(desk, handed.task.key)
    now = {colleague.member for colleague in await people.colleagues(desk.db, desk.member)}
    if handed.colleague.member not in now:
        raise Refused("colleague", "choose.withdrawn")
    member, task = handed.colleague.member, handed.task.key
    if handed.back:
        await people.take_back(desk.db, member, task)
    else:
        await people.hand(desk.db, member, task, desk.now)
    await desk.note("task.taken_back" if handed.back else "task.handed", about=f"{task} {member}")
    way = "back" if handed.back else "handed"
    news = News(partial(_told, way, task, desk.person.name), (desk.plan,), desk.now, Lane.REPLY)
    await telling.person(desk.db, desk.house, handed.colleague.person, news)
    return Prompt(say(f"handing.done.{way}", task=task, name=handed.colleague.name))


def _told(way: str, task: str, name: str) -> Prompt:
    return Prompt(say(f"handing.told.{way}", task=task, name=name), (Choice("/nhiemvu", say("report.owed")),))


async def _invited(desk: Desk, task: str) -> Prompt:
    wanted = codes.WantedCode(Role.OFFICIAL, desk.plan.code, desk.unit.code, task)
    issued = await codes.issue(desk.db, desk.house, wanted, desk.person.id, desk.now)
    text = say("handing.code", code=issued.code, task=task, unit=desk.unit.name, expires=issued.expires)
    return Prompt(text + ("\n" + issued.link if issued.link else ""), once=True)


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the task after the command: "/giaoviec 6.4"."""
    found = search(given.tasks, words)
    return {_TASK: found[0].key} if len(found) == 1 else {}


HAND: Final = Handler("hand", ("giaoviec", "handtask"), OFFICIALS, look, talk, act, start, ways=(BACK, CANCEL))
