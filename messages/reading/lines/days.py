"""The stretches of a line that are days, sure or to be asked about; read_days itself takes only whole texts.

A stretch is as long as its words can belong to days at all, so that "từ 3/12 đến …" is
never cut to "3/12". What may be a name ("Ngày Nhân quyền thế giới 10/12"), a limit
("trước ngày 10/02") or a number ("5-7 băng rôn") is no sure day.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from messages.folding import folded
from messages.reading.days.spans import read_days
from messages.reading.days.tokens import Token, tokens
from messages.reading.lines.edges import CLAUSE, shortest, trimmed, words_of
from messages.reading.lines.vocabulary import (
    DAY_STARTS,
    DAY_STARTS_MARKED,
    DOINGS_OF_DAYS,
    EITHER,
    ENGLISH_MONTHS,
    LIMITS_BEFORE,
    NAMED_BEFORE,
    NAMED_DAYS,
    NAMES_AROUND,
    NUMBERED,
    NUMBERED_MARKED,
    NUMBERED_PAPERS,
    PAPERS_BEFORE,
    RECURRING,
    SHARED_OUT,
    SHORT_PAPERS,
    WHOLLY_SHARED,
)
from messages.unclear import Unclear
from messages.values import Days

_LONGEST: Final = 16  # words
_NEAR: Final = timedelta(days=30)
_APART: Final = timedelta(days=45)  # of days in a list
# "02/12họp" are two, "1/12,55 hv" and "xã cũ,hôm qua" as well
_WORD: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?=[^\W\d_]|,\d)|(?:[^\s,]|,(?=\d))+,?|,")
_SIGNED: Final = re.compile(r"\b\d{1,2}[-.]\d{1,2}\b")
_BARE: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}")
# "(10/12/1948 - 10/12/2025)", "2/9/1945": nobody reports of them
_LONG_AGO: Final = re.compile(
    r"\(?\b\d{1,2}[/.-]\d{1,2}[/.-](?:19\d\d|20[01]\d)\b(?:\s*[-–]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b)?\)?"
)
_WEEK: Final = re.compile(r"\btu[aầ]n\s+$", re.IGNORECASE)
_HALVES: Final = re.compile(r"\bnam:? \d+[\s,;]+(?:v[aà] )?n[uữ]\b", re.IGNORECASE)  # "nam 25, nữ 30": no year
_ALWAYS: Final = "24/7"
_KINDS: Final = frozenset({"date", "weekday", "near", "part", "month", "start"})
_NUMBER: Final = re.compile(r"\d{1,3}")
_GLUED: Final = re.compile(r"(?:ngay|hom|mung|mong|bua)\d")  # "ngày7/11"
_ISSUED: Final = frozenset({("ban", "hanh"), ("xay", "dung")})
_OF_DAYS: Final = frozenset({"gio", "h", "thang", "ngay", "hom", "bua", "days", *ENGLISH_MONTHS})  # "4 ngày trước"
_TO: Final = frozenset({"-", "–", "den", "toi", "va"})
_UNSURE: Final = frozenset({("hinh", "nhu"), ("co", "le"), ("ang", "chung"), ("phong", "chung"), ("nghe", "dau")})
_HEDGED: Final = re.compile(r"\s*(?:gì đó|gi do|thì phải|thi phai|hay sao)\b", re.IGNORECASE)
_ORDINALS: Final = frozenset({"phien", "lan", "khoa", "ky", "hoi"})
# Between an hour and its day they say what was done: "8h30 hội thảo, 4/12".
_DONE: Final = re.compile(
    r"\b(?:họp(?: báo)?|hop(?: bao)?|h[oộ]i ngh[iị]|h[oộ]i th[aả]o|h[oộ]i thi|t(?:[oọ]a|oạ) [dđ][aà]m|t[aậ]p hu[aấ]n"
    r"|(?:vòng|vong|đợt|dot|lớp|lop|khóa|khoá|buổi|buoi|phiên|phien) \d{1,3})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` of the line; `days` is None where they have to be asked about.

    `is_named`: they are asked about only where there are no others ("Ngày Quốc tế Người khuyết tật 3/12").
    """

    start: int
    end: int
    text: str
    days: Days | None
    is_named: bool = False

    def pieces(self, text: str) -> list[tuple[int, int]]:
        """Give where its own words stand in the line, those left out that say what was done."""
        done = [m.span() for m in _DONE.finditer(text, self.start, self.end)]
        starts = [self.start, *(end for _, end in done)]
        ends = [*(self.start + len(text[self.start : start].rstrip(" ,;")) for start, _ in done), self.end]
        return list(zip(starts, ends, strict=True))


