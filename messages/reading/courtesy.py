"""Words of courtesy and nothing else: "cảm ơn", "vâng ạ", "đã rõ, cảm ơn Văn phòng"."""

import re
from functools import cache
from typing import Final

from messages import meanings
from messages.folding import folded
from messages.reading.lines.vocabulary import ADDRESSED

_SPEECH: Final = frozenset({"nhe", "nha", "nhieu", "roi", "oi", "vay", "ah", "van", "phong"})

_THANKS: Final = re.compile(r"\b(?:cam on|thanks?|tks)\b")


def is_courtesy(text: str) -> bool:
    """Tell whether a text says no more than that."""
    clauses = [clause for clause in re.split(r"[,.;\n]", folded(text)) if clause.strip()]
    return bool(clauses) and all(map(_is_one, clauses))


def is_thanks(text: str) -> bool:
    """Tell whether a text is such courtesy, and thanks: "vâng", "ok" may be meant as an answer."""
    return is_courtesy(text) and _THANKS.search(folded(text)) is not None


def _is_one(clause: str) -> bool:
    words = clause.split()
    while words and words[-1] in ADDRESSED | _SPEECH and " ".join(words) not in _typed():
        words.pop()
    return " ".join(words) in _typed()


@cache
def _typed() -> dict[str, str]:
    return meanings.typed({"courtesy.typed": "courtesy"})
