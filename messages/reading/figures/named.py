"""A name with its number behind it: "đại biểu: 120", "kinh phí 100 triệu đồng", "cờ: 20 chiếc"."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from messages.folding import folded
from messages.reading.figures.changing import changes
from messages.reading.figures.clauses import CLAUSE_ENDS, ENDS, SEPARATORS, ends, weightless
from messages.reading.figures.piece import FigurePiece, Odd, placed
from messages.reading.figures.units import CLASSIFIERS, Counted, Match, is_measured_in, is_people, match, measure
from messages.reading.numbers.amounts import YEARS, amount
from messages.reading.numbers.numerals import SCALES
from messages.reading.typed import Word

_TOTALS: Final = frozenset({"so", "luong"})  # "số đại biểu 88"
_DESCRIBED: Final = 4  # words between a name and its number
_MONEY: Final = 1000  # đồng, at least
_EACH: Final = frozenset({"cuoc", "lop"})  # "tọa đàm 1 cuộc"; "hội thảo 2 buổi" lasted so long
_THINGS: Final = frozenset({"cum", "ban", "chiec", "cai", "tam", "la", "to", "cuon", "bo", "cap"})  # "cờ: 20 chiếc"
_HELD: Final = frozenset({"cuoc", "hoi", "lop", "buoi", "doan", "toa"})
_MOST_HELD: Final = 30
_TIMES: Final = frozenset({"luot", "nguoi", "dung", "people"})
_TURNS: Final = frozenset({"buoi", "luot", "cuoc"})
_PAPERS: Final = frozenset({"ke hoach", "cong van", "quyet dinh", "thong bao", "chuong trinh"})
_SESSIONS: Final = frozenset({"buoi", "cuoc", "lop", "dot", "khoa", "phien"})
_OFTEN: Final = frozenset({"co", "so", "duoc", "dat", ":", "=", "la", "to", "chuc", "hon", "gan", "khoang", "tren"})
# "thông tin" is no tin, "ngân sách" no book.
_HALVES: Final = {("thong", "tin"), ("niem", "tin"), ("ngan", "sach"), ("chinh", "sach"), ("danh", "sach")}
_IS: Final = {":", "=", "la"}
# Without a colon these have no number behind them: they are done ("hướng dẫn 3 xã"), or say who it was.
_BEHIND_ONLY: Final = frozenset({
    "huong dan", "quyet dinh", "thong bao", "chi thi", "cong dien", "to trinh", "hieu truong",
    "truong phong", "cong an", "bo doi", "dai su", "khach", "cu",
    "tre", "giai", "gia dinh",
})  # fmt: skip
_TOLD: Final = frozenset({"là", "la", "đạt"})  # "số người dự là 115", "lượt xem đạt 500"


def named(typed: Sequence[Word], at: int, of: Sequence[Counted], usual: Sequence[Counted]) -> FigurePiece | Odd | None:
    """Read "đại biểu: 120", "kinh phí 100 triệu đồng"; else the word has no weight or no place."""
    unit = match(typed, at, of, usual)
    if unit is None:
        return Odd("figures.not_understood", at, at + 1) if changes(typed, at) else None
    if at and (typed[at - 1].plain, typed[at].plain) in _HALVES:
        return None
    if is_done(typed, at, unit):
        return None
    if _is_of_sessions(typed, unit):
        return None
    return _as_often(typed, at, unit) or _with_number(typed, at, unit, of, usual)


def _is_of_sessions(typed: Sequence[Word], unit: Match) -> bool:
    """Tell whether people are named before so many sessions: "tiếp xúc cử tri 2 cuộc"."""
    number, kind = typed[unit.end : unit.end + 1], typed[unit.end + 1 : unit.end + 2]
    is_counted = bool(number and kind) and number[0].is_numeral and kind[0].plain in _SESSIONS
    return is_counted and all(map(is_people, unit.counted))


def is_done(typed: Sequence[Word], at: int, unit: Match) -> bool:
    """Tell whether a word that counts only behind its number stands here, without a colon behind it."""
    is_told = unit.end < len(typed) and typed[unit.end].plain in {":", "="}
    return not is_told and " ".join(word.plain for word in typed[at : unit.end]) in _BEHIND_ONLY


def _with_number(
    typed: Sequence[Word], at: int, unit: Match, of: Sequence[Counted], usual: Sequence[Counted]
) -> FigurePiece | Odd | None:
    told = _told(typed, unit, of, usual)
    is_said = told < len(typed) and (typed[told].plain in _IS or typed[told].said in _TOLD)
    is_said = is_said or _is_dashed(typed, told)
    read = amount(typed, told + is_said)
    if read is None:
        described = unit.end < len(typed) and typed[unit.end].plain not in ENDS - {"voi", "cung"}
        goes_on = (described and _has_figure(typed, unit.end)) or _is_behind_figure(typed, at)
        return (
            None if goes_on or (unit.is_general and weightless(typed, at)) else Odd("figures.no_number", at, unit.end)
        )
    behind = match(typed, read.end, of, usual)
    is_said = is_said and not (typed[told].said == "đạt" and behind is not None and not behind.is_general)
    if is_things(typed, read.end, behind) or (is_said and behind is None and _is_classified(typed, read.end)):
        return placed(typed, unit, at, read, read.end + 1)
    alone = (behind is None or behind.is_general) and ends(typed, read.end)
    is_many = all(map(_is_many, unit.counted))  # no name has a number: "lượt xem 500"
    is_money = read.value >= _MONEY and all(is_measured_in(one, "dong") for one in unit.counted)
    if alone and (is_many or is_money or is_scaled(typed, told, read.end) or (at and typed[at - 1].plain in _TOTALS)):
        return placed(typed, unit, at, read, read.end)  # "kinh phí 35tr"
    is_paper = " ".join(word.plain for word in typed[at : unit.end]) in _PAPERS and read.value > _MOST_HELD
    is_likely = not is_paper and _is_likely(unit, read.value)  # not "kế hoạch 705, 3 hội nghị"
    is_clause = alone and is_likely and _is_clause(typed, at, read.end)
    if is_clause and (not unit.is_general or _lists(typed, at, read.end, of, usual)):
        return placed(typed, unit, at, read, read.end)  # "hội nghị 1, đại biểu 74"
    if is_many and (times := _times(typed, read.end)):
        return placed(typed, unit, at, read, times)  # "tiếp cận 45.000 người", "lượt xem: 500 lượt"
    is_reached = any(map(_is_many, unit.counted))  # "tiếp cận 45.000 người"
    is_sure = behind is not None and not is_reached and (not behind.is_general or bool(measure(typed, read.end)))
    is_heading = not is_said or (typed[told].plain == ":" and not is_many and not is_money)
    if behind is not None and is_sure and is_heading and not set(behind.counted) & set(unit.counted):
        return None  # "hội thảo 120 đại biểu", "họp báo: 30 phóng viên"
    same = [one for one in unit.counted if behind is not None and one in behind.counted]
    if same and unit.is_general and not is_said:
        return Odd("figures.no_number", at, unit.end)  # "lớp 2 tập huấn"
    if same:
        assert behind is not None
        return placed(typed, replace(unit, counted=tuple(same)), at, read, behind.end)
    if is_said and behind is None and ends(typed, read.end):
        return placed(typed, unit, at, read, read.end)
    return Odd("figures.no_number", at, unit.end)


def _as_often(typed: Sequence[Word], at: int, unit: Match) -> FigurePiece | Odd | None:
    """Read how often it was: "truyền thanh 14 buổi", "truyền thanh cơ sở: 24 lượt", "nói chuyện được 12 buổi"."""
    if len(unit.counted) != 1:
        return None
    start = next((n for n in range(unit.end, min(unit.end + _DESCRIBED, len(typed))) if typed[n].is_numeral), None)
    if start is None or any(typed[n].plain not in _OFTEN for n in range(unit.end, start)):
        return None
    read = amount(typed, start)
    if read is None or read.end >= len(typed) or not ends(typed, read.end + 1):
        return None
    said = (unit.counted[0].unit, *unit.counted[0].words)
    beginnings = {tuple(folded(one).split()[:1]) for one in said if " " in one}
    is_own = typed[read.end].plain in _TURNS and (typed[read.end].plain,) in beginnings
    return placed(typed, unit, at, read, read.end + 1) if is_own else None


def _is_dashed(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a dash stands between a name and the number that ends its clause: "đại biểu - 120"."""
    if at + 1 >= len(typed) or typed[at].plain not in {"-", "–"} or not typed[at + 1].is_numeral or typed[at].is_glued:
        return False
    return at + 2 >= len(typed) or typed[at + 2].plain in CLAUSE_ENDS


