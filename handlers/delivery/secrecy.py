"""Something bore a mark of state secrecy: keep who, when and which rule, never a word of it; tell sender and admins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.delivery import outgoing, speech
from handlers.house import Campaigns, House
from messages.said import Prompt
from messages.words import say, speaking
from plans.schema import Plan
from storage import audit
from storage.db import Turn
from storage.members import people
from storage.members.people import Member, Person, Role
from storage.queues import secret_hits
from storage.queues.outbox import Lane
from storage.results import evidence
from storage.results.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Hit:
    """Where it came from (`source` is the message), which rule fired, when; `words` is what the sender is told."""

    channel: str
    chat: str
    album: str
    rule: str
    at: datetime
    words: str = "secret.hit"
    source: str = ""


async def of_message(db: Turn, house: House, campaigns: Campaigns, hit: Hit) -> None:
    """A message was blocked: what was kept of it before it was edited, and the earlier parts of its album, go too."""
    person = await people.at_address(db, hit.channel, hit.chat)
    if person is not None and hit.source:
        await evidence.block_source(db, person.id, hit.source)
    if person is not None and hit.album:
        await evidence.block_album(db, person.id, hit.album)
    await _tell(db, house, campaigns, hit, person)


async def of_file(db: Turn, house: House, campaigns: Campaigns, file: Evidence, rule: str, now: datetime) -> None:
    """A mark was found inside a file: nothing is left of it but the gap."""
    await evidence.block(db, file.id)
    if file.person is None:
        return
    person = await people.find(db, file.person)
    for address in await people.addresses(db, person.id):
        if address.channel == file.channel:
            hit = Hit(address.channel, address.chat, file.album, rule, now, "evidence.secret")
            await _tell(db, house, campaigns, hit, person)


async def _tell(db: Turn, house: House, campaigns: Campaigns, hit: Hit, person: Person | None) -> None:
    members = await people.memberships(db, person.id) if person else []
    sender = None if person is None else person.id
    await secret_hits.add(
        db, at=hit.at, person=sender, channel=hit.channel, chat=hit.chat, album=hit.album, rule=hit.rule
    )
    plans = await campaigns.running(db)
    language = person.language if person else "vi"
    with speaking(language, **speech.facts(language, members, plans, house)):
        await outgoing.put(db, outgoing.To(hit.channel, hit.chat, sender, hit.at), Prompt(say(hit.words)))
    unit = members[0].unit if members else None
    await audit.add(db, house.secret, "secret.blocked", at=hit.at, person=sender, unit=unit, about=hit.rule)
    await _tell_admins(db, _unit_name(members, plans), hit)


def _unit_name(members: list[Member], plans: Mapping[str, Plan]) -> str:
    for member in members:
        plan = plans.get(member.plan or "")
        if plan is not None and member.unit is not None:
            return plan.unit(member.unit).name
    return ""


async def _tell_admins(db: Turn, unit: str, hit: Hit) -> None:
    """Tell every admin from which unit and when, not what."""
    for admin in await people.of_role(db, Role.ADMIN):
        person = await people.find(db, admin)
        for address in await people.addresses(db, admin):
            with speaking(person.language):
                to = outgoing.To(address.channel, address.chat, admin, hit.at, Lane.DIGEST)
                await outgoing.put(
                    db, to, Prompt(say("secret.admin", at=hit.at, unit=unit or say("secret.unknown_unit")))
                )
