"""What somebody took back in the same breath: "110 người, à nhầm, 120 người", "2/12 chứ không phải 3/12".

Only where it is plain what was meant instead; all else keeps its word ("nhầm"), by which it is asked about.
Texts keep their length: every place in them stays.
"""

import re
from typing import Final

_NO: Final = r"(?:không|khong|ko|hông|k)\s+(?:phải|phai)\s+(?:là\s+|la\s+)?"
_WRONG: Final = (
    r"(?:(?:à|á)\s+không(?:\s+phải)?|(?:ghi\s+|gõ\s+|viết\s+|bấm\s+|nhập\s+)?(?:nhầm|lộn|sai)(?:\s+rồi)?(?:\s+ạ)?"
    r"|(?:xin\s+|em\s+|tôi\s+)*(?:đính\s+chính|cải\s+chính|sửa\s+lại|chỉnh\s+lại|dinh\s+chinh|sua\s+lai)(?:\s+(?:lại|là|thành))*)"
)
# Of figures alone, where the same thing is told anew: without marks "nham" beside a day is "nhằm", "lon" may be "lớn".
_PUT_RIGHT: Final = (
    rf"(?:{_WRONG}|(?:(?<=[,;])|(?<=[,;]\s)|[ayiàáýí]\s+)(?:(?:ghi|go|viet|bam|nhap)\s+)?(?:nham|lon|quen|quên)(?:\s+r[oồ]i)?"
    r"|a\s+khong(?:\s+phai)?"
    r"|xin\s+l[oỗ]i|n[oó]i\s+l[aạ]i|(?:n[oó]i\s+)?[dđ][uú]ng\s+ra|ch[ií]nh\s+x[aá]c|th[uự]c\s+ra)"
)
_FURTHER: Final = r"(?!(?:\s+[^\W\d_]+){0,3}?\s+(?:nữa|thêm|khác|nua|them|khac)\b)"  # "à quên, 2 bài nữa"
_NUMBER: Final = r"(?:hơn\s+|gần\s+|khoảng\s+)?\d[\d.,]*\b"
_BEGINS: Final = re.compile(rf"^\W*(?:(?:dạ|vâng|em|e|à|á|ý|í|xin\s+lỗi)[\s,]+)*{_WRONG}\s*[,:;.]\s*", re.IGNORECASE)
_BEFORE: Final = re.compile(
    rf"\b{_NUMBER}\s+(?P<thing>\w+)(?:\s+[^\W\d_]+){{0,4}}?[\s,;]+(?:(?:à|á|ý|í|xin\s+lỗi)[\s,]+)?{_PUT_RIGHT}[\s,:;]+"
    rf"(?:l[aà]\s+)?(?={_NUMBER}\s+(?P=thing)\b{_FURTHER})",
    re.IGNORECASE,
)
_BARE: Final = re.compile(  # "120 à nhầm 102 người"
    rf"\b{_NUMBER}[\s,;]+(?:à|á|ý|í|[ayi]|xin\s+l[oỗ]i)[\s,]+(?:kh[oô]ng\b[\s,:]*|{_PUT_RIGHT}[\s,:;]+)(?=\d[\d.,]*\s+[^\W\d_])",
    re.IGNORECASE,
)
_INSTEAD: Final = re.compile(rf"\b{_NO}{_NUMBER}(?:\s+[^\W\d_]+){{0,3}}?\s+mà\s+(?:là\s+)?(?=\d)", re.IGNORECASE)
_TAKEN_BACK: Final = rf"[\s,(]+(?:chứ\s+)?{_NO}{_NUMBER}(?!(?:\s+[^\W\d_]+){{0,3}}?\s+mà\b)"
_BEHIND: Final = re.compile(  # with its thing, where that was told in front: "16 người chứ không phải 18 người"
    rf"(?<=\d){_TAKEN_BACK}\)?|(?<=[^\W\d_]){_TAKEN_BACK}(?:(?:\s+[^\W\d_]+){{1,3}}(?=\s*(?:[,;.)]|$)))?\)?",
    re.IGNORECASE,
)
_FIRST_TOLD: Final = re.compile(r"\d")


def numbers(said: str) -> str:
    """Give a text with blanks over the numbers that were taken back."""
    said = _BEGINS.sub(_blank, said)
    said = _BARE.sub(_blank, _BEFORE.sub(_blank, said))
    said = _INSTEAD.sub(_blank, said)
    return _BEHIND.sub(lambda m: _blank(m) if _FIRST_TOLD.search(said[: m.start()]) else m.group(), said)


def alternatives(text: str) -> tuple[str, str] | None:
    """Give what was meant and what was taken back, as typed: ("2/12", "3/12"); "" where that was not said again."""
    for pattern, meant, gone in _OF_DAYS:
        if match := pattern.match(text.strip()):
            return match[meant].strip(" ,"), match[gone].strip(" ,") if gone else ""
    return None


_OF_DAYS: Final = (
    (re.compile(rf"(?:{_NO})(?P<b>.+?)\s+mà\s+(?:là\s+)?(?P<a>.+)$", re.IGNORECASE), "a", "b"),
    (
        re.compile(rf"(?:{_BEGINS.pattern[1:]})?(?P<a>.+?)[\s,(]+(?:chứ\s+)?{_NO}(?P<b>[^,)]+)\)?$", re.IGNORECASE),
        "a",
        "b",
    ),
    (
        re.compile(rf"(?P<b>.+?)[\s,;]+(?:(?:à|á|ý|í|xin\s+lỗi)[\s,]+)?{_WRONG}[\s,:;]+(?P<a>.+)$", re.IGNORECASE),
        "a",
        "b",
    ),
    (re.compile(rf"{_BEGINS.pattern}(?P<a>.+)$", re.IGNORECASE), "a", ""),
)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
