"""Misfortune on demand: what goes wrong on the way to Telegram, at given rates, the same for the same seed."""

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """One way in which a call can go wrong."""

    NONE = "none"
    TOO_MANY = "too_many"  # 429, nothing done
    SERVER_ERROR = "server_error"  # 500 in an envelope, nothing done
    BAD_GATEWAY = "bad_gateway"  # 502 as a web server words it: HTML, no envelope; nothing done
    DROP_BEFORE = "drop_before"  # the connection goes, nothing done
    DROP_AFTER = "drop_after"  # done, but the answer is lost


@dataclass(frozen=True, slots=True)
class Faults:
    """Rates are between 0 and 1, of calls or of updates. `script` is played first, one fault a call.

    `only` names the methods that suffer ("sendMessage"; "file" for downloads); empty for all.
    """

    seed: int = 0
    too_many: float = 0
    retry_after: int = 1
    server_error: float = 0
    bad_gateway: float = 0
    drop_before: float = 0
    drop_after: float = 0
    redeliver: float = 0  # of answers with updates: the last acknowledged ones come again in front
    duplicate: float = 0  # of updates: twice in one answer
    tap_twice: float = 0  # of presses: a second, new update for one tap
    only: tuple[str, ...] = ()
    script: tuple[Fault, ...] = ()


class Fate:
    """Draws what happens next."""

    def __init__(self, faults: Faults | None = None) -> None:
        """Begin anew with these faults; none at all by default."""
        self.faults = faults or Faults()
        self._random = random.Random(self.faults.seed)  # noqa: S311 - repeatable chance is the point
        self._script = deque(self.faults.script)
        self._only = frozenset(name.lower() for name in self.faults.only)

    def draw(self, method: str) -> Fault:
        """Give what befalls this call."""
        if self._only and method.lower() not in self._only:
            return Fault.NONE
        if self._script:
            return self._script.popleft()
        faults = self.faults
        left = self._random.random()
        for fault, rate in (
            (Fault.TOO_MANY, faults.too_many),
            (Fault.SERVER_ERROR, faults.server_error),
            (Fault.BAD_GATEWAY, faults.bad_gateway),
            (Fault.DROP_BEFORE, faults.drop_before),
            (Fault.DROP_AFTER, faults.drop_after),
        ):
            if left < rate:
                return fault
            left -= rate
        return Fault.NONE

    def chance(self, rate: float) -> bool:
        """Tell whether something of this rate happens now."""
        return rate > 0 and self._random.random() < rate


def named(names: Sequence[str]) -> tuple[Fault, ...]:
    """Read a script of faults; an unknown name is a ValueError."""
    return tuple(Fault(name) for name in names)
