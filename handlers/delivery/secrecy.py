"""Something bore a mark of state secrecy: keep who, when and which rule, never a word of it; tell sender and admins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

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
from storage.results import evidence
from storage.results.evidence import Evidence


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
    await secret_hits.add(
        db, at=hit.at, person=sender, channel=hit.channel, chat=hit.chat, album=hit.album, rule=hit.rule
    )
    plans = await running(db)
    if hit.chat:
        with speech.to(person.language if person else "vi", members, plans, house):
            await outgoing.put(db, outgoing.To(hit.channel, hit.chat, sender, hit.at), Prompt(say(hit.words)))
    unit = members[0].unit if members else None
    await audit.add(db, house.secret, "secret.blocked", at=hit.at, person=sender, unit=unit, about=hit.rule)
    news = News(partial(_for_admins, _unit_name(members, plans), hit.at), plans.values(), hit.at)
    await telling.admins(db, house, news)


def _unit_name(members: list[Member], plans: Mapping[str, Plan]) -> str:
    for member in members:
        plan = plans.get(member.plan or "")
        if plan is not None and member.unit is not None:
            return plan.unit(member.unit).name
    return ""


def _for_admins(unit: str, at: datetime) -> Prompt:
    """Say from which unit and when, not what."""
    return Prompt(say("secret.admin", at=at, unit=unit or say("secret.unknown_unit")))
