"""Whether a text is a day and nothing else, where something else is asked for: "ngày mai" is no number of a paper."""

import re
from typing import Final

from messages.folding import folded
from messages.reading.days import words
from messages.reading.days.tokens import tokens
from messages.unclear import Unclear

_DAYS: Final = frozenset({"date", "near", "weekday"})
_NAME: Final = "mai"  # Mai signs
_TITLE: Final = re.compile(rf"\b(?:{words.NAMING})\b")


def is_day(text: str) -> bool:
    """Tell whether nothing but a day stands here; a month and its year may be a paper's number."""
    plain = folded(text)
    if plain.strip(" .") == _NAME or _TITLE.search(plain):
        return False
    try:
        kinds = {token.kind for token in tokens(text)}
    except Unclear:
        return False
    return bool(kinds & _DAYS)
