"""What was aimed at beside what it came to: "dự kiến 200 nhưng thực tế 176 người", "đại biểu 120 (kế hoạch 150)".

Who was invited or planned is never counted where it is said who came; alone it is asked about. Texts keep their length.
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


def without(said: str) -> str:
    """Give a text with blanks over what was aimed at, where it says what it came to."""
    for pattern in _BEFORE:
        said = pattern.sub(_blank, said)
    if _PRESENT.search(said):
        said = _ABSENT.sub(_blank, _LISTED.sub(_blank, said))
    return _BEHIND.sub(lambda m: _blank(m) if _FIRST_TOLD.search(said[: m.start()]) else m.group(), said)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
