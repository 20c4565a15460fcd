"""The stretches of a line that are figures: a number and the words of something that is counted.

What is not surely a figure, nor surely none ("vài chục đại biểu", "mỗi lớp 40 người"), is
given too: read by itself it is asked about. A number of anything else stays in the title.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from messages.reading.figures import examined
from messages.reading.figures.attending import way_before, way_behind
from messages.reading.figures.changing import is_on, stands
from messages.reading.figures.clauses import CLAUSE_ENDS
from messages.reading.figures.lasting import lasting
from messages.reading.figures.named import is_done, is_things
from messages.reading.figures.parts import shares
from messages.reading.figures.piece import FigurePiece
from messages.reading.figures.pieces import pieces
from messages.reading.figures.places import label_start
from messages.reading.figures.units import Counted, Match, is_people, match
from messages.reading.lines.vocabulary import (
    BROADCAST,
    CHANGING_BEFORE,
    COUNT_ENDS,
    HINTS,
    HOURS,
    ORDINAL_BEFORE,
    ORDINAL_MARKED,
    UNSAID_NUMBERS,
)
from messages.reading.numbers.amounts import YEARS, Amount, Doubtful, amount
from messages.reading.numbers.numerals import SCALES
from messages.reading.typed import LINE, Word

_ENDS: Final = frozenset({",", ";", ".", LINE})
_BEFORE_NUMBERS: Final = frozenset({"(", "~", ">", "≈", ":", ";", ",", LINE})
_RANGE: Final = frozenset({"-", "–", "den", "toi"})
_EACH: Final = frozenset({"/", "x", "moi"})
_TIMES: Final = frozenset({"ngay", "tuan", "thang"})
_PARTS_OF_DAYS: Final = frozenset({"sang", "chieu"})
_IN_GROUPS: Final = frozenset({"nguoi", "dai", "thanh", "can", "chuyen"})
_DAYS: Final = 31
_MONTHS: Final = 12
_NEAR: Final = 4  # words between "mỗi" and its number


def spans(typed: Sequence[Word], of: Sequence[Counted]) -> list[tuple[int, int]]:
    """Give the places (from word, to before word) of all figures, in order."""
    found: list[tuple[int, int]] = []
    line = " ".join(word.plain for word in typed)
    is_on_air = any(said in line for said in BROADCAST)
    at = 0
    while at < len(typed):
        lasts = (found and at - found[-1][1] <= 1) or (is_on_air and _may_last(typed, at))
        end = _figure(typed, at, of) or (_minutes(typed, at, of, is_on_air=is_on_air) if lasts else None)
        if end is None:
            at += 1
            continue
        start = _with_changing(typed, at, found[-1][1] if found else 0)
        start = _with_examined(typed, start, end, found[-1][1] if found else 0)
        end = _with_names(typed, start, _with_remark(typed, end), of)
        if _is_rate(typed, start, end):
            at = end
            continue
        start = _with_bare_parts(typed, start, found[-1][1] if found else 0)
        found.append((start, _with_parts(typed, start, end, of)))
        at = found[-1][1]
    return _with_attended(typed, found, of)


def together(
    said: str, typed: Sequence[Word], found: Sequence[tuple[int, int]], of: Sequence[Counted]
) -> list[list[tuple[int, int]]]:
    """Give the figures in order, those together that are surely parts of one: "xã A treo 60 cờ, xã B treo 45 cờ".

    By itself a figure no longer says where it was, so that it could only be asked about.
    """
    read = {one: _piece(typed, one, of) for one in found} if len(found) > 1 else {}
    groups = [[one] for one in found]
    every = [piece for piece in read.values() if piece is not None]
    for key in dict.fromkeys(piece.counted.key for piece in every):
        places = [one for one, piece in read.items() if piece is not None and piece.counted.key == key]
        told = [piece for piece in every if piece.counted.key == key]
        if len(told) > 1 and shares(said, typed, told, every).are_apart:
            groups = [places if group == places[:1] else group for group in groups if group[0] not in places[1:]]
    return groups


def _piece(typed: Sequence[Word], span: tuple[int, int], of: Sequence[Counted]) -> FigurePiece | None:
    """Read what stands here, where it is a single figure."""
    start, end = span
    read, odd = pieces(typed[start:end], of, of)
    if len(read) != 1 or odd:
        return None
    one = read[0]
    number = replace(one.amount, end=one.amount.end + start)
    return replace(one, amount=number, start=one.start + start, end=one.end + start)


def _is_rate(typed: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether it is so much for each, so often a day: never how much there was in all."""
    said = [word.plain for word in typed[start:end]]
    if said[0] == "moi" and (said[-1] == "dong" or said[1:2][0] in _TIMES):
        return True
    return len(said) > 1 and said[-2] in {"/", "moi"} and (said[-1] in _TIMES or "dong" in said)


