"""A typed text as words, each folded but with its place and its tone marks still known.

Tone marks are looked at only where folding makes two words one (tám and tầm, sáu and
sau, tối and tới). There, a text without marks may have to be asked about; it is never
read differently from the same text with them.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from messages.folding import cleaned, folded, of_ours

_MARKS: Final = "\u0300-\u036f"
_NUMERAL: Final = r"(?<![0-9])[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9.,])|[0-9]+(?:[.,][0-9]+)*"
_WORD: Final = re.compile(rf"(?P<numeral>{_NUMERAL})|(?P<letters>(?:[^\W\d_][{_MARKS}]*)+)|(?P<line>\n)|\S")
LINE: Final = "\n"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a numeral or a sign. `said` keeps its marks; `start` and `end` are places in the composed text."""

    plain: str
    said: str
    start: int
    end: int
    is_numeral: bool = False
    is_glued: bool = False  # nothing stands between it and what comes before

    @property
    def is_marked(self) -> bool:
        """Whether it was typed with tone marks (or đ)."""
        return self.plain != self.said

    def might_be(self, *marked: str) -> bool:
        """Tell whether it is one of these words, or one of them without its marks."""
        return self.said in marked or (not self.is_marked and self.plain in map(of_ours, marked))


def is_same(word: Word, wanted: Word) -> bool:
    """Tell whether a typed word is the wanted one, perhaps without marks; hoà and hòa are the same."""
    return word.plain == wanted.plain and (not word.is_marked or _marks(word.said) == _own_marks(wanted.said))


def _marks(said: str) -> list[str]:
    return sorted(c for c in unicodedata.normalize("NFD", said) if unicodedata.combining(c) or c == "đ")


@lru_cache(maxsize=2048)
def _own_marks(wanted: str) -> list[str]:
    """Give the marks of a word of ours, which is looked for again and again."""
    return _marks(wanted)


def composed(text: str) -> str:
    """Give the text as it looks, with each letter and its marks as one character, as most keyboards send it."""
    return cleaned(text)


def words(text: str) -> tuple[Word, ...]:
    """Divide a composed text into words, numerals, signs and ends of lines."""
    found: list[Word] = []
    end = -1
    for match in _WORD.finditer(text):
        said = match.group().lower()
        plain = LINE if match.lastgroup == "line" else folded(said)
        numeral = match.lastgroup == "numeral"
        found.append(Word(plain, composed(said), match.start(), match.end(), numeral, match.start() == end))
        end = match.end()
    return tuple(found)
