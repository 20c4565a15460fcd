"""Issue an invitation code."""

from dataclasses import dataclass
from datetime import datetime

from handlers.house import House
from storage import audit
from storage.db import Turn
from storage.members import invitations
from storage.members.people import Role


@dataclass(frozen=True, slots=True)
class WantedCode:
    """For whom a code is wanted; no plan and no unit: an admin. `task`: for this task of the unit only."""

    role: Role
    plan: str | None = None
    unit: str | None = None
    task: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """A code, and the link that carries it on each channel, a line each ("" where there is none)."""

    code: str
    link: str
    expires: datetime


async def issue(db: Turn, house: House, wanted: WantedCode, made_by: int | None, now: datetime) -> Issued:
    """Make a code, and note it; `made_by` is a person, None for the command line."""
    code, invitation = await invitations.add(
        db,
        house.secret,
        plan=wanted.plan,
        unit=wanted.unit,
        role=wanted.role,
        made_by=made_by,
        at=now,
        task=wanted.task,
    )
    about = f"{invitation.id} {wanted.role.value} {wanted.task}".rstrip()
    await audit.add(
        db, house.secret, "invitation.made", at=now, person=made_by, plan=wanted.plan, unit=wanted.unit, about=about
    )
    return Issued(code, house.code_links(code), invitation.expires_at)
