"""How much one person may send: beyond it they are told so once, and hear nothing more until the time is over.

What was taken before is served all the same. Counted by when it was said: what waited for us through a night
did not come in one minute. Kept in memory: a restart forgives.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from messages.said import Said

_ADDRESSES: Final = 5000  # remembered, the latest


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within this time; `words` is the key of what is said beyond it."""

    words: str
    at_most: int
    within: timedelta


MESSAGES: Final = Limit("limit.messages", 200, timedelta(minutes=1))
FILES: Final = Limit("limit.files", 300, timedelta(hours=1))
OF_A_STRANGER: Final = Limit("limit.messages", 30, timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Beyond:
    """A message that is not taken; `is_told`: they know, and it is met with silence."""

    limit: Limit
    until: datetime
    is_told: bool


@dataclass(slots=True)
class _Window:
    """What came of one address since an instant, by the messages' keys: one that is served anew counts once."""

    since: datetime
    taken: set[str] = field(default_factory=set)
    told: str = ""


@dataclass(slots=True)
class Enough:
    """Counts what each address sends."""

    _windows: OrderedDict[tuple[str, str, Limit], _Window] = field(default_factory=OrderedDict)

    def beyond(self, channel: str, chat: str, said: Said, now: datetime, *, known: bool) -> Beyond | None:
        """Count a message; give the limit that it is beyond, if it is."""
        limits = [MESSAGES if known else OF_A_STRANGER, *([FILES] if said.attachments and known else [])]
        found = [self._over((channel, chat, limit), said.source, now) for limit in limits]
        return next((one for one in found if one is not None), None)

    def _over(self, key: tuple[str, str, Limit], source: str, now: datetime) -> Beyond | None:
        limit = key[2]
        window = self._windows.pop(key, None)
        if window is None or not window.since <= now < window.since + limit.within:
            window = _Window(now)
        self._windows[key] = window
        if len(self._windows) > _ADDRESSES:
            self._windows.popitem(last=False)
        if source in window.taken or len(window.taken) < limit.at_most:
            window.taken.add(source)
            return None
        is_told = window.told not in ("", source)
        window.told = window.told or source
        return Beyond(limit, window.since + limit.within, is_told)
