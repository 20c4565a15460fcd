"""What only stands beside what it came to: "dự kiến 200 nhưng thực tế 176 người", "46 tin (tăng 6 so với đợt trước)".

What was aimed at, or is more than before, or on average, is never counted where it is said how many there were;
alone it is asked about. Texts keep their length.
"""

import re
from typing import Final

_NUMBER: Final = r"(?:hơn\s+|gần\s+|khoảng\s+)?\d[\d.,]*\b"
_AIMED: Final = (
    r"\b(?:dự\s+kiến|mời|đăng\s+k[ýí]|triệu\s+tập|chỉ\s+tiêu|mục\s+tiêu|(?:theo\s+)?kế\s+hoạch|dự\s+trù|du\s+kien|moi"
    r"|dang\s+ky|trieu\s+tap|chi\s+tieu|muc\s+tieu|(?:theo\s+)?ke\s+hoach|du\s+tru)"
    r"(?:\s+là|\s+được|\s*:)?\s+"
)
_CAME: Final = (
    r"(?:(?:nhưng|song|mà|thì|nhung)\s+)?(?:thực\s+(?:tế|dự|học)|thuc\s+te|có\s+mặt|co\s+mat|đến|tới|dự|tham\s+(?:dự|gia)|đạt"
    r"|thực\s+hiện)(?:\s+(?:dự|được|có|là))*(?:\s*:)?\s+"
)
_PEOPLE: Final = r"(?:người|đại\s+biểu|học\s+viên|hội\s+viên|đoàn\s+viên|cán\s+bộ|khách|nguoi|dai\s+bieu|hoc\s+vien)"
_APART: Final = r"[\s,;]+"
_BEFORE: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_AIMED}{_NUMBER}{_APART}(?={_CAME}{_NUMBER}\s+[^\W\d_])",
        rf"{_AIMED}{_NUMBER}\s+(?P<thing>[^\W\d_]+)(?:\s+[^\W\d_]+){{0,2}}?{_APART}(?={_CAME}{_NUMBER}\s+(?P=thing)\b)",
        rf"{_AIMED}{_NUMBER}\s+{_PEOPLE}{_APART}(?={_CAME}{_NUMBER}\s*(?:[,;.]|$))",
    )
)
_BEHIND: Final = re.compile(
    rf"(?<=\w)\s*\(\s*(?:so\s+với\s+)?{_AIMED}{_NUMBER}\s*\)|(?<=\w),\s*{_AIMED}{_NUMBER}(?=\s*(?:[;.]|$))",
    re.IGNORECASE,
)
_COUNT: Final = rf"{_NUMBER}(?:\s+{_PEOPLE}|\s+(?:đ/c|đồng\s+chí|dong\s+chi|đảng\s+viên))?"
_ABSENT: Final = re.compile(
    rf"[\s,;(]*\b(?:(?:vắng|nghỉ|vang)(?:\s+mặt|\s+mat)?(?:\s+là|\s*:)?\s+{_COUNT}"
    rf"|(?<![\d.,]){_COUNT}\s+(?:vắng|vang)(?:\s+mặt|\s+mat)?)(?:\s*\((?:có|không)\s+(?:lý\s+do|phép)\))?\)?",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(  # "tổng số 45 đại biểu, có mặt 42"
    rf"\b(?:tổng\s+số|sĩ\s+số|quân\s+số|tong\s+so|si\s+so|quan\s+so|triệu\s+tập|trieu\s+tap)(?:\s*:)?\s+{_COUNT}{_APART}"
    r"(?=(?:có\s+mặt|co\s+mat)\b)",
    re.IGNORECASE,
)
_PRESENT: Final = re.compile(
    rf"\b(?:có\s+mặt|co\s+mat|tham\s+(?:dự|gia|du)|dự|du|đến|thực\s+học)(?:\s*:|\s+(?:là|có|được))*\s+{_NUMBER}"
    rf"|{_COUNT}\s+(?:có\s+mặt|tham\s+(?:dự|gia)|dự)\b|\d/\d",
    re.IGNORECASE,
)
_FIRST_TOLD: Final = re.compile(r"\d")
_CHANGED: Final = r"(?:tăng|giảm|vượt|tang|giam|vuot)(?:\s+(?:thêm|them|hơn|hon))?\s+"
_SHARE: Final = r"\d{1,3}(?:[.,]\d+)?\s?%"
_EARLIER: Final = (  # "so với cùng kỳ năm 2024"
    r"\s+so\s+v[oớ]i\s+(?:(?!đạt|được|là|có|dat|duoc|la|co\b)[^\W\d_]+\s*){1,6}?(?:\d{1,2}\s*(?:/\s*20\d\d)?|20\d\d)?"
    r"(?=\s*(?:[,;)\n]|\.\s|\.?$))"
)
_SHARE_MORE: Final = re.compile(
    rf"(?:^|(?<=[,;(\n])|(?<=[,;(\n]\s))\b{_CHANGED}{_SHARE}(?:{_EARLIER}|(?=\s*[,;)]))", re.IGNORECASE
)
# How many more than before, behind how many there were: "46 tin (tăng 6 tin so với đợt trước)"
_MORE: Final = re.compile(
    rf"\(\s*(?:(?:tăng|giảm)\s+(?:thêm\s+)?{_NUMBER}(?:\s+(?P<thing>[^\W\d_]+)(?:\s+[^\W\d_]+)?)?(?=\s*\))"
    rf"|{_CHANGED}{_NUMBER}(?:\s+[^\W\d_]+){{0,3}}?{_EARLIER})\s*\)"
    rf"|,\s*{_CHANGED}{_NUMBER}(?:\s+[^\W\d_]+){{0,3}}?{_EARLIER}",
    re.IGNORECASE,
)
# What each had on average, behind how many there were of the same: "260 lượt người, bình quân 65 người/buổi"
_ON_AVERAGE: Final = re.compile(
    r"[,;(]\s*(?:bình\s+quân|trung\s+bình|binh\s+quan|trung\s+binh|bq|tb)(?:\s+(?:mỗi|một|moi|mot)\s+[^\W\d_]+)?"
    rf"(?:\s+(?:là|có|được|đạt))?\s+{_NUMBER}\s+(?:lượt\s+|luot\s+)?(?P<thing>[^\W\d_]+)(?:\s+[^\W\d_]+)?"
    r"(?:\s*/\s*[^\W\d_]+|\s+(?:mỗi|một|moi|mot)\s+[^\W\d_]+)?\s*(?:\)|(?=[,;.\n]|$))",
    re.IGNORECASE,
)


# How many of them did well, behind how many there were: "60 đ/c tham gia, 55 đ/c đạt loại giỏi"
_GRADED: Final = re.compile(
    rf"[,;]\s*(?:(?:trong\s+đó\s+)?có\s+)?{_COUNT}\s+(?:đạt\s+(?:loại|kết\s+quả|yêu\s+cầu|điểm)|xếp\s+loại|được\s+cấp)\b"
    r"[^,;.\n\d]*",
    re.IGNORECASE,
)


def without(said: str) -> str:
    """Give a text with blanks over what was aimed at, where it says what it came to."""
    for pattern in _BEFORE:
        said = pattern.sub(_blank, said)
    if _PRESENT.search(said):
        said = _ABSENT.sub(_blank, _LISTED.sub(_blank, said))
    said = _GRADED.sub(lambda m: _blank(m) if _FIRST_TOLD.search(said[: m.start()]) else m.group(), uncompared(said))
    return _BEHIND.sub(lambda m: _blank(m) if _FIRST_TOLD.search(said[: m.start()]) else m.group(), said)


def uncompared(said: str) -> str:
    """Give a text with blanks over what only compares, or is an average, where it says how many there were."""
    said = _SHARE_MORE.sub(lambda m: _blank(m) if _is_told_beside(said, m) else m.group(), said)
    said = _MORE.sub(lambda m: _blank(m) if _is_told_before(said, m) else m.group(), said)
    return _ON_AVERAGE.sub(lambda m: _blank(m) if _is_told_before(said, m) else m.group(), said)


def _is_told_beside(said: str, found: re.Match[str]) -> bool:
    """Tell whether anything is counted outside a share that only compares: "tăng 15% so với năm ngoái, đạt 48 tin"."""
    return _FIRST_TOLD.search(said[: found.start()] + said[found.end() :]) is not None


def _is_told_before(said: str, found: re.Match[str]) -> bool:
    """Tell whether all there were of it stands in front, and not only something else: "(tăng 60 suất quà)"."""
    if not found["thing"]:
        return _FIRST_TOLD.search(said[: found.start()]) is not None
    thing = re.escape(found["thing"])
    return re.search(rf"\d\s+(?:[^\W\d_]+\s+){{0,2}}?{thing}\b", said[: found.start()], re.IGNORECASE) is not None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
