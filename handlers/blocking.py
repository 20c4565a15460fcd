"""Something bore a mark of state secrecy: tell its sender, and the admins, without a word of it."""

from datetime import datetime

from handlers import speech, telling
from handlers.campaigns import Campaigns
from handlers.desk import House
from messages.said import Prompt
from messages.words import say, speaking
from storage import audit, evidence, people
from storage.db import Turn
from storage.outbox import Lane
from storage.people import Person, Role


async def tell(
    db: Turn,
    house: House,
    campaigns: Campaigns,
    person: Person | None,
    channel: str,
    chat: str,
    album: str,
    now: datetime,
) -> None:
    """Answer the sender; drop the earlier parts of the album; tell every admin who and when, not what."""
    plans = await campaigns.running(db)
    members = await people.memberships(db, person.id) if person else []
    sender = None if person is None else person.id
    with speaking(person.language if person else "vi", **speech.facts(members, plans, house)):
        await telling.put(db, telling.To(channel, chat, sender, now), Prompt(say("secret.hit")))
    unit = members[0].unit if members else None
    await audit.add(db, house.secret, "secret.blocked", at=now, person=sender, unit=unit)
    if person is not None and album:
        await evidence.block_album(db, person.id, album)
    for admin in await people.of_role(db, Role.ADMIN):
        for address in await people.addresses(db, admin):
            to = telling.To(address.channel, address.chat, admin, now, Lane.DIGEST)
            await telling.put(db, to, Prompt(say("secret.admin", at=now, unit=unit or "–")))
