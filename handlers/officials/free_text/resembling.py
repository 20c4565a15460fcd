"""Whether a message that answers no question looks like a result, so that it may be offered as one.

Deterministic: words of doing, days with figures, a link. Greetings, thanks, questions,
wishes and what is still to come do not.
"""

import re
from collections.abc import Sequence
from typing import Final

from messages.folding import folded
from messages.reading import difficulties
from messages.reading.lines import lines
from messages.reading.lines.lines import TypedLine
from messages.reading.lines.vocabulary import ASKING, ASKING_ENDS, DOINGS, GREETINGS, NOT_DONE, NOT_DONE_PHRASES

_FEWEST: Final = 4  # words
_BEFORE: Final = 4  # words in front of a doing that may undo it
_REMARK: Final = re.compile(r"^(?:da vang|vang|cam on|xin cam on|kinh chao|chao|xin chao)\b")


def looks(text: str, line: TypedLine) -> bool:
    """Tell whether a text, taken apart as `line`, looks like something that was done."""
    plain = folded(text)
    if line.evidence and not _asks(plain, text):
        return True
    words = re.findall(r"\w+", plain)
    if len(words) < _FEWEST or _asks(plain, text):
        return False
    if any(phrase in f" {plain} " for phrase in NOT_DONE_PHRASES):
        return False
    told = bool(line.figures) and not _is_undone(words)
    if told and (line.has_days or lines.is_doing(text)):
        return True
    rest = _without_greeting(plain)
    return any(_is_done(rest, doing) for doing in DOINGS)


def is_only_difficulty(text: str, line: TypedLine) -> bool:
    """Tell whether a text, taken apart as `line`, speaks of a difficulty, and of nothing that was done."""
    return not (line.figures or line.has_days) and difficulties.tells(text)


def _asks(plain: str, text: str) -> bool:
    if "?" in text:
        return True
    words = re.findall(r"\w+", plain)
    return any(f" {asking} " in f" {plain} " for asking in ASKING) or bool(words and words[-1] in ASKING_ENDS)


def _is_done(plain: str, doing: str) -> bool:
    """Tell whether a doing stands here, and nothing in front says that it was not done, or is to be."""
    place = f" {plain} ".find(f" {doing} ")
    if place < 0:
        return False
    before = re.findall(r"\w+", plain[:place])[-_BEFORE:]
    return not NOT_DONE & set(before)


def _is_undone(words: Sequence[str]) -> bool:
    return bool({"se", "sap"} & set(words)) or {"khong", "chua"} & set(words[:_BEFORE]) != set()


def _without_greeting(plain: str) -> str:
    """Leave out clauses of courtesy: "cảm ơn đồng chí đã hỗ trợ" is thanks, whatever was supported."""
    clauses = re.split(r"[,.;:\n]\s", plain)
    return ", ".join(clause for clause in clauses if not _REMARK.match(clause) and clause not in GREETINGS)
