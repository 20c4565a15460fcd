"""Those who attended, told in parts: "dự trực tiếp 90, qua cầu truyền hình 310 người".

The part that names nobody is of the same people as the other. Whether they are added up is asked.
"""

from collections.abc import Sequence
from typing import Final

from messages.folding import folded
from messages.reading.figures.clauses import CLAUSE_ENDS
from messages.reading.figures.piece import FigurePiece, Odd
from messages.reading.figures.units import Counted, is_people
from messages.reading.numbers.amounts import YEARS
from messages.reading.typed import Word
from messages.values import Precision

_WAYS: Final = (
    ("truc", "tiep"), ("truc", "tuyen"), ("cau", "truyen", "hinh"), ("online",), ("offline",), ("zoom",), ("tu", "xa"),
    ("hoi", "truong"), *(("diem", "cau", of) for of in ("tinh", "bo", "huyen", "xa", "chinh", "so", "nganh")),
)  # fmt: skip
_BESIDE: Final = frozenset({
    "du", "tham", "gia", "qua", "bang", "theo", "hinh", "thuc", "tai", "co", "la", "va", "con", ":", "so", "nguoi",
    "luong", "mang",
})  # fmt: skip
HALVES: Final = frozenset({"nữ", "nam", "nu"})
_CAME: Final = frozenset({
    ("tham", "gia"), ("co", "mat"), ("tham", "du"), ("thuc", "te"), ("thuc", "hoc"), ("thuc", "du"), ("quan", "so"),
    ("si", "so"), ("so", "du"),
})  # fmt: skip
_UNPLACED: Final = frozenset({"figures.no_unit", "figures.unknown_unit"})


def way_before(typed: Sequence[Word], at: int) -> int:
    """Give where the words begin that say, in front of this place, how one attended; this place for none."""
    start = at
    while start and (length := _before(typed, start)):
        start -= length
    return start if _has_way(typed[start:at]) else at


def way_behind(typed: Sequence[Word], at: int) -> int:
    """Give the place behind the words that say here how one attended; this place for none."""
    end = at
    while end < len(typed) and (length := _behind(typed, end)):
        end += length
    return end if _has_way(typed[at:end]) else at


def placed(
    typed: Sequence[Word], found: Sequence[FigurePiece], odd: Sequence[Odd], usual: Sequence[Counted]
) -> list[FigurePiece]:
    """Give all figures, where what is odd are only parts of an attendance; [] where there is more to it."""
    people = {one.counted.key: one.counted for one in found if is_people(one.counted)}
    people = people or {one.key: one for one in usual if is_people(one)}
    if len(people) != 1 or not all(_is_part(typed, one) for one in odd):
        return []
    (of,) = people.values()
    parts = [FigurePiece(of, one.amount, one.start, one.start + 1) for one in odd if one.amount is not None]
    every = sorted([*found, *parts], key=lambda one: one.start)
    told = [one for one in every if one.counted.key == of.key]
    if len(told) == 1:
        return []
    whole = max(told, key=lambda one: one.amount.value)
    if (
        sum(one.amount.value for one in told) == 2 * whole.amount.value and whole in found
    ):  # "400 người, trực tiếp 90, …"
        return [one for one in every if one.counted.key != of.key or one is whole]
    return every


def attends(typed: Sequence[Word], at: int, usual: Sequence[Counted]) -> Counted | None:
    """Give whoever is counted by a bare number behind "dự", "có mặt", "tham gia" in its clause."""
    at -= at > 1 and typed[at - 1].plain == ":"
    before = tuple(word.plain for word in typed[max(at - 2, 0) : at])
    people = [one for one in usual if is_people(one)]
    told = before[-1:] == ("du",) or before in _CAME
    return people[0] if told and len(people) == 1 else None


