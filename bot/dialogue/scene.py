"""One turn's surroundings: who wrote, from where, when, and what they are in which plan."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from bot.dialogue.memory import Heeded, Looked, Memory
from bot.dialogue.standing import Place
from handlers import book
from handlers.delivery import outgoing
from handlers.delivery.outgoing import AtOnce
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.house import House
from messages.said import Prompt
from messages.words import ZONE
from plans.schema import Plan
from storage.db import Db, Turn
from storage.members.people import Member, Person
from storage.queues.sessions import Session

NOWHERE: Final = Place()


class ReadFirst(Exception):  # noqa: N818 - "raise ReadFirst" reads as what it means
    """What a handler looks up takes long: let a reader do it outside the turn, then serve the message anew."""

    def __init__(self, handler: Handler[Any, Any], desk: Desk) -> None:
        """Name the handler, and the desk it was to look from."""
        super().__init__(handler.name)
        self.key = handler.name, desk.words
        self._look = handler.look
        self._desk = desk

    def read(self, db: Db) -> Awaitable[Any]:
        """Look, on a connection that only reads."""
        return self._look(replace(self._desk, db=Turn(db.connection)))


@dataclass(frozen=True, slots=True)
class Scene:
    """A person at an address, in a turn. `members` are what they are at present, the newest first.

    `session` is the conversation they were in when the message came. `versions` and `revisions` tell until when
    what `memory` holds is true, see `storage.members.present`. `ready` is what readers have looked up
    for this message, or why they could not, by the handler's name and the words after the command.
    """

    db: Turn
    house: House
    now: datetime
    plans: Mapping[str, Plan]
    person: Person
    members: tuple[Member, ...]
    channel: str
    chat: str
    session: Session | None = None
    versions: tuple[int, ...] = ()
    revisions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    at_once: AtOnce | None = None
    ready: Mapping[tuple[str, str], Any] = field(default_factory=dict)

    def members_for(self, handler: Handler[Any, Any]) -> list[Member]:
        """Give what the person may act as here: roles that may, in running plans, the newest first."""
        runs = (None, *self.plans)
        return [member for member in self.members if member.role in handler.roles and member.plan in runs]

    @property
    def handlers(self) -> tuple[Handler[Any, Any], ...]:
        """Give the handlers that the person may call here."""
        runs = (None, *self.plans)
        return book.of_roles(frozenset(member.role for member in self.members if member.plan in runs))

    def member_for(self, handler: Handler[Any, Any], about: Session | None = None) -> Member | None:
        """Give what the person acts as here, in the conversation `about` the plan and unit it is of."""
        for member in self.members_for(handler):
            if about is None or (about.plan, about.unit) == (member.plan or "", member.unit or ""):
                return member
        return None

    def desk(
        self, member: Member, draft: str = "", words: str = "", answers: Mapping[str, Any] = MappingProxyType({})
    ) -> Desk:
        """Lay the desk for a handler."""
        spoken = {code: plan.spoken(self.person.language) for code, plan in self.plans.items()}
        return Desk(
            self.db,
            self.house,
            self.now,
            spoken,
            self.person,
            member,
            self.channel,
            draft,
            words,
            answers,
            self.members,
        )

    async def look(
        self, handler: Handler[Any, Any], member: Member, draft: str = "", words: str = "", place: Place = NOWHERE
    ) -> Looked:
        """Look up what a handler needs, or remember it. Raise ReadFirst where that takes long and is not ready."""
        of = self._of(handler, member)
        remembered = self.memory.find(draft)
        if not words and remembered is not None and remembered.holds(of, place.answers):
            return remembered
        heeded = Heeded(place.answers)
        desk = self.desk(member, draft, words, heeded)
        if handler.reads_long:
            if (handler.name, words) not in self.ready:
                raise ReadFirst(handler, desk)
            found = self.ready[handler.name, words]
            if isinstance(found, Exception):
                raise found
            return Looked(found)
        given = await handler.look(desk)
        return Looked(given, of, heeded.read if handler.of_unit else None)

    def _of(self, handler: Handler[Any, Any], member: Member) -> tuple[Any, ...]:
        """Give all that what a handler of a unit is given depends on, its answers apart."""
        revision = self.revisions.get((member.plan or "", member.unit or ""))
        day = self.now.astimezone(ZONE).date()
        return handler.name, member, self.members, self.person.language, self.versions, revision, day

    async def reply(
        self, prompt: Prompt, turn: int = 0, *, key: str | None = None, wait: timedelta = timedelta()
    ) -> int:
        """Put a reply in the outbox, claimed where it may go at once; give its row."""
        to = outgoing.To(self.channel, self.chat, self.person.id, self.now + wait, key=key)
        return await outgoing.reply(self.db, to, prompt, turn, None if key or wait else self.at_once)
