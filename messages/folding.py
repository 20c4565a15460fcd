"""Words without tone marks: how people type, and how anything typed is compared."""

import re
import unicodedata
from itertools import filterfalse

_SPACES = re.compile(r"\s+")


def folded(text: str) -> str:
    """Lower case, without tone marks, đ as d, spaces single: "Hội  THẢO" and "hoi thao" are one."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _SPACES.sub(" ", "".join(filterfalse(unicodedata.combining, apart))).strip()


def agrees(typed: str, word: str) -> bool:
    """Tell whether a word begins with what was typed; tone marks that were typed must be its own.

    "hop" begins "hợp", "họp" does not; where in the syllable the mark stands does not matter.
    """
    letters, marks = _apart(typed)
    start, own = _apart(word, len(letters))
    return start == letters and (not marks or sorted(marks) == sorted(own))


def _apart(word: str, at_most: int | None = None) -> tuple[str, str]:
    """Give the first letters of a word without their marks, and those marks."""
    letters, marks = "", ""
    for character in unicodedata.normalize("NFD", word.lower().replace("đ", "d\u0335")):
        if unicodedata.combining(character):
            marks += character
        elif at_most is not None and len(letters) == at_most:
            break
        else:
            letters += character
    return letters, marks
