"""A text of figures, piece by piece: a number with its indicator, or a piece that cannot be placed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from messages.folding import folded
from messages.reading.figures.amounts import LARGEST, Amount, Doubtful, amount
from messages.reading.figures.numbers import is_hinted, is_negative, is_vague
from messages.reading.figures.units import Counted, Match, match, measure
from messages.reading.typed import LINE, Word
from messages.values import Precision

_SEPARATORS: Final = frozenset({",", ";", ".", LINE, "&", "+", "*", "•", "-", "–", "(", ")", ":", "!", "?"})
_ENDS: Final = frozenset({",", ";", ".", LINE, "va", "cung", "voi", "+", "&", "!"})
_SAID: Final = (  # they say what was done, never how many of what
    "đã, được, tổ chức, thu hút, tham dự, tham gia, dự, đăng tải, đăng, phát sóng, phát, in, treo, cấp, đạt, cho, ra, "
    "mở, có, gồm, bao gồm, ban hành, tổng số, tổng cộng, tổng, số lượng, số, sự tham gia, sự, của, là, đồng chí, cùng, "
    "với, và, sản xuất, phát hành"
)
_WITHOUT_WEIGHT: Final = frozenset(tuple(folded(phrase).split()) for phrase in _SAID.split(", "))
_LONGEST_PHRASE: Final = max(map(len, _WITHOUT_WEIGHT))
_IS: Final = {":", "=", "la"}
_RANGE: Final = {"-", "–", "den", "toi", "/", "x"}


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


def pieces(
    typed: Sequence[Word], of: Sequence[Counted], usual: Sequence[Counted]
) -> tuple[list[FigurePiece], list[Odd]]:
    """Divide a typed text into figures, and what is left."""
    found: list[FigurePiece] = []
    odd: list[Odd] = []
    at = 0
    while at < len(typed):
        one = _next(typed, at, of, usual)
        if one is None:
            at += _weightless(typed, at) or 1
            continue
        at = one.end
        if isinstance(one, FigurePiece):
            found.append(one)
        elif odd and odd[-1].end == one.start and odd[-1].because == one.because == "figures.not_understood":
            odd[-1] = replace(odd[-1], end=one.end)
        else:
            odd.append(one)
    return found, odd


def _next(typed: Sequence[Word], at: int, of: Sequence[Counted], usual: Sequence[Counted]) -> FigurePiece | Odd | None:
    """Read the piece that begins here; None for a word without weight."""
    if is_negative(typed, at):
        return Odd("figures.negative", at, at + 2)
    if is_hinted(typed, at):
        return Odd("figures.vague", at, _end(typed, at))
    try:
        read = amount(typed, at)
        if read is not None:
            return _counted(typed, at, read, of, usual)
        if is_vague(typed, at):
            return Odd("figures.vague", at, _end(typed, at))
        return _named(typed, at, of, usual)
    except Doubtful as doubt:
        return Odd("figures.which" if doubt.ways else "figures.not_understood", at, max(doubt.end, at + 1), doubt=doubt)


def _counted(
    typed: Sequence[Word], at: int, read: Amount, of: Sequence[Counted], usual: Sequence[Counted]
) -> FigurePiece | Odd:
    """Place a number by the words behind it."""
    end = read.end
    if read.value > LARGEST:
        return Odd("figures.too_large", at, end)
    if end < len(typed) and typed[end].plain == "%":
        return Odd("figures.not_understood", at, _end(typed, at))
    if end + 1 < len(typed) and typed[end].plain in _RANGE and typed[end + 1].is_numeral:
        return Odd("figures.range", at, _end(typed, end + 1))
    unit = match(typed, end, of, usual)
    if unit is not None and len(unit.counted) == 1 and (not unit.is_general or _ends(typed, unit.end)):
        return _with_remark(typed, FigurePiece(unit.counted[0], read, at, unit.end))
    if unit is not None and len(unit.counted) > 1 and (not unit.is_general or _ends(typed, unit.end)):
        return Odd("figures.which_unit", at, unit.end, read, among=unit.counted)
    if end >= len(typed) or typed[end].plain in _ENDS:
        if len(usual) == 1 and not measure(typed, end):
            return FigurePiece(usual[0], read, at, end)
        return Odd("figures.no_unit", at, end, read)
    among = unit.counted if unit is not None else ()
    return Odd("figures.unknown_unit", at, _end(typed, end), read, among=among, measure=measure(typed, end))


def _named(typed: Sequence[Word], at: int, of: Sequence[Counted], usual: Sequence[Counted]) -> FigurePiece | Odd | None:
    """Read "đại biểu: 120", "kinh phí 100 triệu đồng"; else the word has no weight or no place."""
    unit = match(typed, at, of, usual)
    if unit is None:
        return None if _weightless(typed, at) else Odd("figures.not_understood", at, at + 1)
    is_said = unit.end < len(typed) and typed[unit.end].plain in _IS
    read = amount(typed, unit.end + is_said)
    if read is None:
        return None if unit.is_general and _weightless(typed, at) else Odd("figures.no_number", at, unit.end)
    behind = match(typed, read.end, of, usual)
    same = [one for one in unit.counted if behind is not None and one in behind.counted]
    if same:
        assert behind is not None
        return _one(typed, replace(unit, counted=tuple(same)), at, read, behind.end)
    if is_said and behind is None and _ends(typed, read.end):
        return _one(typed, unit, at, read, read.end)
    return Odd("figures.no_number", at, unit.end)


def _one(typed: Sequence[Word], unit: Match, at: int, read: Amount, end: int) -> FigurePiece | Odd:
    if read.value > LARGEST:
        return Odd("figures.too_large", at, end)
    if len(unit.counted) > 1:
        return Odd("figures.which_unit", at, end, read, among=unit.counted)
    return _with_remark(typed, FigurePiece(unit.counted[0], read, at, end))


def _with_remark(typed: Sequence[Word], piece: FigurePiece) -> FigurePiece:
    """Take "(số ước)" and "trở lên" into the precision."""
    at = piece.end
    if at < len(typed) and typed[at].plain == "(":
        at += 1
    ahead = tuple(word.plain for word in typed[at : at + 2])
    read = piece.amount
    if ahead == ("so", "uoc") or ahead[:1] == ("uoc",):
        kind = Precision.ABOUT if read.precision is Precision.EXACT else read.precision
        at += 2 if ahead[0] == "so" else 1
    elif ahead == ("tro", "len"):
        kind = Precision.OVER if read.precision is Precision.EXACT else read.precision
        at += 2
    else:
        return piece
    return replace(piece, amount=replace(read, precision=kind), end=at)


def _weightless(typed: Sequence[Word], at: int) -> int:
    """Tell how many words without weight begin here."""
    if typed[at].plain in _SEPARATORS:
        return 1
    ahead = tuple(word.plain for word in typed[at : at + _LONGEST_PHRASE])
    return next((n for n in range(len(ahead), 0, -1) if ahead[:n] in _WITHOUT_WEIGHT), 0)


def _ends(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a piece may end here."""
    return (
        at >= len(typed)
        or _weightless(typed, at) > 0
        or typed[at].is_numeral
        or typed[at].plain in {"hon", "tren", "gan", "khoang", "uoc", "~"}
    )


def _end(typed: Sequence[Word], at: int) -> int:
    """Give the place where the piece that goes on here ends."""
    end = at + 1
    while end < len(typed) and typed[end].plain not in _ENDS:
        end += 1
    return end
