"""How fast we may send: evenly over all, a short burst for each chat, and the pauses a channel asks for.

Times here are seconds of the machine's monotonic clock, handed in; nothing waits here.
"""

from dataclasses import dataclass, field
from typing import Final

_REFILL: Final = 1.0  # seconds for one more message to the same private chat
_REFILL_GROUP: Final = 3.0  # 20 a minute to a group
_SPREAD: Final = 2  # a 429 from this many chats within the pause means all of us


@dataclass(slots=True)
class Pace:
    """The state of the pace; `per_second` over everything, `per_chat` at once to one chat."""

    per_second: float
    per_chat: int
    next_at: float = 0.0
    chats: dict[str, tuple[float, float]] = field(default_factory=dict)  # messages left, when that was
    paused: dict[str, float] = field(default_factory=dict)
    all_until: float = 0.0

    def may(self, chat: str, now: float) -> bool:
        """Tell whether a message may go to this chat now, as far as this chat is concerned."""
        if self.paused.get(chat, 0.0) > now:
            return False
        return self._left(chat, now) >= 1

    def any_at(self, now: float) -> float:
        """Give when the next message may go at all."""
        return max(self.next_at, self.all_until, now)

    def spend(self, chat: str, now: float) -> None:
        """Count a message that goes now."""
        self.next_at = max(self.next_at, now) + 1 / self.per_second
        self.chats[chat] = (self._left(chat, now) - 1, now)
        if len(self.chats) > 10_000:  # noqa: PLR2004 - forget chats whose burst is full again
            full = self.per_chat * _REFILL_GROUP
            self.chats = {name: kept for name, kept in self.chats.items() if now - kept[1] < full}

    def pause(self, chat: str, seconds: float, now: float) -> None:
        """The channel asked this chat to wait; a second chat told so means everybody."""
        self.paused = {name: until for name, until in self.paused.items() if until > now}
        self.paused[chat] = now + seconds
        if len(self.paused) >= _SPREAD:
            self.all_until = max(self.all_until, now + seconds)

    def _left(self, chat: str, now: float) -> float:
        left, at = self.chats.get(chat, (float(self.per_chat), now))
        return min(float(self.per_chat), left + (now - at) / _refill(chat))


def _refill(chat: str) -> float:
    """Give how long one more takes: the id of a group is negative (Bot API, Chat)."""
    return _REFILL_GROUP if chat.partition("/")[2].startswith("-") else _REFILL
