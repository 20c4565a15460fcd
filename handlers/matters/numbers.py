"""How a matter is named, and which somebody may see: 705-BNG-VM03 is a difficulty, 705-BNG-CH01 an inquiry."""

import re
from typing import Final

from handlers.desk import Desk
from storage import matters
from storage.matters import Matter, MatterKind
from storage.members.people import Member, Role

_PREFIX: Final = {MatterKind.DIFFICULTY: "VM", MatterKind.INQUIRY: "CH"}  # no entry's number has letters there
_NUMBER: Final = re.compile(r"(?P<unit>[A-Z]*?)(?P<prefix>VM|CH)(?P<number>\d{1,4})")
COMMAND: Final = {MatterKind.DIFFICULTY: "vuongmac", MatterKind.INQUIRY: "hoi"}


def number(matter: Matter) -> str:
    """Give a matter's number as people write it."""
    return f"{matter.plan}-{matter.unit}-{_PREFIX[matter.kind]}{matter.number:02}"


def is_number(plan: str, typed: str) -> bool:
    """Tell whether a text is the number of a matter, whether there is one or not."""
    return _NUMBER.fullmatch(_bare(plan, typed)) is not None


def _bare(plan: str, typed: str) -> str:
    return re.sub(r"[\s/–-]", "", typed.upper()).removeprefix(plan)


async def found(desk: Desk, typed: str) -> Matter | None:
    """Find a matter this member may see; what they may not see is unknown like what does not exist."""
    match = _NUMBER.fullmatch(_bare(desk.plan.code, typed))
    own = desk.member.unit if desk.member.role is Role.OFFICIAL else None
    unit = match["unit"] or own if match else None
    if match is None or unit is None or (own is not None and unit != own):
        return None
    kind = next(kind for kind, prefix in _PREFIX.items() if prefix == match["prefix"])
    matter = await matters.find(desk.db, desk.plan.code, unit, kind, int(match["number"]))
    return matter if matter is not None and is_shown(desk.member, matter) else None


def is_shown(member: Member, matter: Matter) -> bool:
    """Tell whether a matter is this member's to see: whoever sees but what was handed sees those tasks and their own.

    A coordinator or a leader sees every matter of the plan.
    """
    if member.role is not Role.OFFICIAL:
        return matter.plan == member.plan
    is_own = (matter.plan, matter.unit) == (member.plan, member.unit)
    return is_own and (matter.made_by == member.id or member.sees(matter.task or None))
