"""A text of figures, piece by piece: a number with its indicator, or a piece that cannot be placed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from messages.folding import folded
from messages.reading.figures.amounts import LARGEST, Amount, Doubtful, amount, plainly
from messages.reading.figures.numbers import is_hinted, is_negative, is_vague
from messages.reading.figures.numerals import SCALES
from messages.reading.figures.surroundings import GONE
from messages.reading.figures.units import CLASSIFIERS, Counted, Match, is_measured_in, match, measure, starting
from messages.reading.typed import LINE, Word, is_same, words
from messages.values import Precision

_SEPARATORS: Final = frozenset({",", ";", ".", LINE, "&", "+", "*", "•", "-", "–", "(", ")", ":", "!", "?", GONE})
# In the same breath as a number they may make it another: "mỗi lớp 40 người", "thiếu 20 đại biểu".
_CHANGING: Final = (
    ("mỗi",), ("từng",), ("thiếu",), ("vắng",), ("tăng",), ("giảm",), ("sẽ",), ("còn",), ("chưa",), ("không",),
    ("x",), ("bình", "quân"), ("trung", "bình"), ("trừ",), ("ngoài",), ("hơn", "đợt"), ("so", "với"),
    ("hoặc",),
)  # fmt: skip
# Wherever they stand, no number is sure.
_DOUBTING: Final = (
    ("dự", "kiến"), ("hủy",), ("nhầm",), ("hoãn",), ("hình", "như"), ("có", "lẽ"), ("chắc",), ("không", "nhớ"),
    ("không", "rõ"), ("chưa", "rõ"), ("chưa", "chốt"), ("chưa", "chính", "xác"), ("không", "chính", "xác"),
    ("tạm", "tính"),
    ("chưa", "thống", "kê"),
)  # fmt: skip
_UNMARKED: Final = frozenset({"do", "am"})  # without marks, before a number: độ, or âm
_ALL: Final = frozenset({"cac", "toan", "tat"})  # "hội nghị toàn quốc" hints at no number
_TOTALS: Final = frozenset({"so", "luong"})  # "số đại biểu 88"
_DESCRIBED: Final = 4  # words between a name and its number
_THOUSAND: Final = 1000
_BEHIND_UNITS: Final = frozenset({"ve", "cho", "cua", "do", "tai", "o", "theo"})  # "2 lớp về Luật Trẻ em"
_MONEY: Final = 1000  # đồng, at least
_THINGS: Final = frozenset({"cum", "ban", "chiec", "cai", "tam", "la", "to", "cuon", "bo", "cap"})  # "cờ: 20 chiếc"
_CLAUSE_ENDS: Final = frozenset({",", ";", ".", LINE, "(", ")"})
_PARTS: Final = ("trong", "do")
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
        if found and found[-1].end <= at and (end := _parts_end(typed, at, found[-1], of, usual)):
            at = end
            continue
        one = _next(typed, at, of, usual)
        if one is None:
            unit = match(typed, at, of, usual)
            at = max(at + (_weightless(typed, at) or 1), unit.end if unit is not None else 0)
            continue
        at = one.end
        if isinstance(one, FigurePiece):
            found.append(one)
        elif odd and odd[-1].end == one.start and odd[-1].because == one.because == "figures.not_understood":
            odd[-1] = replace(odd[-1], end=one.end)
        else:
            odd.append(one)
    if (
        not found
        and not odd
        and (loose := next((n for n in range(len(typed)) if not _weightless(typed, n)), None)) is not None
    ):
        odd.append(Odd("figures.not_understood", loose, len(typed)))
    return found, odd


def _parts_end(
    typed: Sequence[Word], at: int, whole: FigurePiece, of: Sequence[Counted], usual: Sequence[Counted]
) -> int:
    """Give the place behind "(30 nữ)", ", trong đó có 20 chức sắc": parts of what was just counted; 0 for no parts."""
    inside = typed[at].plain == "("
    start = at + inside
    is_told = tuple(word.plain for word in typed[start : start + 2]) == _PARTS
    if not is_told and not (inside and at == whole.end):
        return 0
    start += len(_PARTS) * is_told
    ends = {")"} if inside else _CLAUSE_ENDS
    end = next((n for n in range(start, len(typed)) if typed[n].plain in ends), len(typed))
    figures, odd = pieces(typed[start:end], of, usual)
    if not figures and not odd:
        return 0
    others = [one for one in figures if one.counted.key != whole.counted.key]
    unknown = [
        one for one in odd if one.because not in {"figures.unknown_unit", "figures.no_unit"} or one.amount is None
    ]
    if others or unknown:
        return 0
    told = sum(one.amount.value for one in figures) + sum(one.amount.value for one in odd if one.amount is not None)
    return end + inside if told <= whole.amount.value else 0


def _next(typed: Sequence[Word], at: int, of: Sequence[Counted], usual: Sequence[Counted]) -> FigurePiece | Odd | None:
    """Read the piece that begins here; None for a word without weight."""
    if is_negative(typed, at):
        return Odd("figures.negative", at, at + 2)
    if typed[at].plain in _ALL and match(typed, at + 1, of, usual) is None:
        return None
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
) -> FigurePiece | Odd | None:
    """Place a number by the words behind it."""
    end = read.end
    if read.value > LARGEST:
        return Odd("figures.too_large", at, end)
    if end < len(typed) and typed[end].plain == "%":
        return Odd("figures.not_understood", at, _end(typed, at))
    if end + 1 < len(typed) and typed[end].plain in _RANGE and typed[end + 1].is_numeral:
        return Odd("figures.range", at, _end(typed, end + 1))
    unit, read = _behind(typed, read, of, usual)
    if unit is not None and unit.is_general and not _is_usual(unit, usual):
        return _general(typed, at, read, unit, usual)
    if unit is not None and _is_rate(typed, unit.end):
        return Odd("figures.not_understood", at, unit.end + 2)  # "3 tin/tuần"
    if unit is not None and len(unit.counted) == 1 and (not unit.is_general or _ends(typed, unit.end)):
        return _with_remark(typed, FigurePiece(unit.counted[0], read, at, unit.end))
    if unit is not None and len(unit.counted) > 1 and (not unit.is_general or _ends(typed, unit.end)):
        return Odd("figures.which_unit", at, unit.end, read, among=unit.counted)
    if end >= len(typed) or typed[end].plain in _ENDS:
        if len(usual) == 1 and not measure(typed, end) and not _is_scaled(typed, at, end):
            return FigurePiece(usual[0], read, at, end)
        return Odd("figures.no_unit", at, end, read)
    return _unknown(typed, at, read, unit)


def _behind(
    typed: Sequence[Word], read: Amount, of: Sequence[Counted], usual: Sequence[Counted]
) -> tuple[Match | None, Amount]:
    """Give what is counted behind a number; "2 km băng rôn" are 2.000 metres of it."""
    end = read.end
    unit = match(typed, end, of, usual)
    if unit is None and end < len(typed) and typed[end].plain == "km":
        metres = match((*typed[:end], replace(typed[end], plain="met", said="mét"), *typed[end + 1 :]), end, of, usual)
        if metres is not None and not metres.is_general:
            return metres, replace(read, value=plainly(read.value * _THOUSAND))
    return unit, read


def _general(typed: Sequence[Word], at: int, read: Amount, unit: Match, usual: Sequence[Counted]) -> FigurePiece | Odd:
    """Place a number with a general word that belongs to another form: of talks "4 buổi" are buổi tuyên truyền."""
    word = typed[read.end]
    among = starting(word, usual)
    if len(among) == 1 and folded(among[0].unit).startswith(f"{word.plain} ") and _ends(typed, unit.end):
        return _with_remark(typed, FigurePiece(among[0], read, at, unit.end))
    return Odd("figures.which_unit" if among else "figures.unknown_unit", at, unit.end, read, among=among)


def _unknown(typed: Sequence[Word], at: int, read: Amount, unit: Match | None) -> Odd | None:
    """Ask about a number of nobody knows what; "một" of anything is only an article."""
    end = read.end
    if typed[at].said == "một" and end == at + 1 and unit is None:
        return None
    among = unit.counted if unit is not None else ()
    return Odd("figures.unknown_unit", at, _end(typed, end), read, among=among, measure=measure(typed, end))


def _named(typed: Sequence[Word], at: int, of: Sequence[Counted], usual: Sequence[Counted]) -> FigurePiece | Odd | None:
    """Read "đại biểu: 120", "kinh phí 100 triệu đồng"; else the word has no weight or no place."""
    unit = match(typed, at, of, usual)
    if unit is None:
        return Odd("figures.not_understood", at, at + 1) if _changes(typed, at) else None
    told = _told(typed, unit, of, usual)
    is_said = told < len(typed) and typed[told].plain in _IS
    read = amount(typed, told + is_said)
    if read is None:
        described = unit.end < len(typed) and typed[unit.end].plain not in _ENDS - {"voi", "cung"}
        goes_on = (described and _has_figure(typed, unit.end)) or _is_behind_figure(typed, at)
        return (
            None if goes_on or (unit.is_general and _weightless(typed, at)) else Odd("figures.no_number", at, unit.end)
        )
    behind = match(typed, read.end, of, usual)
    if is_things(typed, read.end, behind) or (is_said and behind is None and _is_classified(typed, read.end)):
        return _one(typed, unit, at, read, read.end + 1)
    alone = (behind is None or behind.is_general) and _ends(typed, read.end)
    is_money = read.value >= _MONEY and all(is_measured_in(one, "dong") for one in unit.counted)
    if alone and (is_money or _is_scaled(typed, told, read.end) or (at and typed[at - 1].plain in _TOTALS)):
        return _one(typed, unit, at, read, read.end)  # "kinh phí 35tr"
    is_reached = any(folded(one.unit).startswith("luot") for one in unit.counted)  # "tiếp cận 45.000 người"
    is_sure = behind is not None and not is_reached and (not behind.is_general or bool(measure(typed, read.end)))
    if behind is not None and is_sure and not is_said and not set(behind.counted) & set(unit.counted):
        return None  # "hội thảo 120 đại biểu"
    same = [one for one in unit.counted if behind is not None and one in behind.counted]
    if same:
        assert behind is not None
        return _one(typed, replace(unit, counted=tuple(same)), at, read, behind.end)
    if is_said and behind is None and _ends(typed, read.end):
        return _one(typed, unit, at, read, read.end)
    return Odd("figures.no_number", at, unit.end)


def _is_usual(unit: Match, usual: Sequence[Counted]) -> bool:
    keys = {one.key for one in usual}
    return any(one.key in keys for one in unit.counted)


def is_things(typed: Sequence[Word], at: int, behind: Match | None) -> bool:
    """Tell whether only "chiếc" or "lá" stands here, behind what was named: "cờ: 20 chiếc"."""
    if at >= len(typed) or typed[at].plain not in _THINGS or (behind is not None and not behind.is_general):
        return False
    return at + 1 >= len(typed) or typed[at + 1].plain in _ENDS | _CLAUSE_ENDS


def _told(typed: Sequence[Word], unit: Match, of: Sequence[Counted], usual: Sequence[Counted]) -> int:
    """Give where the number of a name begins that is described: "đại biểu tham dự: 88", "kinh phí hỗ trợ 50 triệu"."""
    is_money = all(is_measured_in(one, "dong") for one in unit.counted)
    at = unit.end
    while at < len(typed) and at - unit.end <= _DESCRIBED and (typed[at].plain.isalpha() or typed[at].plain in "=:"):
        if typed[at].plain in {":", "="}:
            return at
        if at > unit.end and (is_money and amount(typed, at) is not None):
            return at
        if _changes(typed, at) or match(typed, at, of, usual) is not None:
            break
        at += 1
    things = at + 1 < len(typed) and typed[at + 1].plain in _THINGS  # "cờ phướn 40 lá"
    is_number = at < len(typed) and typed[at].is_numeral and (is_money or things)
    return at if is_number else unit.end


def _is_classified(typed: Sequence[Word], at: int) -> bool:
    """Tell whether only a classifier stands here: "hội nghị: 01 cuộc"."""
    return at < len(typed) and typed[at].plain in CLASSIFIERS and _ends(typed, at + 1)


def _is_scaled(typed: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether a number was typed with its scale: "35tr", "850k"."""
    return any(word.plain in SCALES for word in typed[start:end])


