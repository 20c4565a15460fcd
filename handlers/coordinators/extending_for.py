"""/giahan BYT 12/02/2026: the office gives one unit another last day for its signed report, or declines what was asked.

From then on that day is the unit's own: for reminders, for what is late, and beside its name in every list.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.handler import Handler, Refused
from handlers.obligations import extensions, tallies
from handlers.reminders import still_owed
from handlers.roles import COORDINATORS
from messages.questions.ahead import DaysAhead
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask, Heard
from messages.questions.reason import GiveReason
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from plans import calendar, dates
from plans.notices import Rule
from plans.obligations import Kind
from plans.schema import Plan
from storage.obligations import decisions, owed
from storage.obligations.decisions import What
from storage.obligations.owed import Standing
from storage.queues import outbox
from storage.schedule import occasions
from storage.schedule.occasions import NewOccasion

AGREE: Final = "agree"
OTHER: Final = "other"
REFUSE: Final = "refuse"
_SHOWN: Final = 8
_REASONS: Final = {OTHER: ("asked", "holidays"), REFUSE: ("due", "part")}
_UNIT: Final = "extended_unit"  # the answers' keys
_WHAT: Final = "extended_what"
_UNTIL: Final = "extended_until"
_WHY: Final = "extended_reason"
_WORDS: Final = re.compile(rf"(?P<unit>.+?)\s+(?P<what>{OTHER}|{REFUSE}|\d.*)")


@dataclass(frozen=True, slots=True)
class Given:
    """The signed reports that are not in and have a last day, by unit; why each asks for another; the words typed."""

    plan: Plan
    reports: Mapping[str, Standing]
    why: Mapping[str, str]
    today: date
    bare: bool


@dataclass(frozen=True, slots=True)
class Extended:
    """What the office says of which unit's last day; no unit: what is asked for is to be listed."""

    given: Given
    unit: str = ""
    until: date | None = None
    reason: str = ""


async def look(desk: Desk) -> Given:
    rows = await owed.of_plan(desk.db, desk.plan.code)
    asked = await decisions.latest(desk.db, desk.plan.code, What.EXTENSION_ASKED)
    why = {word.key: word.because for word in asked if word.value}
    open_ones = [row for row in rows if row.kind == Kind.REPORT and row.due is not None and row.received_on is None]
    return Given(
        desk.plan,
        {row.unit: row for row in open_ones},
        {row.unit: why.get(row.key, "") for row in open_ones if row.extension_asked is not None},
        desk.today,
        not desk.words and not desk.answers,
    )


def talk(ask: Ask, given: Given) -> Extended:
    if (given.bare and given.why) or not given.reports:
        return Extended(given)
    units = [given.plan.unit(code) for code in given.reports]
    options = [Plain(unit.code, unit.short, (unit.name, *unit.aliases)) for unit in units]
    code = ask(Choose(_UNIT, options)).key
    row, what = given.reports[code], OTHER
    if row.extension_asked is not None:
        what = ask(Choose(_WHAT, _ways(given, row), facts={"row": _row(given, row)})).key
    if what == AGREE:
        return Extended(given, code, row.extension_asked, say("extended.why.asked"))
    until = None if what == REFUSE else ask(_question(given, row)).last
    why = [Plain(reason, say(f"extended.why.{reason}")) for reason in _REASONS[what]]
    return Extended(given, code, until, ask(GiveReason(_WHY, why)))


def _ways(given: Given, row: Standing) -> list[Plain]:
    """Give the answers; a day that has passed meanwhile cannot be agreed to."""
    ways = [Plain(OTHER, say("extension.do.other")), Plain(REFUSE, say("extension.do.refuse"))]
    if row.extension_asked is None or row.extension_asked < given.today:
        return ways
    return [Plain(AGREE, say("extension.do.grant", until=row.extension_asked)), *ways]


def _question(given: Given, row: Standing) -> DaysAhead:
    return extensions.question(_UNTIL, row, given.today, unit=given.plan.unit(row.unit).name)


def _row(given: Given, row: Standing) -> str:
    unit, reason = given.plan.unit(row.unit).name, given.why.get(row.unit, "")
    return say("extension.row", unit=unit, until=row.extension_asked, due=row.due, reason=reason)


