"""The ways out of any question: back, save and leave, cancel; pressed, or typed in words."""

from functools import cache
from typing import Final

from messages import meanings
from messages.folding import folded
from messages.said import Choice
from messages.words import say

BACK: Final = ":back"
LATER: Final = ":later"
CANCEL: Final = ":cancel"
ALL: Final = (BACK, LATER, CANCEL)
THROW_AWAY: Final = ":throw_away"  # asked once more before a draft goes
STAY: Final = ":stay"
CHANGE: Final = "change:"  # before the key of the answer to change


def ways(of: tuple[str, ...]) -> tuple[Choice, ...]:
    """Word the ways out."""
    return tuple(Choice(way, say(f"way{way.replace(':', '.')}")) for way in of)


def way_typed(text: str) -> str | None:
    """Give the way out that was typed, in either language, with or without tone marks."""
    return _typed().get(folded(text.strip(" ./")))


@cache
def _typed() -> dict[str, str]:
    return meanings.typed({f"way{way.replace(':', '.')}.typed": way for way in (*ALL, THROW_AWAY, STAY)})
