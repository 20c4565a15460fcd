"""Long work: asked for in a turn, made in another process, told when it is there.

Who is told is looked up when it is there: somebody may have left meanwhile.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from handlers.roles import OFFICE
from messages.said import Prompt
from messages.values import DocumentsByChat, FileKind
from messages.words import say
from plans.schema import Plan
from storage.db import Db, Turn
from storage.members import manning, people
from storage.queues import work
from storage.queues.outbox import Lane
from storage.queues.work import Work
from storage.rows import from_json, to_json


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made, of which plan (its code), in which language, for whom of its office, or of this unit.

    What is of no plan ("") is for whoever of these is still anything here.
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
    unit: str = ""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made."""

    kind: FileKind
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class BackupOutcome:
    """What came of a backup: its file, or `because`, a key of the words, why there is none; `facts` fill them in.

    `gone` counts the files of evidence that were not there to be put in.
    """

    name: str = ""
    made_at: datetime | None = None
    size: int = 0
    sha256: str = ""
    is_encrypted: bool = False
    gone: int = 0
    because: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: words and files, or a backup, which stays where it is."""

    text: str
    files: tuple[MadeFile, ...]
    backup: BackupOutcome | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """What a maker has before it: the plan as it speaks to who asked, and the house around it.

    `documents` is the folder for what goes over no channel, `locate` says where a kept file lies by the SHA-256 of its
    bytes, `template` is the office's own one of the consolidated report. `tell` says how many units of
    how many are read.
    """

    db: Db
    plan: Plan
    wanted: Wanted
    now: datetime
    by_chat: DocumentsByChat
    documents: Path
    template: bytes | None
    locate: Callable[[str], Path]
    tell: Callable[[int, int], None]


async def ask(db: Turn, wanted: Wanted, at: datetime, *, by: int | None = None, key: str | None = None) -> None:
    """Ask for it; of the same key it is made once at a time. `by` is the person who asked, None for the clock."""
    await work.put(db, wanted.kind, to_json(asdict(wanted)), by, at, key)


def asked(row: Work) -> Wanted:
    """Give what was asked for."""
    kept = from_json(row.asked)
    return Wanted(**{**kept, "persons": tuple(kept["persons"]), "lane": Lane(kept["lane"])})


async def tell(db: Turn, house: House, row: Work, prompt: Prompt, now: datetime) -> None:
    """Give what was made to everybody it is for who is still there."""
    await _tell(db, house, asked(row), News(lambda: prompt, (), now))


async def give_up(db: Turn, house: House, row: Work, now: datetime) -> None:
    """Say that it could not be made; the words that were to go with it go without it."""
    plans = await running(db)
    await _tell(db, house, asked(row), News(partial(_failed, asked(row), row.made_at), plans.values(), now))


def _failed(wanted: Wanted, made_at: datetime) -> Prompt:
    asked_for = wanted.lane is Lane.REPLY and not wanted.text
    beside = "work.failed.draft" if wanted.unit else "work.failed.beside"
    sentence = say("work.failed" if asked_for else beside, at=made_at)
    return Prompt(f"{wanted.text}\n\n{sentence}" if wanted.text else sentence)


async def _tell(db: Turn, house: House, wanted: Wanted, news: News) -> None:
    if wanted.unit:
        there = await manning.of_unit(db, wanted.plan, wanted.unit)
    elif wanted.plan:
        there = await manning.persons(db, wanted.plan, OFFICE)
    else:
        there = [person for person in wanted.persons if await people.memberships(db, person)]
    not_after = datetime.fromisoformat(wanted.not_after) if wanted.not_after else None
    persons = [person for person in wanted.persons if person in there]
    await telling.each(db, house, persons, replace(news, lane=wanted.lane, not_after=not_after))
