"""Something bore a mark of state secrecy: keep who, when and which rule, never a word of it; tell sender and admins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from handlers.delivery import outgoing, speech, telling
from handlers.delivery.telling import News
from handlers.house import House, running
from messages.said import Prompt
from messages.words import say
from plans.schema import Plan
from storage import audit
from storage.db import Turn
from storage.members import people
from storage.members.people import Address, Member, Person
from storage.queues import secret_hits
from storage.queues.secret_hits import Earlier
from storage.results import evidence
from storage.results.evidence import Evidence

_TOGETHER: Final = timedelta(hours=1)  # within which an admin hears of one address twice at most


@dataclass(frozen=True, slots=True)
class Hit:
    """Where it came from (`source` is the message), which rule fired, when; `words` is what the sender is told.

    `chat` is "" where no message reaches the sender any more.
    """

    channel: str
    chat: str
    album: str
    rule: str
    at: datetime
    words: str = "secret.hit"
    source: str = ""


async def of_message(db: Turn, house: House, hit: Hit) -> None:
    """A message was blocked: what was kept of it before it was edited, and the earlier parts of its album, go too."""
    person = await people.at_address(db, hit.channel, hit.chat)
    if person is not None and hit.source:
        await evidence.block_source(db, person.id, hit.source)
    if person is not None and hit.album:
        await evidence.block_album(db, person.id, hit.album)
    await _tell(db, house, hit, person)


async def of_file(db: Turn, house: House, file: Evidence, rule: str, now: datetime) -> None:
    """A mark was found inside a file: nothing is left of it but the gap."""
    await evidence.block(db, file.id)
    if file.person is None:
        return
    address = await people.address(db, file.person) or Address(file.channel, "")
    hit = Hit(address.channel, address.chat, file.album, rule, now, "evidence.secret")
    await _tell(db, house, hit, await people.find(db, file.person))


async def _tell(db: Turn, house: House, hit: Hit, person: Person | None) -> None:
    members = await people.memberships(db, person.id) if person else []
    sender = None if person is None else person.id
    before = await secret_hits.since(db, hit.channel, hit.chat, hit.at - _TOGETHER)
    await secret_hits.add(
        db, at=hit.at, person=sender, channel=hit.channel, chat=hit.chat, album=hit.album, rule=hit.rule
    )
    plans = await running(db)
    if hit.chat:
        with speech.to(person.language if person else "vi", members, plans, house):
            await outgoing.put(db, _to_sender(hit, sender), Prompt(say(hit.words)))
    unit = members[0].unit if members else None
    await audit.add(db, house.secret, "secret.blocked", at=hit.at, person=sender, unit=unit, about=hit.rule)
    await telling.admins(db, house, _news(hit, before, _unit_name(members, plans), plans))


def _to_sender(hit: Hit, sender: int | None) -> outgoing.To:
    """Whoever sends many is told once for all that still waits to be said."""
    if sender is None:
        return outgoing.to_stranger(hit.channel, hit.chat, hit.at)
    return outgoing.To(hit.channel, hit.chat, sender, hit.at, key=f"secret/{hit.channel}/{hit.chat}")


def _news(hit: Hit, before: Earlier | None, unit: str, plans: Mapping[str, Plan]) -> News:
    """Tell of the first at once, and of what else comes from the same address within the hour together at its end."""
    first = hit.at if before is None else before.first
    key = f"secret/{hit.channel}/{hit.chat}/{first.isoformat()}"
    if before is None:
        return News(partial(_for_admins, unit, hit.at), plans.values(), hit.at, key=key)
    more = partial(_more_for_admins, unit, before.first, before.times)
    return News(more, plans.values(), before.first + _TOGETHER, key=key)


def _unit_name(members: list[Member], plans: Mapping[str, Plan]) -> str:
    for member in members:
        plan = plans.get(member.plan or "")
        if plan is not None and member.unit is not None:
            return plan.unit(member.unit).name
    return ""


def _for_admins(unit: str, at: datetime) -> Prompt:
    """Say from which unit and when, not what."""
    return Prompt(say("secret.admin", at=at, unit=unit or say("secret.unknown_unit")))


def _more_for_admins(unit: str, first: datetime, more: int) -> Prompt:
    """Say how many more came within the hour."""
    return Prompt(say("secret.admin.more", first=first, n=more, unit=unit or say("secret.unknown_unit")))
