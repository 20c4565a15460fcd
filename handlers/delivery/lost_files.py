"""A file that was sent could not be kept: its sender is told once, and the entry goes on."""

from datetime import datetime

from handlers.delivery import outgoing, speech
from handlers.house import Campaigns, House
from messages.said import Prompt
from messages.words import say, speaking
from storage.db import Turn
from storage.members import people
from storage.results.evidence import Evidence


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
            await outgoing.put(db, outgoing.To(address.channel, address.chat, lost.person, now), prompt)
