"""A file that was sent could not be kept: its sender is told once, and the entry goes on."""

from datetime import datetime

from handlers import speech, telling
from handlers.campaigns import Campaigns
from handlers.desk import House
from messages.said import Prompt
from messages.words import say, speaking
from storage import people
from storage.db import Turn
from storage.evidence import Evidence


async def tell(db: Turn, house: House, campaigns: Campaigns, lost: Evidence, because: str, now: datetime) -> None:
    """Say which file is missing, and why (a key of the words)."""
    if lost.person is None:
        return
    person = await people.find(db, lost.person)
    members = await people.memberships(db, lost.person)
    facts = speech.facts(person.language, members, await campaigns.running(db), house)
    with speaking(person.language, **facts):
        kind = say(f"evidence.kind.{lost.kind}")
        prompt = Prompt(say("evidence.lost", kind=kind, name=lost.name or "–", why=say(because)))
        for address in await people.addresses(db, lost.person):
            await telling.put(db, telling.To(address.channel, address.chat, lost.person, now), prompt)
