"""Short ways to write what is counted, written out: "85ĐB", "2 lớp TH", "80 đ/c", "bài FB"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from messages.folding import folded
from messages.reading.typed import LINE, Word, words

# Behind a number these are short for: "85ĐB", "2 lớp TH", "320 trđ".
_SHORT: Final = {
    "hn": "hội nghị", "ht": "hội thảo", "db": "đại biểu", "hv": "học viên", "th": "tập huấn", "cv": "công văn",
    "vb": "văn bản", "kh": "kế hoạch", "ps": "phóng sự", "pv": "phóng viên", "hs": "học sinh", "sv": "sinh viên",
    "cb": "cán bộ", "br": "băng rôn", "td": "tọa đàm", "ng": "người", "trd": "tr đồng", "d": "đồng", "₫": "đồng",
    "dc": "người", "gv": "giáo viên", "cbcc": "cán bộ", "cbccvc": "cán bộ", "dvtn": "đoàn viên",
    "cbcnv": "cán bộ", "cbnv": "cán bộ", "cbgv": "cán bộ", "cbcs": "cán bộ", "dv": "đoàn viên", "nld": "người lao động",
    "ctv": "cộng tác viên", "bd": "bồi dưỡng", "bdnv": "bồi dưỡng", "dt": "đào tạo", "tx": "tiếp xúc",
    "qd": "quyết định", "tb": "thông báo", "hd": "hướng dẫn", "pn": "phụ nữ", "tn": "thanh niên", "te": "trẻ em",
    "nd": "người dân", "cs": "chiến sĩ", "ttm": "tuyên truyền miệng", "nb": "nhà báo", "tnv": "tình nguyện viên",
    "cmt": "bình luận",
    "bv": "bài viết", "ccb": "cựu chiến binh", "bcv": "báo cáo viên", "ttv": "tuyên truyền viên",
    "btv": "biên tập viên", "nct": "người cao tuổi", "nkt": "người khuyết tật", "ncut": "người có uy tín",
    "cnld": "công nhân", "cnvc": "công nhân", "cnvcld": "công nhân", "hssv": "học sinh", "vdv": "vận động viên",
    "cbccvcnld": "cán bộ", "cbdv": "cán bộ", "gvnv": "giáo viên", "hvpn": "hội viên", "hvnd": "hội viên",
}  # fmt: skip
_WITH_D: Final = frozenset(
    {"db", "trd", "d", "dc", "td", "dvtn", "dv", "nld", "cnld", "cnvcld", "cbdv", "vdv", "hvnd", "dt", "qd"}
)
_NUMBERED: Final = frozenset({"kh", "cv", "vb"})
_SHORT_BEFORE: Final = frozenset({"hn", "ht", "db", "hv", "ps", "pv", "br", "td", "hs", "sv", "cb", "dc"}) | _NUMBERED
_SHORT_BEHIND: Final = frozenset({
    "lop", "khoa", "cuoc", "buoi", "tr", "trieu", "nghin", "ngan", "k", "ty", "ti", "chuc", "tram", "van", "+", "luot",
})  # fmt: skip
_NETWORKS: Final = frozenset({"facebook", "fb", "zalo", "tiktok", "youtube", "fanpage", "mxh", "instagram", "twitter"})
_SITES: Final = frozenset({"website", "web"})
_NETWORK: Final = ("mang", "xa", "hoi")
_TAUGHT: Final = frozenset({"th", "bd"})  # "lớp TH-BD"
_BY_EAR: Final[dict[tuple[str, ...], str]] = {  # as some write them who do not tell these sounds apart
    ("phóng", "xự"): "phóng sự", ("phong", "xu"): "phóng sự", ("tờ", "dơi"): "tờ rơi", ("băng", "dôn"): "băng rôn",
    ("băng", "zôn"): "băng rôn", ("bang", "zon"): "băng rôn", ("xuất", "quà"): "suất quà", ("xuat", "qua"): "suất quà",
    ("xinh", "viên"): "sinh viên", ("xinh", "vien"): "sinh viên", ("chiến", "xĩ"): "chiến sĩ",
    ("chiến", "xỹ"): "chiến sĩ", ("trương", "trình"): "chương trình",
}  # fmt: skip
_CLASSIFIED: Final = {
    ("dong", "chi"): "người", ("d", "/", "c"): "người", ("d", ".", "c"): "người",
    ("luot", "nguoi", "kham"): "lượt người được khám",
}  # fmt: skip


def written_out(typed: Sequence[Word]) -> tuple[Word, ...]:
    """Write out what is short for a unit behind a number; the words keep the places of what was typed."""
    found: list[Word] = []
    at = 0
    while at < len(typed):
        counted = bool(found) and (found[-1].is_numeral or found[-1].plain in _SHORT_BEHIND)
        if counted or _heads(typed, at):
            length, full = _short(typed, at)
            if length:
                first, last = typed[at], typed[at + length - 1]
                parts = words(full)
                glued = [first.is_glued, *(False for _ in parts[1:])]
                found += [
                    replace(word, start=first.start, end=last.end, is_glued=is_glued)
                    for word, is_glued in zip(parts, glued, strict=True)
                ]
                at += length
                continue
        found.append(typed[at])
        at += 1
    return tuple(found)


def _heads(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a short name stands in front of its number, in a clause of its own: "HN 1, ĐB: 74"."""
    if typed[at].plain not in _SHORT_BEFORE or (at and typed[at - 1].plain not in {",", ";", ".", LINE, "(", "-", "+"}):
        return False
    behind = typed[at + 1 : at + 3]
    if behind and behind[0].plain in {":", "="}:
        return True
    if typed[at].plain in _NUMBERED:
        return False  # "KH 705, CV 12" are papers
    ends = at + 2 >= len(typed) or typed[at + 2].plain in {",", ";", ".", LINE, ")"}
    return bool(behind) and behind[0].is_numeral and ends


