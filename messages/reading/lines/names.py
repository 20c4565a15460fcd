"""Names in a line: where one begins and ends, and whether it may be that of a body at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from messages.reading.lines import vocabulary
from messages.reading.typed import LINE, Word

SIGNS: Final = frozenset({",", ";", ".", ":", "!", "?", "(", ")", "+", "*", "•", "–", LINE})
LONGEST: Final = 12  # words of one name
_BEFORE: Final = 12  # words in front that may make it something else

IsUnit = Callable[[str], bool]  # whether a text names one unit of the plan and nothing else


@dataclass(frozen=True, slots=True)
class Aside:
    """Characters `start` to `end` of the line, and what of them is the answer ("tại Hà Nội": Hà Nội)."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """A line and its words. Places in it are numbers of words, ends the word behind."""

    text: str
    typed: Sequence[Word]
    is_unit: IsUnit

    def name(self, start: int, ends: frozenset[str], *, numbers: bool = False, begun: int = 0) -> int:
        """Give the place behind the words that may belong to one name, those before `begun` surely."""
        at = max(start, begun)
        while at < len(self.typed):
            word = self.typed[at]
            before = self.typed[at - 1].plain if at > start else ""
            if word.plain in SIGNS and not (word.plain == "." and word.is_glued and before in vocabulary.SHORTENED):
                break
            if word.is_numeral and not (numbers and (at == start or before in vocabulary.NUMBERED_PLACES)):
                break
            if self.text[word.start].islower() and (word.might_be(*ends) or self.does(at)):
                break
            at += 1
        while at > start and self.typed[at - 1].plain in {"va", "voi", "cung", "-"}:
            at -= 1
        return at

    def does(self, at: int) -> bool:
        """Tell whether something that is done begins here: "tổ chức", "mở"; small, for "Ban Tổ chức" is a name."""
        plain = self.plain(at, at + 2)
        return plain in vocabulary.DOINGS or self.typed[at].said in vocabulary.DOING_MARKED | {"mở"}

    def ends_clause(self, end: int) -> bool:
        """Tell whether a clause ends here."""
        return end >= len(self.typed) or self.typed[end].plain in SIGNS

    def stops_at_number(self, end: int) -> bool:
        """Tell whether a name was cut at a number that may belong to it: "Quân khu 7", "Khóa họp 58"."""
        return end < len(self.typed) and self.typed[end].is_numeral

    def is_organisation(self, plain: str) -> bool:
        """Tell whether a name begins as that of a body does."""
        named = any(f"{plain} ".startswith(f"{one} ") for one in vocabulary.ORGANISATIONS)
        return named and not any(f"{plain} ".startswith(f"{one} ") for one in vocabulary.NO_ORGANISATIONS)

    def is_about(self, at: int, before: frozenset[str]) -> bool:
        """Tell whether words in front, in the same clause, make it something else: "về …", "không phối hợp với …"."""
        for n in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
            if self.typed[n].plain in SIGNS:
                return False
            if self.typed[n].plain in before or self.typed[n].might_be(*before):
                return True
        return False

    def is_capital(self, at: int) -> bool:
        """Tell whether the word here was typed with a capital; in a text all of capitals none tells anything."""
        return at < len(self.typed) and self.text[self.typed[at].start].isupper() and not self.text.isupper()

    def stands(self, at: int, said: Sequence[str]) -> bool:
        """Tell whether these folded words stand here."""
        return tuple(word.plain for word in self.typed[at : at + len(said)]) == tuple(said)

    def plain(self, start: int, end: int) -> str:
        """Give a stretch without tone marks."""
        return " ".join(word.plain for word in self.typed[start:end])

    def said(self, start: int, end: int) -> str:
        """Give a stretch as it was typed; "" for none."""
        return self.text[self.typed[start].start : self.typed[end - 1].end] if start < end <= len(self.typed) else ""

    def aside(self, kind: str, at: int, start: int, end: int) -> Aside:
        """Give a name with the words in front that say what it is."""
        return Aside(kind, self.typed[at].start, self.typed[end - 1].end, self.said(start, end))
