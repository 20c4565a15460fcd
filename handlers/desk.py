"""What a handler has in front of it: who asks, as what, when, under which plan, and the turn to write in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from handlers.house import House
from messages.words import ZONE
from plans.schema import Plan, Unit
from storage import audit
from storage.db import Turn
from storage.members.people import Member, Person, Role


@dataclass(frozen=True, slots=True)
class Desk:
    """One turn, as a handler sees it. `draft` is the id of the conversation, the same for ever.

    `words` are those after the command, where one has just been given. `answers` are what the conversation
    keeps by key. `members` are all that the person is at present, the newest first. `begun` is the handler whose
    first question is open, where a message is looked at before that question hears it.
    """

    db: Turn
    house: House
    now: datetime
    plans: Mapping[str, Plan]
    person: Person
    member: Member
    channel: str
    draft: str = ""
    words: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    begun: str = ""

    @property
    def plan(self) -> Plan:
        """The member's plan. Raise KeyError for an admin, who has none."""
        return self.plans[self.member.plan or ""]

    @property
    def unit(self) -> Unit:
        """The member's unit. Raise KeyError for an admin."""
        return self.plan.unit(self.member.unit or "")

    @property
    def today(self) -> date:
        """The day in Viet Nam."""
        return self.now.astimezone(ZONE).date()

    def first_as(self, roles: frozenset[Role]) -> Member | None:
        """Give the newest of what the person is in these roles, in a running plan."""
        return next((member for member in self.members if member.role in roles and member.plan in self.plans), None)

    def member_of(self, plan: str, unit: str, roles: frozenset[Role]) -> Member | None:
        """Give what the person is in this unit, in these roles; None where they are not, or the plan runs no more."""
        there = (
            member for member in self.members if (member.plan, member.unit) == (plan, unit) and member.role in roles
        )
        return next(there, None) if plan in self.plans else None

    async def note(self, act: str, about: str = "", entry: int | None = None) -> None:
        """Keep an audit line of this member; it seals what the `entry` says from now on."""
        await audit.add(
            self.db,
            self.house.secret,
            act,
            at=self.now,
            person=self.person.id,
            plan=self.member.plan,
            unit=self.member.unit,
            about=about,
            entry=entry,
        )
