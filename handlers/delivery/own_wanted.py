"""How a unit's documents are asked for: the draft of its written report, and its results as a workbook.

They are made in another process, so nothing of their making is loaded here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handlers.delivery import long_work
from handlers.delivery.long_work import Wanted
from storage.db import Turn
from storage.members.people import Member
from storage.queues.outbox import Lane

OWN: Final = "own_documents"
TASKS: Final = "tasks"  # among the facts: those that somebody sees, joined with spaces
DRAFT: Final = "draft"  # likewise: the draft alone


@dataclass(frozen=True, slots=True)
class DraftBeside:
    """The draft alone goes with a reminder, and not after it is none any more."""

    not_after: datetime | None


async def ask(db: Turn, member: Member, language: str, at: datetime, beside: DraftBeside | None = None) -> None:
    """Ask for the documents of a member's unit, for this person, as far as they see it."""
    facts = {} if member.tasks is None else {TASKS: " ".join(sorted(member.tasks))}
    plan, unit = member.plan or "", member.unit or ""
    wanted = Wanted(
        OWN,
        plan,
        language,
        (member.person,),
        lane=Lane.REPLY if beside is None else Lane.REMINDER,
        not_after=beside.not_after.isoformat() if beside is not None and beside.not_after else "",
        facts=facts if beside is None else {**facts, DRAFT: True},
        unit=unit,
    )
    by = None if beside else member.person
    key = f"{OWN}/{plan}/{unit}/{member.person}{'' if beside is None else '/beside'}"
    await long_work.ask(db, wanted, at, by=by, key=key)
