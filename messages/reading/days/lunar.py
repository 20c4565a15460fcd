"""A lunar day beside the day of ours that it was: "1/10 âm lịch tức 20/11", "20/11 (mùng 1 tháng 10 âm lịch)".

The lunar one is left out where both are told; alone it is asked about.
"""

import re
from typing import Final

from messages.folding import folded
from messages.reading.typed import composed

_SAME: Final = re.compile(
    r",?\s*\b(?:tức(?:\s+là)?|tuc(?:\s+la)?|nhằm|nham)\b(?:\s+vào)?\s*|\s*\((?=[^()]*\)\s*$)", re.IGNORECASE
)
_LUNAR: Final = re.compile(r"\b(?:am lich|am|al|ram|thang (?:gieng|chap))\b")
_DATED: Final = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}|\bthang \d")


def without(text: str) -> str:
    """Give what is told of our calendar; the text itself where it is not told in both."""
    told = _SAME.split(composed(text).strip(), maxsplit=1)
    if len(told) != 2:  # noqa: PLR2004 - both calendars
        return text
    are_lunar = [_LUNAR.search(folded(part)) is not None for part in told]
    ours = told[are_lunar.index(False)].strip(" ()") if sorted(are_lunar) == [False, True] else ""
    return ours if _DATED.search(folded(ours)) else text
