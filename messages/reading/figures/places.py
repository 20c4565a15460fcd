"""Words beside a figure that say where, or in which part of the time, it was: "xã A 40", "buổi sáng 120"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from messages.reading.figures.attending import HALVES, way_before
from messages.reading.figures.clauses import CLAUSE_ENDS
from messages.reading.figures.units import Counted, match
from messages.reading.typed import Word, words

_MEDIA: Final = (
    "trang, kênh, fanpage, facebook, fb, zalo, tiktok, youtube, website, web, cổng, instagram, báo, đài, tạp chí, "
    "báo in, báo giấy, báo mạng, báo điện tử, báo hình, báo nói, báo viết, vtv, vov, ttxvn, "
    "đài truyền hình, đài tiếng nói"
)
# Within a row none lies in another, where their names differ; "tỉnh 500, xã A 40" may tell of the same.
_ALIKE: Final = (
    "tỉnh, thành phố, tp",
    "xã, phường, thị trấn, đặc khu",
    "thôn, bản, ấp, buôn, làng, tổ, tổ dân phố, khu phố, kp, khóm, xóm, khu dân cư, cụm dân cư",
    "trường, tiểu học, thcs, thpt, mầm non, đại học, cao đẳng",
    "lớp, khối",
    "đội, nhóm, trung đội, đại đội, tiểu đoàn, trung đoàn",
    "chi đoàn, chi bộ, chi hội, công đoàn",
    "sở, ban, ngành, cơ quan, đơn vị, công ty, nhà máy, đồn, trạm, hội, nhà văn hóa, chợ, bến xe, điểm, cụm",
    _MEDIA,
    "ngân sách, nsnn, xã hội hóa, xhh, tài trợ, vận động, đối ứng, nhà nước",
    "cấp tỉnh, cấp huyện, cấp xã, cấp cơ sở, cấp thành phố, cấp quận, cấp phường, cấp trung ương, cấp bộ, cấp thôn",
    (
        "tày, thái, mường, khmer, khơ me, nùng, mông, hmông, gia rai, ê đê, ba na, xơ đăng, cơ ho, chăm, sán dìu, "
        "sán chay, raglai, mnông, bru, khơ mú, cơ tu, giáy, tà ôi, xtiêng"
    ),
)
_NOUNS: Final = sorted(
    ((words(noun), row) for row, nouns in enumerate(_ALIKE) for noun in nouns.split(", ")), key=lambda one: -len(one[0])
)
_NAMED_ALONE: Final = frozenset(range(_ALIKE.index(_MEDIA), len(_ALIKE)))  # "Zalo" is a name by itself
# With a number behind it this may be its name: "VTV 3", "trang 5".
_NUMBERED: Final = frozenset(
    map(words, ("vtv", "vov", "trang", "kênh", "đài", "báo", "tạp chí", "đài truyền hình", "cổng", "web", "website"))
)
_PARTS: Final = ("sáng", "trưa", "chiều", "tối", "đêm")
_TURNS: Final = ("buổi", "đợt", "ngày", "ca", "phiên", "tuần", "lần", "vòng", "kỳ", "tháng", "quý", "thứ", "hôm")
_NOT_NAMES: Final = frozenset({
    "co", "duoc", "dat", "to", "thu", "gom", "voi", "va", "du", "tham", "treo", "phat", "dang", "cap", "la", "mo",
    "tang", "trao", "ho", "kham", "dung", "cam", "tu", "nhan", "ra", "chieu", "in", "tuyen", "giup",
})  # fmt: skip
_HELD: Final = words("tổ chức")
_LONGEST: Final = 3  # words of a name
_FARTHEST: Final = 7  # words from the beginning of a label to its number
_JOINING: Final = frozenset({":", "co", "duoc", "hon", "gan", "khoang", "tren"})  # between a label and its number


@dataclass(frozen=True, slots=True)
class Label:
    """Where or when; two of one `row` are apart where they are `said` otherwise."""

    row: int
    said: tuple[str, ...]


def place(near: Sequence[Word], *, last: bool) -> Label | None:
    """Give the place that is named first among these words, or last."""
    found = None
    at = 0
    while at < len(near):
        noun, row = next(((said, row) for said, row in _NOUNS if _stands(near, at, said)), ((), -1))
        if not noun:
            at += 1
            continue
        end = at + len(noun)
        name = _name(near[end : end + _LONGEST])
        if name or row in _NAMED_ALONE:
            found = Label(row, (*(word.plain for word in noun), *name))
            if not last:
                return found
        at = end + len(name)
    return found


def time(near: Sequence[Word], *, last: bool) -> Label | None:
    """Give the part of the day, or the day, session or round, that is named first among these words, or last."""
    found: list[tuple[str, ...]] = []
    for at, word in enumerate(near):
        behind = near[at + 1 : at + 2]
        if word.might_be(*_PARTS) and not (behind and behind[0].might_be("tạo", "kiến", "đa", "thiểu", "ưu", "hậu")):
            found.append((word.plain,))
        elif word.might_be(*_TURNS) and behind and (behind[0].is_numeral or behind[0].might_be("hai", "nhật", "đầu")):
            found.append(tuple(one.plain for one in near[at : at + 4] if one.plain.isalnum()))
        elif word.is_numeral and behind and behind[0].plain == "/" and behind[0].is_glued:
            found.append(tuple(one.plain for one in near[at : at + 3]))
    return Label(0, found[-1] if last else found[0]) if found else None


def are_placed(typed: Sequence[Word]) -> bool:
    """Tell whether numbers stand here, each with a place of its own, all of one kind: "báo in 5, báo điện tử 6"."""
    signs = [-1, *(n for n, word in enumerate(typed) if word.plain in CLAUSE_ENDS), len(typed)]
    clauses = [typed[start + 1 : end] for start, end in pairwise(signs)]
    found: list[Label | None] = []
    for clause in clauses:
        at = next((n for n, word in enumerate(clause) if word.is_numeral), len(clause))
        found.append(place(clause[:at], last=True) or place(clause[at + 1 :], last=False) if at < len(clause) else None)
    labels = {one for one in found if one is not None}
    return len(labels) == len(found) > 1 and len({one.row for one in labels}) == 1


def label_start(typed: Sequence[Word], at: int) -> int | None:
    """Give where the label begins that ends here, just before a number: "sáng", "xã A", "nữ"; None for none."""
    end = at
    while end and typed[end - 1].plain in _JOINING:
        end -= 1
    if end and (typed[end - 1].might_be(*_PARTS) or typed[end - 1].said in HALVES):
        return end - 1 - (end > 1 and typed[end - 2].plain == "buoi")
    for noun, row in _NOUNS:
        is_name = row in _NAMED_ALONE and noun not in _NUMBERED and len(noun) <= end
        if is_name and _stands(typed, end - len(noun), noun):
            return end - len(noun)  # "FB 12 Zalo 8 bài", "cấp tỉnh 2 cấp xã 12 hội nghị"
    for names in range(1, _LONGEST):
        first = end - names
        if first < 1 or any(word.is_numeral or not word.plain.isalnum() for word in typed[first:end]):
            return None
        for noun, _ in _NOUNS:
            if first >= len(noun) and _stands(typed, first - len(noun), noun):
                return first - len(noun)
    return None


def apart(typed: Sequence[Word], of: Sequence[Counted]) -> tuple[Word, ...]:
    """Give a comma where another part begins right behind a number: "sáng 120 chiều 95 người", "xã A 40 xã B 30"."""
    found: list[Word] = []
    for at, word in enumerate(typed):
        found.append(word)
        start = _label(typed, at) if word.is_numeral and _is_labelled(typed, at + 1) else None
        is_done = start is not None and _stands(typed, start, _HELD)  # "tổ chức 1 hội thảo 120 đại biểu"
        unit = match(typed, at + 1, of, of)  # "hội thảo" is no "hội" of that name
        if start is not None and not is_done and (unit is None or unit.is_general):
            found.append(Word(",", ",", word.end, word.end, is_glued=True))
    return tuple(found)


def _is_labelled(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a label begins here, and its number follows."""
    number = next((n for n in range(at, min(at + _FARTHEST, len(typed))) if typed[n].is_numeral), None)
    return number is not None and number > at and _label(typed, number) == at


def _label(typed: Sequence[Word], at: int) -> int | None:
    """Give where a label begins that ends here, or how one attended: "trực tiếp 80 trực tuyến 160"."""
    start = label_start(typed, at)
    way = way_before(typed, at)
    return way if start is None and way < at else start


def _stands(near: Sequence[Word], at: int, noun: Sequence[Word]) -> bool:
    return at + len(noun) <= len(near) and all(near[at + n].might_be(word.said) for n, word in enumerate(noun))


def _name(behind: Sequence[Word]) -> tuple[str, ...]:
    """Give the words of a name, as far as it goes."""
    name: list[str] = []
    for n, word in enumerate(behind):
        if not word.plain.isalnum() or word.plain in _NOT_NAMES:
            break
        name.append(word.plain)
        if word.is_numeral:
            name += [one.plain for one in behind[n + 1 : n + 2] if one.is_glued and one.plain.isalpha()]  # "lớp 6A"
            break
    return tuple(name)
