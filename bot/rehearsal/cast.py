"""Who takes part in a rehearsal: invented people, and how anybody is registered without being asked.

Invented names are plainly invented: nobody should take a rehearsal for the real thing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from messages.words import say
from plans.schema import Plan
from storage.db import Turn
from storage.members import people
from storage.members.people import Role

CHANNEL = "telegram"


class Entries(StrEnum):
    """How the officials of a rehearsal behave."""

    NONE = "none"
    TYPICAL = "typical"
    DILIGENT = "diligent"


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who takes part; `unit` is "" for an admin. `chat` is their address."""

    chat: str
    unit: str
    role: Role
    name: str
    title: str


def invented(plan: Plan) -> tuple[Player, ...]:
    """Give one focal point to each unit, and to the office a coordinator, a leader and an admin."""
    officials = [(unit.code, Role.OFFICIAL) for unit in plan.units]
    office = [(plan.office, Role.COORDINATOR), (plan.office, Role.LEADER), ("", Role.ADMIN)]
    return tuple(
        Player(str(place), unit, role, say(f"rehearse.player.{role}", unit=unit), say("rehearse.player.title"))
        for place, (unit, role) in enumerate((*officials, *office), 1)
    )


async def register(db: Turn, plan: str, players: Sequence[Player], at: datetime) -> None:
    """Make them members, as if they had agreed to everything."""
    for player in players:
        person = await people.arrive(db, CHANNEL, player.chat, at)
        await people.agree(db, person.id, name=player.name, title=player.title, notice="rehearsal", at=at)
        admin = player.role is Role.ADMIN
        await people.join(
            db,
            person.id,
            plan=None if admin else plan,
            unit=None if admin else player.unit,
            role=player.role,
            invitation=None,
            at=at,
        )
