"""One turn's surroundings: who wrote, from where, when, and what they are in which plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers.delivery import outgoing
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.house import House
from messages.said import Prompt
from plans.schema import Plan
from storage.db import Turn
from storage.members.people import Member, Person
from storage.queues.sessions import Session


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

    def members_for(self, handler: Handler[Any, Any]) -> list[Member]:
        """Give what the person may act as here: roles that may, in running plans, the newest first."""
        runs = (None, *self.plans)
        return [member for member in self.members if member.role in handler.roles and member.plan in runs]

    def member_for(self, handler: Handler[Any, Any], about: Session | None = None) -> Member | None:
        """Give what the person acts as here, in the conversation `about` the plan and unit it is of."""
        for member in self.members_for(handler):
            if about is None or (about.plan, about.unit) == (member.plan or "", member.unit or ""):
                return member
        return None

    def desk(self, member: Member, draft: str = "", words: str = "") -> Desk:
        """Lay the desk for a handler."""
        return Desk(
            self.db,
            self.house,
            self.now,
            self.plans,
            self.person,
            member,
            self.channel,
            draft,
            words,
            members=self.members,
        )

    async def reply(
        self, prompt: Prompt, turn: int = 0, *, key: str | None = None, wait: timedelta = timedelta()
    ) -> int:
        """Put a reply in the outbox; give its row."""
        to = outgoing.To(self.channel, self.chat, self.person.id, self.now + wait, key=key)
        return await outgoing.put(self.db, to, prompt, turn)
