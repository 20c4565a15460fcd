"""One turn's surroundings: who wrote, from where, when, and what they are in which plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers import telling
from handlers.desk import Desk, House
from handlers.handler import Handler
from messages.said import Prompt
from plans.schema import Plan
from storage.db import Turn
from storage.people import Member, Person


@dataclass(frozen=True, slots=True)
class Scene:
    """A person at an address, in a turn. `members` are what they are at present, the newest first."""

    db: Turn
    house: House
    now: datetime
    plans: Mapping[str, Plan]
    person: Person
    members: tuple[Member, ...]
    channel: str
    chat: str

    def member_for(self, handler: Handler[Any, Any], plan: str | None = None) -> Member | None:
        """Give what the person acts as here: a role that may, in a running plan (or in this one)."""
        for member in self.members:
            runs = member.plan is None or member.plan in self.plans
            if member.role in handler.roles and runs and plan in (None, member.plan or ""):
                return member
        return None

    def desk(self, member: Member, draft: str = "", words: str = "") -> Desk:
        """Lay the desk for a handler."""
        return Desk(self.db, self.house, self.now, self.plans, self.person, member, self.channel, draft, words)

    async def reply(
        self, prompt: Prompt, turn: int = 0, *, key: str | None = None, wait: timedelta = timedelta()
    ) -> int:
        """Put a reply in the outbox; give its row."""
        to = telling.To(self.channel, self.chat, self.person.id, self.now + wait, key=key)
        return await telling.put(self.db, to, prompt, turn)
