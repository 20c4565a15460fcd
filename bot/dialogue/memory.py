"""What was looked up for a conversation, and where it then stood: kept in memory as long as both hold.

Nothing here is needed: whatever is not remembered is looked up and read again. What was looked
up holds as long as the unit's revision does, which every write that concerns the unit raises; where
the conversation stood holds as long as its answers do.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.dialogue.standing import Answer, Stand

_MOST: Final = 1000  # conversations


class Heeded(Mapping[str, Any]):
    """The answers a conversation keeps, by key; notes which of them somebody looked at."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        """Take the answers."""
        self._answers = answers
        self.read: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        """Give what is kept of an answer."""
        self.read[key] = kept = self._kept(key)
        if kept is None:
            raise KeyError(key)
        return kept

    def __iter__(self) -> Iterator[str]:
        """Go through all: then all of them were looked at."""
        self.read = {key: self._kept(key) for key in self._answers}
        return iter(self._answers)

    def __len__(self) -> int:
        """Count them."""
        return len(self._answers)

    def _kept(self, key: str) -> Any:
        return self._answers[key].kept if key in self._answers else None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a handler was given, and what that depends on: `of` what, and the answers it looked at.

    `stand` is where the conversation stood with these `answers`, as they are kept.
    """

    given: Any
    of: tuple[Any, ...] = ()
    heeded: Mapping[str, Any] | None = None
    answers: str = ""
    stand: Stand | None = None

    def holds(self, of: tuple[Any, ...], answers: Mapping[str, Answer]) -> bool:
        """Tell whether the handler would be given the same now."""
        if self.heeded is None or self.of != of:
            return False
        return all((answers[key].kept if key in answers else None) == kept for key, kept in self.heeded.items())


class Memory:
    """The conversations of late, by the id of their draft."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[str, Looked] = OrderedDict()

    def __len__(self) -> int:
        """Count them."""
        return len(self._kept)

    def find(self, draft: str) -> Looked | None:
        """Give what is remembered of a conversation."""
        return self._kept.get(draft)

    def keep(self, draft: str, looked: Looked) -> None:
        """Remember it; the one that was not heard of for longest is forgotten."""
        self._kept[draft] = looked
        self._kept.move_to_end(draft)
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)

    def forget(self, draft: str) -> None:
        """Forget a conversation that has ended."""
        self._kept.pop(draft, None)
