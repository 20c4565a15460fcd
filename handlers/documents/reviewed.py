"""Where entries stood with the office at an instant."""

from collections.abc import Iterable, Mapping
from typing import Final

from storage.results.history import Happened
from storage.results.status import Decision, Status

_RECEIVED: Final = Status.RECEIVED  # looked up once, for all of them


def statuses(happened: Iterable[Happened]) -> Mapping[int, Status]:
    """Say where each entry stood after everything that happened to it."""
    stands: dict[int, Status] = {}
    before: dict[int, Status] = {}
    for one in happened:
        number = one.entry_number
        if not one.decision:
            stands[number] = _RECEIVED
        elif one.decision == Decision.KEPT:  # as it stood before its withdrawal was asked for
            stands[number] = before.get(number, Status.TAKEN_IN)
        else:
            if one.decision == Decision.WITHDRAWAL_ASKED:
                before[number] = stands.get(number, Status.RECEIVED)
            stands[number] = Decision(one.decision).status
    return stands
