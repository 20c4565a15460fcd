"""Those for whom something was done, and what was done by turns: "khám bệnh cho 120 người" are no participants.

"chiếu 10 lượt" are told by their verb, and in a line "phát thanh trên loa xã 1/12, 10 lượt" are as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from messages.folding import folded
from messages.reading.figures.clauses import CLAUSE_ENDS
from messages.reading.figures.units import Counted, Match, is_people
from messages.reading.typed import Word, is_same, words

_VERBS: Final = (
    ("khám", "examined"),
    ("tư vấn", "examined"),
    ("giúp", "helped"),
    ("hỗ trợ", "helped"),
)
_PEOPLE: Final = frozenset({
    "nguoi", "luot", "dan", "ba", "con", "hoc", "sinh", "tre", "em", "hoi", "vien", "phu", "nu", "cong", "nhan", "lao",
    "dong", "doan", "cu", "gia", "chi",
})  # fmt: skip
_PRECISE: Final = frozenset({"hon", "tren", "gan", "khoang", "~"})
_NAMED: Final = 8  # words between what was held and its number
_TURN: Final = 2  # words: "10 lượt"
_NEAR: Final = 8  # words between "khám" and its number
_DONE: Final = frozenset({"kham", "benh", "van", "khoe"})
# Between the verb and its number, where "cho" does not stand there: "khám sức khỏe miễn phí 350 lượt người".
_WHAT: Final = frozenset({
    "benh", "chua", "suc", "khoe", "mien", "phi", "va", "cap", "thuoc", "phat", "tu", "van", "phap", "luat", "ly",
    "mat", "do", "duoc", "kham", "tro",
})  # fmt: skip
_HELD: Final = frozenset({("hoi", "nghi"), ("hoi", "thao"), ("tap", "huan"), ("toa", "dam"), ("chuong", "trinh")})


@dataclass(frozen=True, slots=True)
class Done:
    """What was done for people, by the key it is counted under; its words begin at `start`."""

    key: str
    start: int


def done(typed: Sequence[Word], at: int, unit: Sequence[Word]) -> Done | None:
    """Tell what was done for a number of people here; None where they only were there."""
    start = at - (at > 0 and typed[at - 1].plain in _PRECISE)
    if not unit or any(word.plain not in _PEOPLE for word in unit) or not start:
        return None
    is_for = typed[start - 1].plain == "cho"
    for n in range(start - 1, max(start - 1 - _NEAR, -1), -1):
        is_comma = is_for and typed[n].plain == "," and typed[n - 1].plain in _DONE  # "khám, cấp thuốc cho 120 người"
        if (typed[n].plain in CLAUSE_ENDS and not is_comma) or typed[n].is_numeral:
            return None
        key = next((key for said, key in _VERBS if _stands(typed, n, said)), "")
        if key and not _is_further(typed, n):
            return None if _is_held(typed, n) else Done(key, n)
        if not is_for and typed[n].plain not in _WHAT:
            return None
    return None


def _stands(typed: Sequence[Word], at: int, said: str) -> bool:
    """Tell whether this verb stands here; what began before it ("được hỗ trợ", "trợ giúp") is the same."""
    return all(at + n < len(typed) and typed[at + n].might_be(one) for n, one in enumerate(said.split()))


def _is_further(typed: Sequence[Word], at: int) -> bool:
    """Tell whether it is only said besides: "tư vấn, trợ giúp pháp lý cho 30 người" are those who were advised."""
    start = at - (at > 0 and typed[at - 1].plain == "tro")
    return start > 1 and typed[start - 1].plain in {",", "va"} and typed[start - 2].plain in _DONE


def _is_held(typed: Sequence[Word], at: int) -> bool:
    """Tell whether it was a conference about it: "hội nghị tư vấn tuyển sinh cho 120 người"."""
    before = typed[max(at - 4, 0) : at]
    return any(tuple(word.plain for word in before[n : n + 2]) in _HELD for n in range(len(before)))


def by_verb(typed: Sequence[Word], at: int, end: int, unit: Match | None, of: Sequence[Counted]) -> Match | None:
    """Give what is counted by turn where a verb in front says so: "chiếu 10 lượt", "khám 120 lượt", "phát 5 lần"."""
    for length in (2, 1):
        verb = typed[max(at - length, 0) : at]
        said = (typed[end], *verb)
        meant = tuple(one for one in of if any(_is_called(said, words(word)) for word in one.words))
        if meant and verb:  # without marks "chieu" is an afternoon as well
            return None if verb[0].said == "chieu" else Match(meant, end + 1, is_general=True)
    return unit


def by_name(typed: Sequence[Word], at: int, end: int, unit: Match | None, of: Sequence[Counted]) -> Match | None:
    """Give what was held so often where its name stands in front: "giám sát 2 cuộc", "tuyên truyền lưu động 9 buổi"."""
    meant, _ = _named(typed, at, typed[end].plain, of)
    return Match(meant, end + 1, is_general=True) if meant else unit


def _named(
    typed: Sequence[Word], at: int, kind: str, of: Sequence[Counted]
) -> tuple[tuple[Counted, ...], tuple[Word, ...]]:
    """Give whose name stands last in front of this place, in the same clause, and the words of it."""
    names = [(one, words(said)[1:]) for one in of for said in one.words if folded(said).split()[0] == kind]
    for start in range(at - 1, max(at - 1 - _NAMED, -1), -1):
        if typed[start].is_numeral or typed[start].plain in CLAUSE_ENDS:
            break
        found = [(one, len(name)) for one, name in names if name and _is_called(typed[start : start + len(name)], name)]
        if found:
            longest = max(length for _, length in found)
            meant = {one.key: one for one, length in found if length == longest}
            return tuple(meant.values()), tuple(typed[start : start + longest])
    return (), ()


def _is_called(said: Sequence[Word], name: Sequence[Word]) -> bool:
    return len(said) == len(name) and all(map(is_same, said, name))


def each_time(typed: Sequence[Word], span: tuple[int, int], of: Sequence[Counted]) -> str:
    """Give the words before that say what was done each time, of a figure that says "lượt", "buổi" and no more."""
    start, end = span
    if end - start < _TURN or not typed[end - 2].is_numeral:
        return ""
    if typed[end - 1].plain in {"buoi", "cuoc"}:
        meant, name = _named(typed, start, typed[end - 1].plain, of)
        is_other = all(folded(one.unit) != typed[end - 1].plain for one in meant)  # "buổi khám" are buổi
        return " ".join(word.said for word in name) if is_other else ""
    if typed[end - 1].plain != "luot":
        return ""
    verbs = {
        folded(word).removeprefix("luot ")
        for one in of
        if not is_people(one)
        for word in one.words
        if folded(word).startswith("luot ")
    }
    for at in range(start - 1, -1, -1):
        for length in (2, 1):
            said = typed[max(at + 1 - length, 0) : at + 1]
            if " ".join(word.plain for word in said) in verbs:
                return " ".join(word.said for word in said)
    return ""
