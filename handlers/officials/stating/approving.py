"""/daduyet: the unit's leader has approved its figures, all of them as they stand; /trinhduyet: a text to ask for it.

From a figure that changes later on they are not official any more; what was approved is kept with its instant.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from handlers import menu
from handlers.closings import approved
from handlers.closings.approved import UnitsApproval
from handlers.desk import Desk
from handlers.entries import units_figures
from handlers.handler import Handler
from handlers.officials import reporting_as
from handlers.roles import OFFICIALS
from handlers.unasked import Begin
from messages.questions.confirm import Confirm
from messages.questions.days import AskDays
from messages.questions.line import Line
from messages.questions.question import Ask, Heard
from messages.questions.ways import BACK, CANCEL
from messages.reading import approvals as approvals_read
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from storage.obligations import approvals

_TITLE: Final = 80
_NAMED: Final = "approval_title"  # the answers' keys
_DAY: Final = "approval_day"


@dataclass(frozen=True, slots=True)
class Given:
    """The unit's figures in lines, none where there is no result; what stands for them; whether they are approved."""

    unit: str
    lines: tuple[str, ...]
    stamp: str
    before: UnitsApproval
    whole: bool
    today: date


@dataclass(frozen=True, slots=True)
class ApprovalStated:
    """Who approved by title, and on which day; no day: there was nothing to approve."""

    given: Given
    title: str = ""
    day: date | None = None


async def look(desk: Desk) -> Given:
    plan, unit = desk.plan, desk.unit
    before = await approved.of_unit(desk.db, plan, unit.code, desk.now)
    lines = tuple(await units_figures.lines(desk.db, plan, unit.code))
    stamp = await approved.stamp(desk.db, plan, unit.code, desk.now)
    return Given(unit.name, lines, stamp, before, desk.member.tasks is None, desk.today)


def talk(ask: Ask, given: Given) -> ApprovalStated:
    if not given.lines or not given.whole or given.before.stands:
        return ApprovalStated(given)
    title = ask(Line(_NAMED, _TITLE))
    day = ask(_day(given.today)).first
    facts = {"unit": given.unit, "title": title, "day": day, "figures": "\n".join(given.lines)}
    # what is said yes to is what was shown: figures that change meanwhile are shown anew
    ask(Confirm(f"approve.{given.stamp}", say("approval.sure", **facts), (_NAMED, _DAY), "approve"))
    return ApprovalStated(given, title, day)


def _day(today: date) -> AskDays:
    return AskDays(_DAY, today, until=today, single=True)


async def act(desk: Desk, stated: ApprovalStated) -> Prompt:
    given, here = stated.given, menu.addressed(desk.plan.code, desk.unit.code)
    sent = (Choice(f"/dagui {here}", say("command.dagui")),)
    if not given.whole:
        return Prompt(say("approval.not_yours", unit=given.unit))
    if not given.lines:
        begin = Choice(f"/baocao {here}", say("command.baocao"))
        return Prompt(say("approval.nothing", unit=given.unit), (begin,))
    if stated.day is None:
        return Prompt(given.before.worded, sent)
    plan, unit = desk.plan.code, desk.unit.code
    await approvals.add(desk.db, plan, unit, title=stated.title, day=stated.day, member=desk.member.id, at=desk.now)
    await desk.note("figures.approved", about=f"{unit} {stated.day}")
    return Prompt(say("approval.kept", unit=given.unit, title=stated.title, day=stated.day, at=desk.now), sent)


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take title and day after the command: "/daduyet Thứ trưởng, ngày 05/12"."""
    title, typed = approvals_read.named(words)
    answers: dict[str, Any] = {}
    with suppress(Unclear):
        answers[_NAMED] = Line(_NAMED, _TITLE).hear(Heard(Said("", title)), None)
    return answers | _dated(typed, given.today)


def _dated(typed: str, today: date) -> dict[str, Any]:
    """Give the day that was typed, or why it is none; nothing where none was."""
    if not typed:
        return {}
    try:
        return {_DAY: _day(today).hear(Heard(Said("", typed)), None)}
    except Unclear as why:
        return {_DAY: why}


APPROVING: Final = Handler(
    "approving", ("daduyet", "approved"), OFFICIALS, look, talk, act, start, ways=(BACK, CANCEL), takes_words=True
)


async def in_own_words(desk: Desk, said: Said) -> Begin | Prompt | None:
    """Begin where somebody writes "Lãnh đạo đơn vị đã duyệt: Thứ trưởng, ngày 05/12"; ask for which unit of several."""
    found = None if said.pressed or said.edited or said.attachments else approvals_read.stated(said.text)
    members = reporting_as.members(desk)
    if found is None or not members:
        return None
    if len(members) > 1:
        return menu.for_which(desk.plans, members, APPROVING.commands[0], approvals_read.told(said.text))
    title, typed = found
    first: dict[str, Any] = {_NAMED: title} if title and len(title) <= _TITLE else {}
    return Begin(APPROVING, members[0], first | _dated(typed, desk.today))


@dataclass(frozen=True, slots=True)
class Submission:
    """The text for the unit's leader; "" where there is nothing to approve."""

    unit: str
    text: str
    whole: bool


async def look_at_all(desk: Desk) -> Submission:
    plan, unit = desk.plan, desk.unit
    told = await units_figures.results(desk.db, plan, unit.code)
    if not told:
        return Submission(unit.name, "", desk.member.tasks is None)
    figures = await units_figures.lines(desk.db, plan, unit.code)
    facts = {"unit": unit.name, "plan": plan.in_full, "at": desk.now}
    text = [say("submission.head", **facts), *told, say("submission.figures"), *figures, say("submission.end")]
    return Submission(unit.name, "\n".join(text), desk.member.tasks is None)


def talk_of_all(_ask: Ask, given: Submission) -> Submission:
    return given


async def act_for_all(desk: Desk, given: Submission) -> Prompt:
    """Give the text alone, so that it can be forwarded as it is."""
    if not given.whole:
        return Prompt(say("approval.not_yours", unit=given.unit))
    if not given.text:
        return Prompt(say("approval.nothing", unit=given.unit), (Choice("/baocao", say("command.baocao")),))
    await desk.note("figures.submitted", about=desk.unit.code)
    return Prompt(given.text)


SUBMITTING: Final = Handler(
    "submitting", ("trinhduyet", "forapproval"), OFFICIALS, look_at_all, talk_of_all, act_for_all
)