def with_halves(
    typed: Sequence[Word], found: Sequence[FigurePiece], odd: Sequence[Odd], usual: Sequence[Counted]
) -> tuple[list[FigurePiece], list[Odd]]:
    """Leave out how many women and men there were of those counted: "80 đại biểu, 30 nữ".

    Both are all there were where nothing else is told ("56 nam, 44 nữ"); where they come to another number than
    what is told beside them, they stand beside it, to be asked about.
    """
    halves = [one for one in odd if one.amount is not None and is_half(typed, one.start, one.amount.end)]
    if both := _both_halves(typed, found, halves):
        return both, [one for one in odd if one not in halves]
    people = [one for one in found if is_people(one.counted)]
    of = [one.counted for one in people] or [one for one in usual if is_people(one)]
    if not halves or len(of) != 1:
        return list(found), list(odd)
    others = [one for one in odd if one not in halves]
    told = sum(one.amount.value for one in halves if one.amount is not None)
    are_both = len({_half(typed, one) for one in halves}) == len(halves) == 2  # noqa: PLR2004 - men and women
    if are_both and (not people or (people[0].amount.value != told and people[0].amount.precision is Precision.EXACT)):
        pieces = [FigurePiece(of[0], one.amount, one.start, one.amount.end) for one in halves if one.amount is not None]
        return sorted([*found, *pieces], key=lambda one: one.start), others
    is_of_them = bool(people) and told <= people[0].amount.value
    return list(found), others if is_of_them else list(odd)


def _both_halves(typed: Sequence[Word], found: Sequence[FigurePiece], halves: Sequence[Odd]) -> list[FigurePiece]:
    """Give all figures where the people counted are only the other half: "nam 60, nữ 55 người"; else []."""
    people = [one for one in found if is_people(one.counted)]
    if len(halves) != 1 or len(people) != 1 or not people[0].start:
        return []
    (half,), (other,) = halves, people
    said = typed[other.start - 1 - (typed[other.start - 1].plain == ":")].said
    if half.amount is None or said not in HALVES or folded(said) == _half(typed, half):
        return []
    one = FigurePiece(other.counted, half.amount, half.start, half.amount.end)
    return sorted([*found, one], key=lambda piece: piece.start)


def is_half(typed: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether the number between these places is of women, or of men: "30 nữ", "nam 50"."""
    beside = _beside(typed, start, end)
    is_alone = (
        end + 1 >= len(typed) or typed[end].plain in CLAUSE_ENDS or typed[end + 1].plain in {*CLAUSE_ENDS, "va", "gioi"}
    )
    return is_alone and any(word.said in HALVES for word in beside)


def is_only_share(typed: Sequence[Word]) -> bool:
    """Tell whether nothing but a share stands here: "40% nữ", "đạt 100%"."""
    numerals = [n for n, word in enumerate(typed) if word.is_numeral]
    return len(numerals) == 1 and typed[numerals[0] + 1 : numerals[0] + 2] != () and typed[numerals[0] + 1].plain == "%"


def are_halves(typed: Sequence[Word]) -> bool:
    """Tell whether both men and women are told, who are all there were."""
    said = {word.plain for word in typed}
    return "nam" in said and "nu" in said


def _half(typed: Sequence[Word], one: Odd) -> str:
    end = one.amount.end if one.amount is not None else one.end
    return next(word.plain for word in _beside(typed, one.start, end) if word.said in HALVES)


def _beside(typed: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """Give the words on both sides of a number, a colon in front of it overlooked."""
    start -= start > 0 and typed[start - 1].plain == ":"
    return [*typed[end : end + 1], *typed[max(start - 1, 0) : start]]


def possible(typed: Sequence[Word], odd: Odd, usual: Sequence[Counted]) -> tuple[Counted, ...]:
    """Give those that a part may be of which nothing else is told: "trực tuyến 310"."""
    return tuple(one for one in usual if is_people(one)) if _is_part(typed, odd) else ()


def _is_part(typed: Sequence[Word], one: Odd) -> bool:
    if one.because not in _UNPLACED or one.amount is None or one.among or one.amount.value in YEARS:
        return False
    end = one.amount.end
    behind = way_behind(typed, end)
    is_alone = behind >= len(typed) or typed[behind].plain in CLAUSE_ENDS | {"va", "-", "+"}
    return is_alone and (behind > end or way_before(typed, one.start) < one.start)


def _before(typed: Sequence[Word], at: int) -> int:
    way = next((len(way) for way in _WAYS if _stands(typed[max(at - len(way), 0) : at], way)), 0)
    return way or int(typed[at - 1].plain in _BESIDE)


def _behind(typed: Sequence[Word], at: int) -> int:
    way = next((len(way) for way in _WAYS if _stands(typed[at : at + len(way)], way)), 0)
    return way or int(typed[at].plain in _BESIDE - {"va", "con", ":"})


def _has_way(typed: Sequence[Word]) -> bool:
    return any(_stands(typed[n : n + len(way)], way) for n in range(len(typed)) for way in _WAYS)


def _stands(typed: Sequence[Word], way: tuple[str, ...]) -> bool:
    return tuple(word.plain for word in typed) == way