def _with_attended(typed: Sequence[Word], found: list[tuple[int, int]], of: Sequence[Counted]) -> list[tuple[int, int]]:
    """Add the parts of an attendance that name nobody: "dự trực tiếp 90, qua cầu truyền hình 310 người"."""
    parts = [part for at in range(len(typed)) if (part := _attended(typed, at, of)) is not None]
    others = [one for one in found if not any(one[0] < end and start < one[1] for start, end in parts)]
    return sorted([*others, *parts])


def _attended(typed: Sequence[Word], at: int, of: Sequence[Counted]) -> tuple[int, int] | None:
    if not typed[at].is_numeral or not _may_count(typed, at):
        return None
    try:
        read = amount(typed, at)
    except Doubtful:
        return None
    unit = _unit(typed, read.end, of) if read is not None else None
    if read is None or (unit is not None and not all(map(is_people, unit.counted))):
        return None
    end = unit.end if unit is not None else read.end
    start, stop = way_before(typed, at), way_behind(typed, end)
    is_told = (start, stop) != (at, end) and (stop >= len(typed) or typed[stop].plain in CLAUSE_ENDS)
    is_name = unit is None and (read.value in YEARS or typed[at - 1].plain == "truong")  # "hội trường 3"
    return (start, stop) if is_told and not is_name else None


def _figure(typed: Sequence[Word], at: int, of: Sequence[Counted]) -> int | None:
    """Give the place behind the figure that begins here."""
    if typed[at].plain in _ENDS:
        return None
    if typed[at].said in HINTS and not (at and typed[at - 1].plain == "gian"):  # "gian hàng sách"
        return _hinted(typed, at, of)
    if (aired := lasting(typed, at)) is not None:
        return aired.end
    named = _named(typed, at, of)
    if named is not None:
        return named
    return (_counted if _may_count(typed, at) or _is_in_parts(typed, at, of) else _shared)(typed, at, of)


def _counted(typed: Sequence[Word], at: int, of: Sequence[Counted]) -> int | None:
    """Give the place behind a number and what it counts."""
    try:
        read = amount(typed, at)
    except Doubtful as doubt:
        unit = _unit(typed, doubt.end, of)
        return unit.end if unit is not None and typed[at].plain not in UNSAID_NUMBERS else None
    if read is None:
        return None
    end = read.end
    if end + 1 < len(typed) and typed[end].plain in _RANGE and typed[end + 1].is_numeral:
        end += 2
    elif end < len(typed) and typed[end].plain == "%":
        return None
    unit = _unit(typed, end, of)
    if unit is None or _is_between(typed, at, unit, of) or is_on(typed, at, typed[end : unit.end]):
        return None  # of "trên 5 màn hình" the figure begins with 5
    return _told_end(typed, unit.end) if unit.is_general and not _is_opened(typed, at, end) else unit.end


def _is_between(typed: Sequence[Word], at: int, unit: Match, of: Sequence[Counted]) -> bool:
    """Tell whether a number is the name of a thing: "lớp 2 tập huấn", but "2 lớp tập huấn", "1 lớp 40 học viên"."""
    before = _unit(typed, at - 1, of) if at and not (at > 1 and typed[at - 2].is_numeral) else None
    if at and typed[at - 1].plain == "doan" and all(map(is_people, unit.counted)):
        return False  # "đoàn 4 người"
    return before is not None and before.is_general and bool(set(_keys(before)) & set(_keys(unit)))


