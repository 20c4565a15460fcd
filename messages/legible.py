"""Text as a person sees it: one spelling for letters, line ends, and words torn apart or set wide.

Only for judging; what a person wrote is kept as written.
"""

import re
import unicodedata

from messages.folding import cleaned

_LOOSE_TONE = re.compile(r"[ \t]{1,3}(?=[\u0300-\u036f])")  # readers of PDF set a tone mark apart from its letter
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_L = r"[^\W\d_]"
_SPACED = re.compile(rf"(?<![^\W_])(?:{_L}[\W_]{{1,8}}){{2,}}{_L}(?![^\W_])")  # T U Y Ệ T  M Ậ T, M/Ậ/T
_GAP = re.compile(r"[\W_]+")
_SET_WIDE = re.compile(r"(?<=[^\W\d_])(mật)|(mật)(?=[^\W\d_])", re.IGNORECASE)
_TORN = re.compile(rf"(?<!{_L})m[^\w\n]{{0,4}}ậ[^\w\n]{{0,4}}t(?!{_L})", re.IGNORECASE)  # "ật" is no word: a torn "mật"

# How TCVN3 (mËt) and VNI (maät) fonts spell the words of a stamp; templates in them are still in use.
_OLD_FONTS = {
    "mËt": "mật", "maät": "mật", "tuyÖt": "tuyệt", "tuyeät": "tuyệt", "tèi": "tối", "toái": "tối",
    "®é": "độ", "§é": "độ", "ñoä": "độ", "b¶o": "bảo", "baûo": "bảo", "bÝ": "bí",
    "tµi": "tài", "taøi": "tài", "liÖu": "liệu", "lieäu": "liệu", "håi": "hồi", "hoài": "hồi",
}  # fmt: skip
# What the keys of Telex and VNI write where nothing puts them together (maatj, ma65t).
_KEYS = {
    "maatj": "mật", "maajt": "mật", "mâtj": "mật", "mâjt": "mật", "ma6t5": "mật", "ma65t": "mật", "mat65": "mật",
    "tuyeetj": "tuyệt", "tuyeejt": "tuyệt", "tuyêtj": "tuyệt", "tuye6t5": "tuyệt", "tuye65t": "tuyệt",
    "toois": "tối", "tôis": "tối", "to6i1": "tối", "to61i": "tối",
    "ddooj": "độ", "đooj": "độ", "ddôj": "độ", "đôj": "độ", "d9o65": "độ", "do65": "độ", "baor": "bảo", "bao3": "bảo",
    "bis": "bí", "bi1": "bí", "taif": "tài", "tai2": "tài", "lieeuj": "liệu", "lie6u5": "liệu",
    "lie65u": "liệu", "hooif": "hồi", "hoofi": "hồi", "ho6i2": "hồi", "ho62i": "hồi",

    "khaaur": "khẩu", "khaaru": "khẩu",
}  # fmt: skip
_NEW_SPELLING = {unicodedata.normalize("NFKC", old).casefold(): new for old, new in (_OLD_FONTS | _KEYS).items()}
_OLD_WORD = re.compile(rf"(?<!{_L})(?:{'|'.join(_NEW_SPELLING)})(?!{_L})", re.IGNORECASE)


def read(text: str) -> str:
    """Give the text as it looks. The same for NFC and NFD, and for every way of ending a line."""
    plain = _LOOSE_TONE.sub("", cleaned(text))
    plain = _LINE_END.sub("\n", unicodedata.normalize("NFKC", plain))
    plain = _OLD_WORD.sub(_in_new_spelling, plain)
    plain = _SPACED.sub(_closed, plain)
    return _TORN.sub(lambda torn: _GAP.sub("", torn[0]), plain)


def _closed(letters: re.Match[str]) -> str:
    """Close the gaps between letters set wide; where some are wider than others, those part words."""
    gaps = _GAP.findall(letters[0])
    narrow = min(map(len, gaps))
    words = _GAP.sub(lambda gap: "" if len(gap[0]) == narrow else " ", letters[0])
    return _SET_WIDE.sub(r" \1\2 ", words) if " " not in words else words


def _in_new_spelling(old: re.Match[str]) -> str:
    new = _NEW_SPELLING[old[0].casefold()]
    if old[0].casefold() in _KEYS and not old[0].isupper():
        return new.capitalize() if old[0][0].isupper() else new
    return new.upper() if old[0][0].isupper() else new
