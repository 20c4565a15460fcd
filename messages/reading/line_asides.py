"""What a line says on the side: where, with whom, and whether the task is done.

Only what surely is such a thing is found. "tại hội nghị" is no place, "phối hợp với các
đơn vị" names nobody, "về nhân quyền tại Tây Nguyên" says what about: all this stays in the title.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from messages.folding import folded
from messages.reading import line_words as known
from messages.reading.typed import LINE, Word, is_same, words

PLACE: Final = "place"
PARTNERS: Final = "partners"
FINISHED: Final = "finished"
DONE: Final = "done"
GOING: Final = "going"
_SIGNS: Final = frozenset({",", ";", ".", ":", "!", "?", "(", ")", "+", "*", "•", "–", LINE})
_LONGEST: Final = 12  # words of one name
_NAME_OF_PROVINCE: Final = 4  # words
_SHORT: Final = 3  # words
_ACRONYM: Final = 3  # letters of one, at least: UNDP, LHQ
_BEFORE: Final = 6  # words in front that may make it something else
_TOGETHER: Final = (
    ("su", "phoi", "hop", "cua"), ("phoi", "hop", "cung", "voi"), ("phoi", "hop", "voi"), ("phoi", "hop", "cung"),
    ("don", "vi", "phoi", "hop", ":"), ("phoi", "hop", ":"),
)  # fmt: skip
_CLAUSES: Final = re.compile(r"[^\n;,.!]+")

IsUnit = Callable[[str], bool]  # whether a text names one unit of the plan and nothing else


@dataclass(frozen=True, slots=True)
class Aside:
    """Characters `start` to `end` of the line, and what of them is the answer ("tại Hà Nội": Hà Nội)."""

    kind: str
    start: int
    end: int
    text: str


def asides(masked: str, is_unit: IsUnit | None) -> list[Aside]:
    """Give what is said on the side; of two places, or of done and not done, neither is sure and none is given.

    Without `is_unit` neither place nor partners are looked for.
    """
    found = _stages(masked) + (_names(masked, is_unit) if is_unit is not None else [])
    return [one for one in found if len({folded(other.text) for other in found if other.kind == one.kind}) == 1]


def _names(masked: str, is_unit: IsUnit) -> list[Aside]:
    line = _Line(masked, words(masked), is_unit)
    found: list[Aside] = []
    at = 0
    while at < len(line.typed):
        one = line.partners(at) or line.place(at)
        if one is None:
            at += 1
            continue
        found.append(one)
        at = next((n for n, word in enumerate(line.typed) if word.start >= one.end), len(line.typed))
    return found


@cache
def _noun(noun: str) -> tuple[Word, ...]:
    return words(noun)


def _stages(masked: str) -> list[Aside]:
    """Find clauses that say nothing but how far the task is."""
    stages = [
        (clause, known.STAGES.get(folded(clause.group()).strip(" -–"), "")) for clause in _CLAUSES.finditer(masked)
    ]
    return [Aside(FINISHED, clause.start(), clause.end(), stage) for clause, stage in stages if stage]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    typed: Sequence[Word]
    is_unit: IsUnit

    def place(self, at: int) -> Aside | None:
        """Read the place that begins here: "tại Hà Nội", "ở trụ sở Bộ", "địa điểm: Hà Nội"."""
        start = self._place_begins(at)
        if not start or self._is_about(at, known.ABOUT_BEFORE):
            return None
        end = self._name(start, known.PLACE_ENDS, numbers=True, begun=self._province(start))
        told = start - at > 1 or self.typed[at].is_marked
        if self._stops_at_number(end) or not self._is_place(start, end, is_told=told):
            return None
        while end + 1 < len(self.typed) and self.typed[end].plain == ",":  # "46 Trần Phú, Hà Nội"
            more = self._name(end + 1, known.PLACE_ENDS, numbers=True)
            if not self._is_within_place(end + 1, more) or not self._ends_clause(more):
                break
            end = more
        return self._aside(PLACE, at, start, end)

    def _province(self, start: int) -> int:
        """Give the place behind a province's name, whose words may be others: "da nang" begins like "đã"."""
        ends = range(min(start + _NAME_OF_PROVINCE, len(self.typed)), start, -1)
        return next((end for end in ends if self._plain(start, end) in known.PROVINCES), start)

    def _place_begins(self, at: int) -> int:
        word = self.typed[at]
        if word.might_be("tại", "ở"):
            return at + 1
        labelled = [one.plain for one in self.typed[at : at + 3]] == ["dia", "diem", ":"]
        return at + 3 if labelled else 0

    def _is_place(self, start: int, end: int, *, is_told: bool) -> bool:
        if not 0 < end - start <= _LONGEST:
            return False
        plain = self._plain(start, end)
        if plain.removeprefix("tinh ").removeprefix("thanh pho ") in known.PROVINCES:
            return True
        if end - start == 1 and not self._ends_clause(end):
            return False  # "tại Khóa họp 58": a name that was cut
        if not is_told or any(f"{plain} ".startswith(f"{other} ") for other in known.NO_PLACES):
            return False  # without marks "tai" may be tài or tải, and "o" anything
        first = self.typed[start]
        if first.is_numeral:  # "tại 46 Trần Phú"; "tại 12 xã" tells no place
            return end - start > 1 and self._is_capital(start + 1)
        return self._is_capital(start) or any(self._begins(start, end, noun) for noun in known.PLACE_NOUNS)

    def _begins(self, start: int, end: int, noun: str) -> bool:
        """Tell whether more than this noun stands here; its marks, where typed, agree: "phương tiện" is no phường."""
        wanted = _noun(noun)
        typed = self.typed[start : start + len(wanted)]
        return end - start > len(wanted) and all(map(is_same, typed, wanted))

    def _is_within_place(self, start: int, end: int) -> bool:
        plain = self._plain(start, end)
        parts = plain.startswith("thanh pho ") or plain.partition(" ")[0] in known.PLACE_PARTS
        if plain in known.PROVINCES or parts:
            return True
        named = 0 < end - start <= _SHORT and all(self._is_capital(n) for n in range(start, end))  # ", Thụy Sĩ"
        return named and not self._said(start, end).isupper() and not self._is_organisation(plain)

    def partners(self, at: int) -> Aside | None:
        """Read with whom: "phối hợp với Bộ Y tế", "có sự phối hợp của UNDP và UNICEF"."""
        start = next((at + len(said) for said in _TOGETHER if self._stands(at, said)), 0)
        if not start or self._is_about(at, known.NO_PARTNERS_BEFORE):
            return None
        end = self._one_partner(start)
        if not end:
            return None
        has_subject = at > 0 and self.typed[at - 1].plain not in _SIGNS
        while end + 1 < len(self.typed) and self.typed[end].plain == ",":  # more names
            more = self._name(end + 1, known.PARTNER_ENDS)
            if more <= end + 1 or not self._is_listed(end + 1, more, has_subject=has_subject):
                break
            end = more
        return None if self._stops_at_number(end) else self._aside(PARTNERS, at, start, end)

    def _is_listed(self, start: int, end: int, *, has_subject: bool) -> bool:
        """Tell whether what follows a partner's comma is one more: a unit, a body, UNDP; and not who held it."""
        said = self._said(start, end)
        if self.is_unit(said) and (has_subject or self._ends_clause(end)):
            return True
        if not self._ends_clause(end):
            return False
        acronym = len(said) >= _ACRONYM and said.isalpha() and said.isupper() and not self.text.isupper()
        plain = self._plain(start, end)
        return acronym or (
            self._is_capital(start) and plain not in known.ORGANISATIONS and self._is_organisation(plain)
        )

    def _is_organisation(self, plain: str) -> bool:
        named = any(f"{plain} ".startswith(f"{one} ") for one in known.ORGANISATIONS)
        return named and not any(f"{plain} ".startswith(f"{one} ") for one in known.NO_ORGANISATIONS)

    def _stops_at_number(self, end: int) -> bool:
        """Tell whether a name was cut at a number that may belong to it: "Quân khu 7", "Khóa họp 58"."""
        return end < len(self.typed) and self.typed[end].is_numeral

    def _one_partner(self, start: int) -> int:
        """Give the place behind the first name; names of units may hold commas themselves."""
        first = end = self._name(start, known.PARTNER_ENDS)
        for _ in range(2):
            if end + 1 >= len(self.typed) or self.typed[end].plain != ",":
                break
            before, end = end, self._name(end + 1, known.PARTNER_ENDS)
            if end > before + 1 and self.is_unit(self._said(start, end)):
                return end
        return first if self._is_partner(start, first) else 0

    def _is_partner(self, start: int, end: int) -> bool:
        if not 0 < end - start <= _LONGEST:
            return False
        said, plain = self._said(start, end), self._plain(start, end)
        if self.is_unit(said):
            return True
        if plain.partition(" ")[0] in known.NO_PARTNERS or plain in known.ORGANISATIONS:
            return False
        if not any(word.is_marked for word in self.typed) and not self._ends_clause(end):
            return False  # without marks it is not sure where a name ends
        return self._is_capital(start) or self._is_organisation(plain)

    def _name(self, start: int, ends: frozenset[str], *, numbers: bool = False, begun: int = 0) -> int:
        """Give the place behind the words that may belong to one name, those before `begun` surely."""
        at = max(start, begun)
        while at < len(self.typed):
            word = self.typed[at]
            before = self.typed[at - 1].plain if at > start else ""
            if word.plain in _SIGNS and not (word.plain == "." and word.is_glued and before in known.SHORTENED):
                break
            if word.is_numeral and not (numbers and (at == start or before in known.NUMBERED_PLACES)):
                break
            if self.text[word.start].islower() and (word.might_be(*ends) or self._does(at)):
                break
            at += 1
        while at > start and self.typed[at - 1].plain in {"va", "voi", "cung", "-"}:
            at -= 1
        return at

    def _does(self, at: int) -> bool:
        """Tell whether something that is done begins here: "tổ chức", "mở"; small, for "Ban Tổ chức" is a name."""
        plain = self._plain(at, at + 2)
        return plain in known.DOINGS or self.typed[at].said in known.DOING_MARKED | {"mở"}

    def _ends_clause(self, end: int) -> bool:
        return end >= len(self.typed) or self.typed[end].plain in _SIGNS

    def _is_about(self, at: int, before: frozenset[str]) -> bool:
        """Tell whether words in front, in the same clause, make it something else: "về …", "không phối hợp với …"."""
        for n in range(at - 1, max(-1, at - 1 - 2 * _BEFORE), -1):
            if self.typed[n].plain in _SIGNS:
                return False
            if self.typed[n].plain in before or self.typed[n].might_be(*before):
                return True
        return False

    def _is_capital(self, at: int) -> bool:
        return at < len(self.typed) and self.text[self.typed[at].start].isupper() and not self.text.isupper()

    def _stands(self, at: int, said: Sequence[str]) -> bool:
        return tuple(word.plain for word in self.typed[at : at + len(said)]) == tuple(said)

    def _plain(self, start: int, end: int) -> str:
        return " ".join(word.plain for word in self.typed[start:end])

    def _said(self, start: int, end: int) -> str:
        return self.text[self.typed[start].start : self.typed[end - 1].end] if start < end <= len(self.typed) else ""

    def _aside(self, kind: str, at: int, start: int, end: int) -> Aside:
        return Aside(kind, self.typed[at].start, self.typed[end - 1].end, self._said(start, end))
