"""Plain values that are heard and kept: days, figures, files.

Nothing here knows words, a channel or the database, so every room may use them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Final, Self, TypeVar

E = TypeVar("E", bound=Enum)


def reading(of: type[E]) -> Callable[[str], E]:
    """Give what reads the values of an enumeration: as calling it does, for the hundred thousands of a closing."""
    members = {one.value: one for one in of}
    return lambda value: members.get(value) or of(value)


@dataclass(frozen=True, slots=True)
class Days:
    """Local calendar days (Asia/Ho_Chi_Minh), `first` to `last`, both included.

    `separate` is not empty when single days were named ("3, 4 và 6/12"); `first`
    and `last` are then the outer two. `at` is the hour when one was said.
    """

    first: date
    last: date
    typed: str
    separate: tuple[date, ...] = ()
    at: time | None = None


class Precision(StrEnum):
    """The word of precision in front of a number; kept, because "hơn" is not "khoảng"."""

    EXACT = "exact"
    OVER = "over"  # hơn, trên
    NEARLY = "nearly"  # gần
    ABOUT = "about"  # khoảng, ước


_precision: Final = reading(Precision)


@dataclass(frozen=True, slots=True)
class Figure:
    """One counted number. `indicator` is the plan's key for what is counted, in that indicator's unit.

    `value` has at most three decimals; `typed` is the person's own text of this figure. Of a sum that nobody
    told as one, `parts` are what was added up, in the order in which it was told.
    """

    indicator: str
    value: Decimal
    precision: Precision
    typed: str
    parts: tuple["Figure", ...] = ()

    def kept(self) -> dict[str, Any]:
        """Give the JSON that is kept of it."""
        kept: dict[str, Any] = {
            "indicator": self.indicator,
            "value": str(self.value),
            "precision": self.precision.value,
            "typed": self.typed,
        }
        return {**kept, "parts": [part.kept() for part in self.parts]} if self.parts else kept

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any]) -> Self:
        """Give the figure of which this was kept."""
        parts = tuple(map(cls.of_kept, kept["parts"])) if "parts" in kept else ()
        return cls(kept["indicator"], Decimal(kept["value"]), _precision(kept["precision"]), kept["typed"], parts)


class DocumentsByChat(StrEnum):
    """Which documents may go over a channel: none, a unit's own to that unit, or the office's as well."""

    NONE = "none"
    OWN = "own"
    ALL = "all"


class FileKind(StrEnum):
    """How a file came over the channel; what it really is, only its bytes tell."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on a channel, not fetched yet: `ref` is what it is fetched by, `size` is in bytes, 0 if unknown."""

    kind: FileKind
    ref: str
    name: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A kept file to be shown: `sha256` of the stored bytes finds it, `name` is harmless, never the sender's path."""

    kind: FileKind
    sha256: str
    name: str
