"""A stranger writes. They learn nothing here: neither which plan this is, nor whose; a code opens the door.

Wrong, used, expired and revoked codes get one and the same answer, and after five
of them an address has to wait; many wrong ones from everywhere slow everybody who
has had one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from handlers.house import House
from messages.said import Prompt
from messages.words import say
from storage import audit
from storage.db import Turn
from storage.members import invitations, people, strangers
from storage.members.people import Person

TRIES: Final = 5
TRIES_OF_ALL: Final = 60
WAIT: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody with an open code (`person`), or what to answer, or neither: silence."""

    person: Person | None = None
    prompt: Prompt | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody knocks, with what was typed as a code (None: no code at all), and when."""

    channel: str
    chat: str
    code: str | None
    now: datetime


async def serve(db: Turn, house: House, door: Door, person: Person | None = None) -> Arrived:
    """Serve an address where nobody is known, or somebody known (`person`) who brings a further code."""
    if door.code is None:
        greeted = await strangers.seen(db, door.channel, door.chat, door.now)
        return Arrived(prompt=Prompt(say("stranger.greeting")) if greeted else None)
    invitation = await _tried(db, house, door, door.code)
    if isinstance(invitation, Prompt):
        return Arrived(prompt=invitation)
    if person is None:
        person = await people.arrive(db, door.channel, door.chat, door.now)
        await strangers.forget(db, door.channel, door.chat)
    await invitations.take(db, invitation.id, person.id)
    return Arrived(person)


async def _tried(db: Turn, house: House, door: Door, code: str) -> invitations.Invitation | Prompt:
    here, everywhere = await invitations.wrong_lately(db, door.channel, door.chat, door.now - WAIT)
    if here >= TRIES or (here and everywhere >= TRIES_OF_ALL):
        return Prompt(say("code.wait", minutes=int(WAIT.total_seconds()) // 60))
    invitation = await invitations.find(db, house.secret, invitations.as_typed(code) or "", door.now)
    if invitation is not None:
        return invitation
    await invitations.wrong(db, door.channel, door.chat, door.now)
    if here + 1 == TRIES:
        await audit.add(db, house.secret, "code.guessed", at=door.now, about=door.channel)
    return Prompt(say("code.wrong"))
