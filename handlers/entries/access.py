"""Which entries somebody may see, and how an entry is named."""

import re
from typing import Final

from handlers.desk import Desk
from handlers.entries import contents
from messages.reading.days import spans
from messages.words import say
from plans.schema import Plan
from storage.members.people import Member, Role
from storage.results import entries
from storage.results.entries import Entry

_NUMBER: Final = re.compile(r"(?P<unit>[A-Z]*)(?P<number>\d{1,5})")


async def found(desk: Desk, typed: str) -> Entry | None:
    """Find an entry this member may see: an official of the own unit only, and perhaps of handed tasks only.

    What they may not see is unknown like what does not exist.
    """
    own = desk.member.unit if desk.member.role is Role.OFFICIAL else None
    bare = re.sub(r"[\s/–-]", "", typed.upper()).removeprefix(desk.plan.code)
    match = _NUMBER.fullmatch(bare)
    if match is None:
        return None
    unit = match["unit"] or own
    if unit is None or (own is not None and unit != own):
        return None
    entry = await entries.find(desk.db, desk.plan.code, unit, int(match["number"]))
    return entry if entry is not None and is_shown(desk.member, entry) else None


def is_shown(member: Member, entry: Entry) -> bool:
    """Tell whether an entry of the unit is for tasks that are this member's."""
    return any(map(member.sees, entry.tasks.split(",")))


def is_all_of(member: Member, entry: Entry) -> bool:
    """Tell whether every task of an entry of the unit is this member's."""
    return all(map(member.sees, entry.tasks.split(",")))


def number(entry: Entry) -> str:
    """Give an entry's number as people write it."""
    return numbered(entry.plan, entry.unit, entry.number)


def numbered(plan: str, unit: str, number: int) -> str:
    """Give the same of an entry of which no more is at hand."""
    return f"{plan}-{unit}-{number:03}"


def title(plan: Plan, content: contents.Content) -> str:
    """Word an entry in a few words: its title, or the task's key where nothing more may be said."""
    task = say("task.other") if content.task == contents.OTHER else contents.label(plan.task(content.task))
    if content.days is None:
        return task
    if content.planned:
        return say("entry.planned", days=spans.worded(content.days), title=content.title)
    return content.title or say("entry.cumulative", last=content.days.last, task=task)
