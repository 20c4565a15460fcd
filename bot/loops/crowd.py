"""Who gives way when many messages come in at once: whoever writes many, and strangers among many.

Strangers give way behind the tenth message of a poll, and with their first while polls that bring many go on.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Final

QUIET: Final = 0.25  # seconds without a poll that brings many, until strangers are served again
_PATIENCE: Final = 10.0  # seconds for which they wait at most
_OF_ONE: Final = 10  # messages of one chat that one poll brings; an album has no more
_OF_ALL: Final = 10  # messages that one poll brings; behind them strangers have to wait


@dataclass(slots=True)
class Crowd:
    """What the last polls brought; `now` gives seconds of a clock that nobody sets."""

    now: Callable[[], float]
    _came: Counter[str] = field(default_factory=Counter)  # messages of each chat in the last poll
    _all: int = 0  # and of all chats
    _first: float = -inf  # when many came first, and last
    _last: float = -inf

    def begin(self) -> None:
        """Begin to count what the next poll brings."""
        self._came.clear()
        self._all = 0

    def count(self, chat: str, *, stranger: bool) -> bool:
        """Count a message of this chat; tell whether others are served before it."""
        self._came[chat] += 1
        self._all += 1
        return self._came[chat] > _OF_ONE or (stranger and (self.is_many or self.goes_on))

    def end(self) -> None:
        """Note when a poll has brought many."""
        if not self.is_many:
            return
        now = self.now()
        if now - self._last >= QUIET:
            self._first = now
        self._last = now

    def may_be(self, messages: int) -> bool:
        """Tell whether strangers may have to wait where a poll brings so many: it has to be known who they are."""
        return messages > _OF_ALL or self.goes_on

    @property
    def is_many(self) -> bool:
        """Whether this poll has brought so many messages that strangers have to wait."""
        return self._all > _OF_ALL

    @property
    def goes_on(self) -> bool:
        """Whether such polls are still coming: strangers wait that long, but not for ever."""
        now = self.now()
        return now - self._last < QUIET and now - self._first < _PATIENCE
