"""How many activities a text tells of, where nothing else of it is kept: "15.1c 3 hoạt động"."""

import re
from dataclasses import dataclass
from typing import Final

from messages.folding import folded
from messages.reading.lines.vocabulary import CHANGING_WORDS, DONE_WORDS

_COUNTED: Final = re.compile(
    r"(?<![\w./,-])(?P<n>\d{1,3})\s+(?:hoat dong|cuoc|viec|lan|buoi|dot|lop|activit(?:y|ies))\b"
    r"|\b(?:hoat dong|activities)\s?:?\s(?P<behind>\d{1,3})(?![\w./-])|^\W*(?P<alone>\d{1,3})\W*$"
)


@dataclass(frozen=True, slots=True)
class Activities:
    """`count` is None where no number, or not one alone, surely tells it; `has_more` where other words stand there."""

    count: int | None
    has_more: bool


def activities(text: str) -> Activities:
    """Read how many there were."""
    said = folded(text)
    found = list(_COUNTED.finditer(said))
    if len(found) != 1:
        return Activities(None, any(c.isalnum() for c in said))
    rest = re.findall(r"\w+", said[: found[0].start()] + " " + said[found[0].end() :])
    if CHANGING_WORDS.intersection(rest):
        return Activities(None, has_more=True)
    count = int(next(filter(None, found[0].groups())))
    return Activities(count, any(word not in DONE_WORDS for word in rest))
