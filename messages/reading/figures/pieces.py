"""A text of figures, piece by piece: a number with its indicator, or a piece that cannot be placed."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from messages.folding import folded
from messages.reading.figures import examined
from messages.reading.figures.attending import are_halves, attends, is_only_share
from messages.reading.figures.changing import doubted, is_on
from messages.reading.figures.clauses import CLAUSE_ENDS, COURTEOUS, ENDS, ends, piece_end, weightless
from messages.reading.figures.lasting import lasting
from messages.reading.figures.named import is_large, is_listed, is_scaled, named, says_more
from messages.reading.figures.piece import FigurePiece, Odd, with_remark
from messages.reading.figures.places import are_placed
from messages.reading.figures.units import (
    Counted,
    Match,
    is_measured_in,
    is_people,
    is_session,
    match,
    measure,
    starting,
)
from messages.reading.numbers.amounts import LARGEST, YEARS, Amount, Doubtful, amount, plainly
from messages.reading.numbers.numbers import is_hinted, is_negative, is_vague
from messages.reading.typed import LINE, Word
from messages.values import Precision

_ALL: Final = frozenset({"cac", "toan", "tat"})  # "hội nghị toàn quốc" hints at no number
# "chi hết 150 triệu", "tổng trị giá 20 triệu", "ngân sách 120 triệu", "xã hội hóa 30 triệu"
_SPENT: Final = frozenset({"het", "chi", "ton", "gia", "tien", "nsnn", "xhh", "sach", "hoa"})
_GIVEN: Final = frozenset({"qua", "tang", "trao"})  # "120 suất quà, 60 triệu"
_THOUSAND: Final = 1000
_MILLION: Final = 10**6
_MANY_TIMES: Final = 20  # "1 hội nghị (trực tiếp 80, trực tuyến 160)": the parts are of something else
_PARTS: Final = (
    ("trong", "do"),
    ("trong", "so", "do"),
    ("trong", "so", "nay"),
    ("ke", "ca"),
    ("bao", "gom"),
    ("gom",),
    ("cu", "the"),
    ("chia", "ra"),
)
_OF_THEM: Final = frozenset({"nam", "nu", "cap", "tinh", "xa", "o", "tai"})  # "85 học viên (50 cấp tỉnh, 35 cấp xã)"
_CROWD: Final = 10**4
_SOURCES: Final = frozenset({"nsnn", "xhh", "ngan", "xa"})  # "ngân sách", "xã hội hóa"
_RANGE: Final = {"-", "–", "den", "toi", "/", "x"}


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
        if found and found[-1].end == at and (parts := _told_apart(typed, at, found[-1], of, usual)):
            found[-1:] = parts
            at = parts[-1].end + 1
            continue
        one = None if found and is_listed(typed, at, found[-1], of, usual) else _next(typed, at, of, usual)
        if one is None:
            unit = match(typed, at, of, usual)
            at = max(at + (weightless(typed, at) or 1), unit.end if unit is not None else 0)
            continue
        at = one.end
        if isinstance(one, FigurePiece):
            found.append(one)
        elif says_more(one, typed, found, of, usual):
            continue
        elif odd and odd[-1].end == one.start and odd[-1].because == one.because == "figures.not_understood":
            odd[-1] = replace(odd[-1], end=one.end)
        else:
            odd.append(one)
    if (
        not found
        and not odd
        and (loose := next((n for n in range(len(typed)) if not weightless(typed, n)), None)) is not None
    ):
        odd.append(Odd("figures.not_understood", loose, len(typed)))
    return found, odd


def _parts_end(
    typed: Sequence[Word], at: int, whole: FigurePiece, of: Sequence[Counted], usual: Sequence[Counted]
) -> int:
    """Give the place behind "(30 nữ)", ", trong đó có 20 chức sắc", " gồm 2 kế hoạch, 3 công văn"; 0 for no parts."""
    inside = typed[at].plain == "("
    start = at + inside
    if inside and at == whole.end and (end := _kinds_end(typed, start, of, usual)):
        return end
    told = next((said for said in _PARTS if tuple(word.plain for word in typed[start : start + len(said)]) == said), ())
    is_split = at == whole.end and typed[at].plain == ":"  # "2 hội nghị: 1 trực tiếp, 1 trực tuyến"
    if not told and not (inside and at == whole.end) and not is_split:
        return 0
    start += len(told) + is_split
    if inside:
        end = next((n for n in range(start, len(typed)) if typed[n].plain == ")"), len(typed))
        if is_only_share(typed[start:end]):
            return end + 1  # "(40% nữ)"
        if _are_all_told(typed[start:end], told) and _parts(typed[start:end], whole, of, usual) != whole.amount.value:
            return 0
        return end + 1 if 0 < _parts(typed[start:end], whole, of, usual) <= whole.amount.value else 0
    ends = [n for n in range(start, len(typed) + 1) if n == len(typed) or typed[n].plain in CLAUSE_ENDS]
    sums = {end: _parts(typed[start:end], whole, of, usual) for end in ends}
    complete = [end for end, value in sums.items() if value == whole.amount.value]  # "2 kế hoạch, 3 công văn" are 5
    if complete or is_split:
        return complete[0] if complete else 0
    if _are_all_told(typed[start:], told) or not 0 < sums[ends[0]] <= whole.amount.value:
        return 0
    last = ends[0]
    for begins, end in pairwise(ends):  # "trong đó 80 nữ, 30 người DTTS"
        more = _parts(typed[begins + 1 : end], whole, of, usual) if typed[begins].plain == "," else Decimal(0)
        if not (begins == last and typed[begins + 1].is_numeral and 0 < more <= whole.amount.value):
            break
        last = end
    return last


def _kinds_end(typed: Sequence[Word], at: int, of: Sequence[Counted], usual: Sequence[Counted]) -> int:
    """Give the place behind brackets that only name kinds: "500 lượt tương tác (like, share)"; 0 for others."""
    while at < len(typed) and typed[at].plain != ")":
        unit = match(typed, at, of, usual)
        if unit is None and typed[at].plain not in {",", "va", "/"}:
            return 0
        at = unit.end if unit is not None else at + 1
    return at + 1


def _told_apart(
    typed: Sequence[Word], at: int, whole: FigurePiece, of: Sequence[Counted], usual: Sequence[Counted]
) -> list[FigurePiece]:
    """Give the parts in brackets that are all there was, each a thing of its own: "12 tin, bài (8 tin, 4 bài)".

    Where they cannot be parts of it, it stands in front of them: which is right is to be asked.
    """
    if typed[at].plain != "(":
        return _told_behind(typed, at, whole, of, usual)
    end = next((n for n in range(at, len(typed)) if typed[n].plain == ")"), len(typed))
    inside = typed[at + 1 : end]
    parts, odd = pieces(inside, of, usual)
    if disagreeing := _disagreeing(inside, whole, parts, odd):
        parts = disagreeing
    elif odd or not _are_all(typed, whole, inside, parts):
        return []
    told = [replace(one, start=one.start + at + 1, end=one.end + at + 1) for one in parts]
    return [whole, *told] if disagreeing else told


def _told_behind(
    typed: Sequence[Word], at: int, whole: FigurePiece, of: Sequence[Counted], usual: Sequence[Counted]
) -> list[FigurePiece]:
    """Give those that are all there was behind "12 tin bài, trong đó 7 tin, 5 bài", "12 tin, bài gồm 7 tin, 5 bài"."""
    start = at + (typed[at].plain == ",")
    told = next((said for said in _PARTS if tuple(word.plain for word in typed[start : start + len(said)]) == said), ())
    start += len(told)
    for end in range(start + 1, len(typed) + 1) if told else ():
        if end == len(typed) or typed[end].plain in CLAUSE_ENDS:
            parts, odd = pieces(typed[start:end], of, usual)
            if not odd and _are_all(typed, whole, typed[start:end], parts):
                return [replace(one, start=one.start + start, end=one.end + start) for one in parts]
    return []


def _are_all(typed: Sequence[Word], whole: FigurePiece, inside: Sequence[Word], parts: Sequence[FigurePiece]) -> bool:
    """Tell whether parts, each called by a word of the whole, come to it: of "12 tin bài" 8 tin and 4 bài."""
    names = {word.plain for word in typed[whole.start : whole.end]}
    said = {word.plain for one in parts for word in inside[one.end - 1 : one.end]}
    is_all = sum(one.amount.value for one in parts) == whole.amount.value and said <= names
    return is_all and len(parts) > 1 and any(one.counted.key != whole.counted.key for one in parts)


def _disagreeing(
    inside: Sequence[Word], whole: FigurePiece, parts: Sequence[FigurePiece], odd: Sequence[Odd]
) -> list[FigurePiece]:
    """Give the parts in brackets that cannot be of what they stand behind: "85 học viên (50 cấp tỉnh, 45 cấp xã)"."""
    unnamed = [
        FigurePiece(whole.counted, one.amount, one.start, one.end)
        for one in odd
        if one.amount is not None and (one.because == "figures.no_unit" or inside[one.amount.end].plain in _OF_THEM)
    ]
    every = sorted([*parts, *unnamed], key=lambda one: one.start)
    are_parts = len(unnamed) == len(odd) and {one.counted.key for one in every} == {whole.counted.key}
    told = sum(one.amount.value for one in every)
    is_other = whole.amount.value < told < whole.amount.value * _MANY_TIMES or (
        _are_all_told(inside, ()) and told != whole.amount.value
    )
    is_exact = whole.amount.precision is Precision.EXACT
    return every if len(every) > 1 and are_parts and is_other and is_exact else []


def _are_all_told(inside: Sequence[Word], told: tuple[str, ...]) -> bool:
    """Tell whether there are no others: men and women, or places of their own, not "trong đó": "(báo in 5, VTV 7)"."""
    return are_halves(inside) or (told[:1] not in {("trong",), ("ke",)} and are_placed(inside))


def _parts(typed: Sequence[Word], whole: FigurePiece, of: Sequence[Counted], usual: Sequence[Counted]) -> Decimal:
    """Add up what are only parts of what was counted; 0 where something else stands there."""
    figures, odd = pieces(typed, of, usual)
    others = [one for one in figures if one.counted.key != whole.counted.key]
    if others and all(_is_of(one.counted, whole.counted) for one in others):  # "12 tin bài, trong đó 7 tin"
        told = sum((one.amount.value for one in figures), Decimal(0))
        return told if told < whole.amount.value and not odd else Decimal(0)
    unknown = [
        one for one in odd if one.because not in {"figures.unknown_unit", "figures.no_unit"} or one.amount is None
    ]
    if others or unknown:
        return Decimal(0)
    amounts = [*(one.amount for one in figures), *(one.amount for one in odd)]
    return sum((one.value for one in amounts if one is not None), Decimal(0))


def _is_of(part: Counted, whole: Counted) -> bool:
    """Tell whether the whole counts both this and others not told apart: of "tin, bài" a "tin" is part."""
    return folded(part.unit) in folded(whole.unit).split(", ")


def _next(typed: Sequence[Word], at: int, of: Sequence[Counted], usual: Sequence[Counted]) -> FigurePiece | Odd | None:
    """Read the piece that begins here; None for a word without weight."""
    if is_negative(typed, at):
        return Odd("figures.negative", at, at + 2)
    if typed[at].plain in _ALL and (match(typed, at + 1, of, usual) is None or _describes(typed, at)):
        return None
    if is_hinted(typed, at):
        return Odd("figures.vague", at, piece_end(typed, at))
    if aired := _aired(typed, at, of):
        return aired
    try:
        read = amount(typed, at)
        if read is not None:
            return _counted(typed, at, read, of, usual)
        if is_vague(typed, at):
            return Odd("figures.vague", at, piece_end(typed, at))
        return named(typed, at, of, usual)
    except Doubtful as doubt:
        return Odd("figures.which" if doubt.ways else "figures.not_understood", at, max(doubt.end, at + 1), doubt=doubt)


def _describes(typed: Sequence[Word], at: int) -> bool:
    """Tell whether "các video đạt 1,2 triệu lượt xem" only says of what there were so many."""
    clause = next((n for n in range(at, len(typed)) if typed[n].plain in CLAUSE_ENDS), len(typed))
    numeral = next((n for n in range(at, clause) if typed[n].is_numeral), 0)
    return numeral > at and typed[numeral - 1].plain in {"dat", "co", "duoc", "hut", "toi", "hon", "gan", "tren"}


def _aired(typed: Sequence[Word], at: int, of: Sequence[Counted]) -> FigurePiece | None:
    """Read hours and minutes on air, told in minutes."""
    minutes = next((one for one in of if is_measured_in(one, "phut")), None)
    read = lasting(typed, at) if minutes is not None else None
    if minutes is None or read is None:
        return None
    return with_remark(typed, FigurePiece(minutes, Amount(read.minutes, Precision.EXACT, read.end), at, read.end))


def _counted(
    typed: Sequence[Word], at: int, read: Amount, of: Sequence[Counted], usual: Sequence[Counted]
) -> FigurePiece | Odd | None:
    """Place a number by the words behind it."""
    end = read.end
    if read.value > LARGEST:
        return Odd("figures.too_large", at, end)
    if end < len(typed) and typed[end].plain == "%":
        return _share(typed, at, of, usual)
    if end + 1 < len(typed) and typed[end].plain in _RANGE and typed[end + 1].is_numeral:
        return Odd("figures.range", at, piece_end(typed, end + 1))
    unit, read = _behind(typed, at, read, of, usual)
    if unit is not None and unit.is_general and not _is_usual(unit, usual):
        return _general(typed, at, read, unit, usual)
    if unit is not None and (doubt := _crowd(typed, at, read, unit, usual) or doubted(typed, at, read, unit)):
        return doubt
    if (
        unit is not None
        and len(unit.counted) == 1
        and (not unit.is_general or ends(typed, unit.end) or is_session(typed, unit))
    ):
        who = unit.counted[0]
        if is_people(who) and (done := examined.done(typed, at, typed[end : unit.end])) is not None:
            who = next((one for one in of if one.key == done.key), who)
        return with_remark(typed, FigurePiece(who, read, at, unit.end))
    if unit is not None and len(unit.counted) > 1 and (not unit.is_general or ends(typed, unit.end)):
        return Odd("figures.which_unit", at, unit.end, read, among=unit.counted)
    if ends(typed, end) and (end >= len(typed) or typed[end].plain in ENDS or typed[end].said in COURTEOUS):
        return _bare(typed, at, read, of, usual)
    return _paid(typed, at, read, of) or _unknown(typed, at, read, unit)


def _crowd(typed: Sequence[Word], at: int, read: Amount, unit: Match, usual: Sequence[Counted]) -> Odd | None:
    """Ask about so many "lượt" and no more, that may be views as well as people: "15 ngàn lượt"."""
    is_bare = unit.is_general and unit.end == read.end + 1 and typed[read.end].plain == "luot"
    if not is_bare or read.value < _CROWD or not is_people(unit.counted[0]):
        return None
    among = starting(typed[read.end], usual)
    return Odd("figures.which_unit", at, unit.end, read, among=among) if len(among) > 1 else None


def _paid(typed: Sequence[Word], at: int, read: Amount, of: Sequence[Counted]) -> FigurePiece | None:
    """Read money by whose it is: "45 triệu NSNN", "15 triệu xã hội hóa"."""
    money = next((one for one in of if is_measured_in(one, "dong")), None)
    is_source = typed[read.end].plain in _SOURCES and is_scaled(typed, at, read.end)
    return FigurePiece(money, read, at, read.end) if money is not None and is_source else None


def _bare(
    typed: Sequence[Word], at: int, read: Amount, of: Sequence[Counted], usual: Sequence[Counted]
) -> FigurePiece | Odd:
    """Place a number that names nothing: there is only one thing to count, or it is who attended."""
    end = read.end
    is_scale = is_scaled(typed, at, end)
    if len(usual) == 1 and not measure(typed, end) and (not is_scale or is_large(usual[0])):
        return FigurePiece(usual[0], read, at, end)
    if (who := attends(typed, at, usual)) is not None and read.value not in YEARS and not is_scale:
        return FigurePiece(who, read, at, end)
    is_given = bool(_GIVEN & {word.plain for word in typed[:at]}) and "luot" not in {word.plain for word in typed}
    if is_scale and at and (typed[at - 1].plain in _SPENT or (is_given and read.value >= _MILLION)):
        money = next((one for one in (*usual, *of) if is_measured_in(one, "dong")), None)
        if money is not None:
            return FigurePiece(money, read, at, end)
    return Odd("figures.no_unit", at, end, read)


def _share(typed: Sequence[Word], at: int, of: Sequence[Counted], usual: Sequence[Counted]) -> FigurePiece | Odd:
    """Read the figure in brackets behind a share: "100% cán bộ, chiến sĩ (85 đồng chí)"; a share alone is none."""
    opened = next((n for n in range(at, len(typed)) if typed[n].plain in {"(", ";", ".", LINE}), len(typed))
    if opened < len(typed) and typed[opened].plain == "(" and not any(w.is_numeral for w in typed[at + 1 : opened]):
        one = _next(typed, opened + 1, of, usual)
        if isinstance(one, FigurePiece) and one.end < len(typed) and typed[one.end].plain == ")":
            return replace(one, start=at, end=one.end + 1)
    return Odd("figures.not_understood", at, piece_end(typed, at))


def _behind(
    typed: Sequence[Word], at: int, read: Amount, of: Sequence[Counted], usual: Sequence[Counted]
) -> tuple[Match | None, Amount]:
    """Give what is counted behind a number; "2 km băng rôn" are 2.000 metres of it."""
    end = read.end
    unit = match(typed, end, of, usual)
    if unit is None and end < len(typed) and typed[end].plain == "km":
        metres = match((*typed[:end], replace(typed[end], plain="met", said="mét"), *typed[end + 1 :]), end, of, usual)
        if metres is not None and not metres.is_general:
            return metres, replace(read, value=plainly(read.value * _THOUSAND))
    if end < len(typed) and (unit is None or unit.end == end + 1):
        if typed[end].plain in {"luot", "lan"}:
            return examined.by_verb(typed, at, end, unit, of), read
        if typed[end].plain in {"cuoc", "buoi"}:
            return examined.by_name(typed, at, end, unit, of), read
    if unit is not None and is_on(typed, at, typed[end : unit.end]):
        return unit, replace(read, precision=Precision.EXACT)
    return unit, read


def _general(typed: Sequence[Word], at: int, read: Amount, unit: Match, usual: Sequence[Counted]) -> FigurePiece | Odd:
    """Place a number with a general word that belongs to another form: of talks "4 buổi" are buổi tuyên truyền."""
    word = typed[read.end]
    among = starting(word, usual)
    if len(among) == 1 and folded(among[0].unit).startswith(f"{word.plain} ") and ends(typed, unit.end):
        return with_remark(typed, FigurePiece(among[0], read, at, unit.end))
    return Odd("figures.which_unit" if among else "figures.unknown_unit", at, unit.end, read, among=among)


def _unknown(typed: Sequence[Word], at: int, read: Amount, unit: Match | None) -> Odd | None:
    """Ask about a number of nobody knows what; "một" of anything is only an article."""
    end = read.end
    if typed[at].said == "một" and end == at + 1 and unit is None:
        return None
    among = unit.counted if unit is not None else ()
    return Odd("figures.unknown_unit", at, piece_end(typed, end), read, among=among, measure=measure(typed, end))


def _is_usual(unit: Match, usual: Sequence[Counted]) -> bool:
    keys = {one.key for one in usual}
    return any(one.key in keys for one in unit.counted)
