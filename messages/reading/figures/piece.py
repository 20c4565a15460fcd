"""A piece of a text of figures: a number with its indicator, or one that could not be placed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from messages.reading.figures.units import Counted, Match
from messages.reading.numbers.amounts import LARGEST, Amount, Doubtful
from messages.reading.typed import LINE, Word
from messages.values import Precision


@dataclass(frozen=True, slots=True)
class FigurePiece:
    """A number with its indicator, from word `start` to before word `end`."""

    counted: Counted
    amount: Amount
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Odd:
    """A piece that could not be placed, and why. `among`: the indicators it may be of; `measure`: in metres only."""

    because: str
    start: int
    end: int
    amount: Amount | None = None
    doubt: Doubtful | None = None
    among: tuple[Counted, ...] = ()
    measure: str = ""


def placed(typed: Sequence[Word], unit: Match, at: int, read: Amount, end: int) -> FigurePiece | Odd:
    """Give a number as the figure of a name, unless that is the name of several things."""
    if read.value > LARGEST:
        return Odd("figures.too_large", at, end)
    if len(unit.counted) > 1:
        return Odd("figures.which_unit", at, end, read, among=unit.counted)
    return with_remark(typed, FigurePiece(unit.counted[0], read, at, end))


# Behind a number, folded; "(" and "," in front of them are passed over, ")" behind them where it is named.
_REMARKS: Final = {
    Precision.ABOUT: (
        "so uoc", "so lieu uoc", "uoc tinh", "uoc chung", "uoc", "khoang )", "xap xi )", "so bo", "so lieu so bo",
        "gi do",
    ),
    Precision.OVER: ("tro len", "do len", "co du", "hoac hon", "hon )"),
    Precision.NEARLY: ("tro xuong", "do lai", "tro lai", "la cung", "la nhieu"),
}  # fmt: skip
_LONGEST_FIRST: Final = sorted(
    ((tuple(phrase.split()), kind) for kind, phrases in _REMARKS.items() for phrase in phrases),
    key=lambda one: -len(one[0]),
)
_MORE: Final = (("hơn",), ("có", "lẻ"))  # "120 người hơn", where the clause ends
_ENDS: Final = frozenset({",", ";", ".", ")", LINE})


def with_remark(typed: Sequence[Word], piece: FigurePiece) -> FigurePiece:
    """Take "(số ước)" and "trở lên" into the precision."""
    at = piece.end
    inside = at < len(typed) and typed[at].plain in {"(", ","}
    at += inside
    for said, kind in _LONGEST_FIRST:
        if tuple(word.plain for word in typed[at : at + len(said)]) == said and not _counts(typed, at + len(said)):
            end = at + len(said) - (said[-1] == ")")
            return _rough(piece, kind, end)
    for more in _MORE:
        end = at + len(more)
        ends = end == len(typed) or (end < len(typed) and typed[end].plain in _ENDS)
        if not inside and ends and all(word.might_be(one) for word, one in zip(typed[at:end], more, strict=True)):
            return _rough(piece, Precision.OVER, end)
    return piece


def _counts(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a number follows, to which the remark belongs: "60 người, ước tính 40 nữ"."""
    return at < len(typed) and typed[at].is_numeral


def _rough(piece: FigurePiece, kind: Precision, end: int) -> FigurePiece:
    read = piece.amount
    kind = kind if read.precision is Precision.EXACT else read.precision
    return replace(piece, amount=replace(read, precision=kind), end=end)
