"""A kept file that is a workbook of entries: taken out of whatever draft it lies in, and looked at with its sender."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.dialogue import drafts
from handlers import book
from handlers.house import House
from handlers.officials.from_workbook import arriving
from messages.questions.ways import LATER
from storage.db import Turn
from storage.queues import outbox, sessions
from storage.queues.sessions import Session
from storage.results import evidence
from storage.results.evidence import Evidence


async def take(db: Turn, house: House, row: Evidence, table: Mapping[str, Any], now: datetime) -> None:
    """Take it, unless it is evidence of something already, or its sender enters no results."""
    assert row.person is not None, "somebody has sent it"
    pieces = await evidence.of_draft(db, row.person, [row.item])
    if not any(piece.is_of_draft for piece in pieces):
        return
    open_now = await sessions.open_of(db, row.person)
    begins = open_now is None or _is_of_nothing_else(open_now, row.item)
    if not await arriving.take(db, house, row, table, now, begins=begins):
        return
    if begins and open_now is not None:
        await sessions.close(db, open_now)
        await outbox.withdraw(db, drafts.gather_key(open_now))
        open_now = None
    for session in filter(None, (open_now, *await sessions.parked(db, row.person))):
        if (left := drafts.without(session, row.item)) is not None:
            await sessions.save(db, left)


def _is_of_nothing_else(session: Session, item: str) -> bool:
    """Tell whether a conversation asks only what this file is for."""
    place = drafts.place_of(session)
    said = any(isinstance(answer.kept, Mapping) and answer.kept.get("text") for answer in place.answers.values())
    return LATER not in book.named(session.handler).ways and set(drafts.gathered(place)) == {item} and not said
