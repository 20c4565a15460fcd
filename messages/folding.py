"""How what comes in is seen: invisible letters out, look-alikes as what they look like; and words without tone marks.

The one place for it: the readers of lines, days and figures, names and commands, and the guard all see the same.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_ETH = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})  # Ð as some keyboards send it
# Letters of other alphabets that nobody tells from ours; alone among their own they stay what they are.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ",
    "ABESIJKMHOPCTXYaesijopcyxdhABEZHIKMNOPTYXaivopu",
)
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_STRANGE = re.compile(f"{_INVISIBLE.pattern}|[\u00d0\u00f0\u0189\u0256]|{_OTHER.pattern}")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("[\u0300-\u036f]+")


def cleaned(text: str) -> str:
    """Give a text as it looks: nothing invisible, đ as đ, and no single foreign letter among Latin ones."""
    if text.isascii() or _STRANGE.search(text) is None:
        return text
    text = _INVISIBLE.sub("", text).translate(_ETH)
    return _WORD.sub(_latin, text) if _OTHER.search(text) else text


def _latin(word: re.Match[str]) -> str:
    """Give a word with its look-alikes as Latin letters, where nothing else in it is foreign."""
    alike = word.group().translate(_ALIKE)
    return word.group() if _OTHER.search(alike) else alike


def folded(text: str) -> str:
    """Lower case, without tone marks, đ as d, spaces single: "Hội  THẢO" and "hoi thao" are one."""
    plain = cleaned(text).lower()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFD", plain.replace("đ", "d")))
    if not plain.isascii():  # marks of other alphabets than ours
        plain = "".join(filterfalse(unicodedata.combining, plain))
    return " ".join(plain.split())


@lru_cache(2048)
def of_ours(words: str) -> str:
    """Fold words of ours, a label or a name, which come again with every message. Not for what people write."""
    return folded(words)


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
