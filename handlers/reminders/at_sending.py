"""A reminding message is about to be sent: find its words now, or put it off, or take it back with the reason.

It hangs in the outbox without a body. Between planning and sending a unit may have
reported, a person may have begun an entry, the plan may have been stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from handlers.delivery import outgoing, own_wanted, speech
from handlers.delivery.own_wanted import DraftBeside
from handlers.house import House, running
from handlers.reminders import message, planning, still_owed
from handlers.reminders.message import REQUESTS, UnitPart
from messages.said import Prompt
from messages.values import DocumentsByChat
from messages.words import ZONE
from plans import calendar, dates, notices
from plans.notices import Rule
from storage.db import Db, Turn
from storage.members import people, wishes
from storage.members.people import Member, Role
from storage.obligations import requests
from storage.queues import outbox, sessions
from storage.queues.outbox import ToSend
from storage.schedule import pauses, reminders
from storage.schedule.reminders import Reminder

_BUSY: Final = timedelta(minutes=20)  # since the last answer of a conversation that is open
_PAUSED: Final = timedelta(minutes=1)  # a plan that goes on does so at the next tick
_NOTHING: Final = "nothing is owed any more"


@dataclass(frozen=True, slots=True)
class _Hung:
    """What hangs on a message of one unit, by rule and step."""

    plan: str
    unit: str
    rule: Rule
    step: str


async def word(turn: Turn, house: House, row: ToSend, now: datetime) -> str | None:
    """Give the body of a message without one, and keep it; None where it is not to be sent now."""
    hung = await reminders.hung_on(turn, row.id)
    if not hung:
        await outbox.end(turn, row.id, "withdrawn", _NOTHING)
        return None
    if await _must_wait(turn, row, hung, now):
        return None
    parts = await _parts(turn, house, hung, now)
    prompt = await _worded(turn, house, parts, now)
    if prompt is None:
        await outbox.end(turn, row.id, "withdrawn", _NOTHING)
        return None
    person = await people.find(turn, hung[0].person)
    for part in parts:
        if part.brings_draft:
            await own_wanted.ask(turn, part.member, person.language, now, DraftBeside(row.not_after))
    to = outgoing.To(row.channel, row.chat, hung[0].person, now)
    body = await outgoing.body(turn, to, prompt)
    await outbox.worded(turn, row.id, body)
    return body


async def late(turn: Turn, row_id: int, now: datetime) -> None:
    """Move a message whose day has passed to the next good one, and join it to what waits there already."""
    hung = await reminders.hung_on(turn, row_id)
    if not hung:
        await outbox.end(turn, row_id, "withdrawn", _NOTHING)
        return
    person, at = hung[0].person, calendar.next_in_hours(now)
    while True:
        day = at.astimezone(ZONE).date()
        there = await reminders.message_of(turn, person, day)
        if there is None or there.state == "waiting":
            break
        at = calendar.next_in_hours(dates.midnight(day) + timedelta(days=1))
    await outbox.end(turn, row_id, "withdrawn", "its day has passed")
    due_at = planning.at_hour(await wishes.of(turn, person), at)
    if there is not None:
        to: int | None = there.outbox
    else:
        to = await reminders.put(turn, person, day, due_at, dates.at_latest(day))
    if to is not None:
        await reminders.rehang(turn, row_id, to)


async def prompt_of(turn: Db, house: House, hung: Sequence[Reminder], now: datetime) -> Prompt | None:
    """Word what hangs on a message, as it stands now; None where nothing is owed of it."""
    return await _worded(turn, house, await _parts(turn, house, hung, now), now)


async def _parts(turn: Db, house: House, hung: Sequence[Reminder], now: datetime) -> list[UnitPart]:
    person = await people.find(turn, hung[0].person)
    members = await people.memberships(turn, person.id)
    day = now.astimezone(ZONE).date()
    by_chat = house.by_chat is not DocumentsByChat.NONE
    return [
        replace(part, by_chat=by_chat)
        for plan, unit in sorted({(reminder.plan, reminder.unit) for reminder in hung})
        if plan in await running(turn) and (member := _as(members, plan, unit)) is not None
        if (part := await _part(turn, hung, member, day, person.language)) is not None
    ]


async def _worded(turn: Db, house: House, parts: Sequence[UnitPart], now: datetime) -> Prompt | None:
    if not parts:
        return None
    person = await people.find(turn, parts[0].member.person)
    as_whom = [part.member for part in parts]
    with speech.to(person.language, as_whom, await running(turn), house):
        return message.written(person, parts, now)


def _as(members: Sequence[Member], plan: str, unit: str) -> Member | None:
    """Give as what a person still belongs to this unit."""
    return next((m for m in members if (m.plan, m.unit, m.role) == (plan, unit, Role.OFFICIAL)), None)


async def _part(turn: Db, hung: Sequence[Reminder], member: Member, day: date, language: str) -> UnitPart | None:
    """Give what is owed still in one unit, and which rules ask for it, the firmest first."""
    plan, unit = (await running(turn))[member.plan or ""].spoken(language), member.unit or ""
    if not plan.has_unit(unit):
        return None
    here = await still_owed.affairs(turn, plan, unit, day)
    members = await people.listed(turn, plan.code, (unit,))
    said: list[tuple[Rule, str, tuple[str, ...]]] = []
    for asking in dict.fromkeys(_Hung(r.plan, r.unit, Rule(r.rule), r.step) for r in hung):
        if (asking.plan, asking.unit) != (plan.code, unit):
            continue
        persons = await planning.asked(turn, here, asking.rule, asking.step, members)
        for mine in persons:  # by now somebody else may be asked
            if mine.person == member.person:
                keys = still_owed.of(here, asking.rule, asking.step)
                heard = await planning.heard(turn, here, mine, keys, asking.rule, day)
                if heard:
                    said.append((asking.rule, asking.step, heard))
    if not said:
        return None
    said.sort(key=lambda one: notices.FIRMNESS.index(one[0]), reverse=True)
    draft = await sessions.find(turn, member.person, "report", plan.code, unit)
    steps = {step for rule, step, _ in said if rule in REQUESTS} | message.requests_among(said)
    found = {step: await requests.find(turn, here.plan.code, int(step)) for step in sorted(steps)}
    asked = {step: request for step, request in found.items() if request is not None}
    draft_at = None if draft is None else draft.changed_at
    return UnitPart(member, here, tuple(said), draft_at, asked)


async def _must_wait(turn: Turn, row: ToSend, hung: Sequence[Reminder], now: datetime) -> bool:
    """Put a message off out of hours, while its plans pause, or while its person is in the middle of an entry."""
    wait = timedelta()
    paused = [await pauses.of(turn, plan) is not None for plan in {reminder.plan for reminder in hung}]
    if all(paused):
        wait = _PAUSED
    talking = await sessions.open_of(turn, hung[0].person)
    if talking is not None and now - talking.changed_at < _BUSY:
        wait = _BUSY
    at = calendar.next_in_hours(now + wait)  # also where we come late ourselves, at noon or at night
    if at <= now:
        return False
    await outbox.put_off(turn, row.id, at, row.not_after or now)
    return True