def _is_clause(typed: Sequence[Word], at: int, end: int) -> bool:
    """Tell whether a name with its number is a clause of its own, and others have numbers too."""
    start = at
    while start and weightless(typed, start - 1) == 1 and typed[start - 1].plain not in CLAUSE_ENDS:
        start -= 1
    is_whole = (not start or typed[start - 1].plain in CLAUSE_ENDS) and (
        end >= len(typed) or typed[end].plain in CLAUSE_ENDS
    )
    others = [*typed[:start], *typed[end:]]
    return is_whole and any(word.is_numeral for word in others)


def _lists(typed: Sequence[Word], at: int, end: int, of: Sequence[Counted], usual: Sequence[Counted]) -> bool:
    """Tell whether names stand in front of their numbers all around: of "lớp 2, học viên 85" lớp 2 is no name."""
    return _is_told_so(typed, end, of, usual) or _is_told_so(typed[:at], 0, of, usual)


def _is_told_so(typed: Sequence[Word], at: int, of: Sequence[Counted], usual: Sequence[Counted]) -> bool:
    """Tell whether a clause here is a name with its number."""
    for start in range(at, len(typed)):
        if start and typed[start - 1].plain not in CLAUSE_ENDS:
            continue
        unit = match(typed, start, of, usual)
        if unit is None or unit.is_general or unit.end >= len(typed) or not typed[unit.end].is_numeral:
            continue
        if unit.end + 1 >= len(typed) or typed[unit.end + 1].plain in CLAUSE_ENDS:
            return True
    return False


