"""/khongphatsinh: nothing arises for this unit, in a phase or for a task at all; it can be taken back.

For a phase it is enough to say so. For a task one of the office's four reasons is
asked, and the office has yet to accept it; for one that may be secret the reason
comes from that list alone, never in one's own words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from handlers.desk import Desk
from handlers.handler import Handler
from handlers.obligations import standing
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain, search
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.text import Text
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import say
from plans.obligations import Key, Kind, Reason, State
from plans.schema import Plan, Sensitive
from storage.obligations import owed
from storage.obligations.owed import Standing

_BACK: Final = "taken_back"
_TASK: Final = "task"
_BECAUSE: Final = 250
_SETTLED: Final = frozenset({State.DONE_IN_TIME, State.DONE_LATE})


@dataclass(frozen=True, slots=True)
class Given:
    """The plan, and what this unit owes with where it stands."""

    plan: Plan
    rows: tuple[Standing, ...]
    states: Mapping[str, State]
    today: date


@dataclass(frozen=True, slots=True)
class Stated:
    """Of which obligation nothing arises; no reason: that is taken back. No key: there was nothing to say."""

    key: str = ""
    label: str = ""
    reason: Reason | None = None
    because: str = ""


async def look(desk: Desk) -> Given:
    rows = await standing.of_member(desk.db, desk.member)
    return Given(desk.plan, rows, standing.states(desk.plan, rows, desk.today), desk.today)


def talk(ask: Ask, given: Given) -> Stated:
    phases, tasks, said = _open(given, Kind.UPDATE), _open(given, Kind.TASK), _said(given)
    options = [*phases]
    options += [Plain(_TASK, say("nothing.task"))] if tasks else []
    options += [Plain(_BACK, say("nothing.taken_back"))] if said else []
    if not options:
        return Stated()
    what = ask(Choose("nothing", options))
    if what.key == _BACK:
        row = ask(Choose("nothing_back", said))
        return Stated(row.key, row.label)
    if what.key != _TASK:
        ask(Confirm("state_nothing", say("nothing.sure.phase", phase=what.label)))
        return Stated(what.key, what.label, Reason.NOT_HELD)
    task = ask(Choose("nothing_task", tasks))
    reason = Reason(ask(Choose("reason", tuple(Plain(why.value, say(f"reason.{why.value}")) for why in Reason))).key)
    because = ""
    if reason is Reason.OTHER and not _is_delicate(given, task.key):
        because = ask(Text("because", _BECAUSE))
    shows = say("nothing.sure.task", task=task.label, reason=because or say(f"reason.{reason.value}"))
    ask(Confirm("state_nothing", shows))
    return Stated(task.key, task.label, reason, because)


def _open(given: Given, kind: Kind) -> list[Plain]:
    """Give what can still be said not to arise: nothing was entered for it, nothing said; it has begun."""
    return [
        _option(given, row)
        for row in given.rows
        if row.kind == kind and not row.entries and not row.not_arising and given.states[row.key] not in _SETTLED
        if row.phase is None or given.plan.phase(row.phase).starts <= given.today
    ]


def _said(given: Given) -> list[Plain]:
    return [_option(given, row) for row in given.rows if row.not_arising]


def _option(given: Given, row: Standing) -> Plain:
    if row.kind == Kind.UPDATE:
        phase = given.plan.phase(row.phase or "")
        label = say("nothing.phase", period=given.plan.period_word, phase=phase.name)
        return Plain(row.key, label, (phase.key,))
    task = given.plan.task(row.task or "")
    also = () if task.sensitive is Sensitive.YES else (task.text,)
    return Plain(row.key, standing.label(given.plan, row), (task.key, *also))


def _is_delicate(given: Given, key: str) -> bool:
    row = next(row for row in given.rows if row.key == key)
    return given.plan.task(row.task or "").sensitive is not Sensitive.NO


async def act(desk: Desk, stated: Stated) -> Prompt:
    again = (Choice("/nhiemvu", say("command.nhiemvu")),)
    if not stated.key:
        return Prompt(say("nothing.none", unit=desk.unit.name, period=desk.plan.period_word), again)
    reason = stated.reason.value if stated.reason else None
    by = desk.member.id
    await owed.not_arising(desk.db, desk.plan.code, stated.key, reason, desk.now, stated.because, by)
    await desk.note("nothing.stated" if reason else "nothing.taken_back", about=stated.key)
    if stated.reason is None:
        return Prompt(say("nothing.done.back", what=stated.label), again)
    kind = "task" if Key.parse(stated.key).kind is Kind.TASK else "phase"
    return Prompt(say(f"nothing.done.{kind}", what=stated.label, at=desk.now), again)


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the task after the command: "/khongphatsinh 2.1b"."""
    found: Sequence[Plain] = search(_open(given, Kind.TASK), words)
    return {"nothing": _TASK, "nothing_task": found[0].key} if len(found) == 1 else {}


NOTHING: Final = Handler(
    "nothing", ("khongphatsinh", "nothing"), OFFICIALS, look, talk, act, start, ways=(BACK, CANCEL)
)
