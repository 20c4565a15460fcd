"""What is counted: the indicator whose words stand at a place of a typed text.

The longest words win. Metres (and hours) are a matter of their own: "4.150 m băng rôn"
is never 4.150 pieces, nor "1.150 băng rôn" so many metres.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Protocol

from messages.folding import folded, of_ours
from messages.reading.typed import Word, composed, is_same, words

MEASURES: Final = frozenset({"met", "km", "gio", "tieng", "phut", "metres", "hours", "minutes"})
_DIVISIBLE: Final = MEASURES | {"dong", "ha", "kg", "tan", "lit"}
CLASSIFIERS: Final = frozenset({  # words that say of a thing only that it can be counted
    "chiec", "cai", "tam", "la", "cuoc", "buoi", "lop", "bo", "to", "cuon", "doan", "bai", "luot", "dot", "khoa",
    "cau", "ban", "buc", "cum", "vi", "em", "nu", "phien",
})  # fmt: skip
# Of these so many were held or made, whoever was there: "3 đoàn đại biểu", "2 lớp cán bộ" are no people.
_HELD: Final = frozenset({"cuoc", "buoi", "lop", "doan", "dot", "khoa", "phien", "bai", "bo", "to", "cum", "ban"})
_PEOPLE: Final = frozenset({"luot nguoi", "nguoi", "dai bieu", "luot dai bieu", "participants"})
_SESSIONS: Final = frozenset({"buoi", "dot"})
_NO_SESSIONS: Final = (  # "2 buổi họp" may be conferences, "2 buổi sáng" a time
    "họp", "sáng", "trưa", "chiều", "tối", "đêm", "mỗi", "một", "ngày", "tuần", "tháng", "x", "học",
)  # fmt: skip
_GENERAL: Final = CLASSIFIERS | MEASURES | {"giai"}
_ENOUGH: Final = {"cuon"}  # whatever else is said of it: "2.000 cuốn cẩm nang"
# The beginning of another word, which folds to something that is counted: "20 anh em", "3 ho so".
_OTHER_WORDS: Final = frozenset(
    (first, second)
    for first, seconds in (
        ("anh", "em chi huong bia"), ("ho", "so tro khau chieu tong ly sinh phap"), ("to", "chuc truong"),
        ("cong", "ty doan trinh dan an viec cu tac truong uoc chung ich vien lap dien nghe nghiep duc hang nong"),
        ("dong", "nghiep bao doi ho phuc huong minh loai phoi mon dien ruong"), ("doan", "vien"), ("ban", "ghi"),
        ("tin", "chi nhan hieu"), ("phim", "truong"), ("co", "tuong vua bac quan so the mat"), ("le", "phi"),
        ("nguoi", "mau may"), ("video", "call"), ("luot", "xe"), ("khach", "san hang"), ("cu", "the tri"),
        ("tre", "hoa"),
        ("giai", "phap doan quyet trinh dap thich phong toa ngan tri ma the"),
    )
    for second in seconds.split()
)  # fmt: skip
# With their marks these are what is counted: "20 ảnh em bé", "5 hộ sơ tán".
_UNMARKED: Final = {("anh", "em"), ("anh", "chi"), ("ho", "so"), ("ho", "tro")}
# "chương trình hành động" is a document, "đại sứ quán" a house.
_PROGRAMMES: Final = {("trinh", "hanh"), ("trinh", "phoi"), ("trinh", "cong"), ("su", "quan")}

_INSIDE: Final = {",", "/", "-", "(", ")", "va"}  # "tin, bài", "băng rôn (mét)"
_ON_ITS_OWN: Final = {"du", "tham", "theo", "duoc"}  # "60 người (dự kiến)" are no "người dự"
_FEW: Final = 4  # words
_AND: Final = frozenset({"va", "cung", "voi"})
_SHORT: Final = 3  # letters: "tin" is no English
_M: Final = Word("met", "mét", 0, 0)
# Written either way: "bác sĩ", "bác sỹ".
_EITHER_WAY: Final = {"sĩ": "sỹ", "kỹ": "kĩ", "kỷ": "kỉ", "lý": "lí"}


Beginning = tuple["Counted", tuple[Word, ...], bool]  # what may stand behind a number; whether it is a general word
_MOST_KNOWN: Final = 64  # lists: those of a form or two
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_KNOWN: dict[tuple[int, ...], tuple[tuple["Counted", ...], dict[str, list[Beginning]]]] = {}


class Counted(Protocol):
    """Something people count: `unit` stands behind the number, `words` are what people type for it."""

    @property
    def key(self) -> str:
        """What a figure is kept under."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def unit(self) -> str:
        """What one of it is called: cuộc, lượt người, mét, đồng."""

    @property
    def one(self) -> str:
        """The unit where there is a single one: conference, of conferences; "" where it is the same."""

    @property
    def words(self) -> tuple[str, ...]:
        """What people type for it."""