def _is_likely(unit: Match, value: Decimal) -> bool:
    """Tell whether a name with this number may say how many: no year, and nobody holds eighty conferences."""
    is_held = any(folded(one.unit).split()[0] in _HELD for one in unit.counted)
    return value not in YEARS and (value <= _MOST_HELD or not is_held)


def _is_many(counted: Counted) -> bool:
    """Tell whether it is counted in lượt; in English only its first word still says so."""
    return any(folded(said).startswith("luot ") for said in (counted.unit, *counted.words[:1]))


def is_large(counted: Counted) -> bool:
    """Tell whether "1,2tr" may be so many of it: money, views; of people it may be what they cost."""
    return is_measured_in(counted, "dong") or (_is_many(counted) and "nguoi" not in folded(counted.unit).split())


def _times(typed: Sequence[Word], at: int) -> int:
    """Give the place behind "người", "lượt" or "lượt người", where nothing else stands here; else 0."""
    end = at
    while end < len(typed) and typed[end].plain in _TIMES:
        end += 1
    return end if at < end <= at + len(_TIMES) and ends(typed, end) else 0


def is_things(typed: Sequence[Word], at: int, behind: Match | None) -> bool:
    """Tell whether only "chiếc" or "lá" stands here, behind what was named: "cờ: 20 chiếc"."""
    if at >= len(typed) or typed[at].plain not in _THINGS | _EACH or (behind is not None and not behind.is_general):
        return False
    return at + 1 >= len(typed) or typed[at + 1].plain in ENDS | CLAUSE_ENDS


