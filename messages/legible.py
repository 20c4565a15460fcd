"""Text as a person sees it: one spelling for letters, line ends, and words torn apart or set wide.

Only for judging; what a person wrote is kept as written.
"""

import re
import unicodedata

from messages.folding import cleaned

_LOOSE_TONE = re.compile(r"[ \t]{1,3}(?=[\u0300-\u036f])")  # readers of PDF set a tone mark apart from its letter
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_L = r"[^\W\d_]"
_SPACED = re.compile(rf"(?<!\w)(?:{_L}[\s.·_-]{{1,3}}){{2,}}{_L}(?!\w)")  # T U Y Ệ T  M Ậ T
_TORN = re.compile(rf"(?<!{_L})m[ \t]?ậ[ \t]?t(?!{_L})", re.IGNORECASE)  # "ật" is no word: a torn "mật"

# How TCVN3 (mËt) and VNI (maät) fonts spell the words of a stamp; templates in them are still in use.
_OLD_FONTS = {
    "mËt": "mật", "maät": "mật", "tuyÖt": "tuyệt", "tuyeät": "tuyệt", "tèi": "tối", "toái": "tối",
    "®é": "độ", "§é": "độ", "ñoä": "độ", "b¶o": "bảo", "baûo": "bảo", "bÝ": "bí",
    "tµi": "tài", "taøi": "tài", "liÖu": "liệu", "lieäu": "liệu", "håi": "hồi", "hoài": "hồi",
}  # fmt: skip
_NEW_SPELLING = {unicodedata.normalize("NFKC", old).casefold(): new for old, new in _OLD_FONTS.items()}
_OLD_WORD = re.compile(rf"(?<!{_L})(?:{'|'.join(_NEW_SPELLING)})(?!{_L})", re.IGNORECASE)


def read(text: str) -> str:
    """Give the text as it looks. The same for NFC and NFD, and for every way of ending a line."""
    plain = _LOOSE_TONE.sub("", cleaned(text))
    plain = _LINE_END.sub("\n", unicodedata.normalize("NFKC", plain))
    plain = _OLD_WORD.sub(_in_new_spelling, plain)
    plain = _SPACED.sub(lambda letters: re.sub(r"[\s.·_-]", "", letters[0]), plain)
    return _TORN.sub(lambda torn: re.sub(r"\s", "", torn[0]), plain)


def _in_new_spelling(old: re.Match[str]) -> str:
    new = _NEW_SPELLING[old[0].casefold()]
    return new.upper() if old[0][0].isupper() else new
