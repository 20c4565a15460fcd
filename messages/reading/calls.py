"""What somebody writes of a telephone call: whether anybody was reached, and the piece that names a day to come.

"đã gọi, hẹn thứ Năm" agrees on a day, "đã gọi, không nghe máy" reached nobody.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from messages.folding import cleaned, folded
from messages.reading.days.alone import is_day
from messages.reading.lines.days import stretches

_NOBODY: Final = re.compile(
    r"\b(?:khong|chua|ko|k) (?:ai |co ai )?(?:nghe|bat|nhac|tra loi|goi duoc|lien lac duoc|lien he duoc|gap)\b"
    r"|\b(?:goi|lien lac|lien he) (?:khong|chua|ko) duoc\b|\bmay ban\b|\bthue bao\b|\btat may\b|\bsai so\b"
    r"|\bno (?:answer|reply)\b|\b(?:not|nobody|could not be) reach\w*|\bdid not answer\b|\bline (?:is |was )?busy\b"
)
# What stands before a day that was named on the telephone.
_AGREED: Final = re.compile(
    r"\b(?:hen|hua|cam ket|goi lai|lien he lai|lien lac lai|se|xin (?:den|gui)|de nghi den|dinh|du kien"
    r"|promis\w+|agreed|will|call (?:back|again)|until|by)\b"
)
_BEGINS: Final = re.compile(
    r"(?:da |vua |moi )?(?:goi|goi dien|dien thoai|lien he|trao doi)\b|(?:have )?(?:called|phoned|rang)\b"
)
_BEFORE: Final = r"(?:(?:gui|nop|vao|sang|den|toi|lai) )*"
_TOMORROW: Final = re.compile(rf"{_BEFORE}(mai)\b")
_NUMBER: Final = re.compile(r"\b\d{1,2}\b")
_GOES_ON: Final = re.compile(r"(?:toi|sau|nay|next|this)\b")  # "thứ Năm tuần tới"


@dataclass(frozen=True, slots=True)
class Called:
    """What a note of a call says: whether somebody was reached; the words of each day that was named, if any.

    `names_a_day`: a number stands behind a promise, whether a day can be read there or not ("hẹn 13").
    """

    is_reached: bool
    days: tuple[str, ...] = ()
    names_a_day: bool = False


def begins(text: str) -> bool:
    """Tell whether a text begins as the note of a call does."""
    return _BEGINS.match(folded(text.strip(" ,.:;"))) is not None


def read(text: str, today: date) -> Called:
    """Read a note; a day counts as named behind a word that says so, or alone, for a call has a day of its own."""
    text, plain = cleaned(text), folded(text)
    agreed = _AGREED.search(plain)
    if agreed is None and is_day(text):
        return Called(is_reached=True, days=(text,), names_a_day=True)
    if agreed is None:
        return Called(_NOBODY.search(plain) is None)
    behind = (text if len(text) == len(plain) else plain)[agreed.end() :]  # letters that fold to more than one
    days = tuple(_whole(behind, one.end, one.text) for one in stretches(behind, today))
    days = days or _bare(behind)
    return Called(bool(days) or _NOBODY.search(plain) is None, days, bool(days or _NUMBER.search(behind)))


def _whole(text: str, end: int, piece: str) -> str:
    """Give a piece with the word behind it that belongs to its week."""
    rest = text[end:].lstrip()
    more = _GOES_ON.match(folded(rest))
    return f"{piece} {rest[: more.end()]}" if more else piece


def _bare(text: str) -> tuple[str, ...]:
    """Give "mai", which in a title may be a name, but not behind a promise."""
    found = _TOMORROW.match(folded(text.strip(" ,.:;")))
    return (found[1],) if found else ()