@dataclass(frozen=True, slots=True)
class Match:
    """The indicators meant (more than one: ask), and the place behind their words."""

    counted: tuple[Counted, ...]
    end: int
    is_general: bool = False  # by a word like "cuộc" alone


def name(counted: Counted) -> str:
    """Give what stands behind a number: its unit, with the label where that alone says little ("chiếc băng rôn")."""
    return _name(counted.unit, counted.label)


@lru_cache(maxsize=2048)
def _name(unit: str, label: str) -> str:
    if folded(unit) not in _GENERAL:
        return unit
    short = re.sub(r"\s*\(.*?\)", "", label).strip()
    short = short[:1].lower() + short[1:]
    return short if folded(short).startswith(folded(unit)) else f"{unit} {short}"


def noun(counted: Counted, typed: str, language: str) -> str:
    """Give the thing as its figure was typed, in the spelling of the plan ("1 hoi thao" -> "hội thảo"); "" if unsure.

    It stands behind its number and says what is counted by itself: "đại biểu", but not "người", nor the end of
    a list, nor a measure.
    """
    if is_divisible(counted):
        return ""
    folds = {of_ours(one): one for one in (counted.label, name(counted), *counted.words) if _says_much(one, language)}
    plain = folded(typed)
    ending = sorted((one for one in folds if plain.endswith(f" {one}")), key=len)
    if not ending:
        return ""
    before = plain.removesuffix(ending[-1])
    is_listed = any(f" {one}" in before for one in folds)
    return "" if is_listed else folds[ending[-1]]


def _says_much(words_said: str, language: str) -> bool:
    """Tell whether it is a word of this language with more than one syllable: of English, one that is long enough."""
    if language == "en":
        return words_said.isascii() and len(words_said) > _SHORT
    return " " in words_said


def is_divisible(counted: Counted) -> bool:
    """Tell whether half of one makes sense: metres, hours, money."""
    return any(word.plain in _DIVISIBLE for word in _pattern(counted.unit))


def match(typed: Sequence[Word], at: int, of: Sequence[Counted], usual: Sequence[Counted]) -> Match | None:
    """Find the indicators whose words stand here, of several the usual; a classifier ("chiếc") may come first."""
    found = _match(typed, at, of)
    if found is None or len(found.counted) == 1:
        return found
    keys = {counted.key for counted in usual}
    return replace(found, counted=tuple(one for one in found.counted if one.key in keys) or found.counted)


def _match(typed: Sequence[Word], at: int, of: Sequence[Counted]) -> Match | None:
    found = _longest(typed, at, of, general=False)
    if found is not None and (_goes_on(typed, found.end) or (found.end == at + 1 and _is_other(typed, at))):
        return None
    if found is None and at < len(typed) and typed[at].plain in CLASSIFIERS - {"bai"}:  # "bài phát thanh" is a text
        found = None if _is_other(typed, at + 1) else _longest(typed, at + 1, of, general=False)
        if found is not None and not all(_may_be_so(typed[at].plain, one) for one in found.counted):
            found = None
    return found or _longest(typed, at, of, general=True)


