"""An entry of one's own unit that may still be changed: found by its number, until the office has looked at it."""

from dataclasses import dataclass
from typing import Final

from handlers import contents, viewing
from handlers.desk import Desk
from messages.said import Choice, Prompt
from messages.words import say
from storage import entries, sessions
from storage.entries import Entry
from storage.people import Member

NUMBER: Final = "number"
_SHOWN: Final = 10
_LOOKED_THROUGH: Final = 100


@dataclass(frozen=True, slots=True)
class Own:
    """What was named: the entry and its number, or why there is none to change (a key of the words)."""

    typed: str = ""
    entry: Entry | None = None
    why: str = ""

    @property
    def number(self) -> str:
        """The whole number, as people write it."""
        assert self.entry is not None, "there is none to change"
        return viewing.number(self.entry)


async def named(desk: Desk) -> Own:
    """Find the entry named after the command, or the one this conversation is about."""
    typed = desk.words or await sessions.answer(desk.db, desk.draft, NUMBER) or ""
    if not typed:
        return Own()
    entry = await viewing.found(desk, typed)
    if entry is None:
        return Own(typed, why="own.unknown")
    why = why_not(entry) or _not_theirs(desk.member, entry)
    return Own(viewing.number(entry), None if why else entry, why)


def why_not(entry: Entry) -> str:
    """Give why an entry cannot be changed any more; "" where it can."""
    if entry.state != "sent":
        return "own.withdrawn"
    planned = entry.kind == "planned"  # its result is still to come
    return "own.looked_at" if entry.looked_at and not planned else ""


def _not_theirs(member: Member, entry: Entry) -> str:
    """Say no where an entry is also for tasks that were not handed to this member: they would be changed with it."""
    whole = member.tasks is None or member.tasks.issuperset(entry.tasks.split(","))
    return "" if whole else "own.not_all_yours"


async def offered(desk: Desk, own: Own, command: str) -> Prompt:
    """Say why what was named cannot be changed, and offer what can."""
    latest = await entries.of_unit(desk.db, desk.plan.code, desk.unit.code, _LOOKED_THROUGH)
    still = [entry for entry in latest if not (why_not(entry) or _not_theirs(desk.member, entry))][:_SHOWN]
    rows = [
        say("own.row", number=viewing.number(entry), what=viewing.title(desk.plan, contents.of_entry(entry)))
        for entry in still
    ]
    head = [say(own.why, number=own.typed)] if own.why else []
    head.append(say(f"own.{command}" if still else "own.none", unit=desk.unit.name))
    choices = tuple(Choice(f"/{command} {viewing.number(entry)}", viewing.number(entry)) for entry in still)
    return Prompt("\n".join([*head, *rows]), choices)
