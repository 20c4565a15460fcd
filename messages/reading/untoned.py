"""Whether a text was typed without tone marks: Vietnamese syllables, several, and not one mark among them."""

import re
from typing import Final

from messages.folding import cleaned

_SYLLABLE: Final = re.compile(
    r"(?:ngh?|nh|ch|gh?|gi|kh|ph|qu|th|tr|[bcdhklmnprstvx])?"
    r"(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|ieu|o[aei]|oa[iy]|oe|u[aeiouy]|uo[iu]|uy[ae]?|uay|ye|yeu)(?:ch|nh|ng|[cmnpt])?"
)
# No syllable is spelled so without marks: iê, uô, ươ, uyê, yê.
_IMPOSSIBLE: Final = re.compile(r"ie[cmnptu]|uo[cmntiu]|uye|^ye[nu]|[^q]ue")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SURE: Final = 5  # syllables; fewer may happen to bear no mark: "tham gia giao ban"
_FEWEST: Final = 2
_MOST_OTHERS: Final = 0.25  # of the words: names, and what is borrowed


def is_untoned(text: str) -> bool:
    """Tell whether somebody typed this without tone marks; words in another language, and letters alone, are none."""
    said = cleaned(text)
    if not said.isascii() and any(ord(letter) > 0x7F and letter.isalpha() for letter in said):  # noqa: PLR2004 - ASCII
        return False
    words = [word.lower() for word in _WORD.findall(said) if not (word.isupper() and not said.isupper())]
    syllables = [word for word in words if _SYLLABLE.fullmatch(word) and len(word) > 1]
    if not words or len(words) - len(syllables) > _MOST_OTHERS * len(words):
        return False
    proven = any(_IMPOSSIBLE.search(word) for word in syllables)
    return len(syllables) >= (_FEWEST if proven else _SURE)