def is_people(counted: Counted) -> bool:
    """Tell whether whoever attends is counted so."""
    return folded(counted.unit) in _PEOPLE


def is_session(typed: Sequence[Word], unit: Match) -> bool:
    """Tell whether it is a session, whatever was done there: "2 buổi giao lưu văn nghệ"."""
    is_so = typed[unit.end - 1].plain in _SESSIONS and folded(unit.counted[0].unit) == "buoi"
    behind = typed[unit.end : unit.end + 1]
    return is_so and all(word.plain.isalpha() and not word.might_be(*_NO_SESSIONS) for word in behind)


def _may_be_so(classifier: str, counted: Counted) -> bool:
    """Tell whether a classifier may stand before this: "20 lá đồng" are no money, "3 đoàn đại biểu" no people."""
    return not is_divisible(counted) and not (classifier in _HELD and is_people(counted))


def _is_other(typed: Sequence[Word], at: int) -> bool:
    """Tell whether one word is the half of another; where it was typed with its own marks it is not."""
    ahead = tuple(word.plain for word in typed[at : at + 2])
    return ahead in _OTHER_WORDS and not (
        ahead in _UNMARKED and typed[at].is_marked and typed[at].said in {"ảnh", "hộ"}
    )


def _goes_on(typed: Sequence[Word], end: int) -> bool:
    """Tell whether what was found is the beginning of another name: "kiểm tra viên", "chương trình hành động"."""
    behind = tuple(word.plain for word in typed[end : end + 2])
    is_member = bool(behind) and typed[end].might_be("viên") and behind[1:] != ("chuc",)
    return is_member or tuple(word.plain for word in typed[end - 1 : end + 1]) in _PROGRAMMES


def starting(word: Word, of: Sequence[Counted]) -> tuple[Counted, ...]:
    """Give those whose words begin with this general one: of "lượt", what is told in "lượt phát"."""
    return tuple(
        one
        for one in of
        if any(pattern[0].plain == word.plain for pattern in _patterns(one.unit, one.label, tuple(one.words)))
    )


def measure(typed: Sequence[Word], at: int) -> str:
    """Give the measure that stands here ("met"), or ""."""
    plain = _metre(typed[at]).plain if at < len(typed) else ""
    return plain if plain in MEASURES else ""


def is_measured_in(counted: Counted, what: str) -> bool:
    """Tell whether it is counted in this measure."""
    return any(word.plain == what for word in _pattern(counted.unit))


def _longest(typed: Sequence[Word], at: int, of: Sequence[Counted], *, general: bool) -> Match | None:
    """Find the longest words; `general`: single ones like "cuộc", which other words may follow."""
    best: dict[str, tuple[int, int, Counted]] = {}
    first = _metre(typed[at]).plain if at < len(typed) else ""
    for counted, pattern, is_general in _beginning_with(first, of):
        if general != is_general:
            continue
        end = _follow(typed, at, pattern)
        if end is not None and (len(pattern), end) > best.get(counted.key, (0, 0, counted))[:2]:
            best[counted.key] = (len(pattern), end, counted)
    if not best:
        return None
    length = max(found[0] for found in best.values())
    longest = [found for found in best.values() if found[0] == length]
    return Match(tuple(found[2] for found in longest), max(found[1] for found in longest), general)


def _follow(typed: Sequence[Word], at: int, pattern: tuple[Word, ...]) -> int | None:
    """Give the place behind the pattern when it stands here, signs inside it overlooked."""
    if len(pattern) > 1 and not _may_go_on(typed, at + 1, pattern[1]):
        return None
    is_listed = False
    for n, wanted in enumerate(pattern):
        is_inside = n > 0 and at < len(typed) and typed[at].plain in _INSIDE - {wanted.plain}
        may_be = wanted.is_glued or pattern[n - 1].plain not in CLASSIFIERS  # "lượt, phát" are no "lượt phát"
        if is_inside and may_be and wanted.plain not in _ON_ITS_OWN:
            is_listed = is_listed or typed[at].plain == ","
            at += 1
        if at >= len(typed) or not (is_same(_metre(typed[at]), wanted) or _is_toneless(typed, at, n, pattern)):
            return None
        at += 1
    if is_listed and _has_number(typed, at):
        return None  # "băng rôn 20 chiếc, cờ 100 lá", "8 bài, báo mạng 12 bài": the second has a number of its own
    return at


