"""/bosung 012: evidence for what the own unit has sent already; the entry gets a next version.

One message that holds any is enough; what is sent right after it goes to the same entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from handlers.desk import Desk
from handlers.entries import access, contents, review_news
from handlers.handler import Handler, Once
from handlers.obligations import effects
from handlers.officials.changing import own_entry
from handlers.officials.changing.own_entry import NUMBER, OwnEntry
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.evidence import Gather, Item, heard_items
from messages.questions.question import Ask
from messages.reading import links
from messages.said import Choice, Prompt, Said
from messages.words import say
from storage.queues import outbox
from storage.results import entries, evidence
from storage.results.entries import Entry, EntryKind
from storage.results.status import Status

_AT_MOST: Final = 30
_KEY: Final = "late"  # of what is said of the evidence of an entry, before its row and the person's
_SOON: Final = timedelta(minutes=10)


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
    return "adding.withdrawn" if entry.status is Status.WITHDRAWN else own_entry.why_not(entry)


def talk(ask: Ask, own: OwnEntry) -> Added:
    if own.entry is None:
        return Added(own)
    ask(Choose(NUMBER, (Plain(own.number, own.number),), "adding_number"))
    return Added(own, ask(Gather("evidence", _AT_MOST)))


async def act(desk: Desk, added: Added) -> Prompt | Once:
    own, entry = added.own, added.own.entry
    if entry is None:
        return await own_entry.offered(desk, own, "bosung", _why_not)
    if not added.pieces:
        return Prompt(say("adding.nothing", number=own.number), _open(entry))
    items = [piece.item for piece in added.pieces]
    await evidence.attach(desk.db, desk.person.id, items, entry.id, entry.plan, entry.unit)
    await _again(desk, entry)
    return await _receipt(desk, entry)


async def late(desk: Desk, entry: Entry, said: Said) -> Once:
    """Add what this message holds to an entry that has the rest already; parts of an album make no version each."""
    items = heard_items(said)
    for item in items:
        await evidence.add(desk.db, desk.person.id, desk.channel, evidence.NewEvidence(**item), desk.now)
    await evidence.attach(desk.db, desk.person.id, [item["item"] for item in items], entry.id, entry.plan, entry.unit)
    return await _receipt(desk, entry)


async def following(desk: Desk, said: Said) -> Once | None:
    """Add files or links that come alone to the entry whose evidence was told of last, just now."""
    if said.edited or not heard_items(said) or (said.text.strip() and not links.is_all(said.text)):
        return None
    key = await outbox.last_reply_key(desk.db, desk.person.id, desk.now - _SOON)
    told_of, _, row = key.removesuffix(f"/{desk.person.id}").partition("/")
    if told_of != _KEY:
        return None
    entry = await entries.by_id(desk.db, int(row))
    member = desk.member_of(entry.plan, entry.unit, OFFICIALS)
    if member is None or _why_not(entry) or own_entry.not_theirs(member, entry):
        return None
    await _again(replace(desk, member=member), entry)
    return await late(desk, entry, said)


async def _again(desk: Desk, entry: Entry) -> None:
    await entries.again(desk.db, entry, desk.member.id, desk.now)
    if entry.status is not Status.PLANNED:
        await effects.stands(desk, entry, Status.RECEIVED)
    await review_news.overtaken(desk, entry)
    await desk.note("entry.evidence_added", about=f"{access.number(entry)} {entry.version + 1}", entry=entry.id)


async def _receipt(desk: Desk, entry: Entry) -> Once:
    """Say how much evidence the entry has now; said once for all that comes together."""
    pieces = await evidence.of_entry(desk.db, entry.id)
    counted = contents.counted(pieces) or say("evidence.count.document", n=0)
    text = [say("adding.done", number=access.number(entry), counted=counted, at=desk.now), *contents.unkept(pieces)]
    return Once(Prompt("\n".join(text), _open(entry)), f"{_KEY}/{entry.id}/{desk.person.id}")


def _open(entry: Entry) -> tuple[Choice]:
    return (Choice(f"/xem {access.number(entry)}", say("adding.open")),)


def start(_words: str, own: OwnEntry) -> Mapping[str, Any]:
    """Take the number, where something can be added to such an entry."""
    return {} if own.entry is None else {NUMBER: own.number}


ADD: Final = Handler(
    "add", ("bosung", "addevidence", "bosungminhchung"), OFFICIALS, look, talk, act, start, about=NUMBER
)
