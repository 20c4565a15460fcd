"""How what comes in is seen: invisible letters out, look-alikes as what they look like; and words without tone marks.

The one place for it: the readers of lines, days and figures, names and commands, and the guard all see the same.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

# What shows nothing, and what only strikes a letter through or draws around it.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e01ef"
    "\u0305\u0332-\u0338\u0483-\u0489\u20d0-\u20ff"
)
_ETH = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})  # Ð as some keyboards send it
# Letters of other alphabets that nobody tells from ours; alone among their own they stay what they are.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυᎷᎪᎢᎬᎻᏴᏟᏢᏞ",
    "ABESIJKMHOPCTXYaesijopcyxdhABEZHIKMNOPTYXaivopuMATEHBCPL",
)
_NEARLY = str.maketrans("вкмнтг", "bkmhtr")  # as good as alike within a word of ours
_FOREIGN = "\u0370-\u03ff\u0400-\u0482\u048a-\u052f\u13a0-\u13ff"
# Our own letters set wide, bold, in circles or as small capitals: Unicode itself says which they are.
_DRESSED = (
    "\u1d00-\u1d2b\u0262\u026a\u0274\u0280\u0299\u029c\u029f\u24b6-\u24e9\u3000\uff01-\uff5e\U0001d400-\U0001d7ff"
)
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡᴢ", "ABCDEGHIJKLMNOPRTUVWZ")
_STRANGE = re.compile(f"[{_UNSEEN}{_FOREIGN}{_DRESSED}\u00d0\u00f0\u0189\u0256]")
_INVISIBLE, _OTHER, _FANCY = (re.compile(f"[{letters}]+") for letters in (_UNSEEN, _FOREIGN, _DRESSED))
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("[\u0300-\u036f]+")


def cleaned(text: str) -> str:
    """Give a text as it looks: composed, nothing invisible, đ as đ, and no single foreign letter among Latin ones."""
    if text.isascii():
        return text
    if _STRANGE.search(text) is None:
        return unicodedata.normalize("NFC", text)
    text = _FANCY.sub(_undressed, _INVISIBLE.sub("", text).translate(_ETH))
    text = unicodedata.normalize("NFC", text)
    return _WORD.sub(_latin, text) if _OTHER.search(text) else text


def _undressed(letters: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", letters.group().translate(_SMALL_CAPITALS))


def _latin(word: re.Match[str]) -> str:
    """Give a word with its look-alikes as Latin letters, where nothing else in it is foreign."""
    alike = word.group().translate(_ALIKE)
    if _OTHER.search(alike) and _OTHER.sub("", word.group()):
        alike = alike.translate(_NEARLY)
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
