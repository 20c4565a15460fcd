"""/xingiahan 12/02: a unit asks for another last day for its signed report; the office decides, and the unit hears.

Nothing is put off by asking: till the office agrees, the last day is that of the plan.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from handlers import menu
from handlers.delivery import gathering, telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.handler import Handler, Refused
from handlers.obligations import extensions
from handlers.officials import reporting_as
from handlers.reminders import replies, still_owed
from handlers.roles import OFFICIALS
from handlers.unasked import Begin
from messages.folding import folded
from messages.questions.choose import Plain
from messages.questions.question import Ask, Heard
from messages.questions.reason import GiveReason
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Plan
from storage.obligations import owed
from storage.obligations.owed import Standing

_ASKED: Final = re.compile(r"\b(?:xin|de nghi|cho|mong|ask for|need)\b.*\b(?:gia han|an extension|more time)\b")
_SHORT: Final = 16  # words; what is longer tells of a result
_AHEAD: Final = 365  # days in which one is heard; the question says which of them can be
_REASONS: Final = ("collecting", "signing", "changed")
_UNTIL: Final = "extension_until"  # the answers' keys
_WHY: Final = "extension_reason"


@dataclass(frozen=True, slots=True)
class Given:
    """The signed report that is owed, if any with a last day; whether the member may speak for the whole unit."""

    report: Standing | None
    whole: bool
    today: date


@dataclass(frozen=True, slots=True)
class AskedExtension:
    """Until which day, and why; no day: there was nothing to ask for."""

    given: Given
    until: date | None = None
    reason: str = ""


async def look(desk: Desk) -> Given:
    here = await still_owed.affairs(desk.db, desk.plan, desk.unit.code, desk.today)
    report = here.report if here.report is not None and here.report.due is not None else None
    return Given(report, desk.member.tasks is None, desk.today)


def talk(ask: Ask, given: Given) -> AskedExtension:
    if given.report is None or not given.whole:
        return AskedExtension(given)
    until = ask(extensions.question(_UNTIL, given.report, given.today)).last
    why = [Plain(reason, say(f"extension.why.{reason}")) for reason in _REASONS]
    return AskedExtension(given, until, ask(GiveReason(_WHY, why)))


async def act(desk: Desk, asked: AskedExtension) -> Prompt:
    report, until = asked.given.report, asked.until
    if report is None or until is None:
        key = "extension.nothing" if asked.given.whole else "extension.not_yours"
        return Prompt(say(key, unit=desk.unit.name))
    if report.due is not None and until <= report.due:
        raise Refused(_UNTIL, "extension.no_later", due=report.due)
    await owed.ask_extension(desk.db, desk.plan.code, report.key, until, desk.now, desk.member.id, asked.reason)
    await desk.note("extension.asked", about=f"{report.key} {until}")
    word = partial(_told, desk.plan, desk.unit.code, until, asked.reason)
    key = extensions.notice(desk.plan.code, desk.unit.code)
    at = await gathering.goes_at(desk.db, desk.plan, key, desk.now)
    news = News(word, (desk.plan,), at, key=key)
    await telling.office(desk.db, desk.house, desk.plan, news)
    return Prompt(say("extension.asked", until=until, due=report.due), (Choice("/nhiemvu", say("command.nhiemvu")),))


def _told(plan: Plan, unit: str, until: date, reason: str) -> Prompt:
    text = say("extension.told.office", unit=plan.unit(unit).name, until=until, reason=reason)
    return Prompt(text, extensions.choices(unit, until))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the day after the command: "/xingiahan đến 12/02"."""
    if given.report is None or not given.whole:
        return {}
    with suppress(Unclear):
        return {_UNTIL: extensions.question(_UNTIL, given.report, given.today).hear(Heard(Said("", words)), None)}
    return {}


EXTENDING: Final = Handler(
    "extending", ("xingiahan", "askextension"), OFFICIALS, look, talk, act, start, ways=(BACK, CANCEL)
)


async def in_own_words(desk: Desk, said: Said) -> Begin | Prompt | None:
    """Begin where somebody writes "xin gia hạn đến 12/02", with the day if there is one; ask of several units which."""
    words = said.text.split()
    if said.pressed or said.edited or said.attachments or not _ASKED.search(folded(said.text)) or len(words) > _SHORT:
        return None
    members = reporting_as.members(desk)
    if not members:
        return None
    day = replies.day_of(said.text, desk.today, _AHEAD)
    if len(members) > 1:
        return menu.for_which(desk.plans, members, EXTENDING.commands[0], f"{day:%d/%m/%Y}" if day else "")
    return Begin(EXTENDING, members[0], {} if day is None else {_UNTIL: [day.isoformat(), day.isoformat(), said.text]})
