"""/ghinhan: what units say does not arise, the oldest first: the office notes it, or asks for it to be made clear.

What is noted ends the task as one that did not arise. What is not clear is taken back: the unit hears why, and owes the
task again until it says more or enters a result.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.obligations import standing, tallies
from handlers.roles import COORDINATORS
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.reason import GiveReason
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import language, say
from plans.schema import Plan, Sensitive
from storage.obligations import decisions, owed
from storage.obligations.decisions import Decided, What
from storage.obligations.owed import Standing
from storage.rows import instant

_NOTE: Final = "note"
_CLARIFY: Final = "clarify"
_LATER: Final = "later"
_SAID: Final = re.compile(rf"(?P<what>{_NOTE}|{_CLARIFY}|{_LATER})\s+(?P<key>\S+)\s+(?P<at>\S+)")
_REASONS: Final = ("vague", "held", "owed")
_STATEMENT: Final = "statement"  # the answers' keys
_WHY: Final = "clarify_reason"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a unit says does not arise, and when it said so."""

    row: Standing
    said: Decided


@dataclass(frozen=True, slots=True)
class Given:
    """What waits, the oldest first; what is to be done, of which statement; `one` is missing where it waits no more."""

    typed: str
    waiting: tuple[Statement, ...]
    what: str = ""
    one: Statement | None = None
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """What was decided, and what the unit is asked to make clear."""

    given: Given
    reason: str = ""


async def waiting(desk: Desk) -> tuple[Statement, ...]:
    """Give what waits to be noted, the oldest first."""
    rows = tallies.to_note(desk.plan, await owed.of_plan(desk.db, desk.plan.code), desk.today)
    said = {word.key: word for word in await decisions.latest(desk.db, desk.plan.code, What.NOT_ARISING)}
    found = (Statement(row, said[row.key]) for row in rows)
    return tuple(sorted(found, key=lambda statement: (statement.said.at, statement.row.key)))


async def look(desk: Desk) -> Given:
    typed, every = desk.words or desk.answers.get(_STATEMENT, ""), await waiting(desk)
    match = _SAID.fullmatch(typed)
    if match is None:
        return Given(typed, every)
    named = (match["key"], match["at"])
    found = next((one for one in every if (one.row.key, instant(one.said.at)) == named), None)
    is_sensitive = found is not None and desk.plan.task(found.row.task or "").sensitive is not Sensitive.NO
    return Given(typed, every, match["what"], found, is_sensitive)


def talk(ask: Ask, given: Given) -> Noted:
    if given.what != _CLARIFY or given.one is None:
        return Noted(given)
    ask(Choose(_STATEMENT, (Plain(given.typed, say("note.do.clarify")),)))
    why = [Plain(reason, say(f"note.why.{reason}")) for reason in _REASONS]
    return Noted(given, ask(GiveReason(_WHY, why, closed=given.is_sensitive)))


async def act(desk: Desk, noted: Noted) -> Prompt:
    given = noted.given
    if not given.what:
        return first(desk.plan, given.waiting)
    if given.one is None:
        return first(desk.plan, given.waiting, say("note.meanwhile"))
    if given.what == _LATER:
        return first(desk.plan, given.waiting, after=given.one)
    row, unit = given.one.row, desk.plan.unit(given.one.row.unit).name
    label = standing.label(desk.plan, row)
    if given.what == _NOTE:
        await owed.accepted(desk.db, desk.plan.code, row.key, desk.now, desk.member.id)
    else:
        await owed.not_arising(desk.db, desk.plan.code, row.key, None, desk.now, member=desk.member.id)
        word = partial(_unclear, desk.plan, row, noted.reason)
        news = News(word, (desk.plan,), desk.now, key=f"nothing/{desk.plan.code}/{row.key}")
        await telling.unit(desk.db, desk.house, desk.plan, row.unit, news)
    await desk.note(f"nothing.{given.what}", about=row.key)
    left = tuple(one for one in given.waiting if one is not given.one)
    return first(desk.plan, left, say(f"note.done.{given.what}", unit=unit, what=label))


def _unclear(plan: Plan, row: Standing, reason: str) -> Prompt:
    spoken, task = plan.spoken(language()), row.task or ""
    text = say("note.told.clarify", what=standing.label(spoken, row), reason=reason)
    choices = (
        Choice(f"/khongphatsinh {task}", say("command.khongphatsinh")),
        Choice(f"/baocao {task}", say("command.baocao")),
    )
    return Prompt(text, choices)


def first(plan: Plan, every: tuple[Statement, ...], note: str = "", after: Statement | None = None) -> Prompt:
    """Show the oldest of what waits, or the next one behind another; `note` is said first."""
    begin = f"{note}\n\n" if note else ""
    left = every if after is None else every[every.index(after) + 1 :]
    if not left:
        again = (Choice("/ghinhan", say("review.from_first", n=len(every))),) if every else ()
        return Prompt(begin + say("note.no_further" if every else "note.none", n=len(every)), again)
    one = left[0]
    text = say(
        "note.one",
        unit=plan.unit(one.row.unit).name,
        what=standing.label(plan, one.row),
        reason=one.row.not_arising_because or say(f"reason.{one.row.not_arising}"),
        at=one.said.at,
        n=len(every),
    )
    about = f"{one.row.key} {instant(one.said.at)}"
    ways = (_NOTE, _CLARIFY, *((_LATER,) if len(every) > 1 else ()))
    choices = tuple(Choice(f"/ghinhan {way} {about}", say(f"note.do.{way}")) for way in ways)
    return Prompt(begin + text, choices)


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take what is to be made clear, which is asked about no more."""
    return {_STATEMENT: words} if given.what == _CLARIFY and given.one is not None else {}


NOTING: Final = Handler(
    "noting", ("ghinhan", "note"), COORDINATORS, look, talk, act, start, ways=(BACK, CANCEL), about=_STATEMENT
)
