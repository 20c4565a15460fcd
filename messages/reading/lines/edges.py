"""Where the days in a line begin and end: words that belong to what stands beside them are left out."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from messages.folding import folded
from messages.reading.days.spans import read_days
from messages.reading.lines.vocabulary import DAY_TAILS, NUMBERED
from messages.unclear import Unclear
from messages.values import Days

CLAUSE: Final = re.compile(r"[\n;]|[,.](?=\s)|,(?=[^\W\d_])")
_PARTS: Final = frozenset({"dau", "giua", "cuoi", "trong", "suot", "ca", "tron"})
_OPENED: Final = frozenset({
    ("khai", "mac"), ("khai", "giang"), ("khai", "truong"), ("phat", "dong"), ("mo", "man"), ("khoi", "dong"),
})  # fmt: skip
_CLOSED: Final = frozenset({("be", "mac"), ("be", "giang"), ("ket", "thuc"), ("tong", "ket")})
_EVENTS: Final = frozenset({
    ("toa", "dam"), ("hoi", "thao"), ("hoi", "nghi"), ("tap", "huan"), ("hoat", "dong"), ("to", "chuc"), ("dien", "ra"),
})  # fmt: skip
_PLANNED: Final = ("du", "kien")
_OPENINGS: Final = frozenset({("bat",), ("dau",)})


def trimmed(text: str, words: Sequence[tuple[int, int]], at: int, end: int) -> int:
    """Leave out words at the end that begin what follows: "hôm qua tổ chức", "hôm qua 3 lãnh đạo"."""
    follows = end < len(words) and not CLAUSE.search(text[words[end - 1][0] : words[end][0]])
    while end - at > 1:
        word = folded(text[slice(*words[end - 1])]).strip(" ,.;:()")
        before = folded(text[slice(*words[end - 2])])
        counts = (
            word.isdecimal()
            and follows
            and before not in {"ngay", "mung", "den", "toi", "va", "-", "thang", "tu", "nam"}
        )
        if (before, word) in _CLOSED:
            break
        if word == "tuan" and follows and before not in _PARTS:  # "đêm qua tuần tra"
            end -= 1
            continue
        if counts and before in NUMBERED and end - at > 2:  # noqa: PLR2004 - "CN vừa rồi phường 12 treo cờ"
            end -= 2
            continue
        if word and word not in DAY_TAILS and word not in {"-", "–"} and not counts:
            break
        if word in DAY_TAILS and _needs(text, words, at, end, word):
            break
        end -= 1
    return end


def _needs(text: str, words: Sequence[tuple[int, int]], at: int, end: int, word: str) -> bool:
    """Tell whether the last word says which day: "hôm nay", "sáng nay", "chiều tối" do, "hôm qua họp" does not."""
    if word == "tu":
        return end - at > 1 and folded(text[slice(*words[end - 2])]) == "thu"  # "thứ tư"
    if word in {"hom", "ngay", "bua"}:
        return "cach" in folded(words_of(text, words, at, end)).split()  # "cách đây 4 hôm"
    if word != "nay" or end - at <= 1:
        return False
    return folded(text[slice(*words[end - 2])]) in {
        "hom",
        "sang",
        "chieu",
        "trua",
        "h",
        "som",
        "bua",
        "dem",
        "ngay",
        "tuan",
        "den",
        "toi",
    }


def shortest(
    text: str, words: Sequence[tuple[int, int]], at: int, end: int, days: Days, today: date
) -> tuple[int, int]:
    """Leave out what changes nothing at the end, and words of speech in front."""
    if end - at > len(_PLANNED) and _plain(text, words, end - len(_PLANNED), end) == _PLANNED:
        end -= len(_PLANNED)  # "9/12, dự kiến 120 đại biểu": it belongs to what follows
    while end - at > len(_PLANNED) and _plain(text, words, end - len(_PLANNED), end) in _OPENED:
        end -= len(_PLANNED)  # "8h 2/12 khai giảng lớp" says what was done
    while less := _less(text, words, at, end, days, today):
        end -= less
    for openings in (_OPENED | _CLOSED, _OPENINGS):  # "khai mạc 4/12", "tổng kết 4/12" say what was done
        if openings is not _OPENINGS and days.first != days.last:  # "khai mạc 9/12, kéo dài đến 14/12"
            continue
        length = 1 if openings is _OPENINGS else 2
        while end - at > length and _plain(text, words, at, at + length) in openings:
            if not _same(words_of(text, words, at + length, end), days, today):
                break
            at += length
    return words[at][0], words[end - 1][1]


def _less(text: str, words: Sequence[tuple[int, int]], at: int, end: int, days: Days, today: date) -> int:
    """Tell how many words at the end change nothing: "8h30 4/12 tọa đàm"; but "ngày 26 vừa qua" is said so."""
    word = folded(text[slice(*words[end - 1])]).strip(" ,.;:()")
    if word in {"roi", "qua"} or (word.isdecimal() and len(word) > 2):  # noqa: PLR2004 - the year of "25 Nov 2025"
        return 0
    if end - at > 1 and _plain(text, words, end - 2, end)[0] == "tuan":  # "2/12 tuần này"
        return 0
    last = _plain(text, words, end - 2, end) if end - at > 2 else ()  # noqa: PLR2004 - two syllables
    is_pair = last in _EVENTS | _OPENED | _CLOSED or (
        last[:1] and any(one in NUMBERED and other.isdecimal() for one, other in (last, last[::-1]))
    )  # "hôm qua, vòng 3", "hôm qua, 2 phiên"
    length = 2 if is_pair else 1
    return length if end - at > length and _same(words_of(text, words, at, end - length), days, today) else 0


def _plain(text: str, words: Sequence[tuple[int, int]], at: int, end: int) -> tuple[str, ...]:
    return tuple(folded(text[slice(*word)]).strip(" ,.;:()") for word in words[at:end])


def _same(said: str, days: Days, today: date) -> bool:
    try:
        less = read_days(said, today)
    except Unclear:
        return False
    return (less.first, less.last, less.separate, less.at) == (days.first, days.last, days.separate, days.at)


def words_of(text: str, words: Sequence[tuple[int, int]], at: int, end: int) -> str:
    """Give these words as typed, without signs around them."""
    return text[words[at][0] : words[end - 1][1]].strip(' ,.;:()"“”')
