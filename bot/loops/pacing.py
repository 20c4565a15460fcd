"""How fast we may send: so many in any second, a short burst for each chat, and the pauses a channel asks for.

A reply goes as soon as the last second has room. Whatever else there is goes evenly spaced and leaves
two fifths of the room to replies, so that nobody who writes waits behind a thousand reminders.

Times here are seconds of the machine's monotonic clock, handed in; nothing waits here. A turn asks in
the thread of the writer, the sender on the loop: hence the lock.
"""

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import Final

_REFILL: Final = 1.0  # seconds for one more message to the same private chat
_REFILL_GROUP: Final = 3.0  # 20 a minute to a group
_SPREAD: Final = 2  # a 429 from this many chats within the pause means all of us
_OF_OTHERS: Final = 0.6  # of the room, what is no reply may fill
_EVENLY: Final = 0.05  # seconds within which what is no reply need not be evenly spaced


@dataclass(slots=True)
class Pace:
    """The state of the pace; `per_second` over everything, `per_chat` at once to one chat."""

    per_second: float
    per_chat: int
    went: deque[float] = field(default_factory=deque)  # within the last second
    next_other: float = 0.0  # when something that is no reply may go
    chats: dict[str, tuple[float, float]] = field(default_factory=dict)  # messages left, when that was
    paused: dict[str, float] = field(default_factory=dict)
    all_until: float = 0.0
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def take(self, chat: str, now: float, *, reply: bool) -> bool:
        """Count a message that goes to this chat now; False where it may not."""
        with self._lock:
            if self.any_at(now, reply=reply) > now or self.paused.get(chat, 0.0) > now or self._left(chat, now) < 1:
                return False
            self.went.append(now)
            if not reply:
                self.next_other = max(self.next_other, now) + 1 / (self.per_second * _OF_OTHERS)
            self._note(chat, self._left(chat, now) - 1, now)
            return True

    def give_back(self, chat: str, now: float) -> None:
        """Count one that was taken as not sent after all."""
        with self._lock:
            if self.went:
                self.went.pop()
            self._note(chat, self._left(chat, now) + 1, now)

    def any_at(self, now: float, *, reply: bool = True) -> float:
        """Give when the next message may go at all."""
        with self._lock:
            room = max(1, int(self.per_second))
            span = room / self.per_second
            while self.went and self.went[0] <= now - span:
                self.went.popleft()
            room = room if reply else max(1, int(room * _OF_OTHERS))
            free = self.went[len(self.went) - room] + span if len(self.went) >= room else now
            return max(now, free, self.all_until, 0.0 if reply else self.next_other - _EVENLY)

    def pause(self, chat: str, seconds: float, now: float) -> None:
        """The channel asked this chat to wait; a second chat told so means everybody."""
        with self._lock:
            self.paused = {name: until for name, until in self.paused.items() if until > now}
            self.paused[chat] = now + seconds
            if len(self.paused) >= _SPREAD:
                self.all_until = max(self.all_until, now + seconds)

    def _left(self, chat: str, now: float) -> float:
        left, at = self.chats.get(chat, (float(self.per_chat), now))
        return min(float(self.per_chat), left + (now - at) / _refill(chat))

    def _note(self, chat: str, left: float, now: float) -> None:
        self.chats[chat] = (left, now)
        if len(self.chats) > 10_000:  # noqa: PLR2004 - forget chats whose burst is full again
            full = self.per_chat * _REFILL_GROUP
            self.chats = {name: kept for name, kept in self.chats.items() if now - kept[1] < full}


def _refill(chat: str) -> float:
    """Give how long one more takes: the id of a group is negative (Bot API, Chat)."""
    return _REFILL_GROUP if chat.partition("/")[2].startswith("-") else _REFILL