def _short(typed: Sequence[Word], at: int) -> tuple[int, str]:
    if heard := _BY_EAR.get(tuple(word.said for word in typed[at : at + 2])):
        return 2, heard
    for said, full in _CLASSIFIED.items():
        if tuple(word.plain for word in typed[at : at + len(said)]) == said and (
            len(said) > 2 or typed[at].said in {"đồng", "dong"}  # noqa: PLR2004 - "đ/c"
        ):
            return len(said), full
    if length := _networked(typed, at):
        return length, "bài mạng xã hội"
    both = [word.plain for word in typed[at : at + 3]]
    if len(both) > 2 and both[1] in {"-", "/"} and {both[0], both[2]} == _TAUGHT:  # noqa: PLR2004 - "TH-BD"
        return 3, "tập huấn"
    word = typed[at]
    if word.said in {"vị", "chị"} and _ends(typed, at + 1):
        return 1, "người"  # "75 vị", "50 chị"
    if word.said in {"suất", "phần"} and any(one.said == "quà" for one in typed) and _ends(typed, at + 1):
        return 1, "suất quà"  # "phát quà cho bà con, 45 suất"
    full = _SHORT.get(word.plain, "")
    if not full or (word.is_marked and word.plain not in _WITH_D) or _goes_on(typed, at):
        return 0, ""
    return 1, full


def _ends(typed: Sequence[Word], at: int) -> bool:
    return at >= len(typed) or not typed[at].plain.isalnum()


def _networked(typed: Sequence[Word], at: int) -> int:
    """Tell how many words say that something was posted: "bài trên trang Facebook", "bài đăng Zalo"; 0 for none."""
    behind = [word.plain for word in typed[at + 1 : at + 3]]
    is_both = typed[at].plain == "tin" and (behind[:1] == ["bai"] or behind == [",", "bai"])  # "4 tin bài trên Zalo"
    if typed[at].plain != "bai" and not is_both:
        return 0
    if not is_both and _is_page(typed, at) and (at + 1 >= len(typed) or not typed[at + 1].plain.isalpha()):
        return 1  # "fanpage đăng 8 bài"
    for n in range(at + 1 + is_both + (behind[:1] == [","]), min(at + 6, len(typed))):
        if typed[n].plain in _NETWORKS | _SITES:
            return n + 1 - at
        if tuple(word.plain for word in typed[n : n + 3]) == _NETWORK:
            return n + 3 - at
        if typed[n].plain not in {"tren", "o", "dang", "viet", "trang", "tai", "len", "fanpage"}:
            break
    return 0


def _is_page(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a page in the net stands in front, in the same clause: "cổng TTĐT đăng 4 bài"."""
    for word in reversed(typed[max(at - 5, 0) : at]):
        if word.plain in {",", ";", ".", LINE, "(", ")", "+"}:
            return False
        if word.plain in _NETWORKS | _SITES or word.said == "cổng":
            return True
    return False


def _goes_on(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a short word is part of a longer sign: "KH-UBND", "th/h"."""
    return (
        at + 1 < len(typed)
        and typed[at + 1].is_glued
        and typed[at + 1].plain in {"-", "/"}
        and folded(typed[at].plain) != "d"
        and not (typed[at + 1].plain == "/" and at + 2 < len(typed) and typed[at + 2].is_numeral)  # "45hv/1 lớp"
    )