async def act(desk: Desk, said: Extended) -> Prompt:
    given = said.given
    if not said.unit:
        return _asked(given)
    row, unit = given.reports[said.unit], desk.plan.unit(said.unit).name
    if said.until is not None and row.extended_to is None and row.due is not None and said.until <= row.due:
        raise Refused(_UNTIL, "extension.no_later", due=row.due)
    what = "grant" if said.until is not None else REFUSE
    if said.until is not None:
        await owed.extend(desk.db, desk.plan.code, row.key, said.until, desk.now, desk.member.id, said.reason)
        for rule, day in _reminders(said.until):
            new = NewOccasion(rule, still_owed.extended_step(said.until), dates.opens(day), said.unit)
            await occasions.add(desk.db, desk.plan.code, new)
    else:
        await owed.ask_extension(desk.db, desk.plan.code, row.key, None, desk.now, desk.member.id, said.reason)
    await outbox.withdraw_under(desk.db, f"{extensions.notice(desk.plan.code, said.unit)}/")  # the office has answered
    await desk.note(f"extension.{what}", about=f"{row.key} {said.until or ''}".strip())
    facts = {"until": said.until or "", "due": row.due, "reason": said.reason}
    word = partial(_told, what, facts)
    news = News(word, (desk.plan,), desk.now, key=f"extended/{desk.plan.code}/{said.unit}")
    await telling.unit(desk.db, desk.house, desk.plan, said.unit, news)
    left = len(given.why) - (said.unit in given.why)
    more = (Choice("/giahan", say("extension.more", n=left)),) if left else ()
    return Prompt(say(f"extension.done.{what}", unit=unit, **facts), more)


def _reminders(until: date) -> tuple[tuple[Rule, date], ...]:
    """Give the day before which, and the one after which, the unit is reminded as others are of the plan's last day."""
    return (Rule.LAST_DAY, until), (Rule.OVERDUE, calendar.next_working_day(until))


def _told(what: str, facts: Mapping[str, object]) -> Prompt:
    return Prompt(say(f"extension.told.{what}", **facts), (Choice("/vanban", say("command.vanban")),))


def _asked(given: Given) -> Prompt:
    """List what units ask for; the first of them with its answers."""
    rows = tallies.extensions_asked(tuple(given.reports.values()))
    if not rows:
        return Prompt(say("extension.none"))
    lines = [_row(given, row) for row in rows[:_SHOWN]]
    if rows[_SHOWN:]:
        lines.append(say("extension.rest", n=len(rows) - _SHOWN))
    text = "\n".join([say("extension.head", n=len(rows)), *lines])
    if len(rows) == 1 and rows[0].extension_asked is not None:
        return Prompt(text, extensions.choices(rows[0].unit, rows[0].extension_asked))
    choices = tuple(Choice(f"/giahan {row.unit}", given.plan.unit(row.unit).short) for row in rows[:_SHOWN])
    return Prompt(text, choices)


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the unit, and what is said of its last day: "/giahan BYT", "/giahan BYT 12/02", "/giahan BYT refuse"."""
    match = _WORDS.fullmatch(words)
    found = given.plan.find_units(match["unit"] if match else words)
    if len(found) != 1 or found[0].code not in given.reports:
        return {}
    row = given.reports[found[0].code]
    answers: dict[str, Any] = {_UNIT: row.unit}
    what = match["what"] if match else ""
    if row.extension_asked is not None and what in (OTHER, REFUSE):
        return {**answers, _WHAT: what}
    if not what[:1].isdecimal():
        return answers
    with suppress(Unclear):
        until = _question(given, row).hear(Heard(Said("", what)), None)
        if row.extension_asked is not None and until[0] == row.extension_asked.isoformat():
            return {**answers, _WHAT: AGREE}
        return {**answers, _UNTIL: until, **({_WHAT: OTHER} if row.extension_asked is not None else {})}
    return answers


EXTENDING_FOR: Final = Handler(
    "extending_for", ("giahan", "extend"), COORDINATORS, look, talk, act, start, ways=(BACK, CANCEL)
)