@dataclass(frozen=True, slots=True)
class _Here:
    """A run of words that may be days: the line, the words before and behind in the same clause."""

    text: str
    before: tuple[str, ...]
    behind: str
    found: tuple[Token, ...]
    hedged: bool = False  # "3/12 gì đó"
    said_before: str = ""  # the word in front with its marks


def stretches(text: str, today: date) -> list[Stretch]:
    """Give every stretch that may be days; ends of lines in the text are never crossed."""
    found: list[Stretch] = []
    text = _LONG_AGO.sub(lambda gone: "\n" * len(gone.group()), text)
    for line in re.finditer(r"[^\n]+", text):
        words = [(line.start() + m.start(), line.start() + m.end()) for m in _WORD.finditer(line.group())]
        at = 0
        while at < len(words):
            end = _run(text, words, at)
            one = _stretch(text, words, at, end, today) if end else None
            if one is not None:
                found.append(one)
                at = next((n for n, (start, _) in enumerate(words) if start >= one.end), len(words))
            else:
                at += 1
    return [one for one in found if not one.is_named or all(other.days is None for other in found)]


def _run(text: str, words: Sequence[tuple[int, int]], at: int) -> int:
    """Give the place behind the longest run of words that can all belong to days; 0 for none."""
    typed = text[slice(*words[at])].lower().strip('(.,:"“”')
    first, before = folded(typed), _before(text, words, at)
    if not _starts(first, typed):
        return 0
    if (_NUMBER.fullmatch(first) and not _may_begin(text, words, at, before)) or _is_other(
        first, before, _said_before(text, words, at)
    ):
        return 0
    if first == "tuan" and at + 1 < len(words) and text[words[at + 1][0]].isdigit():
        return 0  # "tuần 24-28/11", "tuần 3": the days, or the name, begin behind it
    most = _most(text, words, at, first, before)
    impossible = 0
    for end in range(most, at, -1):
        try:
            if tokens(words_of(text, words, at, end)):
                return end
        except Unclear as why:
            if why.because == "days.lunar" and _is_music(text, words, end):
                continue
            if why.because in {"days.no_such_day", "days.no_such_month"}:  # "sáng nay, 35 phóng viên" is no 35th
                impossible = end
            elif why.because not in {"days.not_understood", "days.too_long"}:
                return end
    return impossible


def _most(text: str, words: Sequence[tuple[int, int]], at: int, first: str, before: Sequence[str]) -> int:
    """Give the place up to which a run may reach that begins here."""
    most = min(at + _LONGEST, len(words))
    is_period = bool(before) and first in {"thang", "dau", "giua", "cuoi", "tuan"}
    if is_period or _is_named(before) or (_BARE.fullmatch(first) and _has_name(before)):
        # "phố 3/2, hôm kia": what follows the comma is for itself
        most = next((n + 1 for n in range(at, most) if text[words[n][1] - 1] == ","), most)
    if text[words[at][0]] == "(":  # and so is what stands in brackets
        most = next((n + 1 for n in range(at, most) if ")" in text[slice(*words[n])]), most)
    if (halves := _HALVES.search(text, words[at][0])) is not None:
        most = next((n for n in range(at, most) if words[n][0] >= halves.start()), most)
    return most


def _is_music(text: str, words: Sequence[tuple[int, int]], end: int) -> bool:
    """Tell "3/12 âm nhạc đường phố" from "3/12 âm"."""
    return folded(words_of(text, words, end - 1, end)) == "am" and bool(_behind(text, words, end))


def _is_other(first: str, before: Sequence[str], said_before: str) -> bool:
    """Tell whether the word in front makes it another: "hằng ngày", "phiên thứ 2 năm 2025", "chào mừng"."""
    last = before[-1] if before else ""
    ordinal = first == "thu" and last in _ORDINALS
    return said_before in RECURRING or ordinal or (first in {"mung", "mong"} and last == "chao")


def _said_before(text: str, words: Sequence[tuple[int, int]], at: int) -> str:
    """Give the word in front with its marks: "mỗi ngày" comes again, "mới hôm qua" does not."""
    return text[slice(*words[at - 1])].lower().strip(' (.,:"“”') if at else ""


