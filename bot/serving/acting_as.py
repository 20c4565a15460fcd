"""As what somebody acts who belongs to several units or plans: the command says it, or they are asked first."""

import re
from dataclasses import dataclass
from typing import Any, Final

from bot.dialogue.scene import Scene
from handlers.handler import Handler
from handlers.roles import EVERYONE
from messages.questions.ways import LATER
from storage.members.people import Member
from storage.queues import sessions

_SAID: Final = re.compile(r"@([A-Z0-9]+)-([A-Z0-9]+)\s*(.*)", re.IGNORECASE | re.DOTALL)  # what our own buttons say


@dataclass(frozen=True, slots=True)
class Acting:
    """The member a command is given as, and its words; None: they have to say which of `members`.

    They have to, too, where they are no member any more of the unit that a button was of.
    """

    member: Member | None
    words: str
    members: tuple[Member, ...] = ()


async def of(scene: Scene, handler: Handler[Any, Any], words: str) -> Acting:
    """Find as what a command is given: as its words say, where a draft of it waits, or as the only thing they are."""
    members, is_gone = scene.members_for(handler), False
    if said := _SAID.fullmatch(words):
        plan, unit, words = said[1].upper(), said[2].upper(), said[3]
        there = [one for one in members if (one.plan, one.unit) == (plan, unit)]
        members, is_gone = there or members, not there
    units = {(one.plan, one.unit) for one in members}
    if (len(units) == 1 and not is_gone) or handler.roles == EVERYONE:
        return Acting(members[0], words)
    for one in members:
        if f"{one.plan}-{one.unit}-".lower() in words.lower():  # the number of an entry names its unit
            return Acting(one, words)
        if not words and LATER in handler.ways and await _has_draft(scene, handler, one):
            return Acting(one, words)
    return Acting(None, words, tuple(members))


async def _has_draft(scene: Scene, handler: Handler[Any, Any], member: Member) -> bool:
    found = await sessions.find(scene.db, scene.person.id, handler.name, member.plan or "", member.unit or "")
    return found is not None