def _is_opened(typed: Sequence[Word], at: int, unit: int) -> bool:
    """Tell whether classes were opened here, whatever is taught: "mở 2 lớp xóa mù chữ"."""
    before = tuple(word.said for word in typed[max(at - 2, 0) : at])
    return typed[unit].plain in {"lop", "khoa"} and (
        before[-1:] == ("mở",) or before in {("tổ", "chức"), ("khai", "giảng")}
    )


def _may_count(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a number here can count something: no part of a date, an hour, a name, nothing that is numbered."""
    word = typed[at]
    first = next((w for w in typed[at : at + 3] if w.is_numeral), None)
    if not word.is_numeral and first is None and word.plain in UNSAID_NUMBERS:
        return False
    if word.is_numeral and word.is_glued and at and typed[at - 1].plain not in _BEFORE_NUMBERS:
        return False  # "5/12", "T6", "14h30", "2021-2025"
    is_glued = word.is_numeral and word.is_glued
    if is_glued and at > 1 and typed[at - 1].plain == ":" and typed[at - 2].is_numeral:
        return False  # "8:30 hội thảo"
    if word.is_numeral and _is_date(typed, at):
        return False
    if at and typed[at - 1].plain in _PARTS_OF_DAYS and word.is_numeral and not _may_be_day(word.said):
        return True  # "sáng 120 tờ rơi"
    if at and typed[at - 1].plain == "doan" and typed[at + 1 : at + 2] and typed[at + 1].plain in _IN_GROUPS:
        return True  # "đoàn 4 người"
    return not (at and is_ordinal(typed[at - 1]) and (word.is_numeral or typed[at - 1].is_marked))


def _is_in_parts(typed: Sequence[Word], at: int, of: Sequence[Counted]) -> bool:
    """Tell whether people are counted here by parts of one day: "sáng 20, chiều 15 người"; alone "sáng 20" is a day."""
    unit = _unit(typed, at + 1, of) if typed[at].is_numeral and at and typed[at - 1].plain in _PARTS_OF_DAYS else None
    if unit is None or not all(map(is_people, unit.counted)) or typed[at].is_glued:
        return False
    before = at - 2 - (at > 1 and typed[at - 2].plain in {",", "va"})
    behind = unit.end + (unit.end < len(typed) and typed[unit.end].plain in {",", "va"}) + 1
    beside = [n for n in (before, before - 1, before - 2, behind) if 0 < n < len(typed) and typed[n].is_numeral]
    return any(typed[n - 1].plain in _PARTS_OF_DAYS and not _is_date(typed, n) for n in beside)


def _may_be_day(said: str) -> bool:
    return said.isdecimal() and int(said) <= _DAYS


def is_ordinal(before: Word) -> bool:
    """Tell whether a number behind this word is its name: "tầng 5", but not "tặng 5"."""
    return before.plain in ORDINAL_BEFORE and (not before.is_marked or before.said in ORDINAL_MARKED)


def _is_date(typed: Sequence[Word], at: int) -> bool:
    """Tell "5/12" and "05/12/2025", whose first number is followed by a glued slash and a number."""
    return (
        at + 2 < len(typed)
        and typed[at + 1].plain == "/"
        and typed[at + 1].is_glued
        and typed[at + 2].is_numeral
        and typed[at + 2].is_glued
    )


def _minutes(typed: Sequence[Word], at: int, of: Sequence[Counted], *, is_on_air: bool) -> int | None:
    """Find "20 phút" of "1 phóng sự, 20 phút", where it follows what lasts so long; elsewhere it may be a clock's."""
    if not typed[at].is_numeral or at + 1 >= len(typed) or typed[at + 1].plain not in {"phut", "gio"}:
        return None
    unit = match(typed, at + 1, of, of)
    is_seen = is_on_air and unit is not None and unit.end < len(typed) and typed[unit.end].might_be("trên")
    return unit.end if unit is not None and (is_seen or _is_end(typed, unit.end)) else None


def _with_parts(typed: Sequence[Word], start: int, end: int, of: Sequence[Counted]) -> int:
    """End behind what is only a part: "(trong đó 40 nữ)", ", trong đó có 20 chức sắc"."""
    inside = end < len(typed) and typed[end].plain == "("
    told = tuple(word.plain for word in typed[end : end + 3]) == (",", "trong", "do")
    if not inside and not told:
        return end
    ends = {")", LINE} if inside else _ENDS
    stop = next((n for n in range(end + 1, len(typed)) if typed[n].plain in ends), len(typed))
    stop = min(stop + inside, len(typed))
    read, odd = pieces(typed[start:stop], of, of)
    is_one = len({one.counted.key for one in read}) == 1 and (inside or len(read) == 1)
    return stop if is_one and not odd else end


def _with_bare_parts(typed: Sequence[Word], start: int, floor: int) -> int:
    """Begin with the parts before that name nothing themselves: "sáng 120, chiều 95 người", "nam 60 nữ 55 người"."""
    label = label_start(typed, start)
    while label is not None and label > floor:
        number = label - 1 - (typed[label - 1].plain in {",", ";", "va"})
        if number <= floor or not typed[number].is_numeral or typed[number].is_glued:
            return start
        label = label_start(typed, number)
        if label is not None and label >= floor:
            start = label
    return start


def _may_last(typed: Sequence[Word], at: int) -> bool:
    """Tell whether "60 phút" here may say how long it was on air: no minutes of a clock."""
    return not at or not (typed[at - 1].is_numeral or typed[at - 1].plain in HOURS or typed[at - 1].plain == "luc")


def _with_names(typed: Sequence[Word], start: int, end: int, of: Sequence[Counted]) -> int:
    """End behind a further name of what was counted: "60 phóng viên, nhà báo"."""
    if end >= len(typed) or typed[end].plain in {";", ".", LINE}:
        return end
    unit = _unit(typed, end + (typed[end].plain in {",", "va", "/"}), of)  # "300 bà con giáo dân" too
    if unit is None or unit.is_general or not _is_end(typed, unit.end):
        return end
    read, odd = pieces(typed[start : unit.end], of, of)
    return unit.end if len(read) == 1 and not odd else end


def _unit(typed: Sequence[Word], at: int, of: Sequence[Counted]) -> Match | None:
    unit = match(typed, at, of, of)
    if unit is not None and typed[at].plain in HOURS and unit.end - at == 1:
        return None  # "8 giờ"; "40 giờ phát sóng" is a figure
    return unit


def _hinted(typed: Sequence[Word], at: int, of: Sequence[Counted]) -> int | None:
    """Find "vài chục đại biểu": a number that is only hinted at, of something that is counted."""
    for end in range(at + 1, min(at + 4, len(typed))):
        unit = _unit(typed, end, of)
        if unit is not None and not unit.is_general:
            return unit.end
    return None


def _named(typed: Sequence[Word], at: int, of: Sequence[Counted]) -> int | None:
    """Find "đại biểu: 120" and "kinh phí 100 triệu đồng"."""
    unit = _unit(typed, at, of)
    if unit is None or unit.is_general or unit.end >= len(typed) or is_done(typed, at, unit):
        return None
    is_said = typed[unit.end].plain in {":", "="}
    try:
        read = amount(typed, unit.end + is_said)
    except Doubtful as doubt:
        return doubt.end if is_said else None
    if read is None:
        return None
    behind = _unit(typed, read.end, of)
    is_scaled = any(word.plain in SCALES for word in typed[unit.end : read.end])
    if is_things(typed, read.end, behind):
        return read.end + 1
    lasting = match(typed, read.end, of, of)
    on_air = " ".join(word.plain for word in typed[at : unit.end]) in BROADCAST  # "tọa đàm 14 giờ" began then
    if on_air and behind is None and lasting is not None and _is_end(typed, lasting.end):
        whole, odd = pieces(typed[at : lasting.end], of, of)  # "truyền thanh 6 giờ"
        if len(whole) == 1 and not odd:
            return lasting.end
    if is_scaled and (behind is None or behind.is_general) and _is_end(typed, read.end):
        return read.end
    if is_said and at and typed[at - 1].plain not in _ENDS and behind is not None and not behind.is_general:
        return None  # "quyền trẻ em: 120 đại biểu"
    if behind is not None and set(_keys(behind)) & set(_keys(unit)):
        return behind.end
    told = is_said or _is_listed(typed, at, read, unit, of)
    return read.end if told and behind is None and _is_end(typed, read.end) else None


def _is_listed(typed: Sequence[Word], at: int, read: Amount, unit: Match, of: Sequence[Counted]) -> bool:
    """Tell whether a name with its number is a clause of a list of figures: "hội thảo 1, đại biểu 90"."""
    is_clause = (not at or typed[at - 1].plain in _ENDS) and (read.end >= len(typed) or typed[read.end].plain in _ENDS)
    if not is_clause or read.value in YEARS or unit.is_general:
        return False
    return all(map(is_people, unit.counted)) or (
        read.end + 1 < len(typed) and _figure(typed, read.end + 1, of) is not None
    )


def _keys(unit: Match) -> list[str]:
    return [counted.key for counted in unit.counted]


def _with_changing(typed: Sequence[Word], at: int, floor: int) -> int:
    """Begin at a word before the number that may change what it means: "mỗi", "dự kiến", "trong đó"."""
    for start in range(at - 1, max(floor, at - _NEAR) - 1, -1):
        if typed[start].plain in _ENDS:
            break
        if any(stands(typed, start, words) for words in CHANGING_BEFORE):
            return start
    return at


def _with_examined(typed: Sequence[Word], start: int, end: int, floor: int) -> int:
    """Begin at "khám" of "khám bệnh cho 120 người", without which they were participants."""
    numeral = next((n for n in range(start, end) if typed[n].is_numeral), end)
    done = examined.done(typed, numeral, typed[numeral + 1 : end])
    return start if done is None or done.start < floor else done.start


def _with_remark(typed: Sequence[Word], end: int) -> int:
    """End behind "(số ước)" and "trở lên", and behind "/lớp", "x 3", which change the number."""
    ahead = [word.plain for word in typed[end : end + 4]]
    if ahead == ["(", "so", "uoc", ")"]:
        return end + 4
    if ahead[:2] in (["so", "uoc"], ["tro", "len"]):
        return end + 2
    if ahead[:2] == ["(", "uoc"] and ahead[2:3] == [")"]:
        return end + 3
    if len(ahead) > 1 and ahead[0] in _EACH and not typed[end + 1].is_numeral:
        return end + 2
    return end


def _is_end(typed: Sequence[Word], at: int) -> bool:
    return at >= len(typed) or not typed[at].plain.isalpha()


def _told_end(typed: Sequence[Word], at: int) -> int:
    """Give the place where what is counted has been said: behind "2 cuộc họp báo", behind "20 bài" of "20 bài về"."""
    while not _is_end(typed, at) and typed[at].plain not in COUNT_ENDS | {"moi"}:
        at += 1
    return at


def _shared(typed: Sequence[Word], at: int, of: Sequence[Counted]) -> int | None:
    """Find "120/150 đại biểu", which is no day; it is asked about."""
    if not typed[at].is_numeral or not _is_date(typed, at):
        return None
    if at and typed[at - 1].plain == "/" and typed[at].is_glued:
        return None  # "12/2025 hội thảo": the end of a date
    day, month = typed[at].said, typed[at + 2].said
    unit = _unit(typed, at + 3, of)
    may_be_day = _may_be_day(day) and month.isdecimal() and int(month) <= _MONTHS
    return None if unit is None or may_be_day else unit.end
