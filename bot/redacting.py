"""Keep tokens out of every log: a filter on the handlers, where all records pass.

On the handlers, not on loggers: a filter on a logger does not see what its children log.
"""

import logging
import re
import traceback
from collections.abc import Iterable
from types import TracebackType

TOKEN = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
HIDDEN = "[token]"
# These log the addresses of requests, and a token is a part of the address; telegram logs whole messages as well.
TALKATIVE = ("httpx", "httpcore", "aiohttp.access", "aiohttp.client", "telegram")

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def redacted(text: str) -> str:
    """Give the text without its tokens."""
    return TOKEN.sub(HIDDEN, text)


class Redacting(logging.Filter):
    """Takes tokens out of a record: its message, arguments, exception, stack, and whatever was added to it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without its tokens."""
        self._message(record)
        if record.exc_info and record.exc_info[0] is not None:
            self._exception(record, record.exc_info)
        for name, value in vars(record).items():
            if isinstance(value, str) and TOKEN.search(value):
                setattr(record, name, redacted(value))
        return True

    def _message(self, record: logging.LogRecord) -> None:
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):  # logging itself would print the arguments as they are
            message = f"{record.msg!r} {record.args!r}"
            record.msg, record.args = redacted(message).replace("%", "%%"), ()
            return
        if TOKEN.search(message) or (record.args and TOKEN.search(repr(record.args))):
            record.msg, record.args = redacted(message), ()

    def _exception(self, record: logging.LogRecord, exc_info: _ExcInfo) -> None:
        text = "".join(traceback.format_exception(*exc_info)).rstrip("\n")
        if TOKEN.search(text):
            # A formatter of another kind would word the exception again; it finds only this text.
            record.exc_info, record.exc_text = None, redacted(text)


def install(handlers: Iterable[logging.Handler] | None = None) -> None:
    """Redact on the root's handlers (or those given), and quieten who logs addresses. Call it after they are set up."""
    chosen = [*logging.getLogger().handlers, logging.lastResort] if handlers is None else handlers
    for handler in chosen:
        if handler is not None and not any(isinstance(present, Redacting) for present in handler.filters):
            handler.addFilter(Redacting())
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
