"""Serve a message in a turn: once more at once where that fails, then set it aside and say so."""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.dialogue.scene import ReadFirst
from bot.loops.sending import Claims
from bot.serving.app import App, Incoming
from messages.said import Said
from storage.db import Turn

log = logging.getLogger(__name__)

_LATE: Final = timedelta(minutes=1)  # what comes later than this was held up
_KEPT: Final = timedelta(days=2)  # no channel holds a message back for longer: a clock is wrong


async def tried(db: Turn, claims: Claims | None, key: str, serve: Callable[[], Awaitable[None]]) -> str:
    """Serve, and once more at once where that fails; give why it failed again, "" where it did not.

    Whatever it had done is undone then. Raise where the transaction itself is gone, nobody's fault; and ReadFirst.
    """
    why = ""
    for _ in range(2):
        try:
            await serve()
        except ReadFirst:
            await undo(db, claims)
            raise
        except Exception as error:
            await undo(db, claims)
            log.exception("message %s could not be served", key)
            why = f"{type(error).__name__}: {error}"[:500]
        else:
            return ""
    return why


async def undo(db: Turn, claims: Claims | None) -> None:
    """Undo all that was written and claimed in this turn."""
    await db.undo()
    if claims is not None:
        claims.drop()


async def apologise(app: App, db: Turn, incoming: Incoming) -> None:
    """Say that it was not served, if that can be done."""
    try:
        async with db.savepoint():
            await app.apologise(db, incoming)
    except Exception:
        log.exception("nobody can be told that message %s was not served", incoming.said.source)


def said_at(said: Said, now: datetime) -> datetime:
    """Give when a message was said: what comes late, after the bot was down, was said when it was written.

    What comes as usual is said now: the channel gives whole seconds, which would go before what was just done.
    """
    if not said.written:
        return now
    written = datetime.fromtimestamp(said.written, UTC)
    return written if _LATE <= now - written <= _KEPT else now
