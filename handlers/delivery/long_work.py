"""Long work: asked for in a turn, made in another process, told when it is there.

Who is told is looked up when it is there: somebody may have left meanwhile.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from handlers.delivery import outgoing, speech
from handlers.house import Campaigns, House
from handlers.roles import OFFICE
from messages.said import Prompt
from messages.values import Enclosure, FileKind
from messages.words import say, speaking
from storage.db import Turn
from storage.members import people
from storage.queues import work
from storage.queues.outbox import Lane
from storage.queues.work import Work


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made, of which plan (its code), in which language, for whom of its office.

    `text` goes with it; "" lets the maker find its own words. `lane` and `not_after` (an instant of ISO) are those
    of the outbox. `facts` are for the maker.
    """

    kind: str
    plan: str
    language: str
    persons: tuple[int, ...]
    text: str = ""
    lane: Lane = Lane.REPLY
    not_after: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made."""

    kind: FileKind
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: words and files."""

    text: str
    files: tuple[MadeFile, ...]


async def ask(db: Turn, wanted: Wanted, at: datetime, *, by: int | None = None, key: str | None = None) -> None:
    """Ask for it; of the same key it is made once at a time. `by` is the person who asked, None for the clock."""
    await work.put(db, wanted.kind, json.dumps(asdict(wanted), ensure_ascii=False), by, at, key)


def asked(row: Work) -> Wanted:
    """Give what was asked for."""
    kept = json.loads(row.asked)
    return Wanted(**{**kept, "persons": tuple(kept["persons"]), "lane": Lane(kept["lane"])})


async def tell(db: Turn, row: Work, text: str, enclosures: Sequence[Enclosure], now: datetime) -> None:
    """Put what was made in the outbox of everybody it is for who is still of the office."""
    wanted = asked(row)
    for person in wanted.persons:
        await _put(db, wanted, person, Prompt(text, enclosures=tuple(enclosures)), now)


async def give_up(db: Turn, house: House, campaigns: Campaigns, row: Work, now: datetime) -> None:
    """Say that it could not be made; the words that were to go with it go without it."""
    wanted = asked(row)
    plans = await campaigns.running(db)
    for person in wanted.persons:
        members = await people.memberships(db, person)
        language = wanted.language
        with speaking(language, **speech.facts(language, members, plans, house)):
            asked_for = wanted.lane is Lane.REPLY and not wanted.text
            sentence = say("work.failed" if asked_for else "work.failed.beside", at=row.made_at)
        text = f"{wanted.text}\n\n{sentence}" if wanted.text else sentence
        await _put(db, wanted, person, Prompt(text), now)


async def _put(db: Turn, wanted: Wanted, person: int, prompt: Prompt, now: datetime) -> None:
    members = await people.memberships(db, person)
    if not any(member.plan == wanted.plan and member.role in OFFICE for member in members):
        return
    not_after = datetime.fromisoformat(wanted.not_after) if wanted.not_after else None
    for address in await people.addresses(db, person):
        to = outgoing.To(address.channel, address.chat, person, now, wanted.lane, not_after=not_after)
        await outgoing.put(db, to, prompt)
