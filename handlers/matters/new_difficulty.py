"""A difficulty is put to the office: at which task, what it is, what is asked for.

The task comes first: of one that may be secret the difficulty is picked from a list, and what was typed of it goes.
"""

from dataclasses import dataclass
from typing import Final

from handlers.desk import Desk
from handlers.entries import contents
from handlers.handler import Handler
from handlers.matters import enclosed, raised, thread, typed_words
from handlers.matters.raised import Brought
from handlers.matters.typed_words import MatterWords
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.line import Line
from messages.questions.question import Ask, Foreseen
from messages.questions.ways import BACK, CANCEL
from messages.said import Prompt
from messages.words import say
from plans.schema import Plan, Sensitive, Task
from storage.matters import MatterKind, NewMatter

_NONE: Final = "none"  # no one task
_REASONS: Final = ("funds", "people", "time", "coordination", "guidance", "other")
_ASKED_FOR: Final = 300


@dataclass(frozen=True, slots=True)
class Given:
    """The plan, and the tasks of the unit that this member sees."""

    plan: Plan
    tasks: tuple[Task, ...]


async def look(desk: Desk) -> Given:
    return Given(desk.plan, typed_words.tasks(desk.plan, desk.member))


def talk(ask: Ask, given: Given) -> Brought:
    delicate = frozenset(task.key for task in given.tasks if thread.is_delicate(given.plan, task.key))
    none = Plain(_NONE, say("difficulty.no_task"), tuple(say("difficulty.no_task.typed").split("|")))
    options = (none, *(_option(task) for task in given.tasks))
    task = ask(Choose(raised.TASK, options, forgetting=delicate))
    key = "" if task.key == _NONE else task.key
    if key in delicate:
        reasons = tuple(Plain(reason, say(f"difficulty.reason.{reason}")) for reason in _REASONS)
        reason = ask(Choose("difficulty_reason", reasons))
        shows = say("difficulty.sure", task=task.label, what=reason.label, asked_for="–")
        ask(Confirm("difficulty_send", shows, (raised.TASK, "difficulty_reason")))
        return Brought(NewMatter(MatterKind.DIFFICULTY, "", key, reason=reason.key))
    secret = typed_words.secret(given.plan)
    what = ask(raised.question(MatterKind.DIFFICULTY, secret))
    asked_for = ask(MatterWords(Line("asked_for", _ASKED_FOR, optional=True), secret))
    pieces = ask(enclosed.GATHER)
    what = enclosed.said(what, pieces)
    shows = say("difficulty.sure", task=task.label, what=what, asked_for=asked_for or "–") + enclosed.line(pieces)
    ask(Confirm("difficulty_send", shows, (raised.TASK, MatterKind.DIFFICULTY.value, "asked_for", enclosed.FILES)))
    return Brought(NewMatter(MatterKind.DIFFICULTY, what, key, asked_for), pieces)


def _option(task: Task) -> Plain:
    also = () if task.sensitive is Sensitive.YES else (task.text,)
    return Plain(task.key, contents.label(task), (task.key, *also))


async def act(desk: Desk, brought: Brought) -> Prompt:
    return await raised.keep(desk, brought)


def foreseen(_given: Given) -> tuple[Foreseen, ...]:
    return enclosed.foreseen(MatterKind.DIFFICULTY.value, raised.TASK)


NEW_DIFFICULTY: Final = Handler(
    "new_difficulty", (), OFFICIALS, look, talk, act, ways=(BACK, CANCEL), foreseen=foreseen
)
