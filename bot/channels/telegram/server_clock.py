"""By how much this machine's clock is ahead of the Bot API's, told from the `Date` of its answers (RFC 9110, 6.6.1).

Between two answers the server's time is carried on by a clock that nobody sets. So a wall
clock that is set shows at once, and not only when the next answer comes.
"""

import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from bot.clock import Clock

_EVERY: Final = 10.0  # seconds between two dates that are read


class ServerClock:
    """The server's time, as far as it was heard."""

    __slots__ = ("_began", "_heard")

    def __init__(self) -> None:
        """Begin without having heard any."""
        self._began: datetime | None = None  # what the server's clock showed when `_elapsed` was 0
        self._heard = -_EVERY

    def hear(self, said: str | None) -> None:
        """Take note of the date of an answer. One without a date that can be read says nothing."""
        elapsed = _elapsed()
        if said is None or elapsed - self._heard < _EVERY:
            return
        try:
            date = parsedate_to_datetime(said).astimezone(UTC)
            self._began = date - timedelta(seconds=elapsed)
        except (ValueError, OverflowError):
            return
        self._heard = elapsed

    @property
    def ahead(self) -> float:
        """The seconds by which this machine's clock is ahead of the server's now; 0 before any answer."""
        if self._began is None:
            return 0.0
        return (Clock().now() - self._began).total_seconds() - _elapsed()


def _elapsed() -> float:
    """Give the seconds since some fixed instant; on Linux those for which the machine slept are counted too."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