def _told(typed: Sequence[Word], unit: Match, of: Sequence[Counted], usual: Sequence[Counted]) -> int:
    """Give where the number of a name begins that is described: "đại biểu tham dự: 88", "kinh phí hỗ trợ 50 triệu"."""
    is_money = all(is_measured_in(one, "dong") for one in unit.counted)
    is_many = all(map(_is_many, unit.counted)) and not any(map(is_people, unit.counted))
    at = unit.end
    while at < len(typed) and at - unit.end <= _DESCRIBED and (typed[at].plain.isalpha() or typed[at].plain in "=:"):
        if typed[at].plain in {":", "="} or (
            typed[at].said in _TOLD and at + 1 < len(typed) and typed[at + 1].is_numeral
        ):
            return at
        if (is_money or is_many) and amount(typed, at) is not None:
            return at
        if changes(typed, at) or match(typed, at, of, usual) is not None:
            break
        at += 1
    things = at + 1 < len(typed) and typed[at + 1].plain in _THINGS  # "cờ phướn 40 lá"
    is_number = at < len(typed) and typed[at].is_numeral and (is_money or things or is_many)
    return at if is_number else unit.end


def _is_classified(typed: Sequence[Word], at: int) -> bool:
    """Tell whether only a classifier stands here: "hội nghị: 01 cuộc"."""
    return at < len(typed) and typed[at].plain in CLASSIFIERS and ends(typed, at + 1)


def is_scaled(typed: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether a number was typed with its scale: "35tr", "850k"."""
    return any(word.plain in SCALES for word in typed[start:end])


def _has_figure(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a number follows, so that words in front only say of what: "hội nghị lần thứ 3, 70 đại biểu"."""
    return any(word.is_numeral for word in typed[at:])


def _is_behind_figure(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a number stands in front, joined by no sign and no "và": "120 đại biểu dự hội nghị"."""
    for n in range(at - 1, -1, -1):
        if typed[n].is_numeral:
            return True
        if typed[n].plain in SEPARATORS | {"va", "cung"}:
            return False
    return False


def is_listed(
    typed: Sequence[Word], at: int, last: FigurePiece, of: Sequence[Counted], usual: Sequence[Counted]
) -> bool:
    """Tell whether a further name of what was just counted stands here: "90 cán bộ, học viên", "2 km băng rôn, cờ"."""
    if at <= last.end - 1 or any(word.plain not in {",", "va", "/", "&", "and"} for word in typed[last.end : at]):
        return False
    unit = match(typed, at, of, usual)
    if unit is None or unit.is_general:
        return False
    clause = next((n for n in range(unit.end, len(typed)) if typed[n].plain in CLAUSE_ENDS), len(typed))
    if any(word.is_numeral or word.plain in {":", "="} for word in typed[unit.end : clause]):
        return False
    said = " ".join(word.plain for word in typed[at : unit.end])
    return any(one.key == last.counted.key for one in unit.counted) or any(
        f" {folded(word)}".endswith(f" {said}") for word in last.counted.words
    )


def says_more(
    one: Odd, typed: Sequence[Word], found: Sequence[FigurePiece], of: Sequence[Counted], usual: Sequence[Counted]
) -> bool:
    """Tell whether a name without a number is of what was counted: "30 người, chủ yếu là phụ nữ"."""
    unit = match(typed, one.start, of, usual) if one.because == "figures.no_number" else None
    keys = {piece.counted.key for piece in found}
    is_numbered = unit is not None and any(word.is_numeral for word in typed[unit.end : unit.end + 1])
    return unit is not None and not unit.is_general and not is_numbered and any(c.key in keys for c in unit.counted)