def _has_figure(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a number follows, so that words in front only say of what: "hội nghị lần thứ 3, 70 đại biểu"."""
    return any(word.is_numeral for word in typed[at:])


def _is_rate(typed: Sequence[Word], at: int) -> bool:
    return at + 1 < len(typed) and typed[at].plain == "/" and typed[at + 1].plain.isalpha()


def _is_behind_figure(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a number stands in front, joined by no sign and no "và": "120 đại biểu dự hội nghị"."""
    for n in range(at - 1, -1, -1):
        if typed[n].is_numeral:
            return True
        if typed[n].plain in _SEPARATORS | {"va", "cung"}:
            return False
    return False


def _changes(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a word begins here that may change a number in its clause."""
    before_number = at + 1 < len(typed) and typed[at + 1].is_numeral
    if any(stands(typed, at, said) for said in _DOUBTING) or (before_number and typed[at].said in _UNMARKED):
        return True
    if not any(stands(typed, at, said) for said in _CHANGING):
        return False
    start = next((n for n in range(at, -1, -1) if typed[n].plain in _CLAUSE_ENDS), -1)
    end = next((n for n in range(at, len(typed)) if typed[n].plain in _CLAUSE_ENDS), len(typed))
    return any(word.is_numeral for word in typed[start + 1 : end])


def stands(typed: Sequence[Word], at: int, said: tuple[str, ...]) -> bool:
    """Tell whether these words stand here; where marks are typed, with theirs: "bà con" is no "còn"."""
    if at + len(said) > len(typed):
        return False
    if any(word.is_marked for word in typed):
        return all(
            is_same(typed[at + n], wanted) and typed[at + n].is_marked == wanted.is_marked
            for n, wanted in enumerate(_wanted(said))
        )
    return all(typed[at + n].might_be(word) for n, word in enumerate(said))


@cache
def _wanted(said: tuple[str, ...]) -> tuple[Word, ...]:
    return words(" ".join(said))


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


def _weightless(typed: Sequence[Word], at: int) -> int:
    """Tell how many words without weight begin here."""
    if typed[at].plain in _SEPARATORS:
        return 1
    ahead = tuple(word.plain for word in typed[at : at + _LONGEST_PHRASE])
    return next((n for n in range(len(ahead), 0, -1) if ahead[:n] in _WITHOUT_WEIGHT), 0)


def _ends(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a piece may end here; "bài dự thi" is more than "bài"."""
    if tuple(word.plain for word in typed[at : at + 2]) == ("du", "thi"):
        return False
    return (
        at >= len(typed)
        or _weightless(typed, at) > 0
        or typed[at].is_numeral
        or typed[at].plain in {"hon", "tren", "gan", "khoang", "uoc", "~"} | _BEHIND_UNITS
    )


def is_alone(typed: Sequence[Word], odd: Odd, found: Sequence[FigurePiece]) -> bool:
    """Tell whether only words without weight stand beside a number: of "trực tiếp 90" nobody knows what it is."""
    clause = next((n + 1 for n in range(odd.start - 1, -1, -1) if typed[n].plain in _CLAUSE_ENDS), 0)
    at = max([clause, *(piece.end for piece in found if piece.end <= odd.start)])
    while at < odd.start:
        length = _weightless(typed, at)
        if not length:
            return False
        at += length
    return True


def _end(typed: Sequence[Word], at: int) -> int:
    """Give the place where the piece that goes on here ends."""
    end = at + 1
    while end < len(typed) and typed[end].plain not in _ENDS:
        end += 1
    return end
