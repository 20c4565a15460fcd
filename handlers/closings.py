"""Closing the figures: compute as of the cut-off, store once, tell the office and its leaders; and what came after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from handlers import asof, closed, closing_words, speech, telling
from handlers.closed import Closed, Scope
from handlers.contents import Content
from handlers.desk import House
from handlers.doctor import Finding
from handlers.handler import OFFICE
from messages.said import Choice, Prompt
from messages.words import ZONE, say, speaking
from plans.schema import Plan
from storage import people, snapshots
from storage.db import Db, Turn
from storage.entries import Entry
from storage.outbox import Lane
from storage.snapshots import Snapshot

_DAY: Final = (time(7, 15), time(21))  # when the office is told; what is made at night waits for the morning


@dataclass(frozen=True, slots=True)
class ToClose:
    """What is to be closed, under which step, as of which instant; `member` does it, None: the clock."""

    scope: Scope
    step: str
    cut_off: datetime
    member: int | None = None


async def store(db: Turn, plan: Plan, new: ToClose, at: datetime) -> Snapshot | None:
    """Store how things stood at the cut-off; None where this step is closed already."""
    body = closed.kept(await _stood(db, plan, new.scope, new.cut_off))
    return await snapshots.add(db, plan.code, new.step, new.cut_off, body, at, new.member)


async def tell(db: Turn, house: House, plan: Plan, made: Snapshot, at: datetime) -> None:
    """Send the summary, worded from what is stored, to the coordinators and the leaders."""
    listed = await people.listed(db, plan.code)
    plans, due_at = {plan.code: plan}, _by_day(at)
    for id_ in dict.fromkeys(one.person for one in listed if one.role in OFFICE):
        person = await people.find(db, id_)
        members = [one for one in await people.memberships(db, id_) if one.plan == plan.code]
        with speaking(person.language, **speech.facts(person.language, members, plans, house)):
            prompt = prompt_of(made)
        for address in await people.addresses(db, id_):
            key = f"closing/{plan.code}/{made.number}/{address.channel}/{address.chat}"
            to = telling.To(address.channel, address.chat, id_, due_at, Lane.DIGEST, key)
            await telling.put(db, to, prompt)


def prompt_of(made: Snapshot) -> Prompt:
    """Word a closing as it is stored, as news."""
    text = f"{summary(made)}\n\n{say('closing.stays', number=made.number)}"
    return Prompt(text, (Choice(f"/chotsolieu xem {made.number}", say("closing.open", number=made.number)),))


def summary(made: Snapshot) -> str:
    """Word what is stored."""
    return closing_words.summary(closed.read(made.body))


def _by_day(at: datetime) -> datetime:
    """Give this instant, or the next morning's first at which the office is told anything."""
    local = at.astimezone(ZONE)
    if _DAY[0] <= local.time() < _DAY[1]:
        return at
    day = local.date() + timedelta(days=local.time() >= _DAY[1])
    return datetime.combine(day, _DAY[0], ZONE)


async def since(db: Db, plan: Plan, made: Snapshot, at: datetime) -> str:
    """Word what came after a closing: results added, changed and withdrawn that it is about, figures that moved."""
    before = closed.read(made.body)
    kept = await asof.read(db, plan.code, at)
    now = asof.stood(plan, kept, at)
    old = closed.concerned(plan, asof.results(plan, kept.versions, made.cut_off), before.scope)
    new = closed.concerned(plan, now.results, before.scope)
    return closing_words.since(before, closed.of(plan, now, before.scope), _counts(old, new))


def _counts(old: tuple[Entry, ...], new: tuple[Entry, ...]) -> Mapping[str, int]:
    said, says = {one.id: one.content for one in old}, {one.id: one.content for one in new}
    return {
        "added": len(says.keys() - said.keys()),
        "changed": sum(says[id_] != said[id_] for id_ in says.keys() & said.keys()),
        "withdrawn": len(said.keys() - says.keys()),
    }


async def remark(db: Db, plan: Plan, content: Content, made_at: datetime, said_at: datetime) -> str:
    """Say that what was said at `said_at` of a result came after its phase was closed; "" where it did not."""
    if content.planned:
        return ""
    phase = closed.phase_of_content(plan, content, made_at)
    for made in await snapshots.of_plan(db, plan.code):
        if made.cut_off < said_at and phase in closed.read(made.body).scope.phases:
            return say("entry.after_closing", at=made.cut_off)
    return ""


async def findings(db: Db, plan: Plan) -> list[Finding]:
    """Tell which closings would come out otherwise if they were made again of what is kept.

    That is as it must be where words were taken out since, of what had become status only.
    """
    found = []
    for made in await snapshots.of_plan(db, plan.code):
        body = closed.read(made.body)
        if await _stood(db, plan, body.scope, body.cut_off) != body:
            kept = await asof.read(db, plan.code, body.cut_off)
            is_emptied = any(one.is_emptied for one in kept.versions)
            facts = {"plan": plan.code, "number": made.number, "at": f"{body.cut_off.astimezone(ZONE):%H:%M %d/%m/%Y}"}
            found.append(Finding("closing_emptied" if is_emptied else "closing", facts, wrong=not is_emptied))
    return found


async def _stood(db: Db, plan: Plan, scope: Scope, cut_off: datetime) -> Closed:
    """Count how things stood, by the plan as it ran then."""
    then = await asof.plan_at(db, plan, cut_off)
    return closed.of(then, asof.stood(then, await asof.read(db, plan.code, cut_off), cut_off), scope)
