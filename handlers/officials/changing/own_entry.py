"""An entry of one's own unit that may be changed: found by its number, as long as it is not withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from handlers.desk import Desk
from handlers.entries import access, contents
from messages.said import Choice, Prompt
from messages.words import say
from storage.members.people import Member
from storage.results import entries
from storage.results.entries import Entry
from storage.results.status import Status

NUMBER: Final = "number"
_SHOWN: Final = 10
_LOOKED_THROUGH: Final = 100


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """What was named: the entry and its number, or why there is none to change (a key of the words)."""

    typed: str = ""
    entry: Entry | None = None
    why: str = ""

    @property
    def number(self) -> str:
        """The whole number, as people write it."""
        assert self.entry is not None, "there is none to change"
        return access.number(self.entry)


async def named(desk: Desk, no: Callable[[Entry], str]) -> OwnEntry:
    """Find the entry named after the command, or the one this conversation is about.

    `no` gives why that cannot be done to an entry which is to be done, a key of the words; "" where it can.
    """
    typed = desk.words or desk.answers.get(NUMBER, "")
    if not typed:
        return OwnEntry()
    entry = await access.found(desk, typed)
    if entry is None:
        return OwnEntry(typed, why="own.unknown")
    why = no(entry) or not_theirs(desk.member, entry)
    return OwnEntry(access.number(entry), None if why else entry, why)


def why_not(entry: Entry) -> str:
    """Give why an entry cannot be changed any more; "" where it can."""
    if entry.status is Status.WITHDRAWAL_ASKED:
        return "own.withdrawal_asked"
    return "own.withdrawn" if entry.status is Status.WITHDRAWN else ""


def not_theirs(member: Member, entry: Entry) -> str:
    """Say no where an entry is also for tasks that were not handed to this member: they would be changed with it."""
    return "" if access.is_all_of(member, entry) else "own.not_all_yours"


async def offered(desk: Desk, own: OwnEntry, command: str, no: Callable[[Entry], str]) -> Prompt:
    """Say why that cannot be done to what was named, and offer that to which it can."""
    latest = await entries.of_unit(desk.db, desk.plan.code, desk.unit.code, _LOOKED_THROUGH)
    every = [entry for entry in latest if not (no(entry) or not_theirs(desk.member, entry))]
    still = every[:_SHOWN]
    rows = [
        say("own.row", number=access.number(entry), what=access.title(desk.plan, contents.of_entry(entry)))
        for entry in still
    ]
    if every[_SHOWN:]:
        rows.append(say("own.earlier"))
    head = [say(own.why, number=own.typed)] if own.why else []
    head.append(say(f"own.{command}" if still else f"own.none.{command}", unit=desk.unit.name))
    choices = tuple(Choice(f"/{command} {access.number(entry)}", access.number(entry)) for entry in still)
    return Prompt("\n".join([*head, *rows]), choices)
