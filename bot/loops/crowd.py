"""Who gives way when many messages come in at once: whoever writes many, and strangers among many."""

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
    _first: float = -inf  # when many came first, and last
    _last: float = -inf

    def begin(self) -> None:
        """Begin to count what the next poll brings."""
        self._came.clear()

    def count(self, chat: str) -> None:
        """Count a message of this chat."""
        self._came[chat] += 1

    def end(self) -> None:
        """Note when a poll has brought many."""
        if self._came.total() <= _OF_ALL:
            return
        now = self.now()
        if now - self._last >= QUIET:
            self._first = now
        self._last = now

    def writes_many(self, chat: str) -> bool:
        """Tell whether this chat has written so much in this poll that others are served first."""
        return self._came[chat] > _OF_ONE

    @property
    def is_many(self) -> bool:
        """Whether this poll has brought so many messages that strangers have to wait."""
        return self._came.total() > _OF_ALL

    @property
    def goes_on(self) -> bool:
        """Whether such polls are still coming: strangers wait that long, but not for ever."""
        now = self.now()
        return now - self._last < QUIET and now - self._first < _PATIENCE
