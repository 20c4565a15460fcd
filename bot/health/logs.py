"""What the log tells, as text or as JSON: each line with the turn it belongs to, none with anybody's words.

An error is told by its kind and its place. Its own words only where they are those of the
machine or of a channel: others may be made of what somebody wrote.
"""

import json
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final

from bot import redacting
from bot.channel import ChannelError, ChannelStopped
from bot.settings import LogFormat
from storage.db import StorageTrouble
from storage.rows import instant

_TEXT: Final = "%(asctime)s %(levelname)s %(name)s%(of)s %(message)s"
_HARMLESS: Final = (OSError, StorageTrouble, ChannelError, ChannelStopped)
_QUIET: Final = ("apscheduler", "aiosqlite")  # two lines for every beat; one for every piece of work

_turn: ContextVar[str] = ContextVar("turn", default="")


@contextmanager
def following(turn: str) -> Iterator[None]:
    """Let every line logged inside bear this name; a turn within another keeps the outer one's."""
    token = _turn.set(_turn.get() or turn)
    try:
        yield
    finally:
        _turn.reset(token)


def turn() -> str:
    """Give the name of the turn we are in, "" outside any."""
    return _turn.get()


class Marking(logging.Filter):
    """Marks each record with its turn, and words its error."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        named = turn()
        record.__dict__.update(turn=named, of=f" [{named}]" if named else "")
        if record.name == "asyncio" and "\n" in (message := record.getMessage()):
            record.msg, record.args = message.partition("\n")[0], ()  # what follows shows the error's own words
        if record.exc_info and (error := record.exc_info[1]) is not None:
            record.exc_info, record.exc_text = None, worded(error)
        return True


class JsonLines(logging.Formatter):
    """A record as a line of JSON: at, level, logger, turn, message, trace; the last of an error alone."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        told = {
            "at": instant(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname,
            "logger": record.name,
            "turn": getattr(record, "turn", ""),
            "message": record.getMessage(),
        }
        if record.exc_text:
            told["trace"] = record.exc_text
        return json.dumps(told, ensure_ascii=False)


def begin(level: str, form: LogFormat) -> None:
    """Log to standard error from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else logging.Formatter(_TEXT))
    handler.addFilter(Marking())
    logging.basicConfig(level=level, handlers=[handler])
    redacting.install()
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def worded(error: BaseException) -> str:
    """Tell an error: what it came of, where it happened, of what kind it is."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    parts = [] if before is None else [worded(before), ""]
    parts += ["Traceback (most recent call last):", "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")]
    parts.append(_named(error))
    if isinstance(error, BaseExceptionGroup):
        parts += [worded(one) for one in error.exceptions]
    return "\n".join(parts)


def _named(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, _HARMLESS):
        return f"{name}: {error}"
    code = getattr(error, "sqlite_errorname", "")  # its words may quote what was searched for
    return f"{name} ({code})" if code else name
