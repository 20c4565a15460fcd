"""A piece of a text of figures: a number with its indicator, or one that could not be placed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from messages.reading.figures.amounts import LARGEST, Amount, Doubtful
from messages.reading.figures.units import Counted, Match
from messages.reading.typed import Word
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


def with_remark(typed: Sequence[Word], piece: FigurePiece) -> FigurePiece:
    """Take "(số ước)" and "trở lên" into the precision."""
    at = piece.end
    if at < len(typed) and typed[at].plain == "(":
        at += 1
    ahead = tuple(word.plain for word in typed[at : at + 2])
    read = piece.amount
    if ahead == ("so", "uoc") or ahead[:1] == ("uoc",) or ahead == ("khoang", ")"):
        kind = Precision.ABOUT if read.precision is Precision.EXACT else read.precision
        at += 2 if ahead in {("so", "uoc"), ("uoc", "tinh"), ("uoc", "chung")} else 1
    elif ahead in {("tro", "len"), ("do", "len"), ("co", "du")}:
        kind = Precision.OVER if read.precision is Precision.EXACT else read.precision
        at += 2
    elif ahead in {("tro", "xuong"), ("do", "lai"), ("tro", "lai")}:
        kind = Precision.NEARLY if read.precision is Precision.EXACT else read.precision
        at += 2
    else:
        return piece
    return replace(piece, amount=replace(read, precision=kind), end=at)
