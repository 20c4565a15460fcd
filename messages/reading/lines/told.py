"""Days in the middle of other words: "Lễ phát động diễn ra ngày 01 tháng 12", "hội trường đường 30/4, chiều 1/12".

Read only where the whole text is not understood and one stretch of it surely is the days.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from messages.folding import folded
from messages.reading import papers
from messages.reading.correcting import alternatives
from messages.reading.days.spans import read_days
from messages.reading.lines.days import stretches
from messages.reading.typed import composed
from messages.unclear import Unclear
from messages.values import Days

# Beside days they may say that it was not then.
_CHANGING: Final = frozenset(
    {
        "khong",
        "chua",
        "hoac",
        "hay",
        "hoan",
        "huy",
        "lui",
        "doi",
        "truoc",
        "sau",
        "han",
        "khoang",
        "tam",
        "uoc",
        "hang",
        "lich",
        "nham",
        "chac",
        "rang",
    }
)
_DONE: Final = re.compile(r"\b(?:hoan thanh|hoan tat|hoan chinh|hoan thien)\b")  # no "hoãn"
_UNSURE: Final = re.compile(
    r"\b(?:hinh nhu|co le|thi phai|gi do|hay sao|ang chung|phong chung|nghe dau|nam kia|cu (?:thu|ngay))\b"
)

# "mốt làm lễ" answers when; elsewhere "mốt" is a fashion.
_COMING: Final = re.compile(
    r"^((?:dạ|vâng|thưa|em)?,?\s*)\b(mốt)(?=\s+(?:làm|họp|mở|tổ chức|khai mạc|khai giảng|mới|tụi|bên|em|sẽ|ra quân"
    r"|phát động|tập huấn)\b)",
    re.IGNORECASE,
)


def days_in(text: str, today: date) -> Days:
    """Read the days of a text that may hold other words. Raise Unclear as `read_days` does."""
    if (coming := _COMING.sub(r"\1ngày \2", composed(text))) != composed(text):
        return replace(days_in(coming, today), typed=text)
    try:
        return read_days(text, today)
    except Unclear as why:
        if (meant := _meant(text, today)) is not None:
            return meant
        if why.because != "days.not_understood" or why.offers:
            raise
        said = composed(text)
        masked = papers.masked(said, papers.spans(said))
        found = stretches(masked, today)
        beside = papers.masked(masked, [(one.start, one.end) for one in found])
        beside = _DONE.sub(" ", folded(beside))
        changed = not _CHANGING.isdisjoint("".join(c if c.isalnum() else " " for c in beside).split())
        changed = changed or _UNSURE.search(folded(said)) is not None
        if not changed and len(found) == 1 and found[0].days is None:
            _offer(found[0].text, today)
        if changed or len(found) != 1 or found[0].days is None:
            raise
        return replace(found[0].days, typed=text)


def _offer(text: str, today: date) -> None:
    """Raise Unclear where days that are not sure can be offered: of "treo từ ngày 15/11" that day, or all since."""
    try:
        read_days(text, today)
    except Unclear as why:
        if why.offers:
            raise


def _meant(text: str, today: date) -> Days | None:
    """Read the day that was meant instead of another: "2/12 chứ không phải 3/12"; None where that is not plain."""
    told = alternatives(composed(text))
    if told is None:
        return None
    try:
        meant = read_days(told[0], today)
        if told[1]:
            read_days(told[1], today)
    except Unclear:
        return None
    return replace(meant, typed=text)
