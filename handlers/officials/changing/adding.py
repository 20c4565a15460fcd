"""/bosung 012: evidence for what the own unit has sent already; the entry gets a next version."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from handlers.desk import Desk
from handlers.entries import contents
from handlers.handler import Handler
from handlers.officials.changing import own_entry
from handlers.officials.changing.own_entry import NUMBER, OwnEntry
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.evidence import Gather, Item
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import say
from storage.results import entries, evidence
from storage.results.entries import Entry, EntryKind
from storage.results.status import Status

_AT_MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Added:
    """What is added to which entry."""

    own: OwnEntry
    pieces: tuple[Item, ...] = ()


async def look(desk: Desk) -> OwnEntry:
    return await own_entry.named(desk, _why_not)


def _why_not(entry: Entry) -> str:
    if entry.kind is EntryKind.SENSITIVE:
        return "adding.sensitive"
    return "adding.withdrawn" if entry.status is Status.WITHDRAWN else ""


def talk(ask: Ask, own: OwnEntry) -> Added:
    if own.entry is None:
        return Added(own)
    ask(Choose(NUMBER, (Plain(own.number, own.number),), "adding_number"))
    return Added(own, ask(Gather("evidence", _AT_MOST)))


async def act(desk: Desk, added: Added) -> Prompt:
    own, entry = added.own, added.own.entry
    if entry is None:
        return await own_entry.offered(desk, own, "bosung", _why_not)
    again = (Choice(f"/xem {own.number}", say("adding.open")),)
    if not added.pieces:
        return Prompt(say("adding.nothing", number=own.number), again)
    items = [piece.item for piece in added.pieces]
    await evidence.attach(desk.db, desk.person.id, items, entry.id, entry.plan, entry.unit)
    await entries.again(desk.db, entry, desk.member.id, desk.now)
    await desk.note("entry.evidence_added", about=f"{own.number} {entry.version + 1}")
    counted = contents.counted(added.pieces)
    return Prompt(say("adding.done", number=own.number, counted=counted, at=desk.now), again)


def start(_words: str, own: OwnEntry) -> Mapping[str, Any]:
    """Take the number, where something can be added to such an entry."""
    return {} if own.entry is None else {NUMBER: own.number}


ADD: Final = Handler(
    "add", ("bosung", "addevidence", "bosungminhchung"), OFFICIALS, look, talk, act, start, about=NUMBER
)