def _is_toneless(typed: Sequence[Word], at: int, n: int, pattern: tuple[Word, ...]) -> bool:
    """Tell whether only the tone was forgotten here, beside a word of the same name with all its marks: "tiếp cân"."""
    word, beside = typed[at], (at - 1, n - 1) if n else (at + 1, n + 1)
    if (
        word.plain != pattern[n].plain
        or not word.is_marked
        or not (beside[0] < len(typed) and beside[1] < len(pattern))
    ):
        return False
    is_told = typed[beside[0]].is_marked and is_same(typed[beside[0]], pattern[beside[1]])
    return is_told and _toneless(pattern[n].said) == unicodedata.normalize("NFD", word.said)


def _toneless(said: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", said) if c not in _TONES)


def _may_go_on(typed: Sequence[Word], at: int, wanted: Word) -> bool:
    """Tell whether the second word may stand here: most names are ruled out by it, before any marks are looked at."""
    return at < len(typed) and (_metre(typed[at]).plain == wanted.plain or typed[at].plain in _INSIDE)


def _has_number(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a number follows here in the same clause, behind a few words at most."""
    following = typed[at : at + _FEW]
    end = next(
        (n for n, word in enumerate(following) if not word.plain.isalnum() or word.plain in _AND), len(following)
    )
    return any(word.is_numeral for word in following[:end])


def _beginning_with(first: str, of: Sequence[Counted]) -> Sequence[Beginning]:
    """Give the patterns of these indicators that begin with a word: it is asked of every word that is typed.

    They are looked up as they are, for to compare all their words takes longer; held, so that no other takes a place.
    """
    these = tuple(map(id, of))
    known = _KNOWN.get(these)
    if known is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        found: dict[str, list[Beginning]] = {}
        for counted in of:
            for pattern in _patterns(counted.unit, counted.label, tuple(counted.words)):
                found.setdefault(pattern[0].plain, []).append((counted, pattern, _is_general(pattern)))
        known = _KNOWN[these] = (tuple(of), found)  # whole: other threads read too
    return known[1].get(first, ())


@lru_cache(maxsize=2048)
def _patterns(unit: str, label: str, said: tuple[str, ...]) -> frozenset[tuple[Word, ...]]:
    """Give all that may stand behind a number for this indicator."""
    units = _pattern(unit)
    found = {units, _pattern(_name(unit, label))}
    for words_said in (label, *said):
        pattern = _pattern(words_said)
        found |= {pattern, units + pattern, pattern + units}
    if _is_measured(units):
        found = {pattern for pattern in found if _is_measured(pattern)}
    found |= {tuple(map(_other_way, pattern)) for pattern in found}
    return frozenset(pattern for pattern in found if pattern)


def _other_way(word: Word) -> Word:
    said = _EITHER_WAY.get(word.said)
    return word if said is None else Word(folded(said), said, 0, 0)


def _is_measured(pattern: tuple[Word, ...]) -> bool:
    return any(word.plain in MEASURES for word in pattern)


def _is_general(pattern: tuple[Word, ...]) -> bool:
    return len(pattern) == 1 and pattern[0].plain in _GENERAL - _ENOUGH


@lru_cache(maxsize=2048)
def _pattern(text: str) -> tuple[Word, ...]:
    """Give the words alone, without place or signs; one behind a comma is glued to the one before."""
    typed = words(composed(text))
    return tuple(
        _metre(Word(w.plain, w.said, 0, 0, is_glued=n > 0 and typed[n - 1].plain == ","))
        for n, w in enumerate(typed)
        if w.plain.isalnum() and w.plain != "va"
    )


def _metre(word: Word) -> Word:
    return _M if word.plain == "m" else word