def _starts(first: str, typed: str) -> bool:
    if first[:1].isdigit() or _GLUED.match(first):
        return True
    return first in DAY_STARTS and (first == typed or typed in DAY_STARTS_MARKED)


def _may_begin(text: str, words: Sequence[tuple[int, int]], at: int, before: Sequence[str]) -> bool:
    """Tell whether a bare number can begin days: "5" of "phường 5, 8/12" does not."""
    following = folded(text[slice(*words[at + 1])]).strip(" ,.;:()") if at + 1 < len(words) else ""
    is_listed = text[words[at][1] - 1] in ",;:)"
    if not before and (is_listed or not following):
        return True
    said = _said_before(text, words, at)
    is_name = bool(before) and before[-1] in NUMBERED and (said == folded(said) or said in NUMBERED_MARKED)
    if is_name or is_listed:
        return False
    return following in _OF_DAYS or text[slice(*words[at + 1])] in _TO or following in _TO if following else False


def _has_name(before: Sequence[str]) -> bool:
    around = " ".join(before)
    if _is_on_it(before):
        return False
    is_day = "ngay" in before[:-1]  # "ngày Phụ nữ Việt Nam 20/10"
    return is_day or any(name in around for name in NAMES_AROUND)


def _is_on_it(before: Sequence[str]) -> bool:
    """Tell whether it was on the very day: "đúng Ngày Nhân quyền thế giới 10/12"."""
    return re.search(r"\bdung (?:vao )?(?:hom )?ngay\b", " ".join(before)) is not None


def _is_named(before: Sequence[str]) -> bool:
    return bool(before) and (before[-1] in NAMED_BEFORE or _is_paper(before))


def _is_paper(before: Sequence[str]) -> bool:
    """Tell whether a paper stands in front, perhaps with its number: "Kế hoạch 705 ngày 01/11/2025"."""
    if not before:
        return False
    words = [word for word in before[-6:] if not word[:1].isdigit() and word != "so"]
    pair = tuple(words[-2:])
    if pair in PAPERS_BEFORE:
        return tuple(words[-4:-2]) not in _ISSUED  # "ban hành kế hoạch ngày 14/11": that was done then
    return before[-1][:1].isdigit() and (pair in NUMBERED_PAPERS or not SHORT_PAPERS.isdisjoint(words[-1:]))


def _stretch(text: str, words: Sequence[tuple[int, int]], at: int, end: int, today: date) -> Stretch | None:
    end = trimmed(text, words, at, end)
    said = words_of(text, words, at, end)
    try:
        found = tuple(tokens(said))
    except Unclear as why:
        limits = why.because in {"days.no_such_day", "days.no_such_month"} and not _BARE.fullmatch(said)
        is_lunar = why.because == "days.lunar" and any(c.isdigit() for c in said)
        is_asked = is_lunar or (limits and _is_told(said))
        return Stretch(words[at][0], words[end - 1][1], said, None) if is_asked else None
    if not _is_strong(found, said):
        return None
    hedged = _HEDGED.match(text[words[end - 1][1] :]) is not None
    before = _said_before(text, words, at)
    here = _Here(said, _before(text, words, at), _behind(text, words, end), found, hedged, before)
    try:
        days = read_days(said, today)
    except Unclear:
        days = None
    kind = _kind(here, days, today)
    if kind == "none":
        return None
    start, stop = (words[at][0], words[end - 1][1])
    if days is not None:
        start, stop = shortest(text, words, at, end, days, today)
    shown = start
    if text[start].isdigit() and (week := _WEEK.search(text, 0, start)):
        start = week.start()
    stop = start + len(text[start:stop].rstrip(" ,.;:"))
    return Stretch(
        start, stop, text[shown:stop].strip(" ,.;:()"), days if kind == "sure" else None, is_named=kind == "named"
    )


def _is_told(said: str) -> bool:
    return folded(said).startswith(("ngay ", "mung ", "sang ngay", "chieu ngay"))


def _is_strong(found: Sequence[Token], said: str) -> bool:
    """Tell whether there is a day in it, and not just words that may belong to one ("này", "năm 2025", "tuần lễ")."""
    for n, token in enumerate(found):
        plain = folded(token.text)
        if token.kind in _KINDS and plain not in {"nay", "tuan", "thang"}:
            return True
        if token.word == "lately":  # "hai hôm nay"
            return True
        if token.kind == "number" and n and found[n - 1].kind == "day":
            return True
    return folded(said).startswith(("ngay ", "mung ", "mong ")) and any(t.kind == "number" for t in found)


