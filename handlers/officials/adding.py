"""/bosung 012: evidence for what the own unit has sent already; the entry gets a next version."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from handlers import contents, viewing
from handlers.desk import Desk
from handlers.handler import OFFICIALS, Handler
from messages.questions.choose import Choose, Plain
from messages.questions.evidence import Gather, Item
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import say
from storage import entries, evidence, sessions
from storage.entries import Entry

_NUMBER: Final = "number"
_AT_MOST: Final = 30
_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Given:
    """The entry that was named, or why there is none to add to (a key of the words)."""

    typed: str = ""
    entry: Entry | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What is added to which entry."""

    given: Given
    pieces: tuple[Item, ...] = ()


async def look(desk: Desk) -> Given:
    typed = desk.words or await sessions.answer(desk.db, desk.draft, _NUMBER) or ""
    if not typed:
        return Given()
    entry = await viewing.found(desk, typed)
    if entry is None:
        return Given(typed, why="entry.unknown")
    why = _why_not(entry)
    return Given(viewing.number(entry), None if why else entry, why)


def _why_not(entry: Entry) -> str:
    if entry.kind == "status":
        return "adding.sensitive"
    return "" if entry.state == "sent" else "adding.withdrawn"


def talk(ask: Ask, given: Given) -> Added:
    if given.entry is None:
        return Added(given)
    ask(Choose(_NUMBER, (Plain(given.typed, given.typed),), "adding_number"))
    return Added(given, ask(Gather("evidence", _AT_MOST)))


async def act(desk: Desk, added: Added) -> Prompt:
    entry, number = added.given.entry, added.given.typed
    if entry is None:
        return await _offered(desk, added.given)
    again = (Choice(f"/xem {number}", say("adding.open")),)
    if not added.pieces:
        return Prompt(say("adding.nothing", number=number), again)
    items = [piece.item for piece in added.pieces]
    await evidence.attach(desk.db, desk.person.id, items, entry.id, entry.plan, entry.unit)
    await entries.again(desk.db, entry, desk.member.id, desk.now)
    await desk.note("entry.evidence_added", about=f"{number} {entry.version + 1}")
    counted = contents.counted(added.pieces)
    return Prompt(say("adding.done", number=number, counted=counted, at=desk.now), again)


async def _offered(desk: Desk, given: Given) -> Prompt:
    """Say why nothing can be added there, and offer the latest entries."""
    latest = await entries.of_unit(desk.db, desk.plan.code, desk.unit.code, _SHOWN, desk.member.tasks)
    open_to = [entry for entry in latest if not _why_not(entry)]
    rows = [
        say("adding.row", number=viewing.number(entry), what=viewing.title(desk.plan, contents.of_entry(entry)))
        for entry in open_to
    ]
    head = [say(given.why, typed=given.typed)] if given.why else []
    head.append(say("adding.which" if open_to else "adding.none", unit=desk.unit.name))
    choices = tuple(Choice(f"/bosung {viewing.number(entry)}", viewing.number(entry)) for entry in open_to)
    return Prompt("\n".join([*head, *rows]), choices)


def start(_words: str, given: Given) -> Mapping[str, Any]:
    """Take the number, where something can be added to such an entry."""
    return {} if given.entry is None else {_NUMBER: given.typed}


ADD: Final = Handler(
    "add", ("bosung", "addevidence", "bosungminhchung"), OFFICIALS, look, talk, act, start, about=_NUMBER
)