def _kind(here: _Here, days: Days | None, today: date) -> str:
    """Tell "sure" days from those to ask about and from what is no day at all."""
    plain = folded(here.text)
    last = here.before[-1] if here.before else ""
    told = {token.kind for token in here.found}
    dates = [token for token in here.found if token.kind == "date"]
    alone = not told & {"weekday", "near", "hour", "noon"} and len(dates) <= 1
    if plain == _ALWAYS or (last in {"lan", "khoa"} and "weekday" in told) or here.behind == "hang":
        return "none"
    is_name = last in (NAMED_BEFORE if plain[:1].isdigit() else NAMED_BEFORE - NUMBERED - {"vien"})
    if alone and dates and is_name and not (_is_member(here) or _is_on_it(here.before)):
        return "none"
    if _BARE.fullmatch(plain) and here.before and _is_share(plain, here.behind):
        return "none"
    if _SIGNED.search(plain) and _BARE.fullmatch(plain) and (here.before or here.behind):
        return "ask" if days is not None and abs(days.first - today) <= _NEAR else "none"
    if alone and days is not None and _is_named_day(days) and _has_name(here.before):
        return "named"
    if days is not None and _is_paper(here.before):  # "Kế hoạch 705 ngày 12/11, thực hiện 3/12"
        return "named"
    if days is None and here.before and told <= {"month", "part"}:  # "giao ban tháng 11, 28/11"
        return "named"
    return "ask" if days is None or _is_doubtful(here, days) else "sure"


def _is_member(here: _Here) -> bool:
    """Tell whether "viên" stands in front, as in "hòa giải viên 1/12"; "bệnh viện 30/4", "công viên 3/2" are names."""
    if not here.before or here.before[-1] != "vien" or here.before[-2:-1] == ("cong",):
        return False
    return here.said_before == "viên" or here.before[-2:-1] in {("giai",), ("cao",), ("truyen",), ("tac",)}


def _is_share(plain: str, behind: str) -> bool:
    """Tell "12/15 xã" and "5/5 thôn" from a day."""
    part, _, whole = plain.partition("/")
    return behind in SHARED_OUT or (behind in WHOLLY_SHARED and part == whole)


def _is_doubtful(here: _Here, days: Days) -> bool:
    """Tell whether words beside days that can be read make it doubtful that they are the days."""
    plain = folded(here.text)
    last = here.before[-1] if here.before else ""
    told = {token.kind for token in here.found}
    if last == "chac" or here.before[-2:] in _UNSURE or here.hedged:
        return True
    limited = last in LIMITS_BEFORE and here.before[-2:] != ("luy", "ke")
    if limited or last in EITHER or _is_paper(here.before) or here.behind in {"cua", "hoac"} or plain == "cn":
        return True
    ended = {"begins", "ends"} <= told or {"begins", "to"} <= told
    if (
        not ended
        and "start" not in told
        and days.first != days.last
        and DOINGS_OF_DAYS & set(plain.replace(",", " ").split()[1:-1])
    ):
        return True
    parts = [token for token in here.found if token.kind == "noon" or (token.kind == "near" and token.word)]
    if days.separate and len(parts) > 1 and not ended:  # "sáng hôm kia và chiều nay": two things, perhaps
        return True
    # "quảng trường 30/4, 3/12"
    return bool(days.separate) and days.last - days.first > _APART and not told & {"weekday", "near"}


def _is_named_day(days: Days) -> bool:
    return days.first == days.last and (days.first.day, days.first.month) in NAMED_DAYS


def _before(text: str, words: Sequence[tuple[int, int]], at: int) -> tuple[str, ...]:
    """Give the folded words of the same clause in front."""
    line = text[text.rfind("\n", 0, words[at][0]) + 1 : words[at][0]]
    clause = CLAUSE.split(line)[-1]
    if text[words[at][0]] == "(" or clause.rstrip().endswith("("):
        return ()  # in brackets it is for itself: "hòa giải viên (3/12)"
    return tuple(folded(clause.replace("(", " ").replace("/", " ")).split())


def _behind(text: str, words: Sequence[tuple[int, int]], end: int) -> str:
    """Give the folded word that follows in the same clause."""
    if end >= len(words) or CLAUSE.search(text[words[end - 1][1] - 1 : words[end][0]] + " "):
        return ""
    word = folded(text[slice(*words[end])]).strip(" ,.;:()")
    return word if word.isalpha() else ""
