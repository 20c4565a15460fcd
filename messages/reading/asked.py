"""What is asked about the plan itself, outside every question: until when to report, and to whom."""

import re
from enum import StrEnum
from typing import Final

from messages.folding import folded


class Asked(StrEnum):
    """What somebody wants to know."""

    DEADLINE = "deadline"
    ADDRESSEE = "addressee"


_LONGEST: Final = 16  # words; what is longer tells of something
_SENDING: Final = r"(?:nop|gui|bao cao|hoan thanh|send|submit|report)"
_WHEN: Final = r"(?:bao gio|khi nao|den khi nao|ngay nao|truoc ngay nao|may gio|luc nao)"
_DEADLINE: Final = re.compile(
    rf"\b(?:thoi han|(?<!gia )han(?: chot| cuoi)?) (?:{_SENDING}|cua|la|bao cao)\b"
    rf"|\b{_WHEN}\b.*\b{_SENDING}\b|\b{_SENDING}\b.*\b{_WHEN}\b"
    r"|^(?:thoi )?han(?: chot)?(?: (?:bao cao|nop))?$|\bbao gio (?:het han|den han)\b|\bcon bao nhieu ngay\b"
    r"|\bdeadline\b|\bwhen\b.*\b(?:due|send|submit|report)\b"
)
_ADDRESSEE: Final = re.compile(
    rf"\b{_SENDING}\b.*\b(?:cho ai|toi ai|den ai|di dau|ve dau|o dau|cho don vi nao|cho co quan nao|den dau|noi nao)\b"
    r"|\bnoi nhan(?: bao cao)?\b|\bkinh gui ai\b|\bai nhan bao cao\b|\b(?:to whom|who)\b.*\b(?:send|submit|report)\b"
    r"|\bwhere\b.*\b(?:send|submit)\b"
)


def asked(text: str) -> Asked | None:
    """Read what is asked; None for anything else."""
    plain = " ".join(re.findall(r"\w+", folded(text)))
    if not plain or len(plain.split()) > _LONGEST:
        return None
    if _ADDRESSEE.search(plain):
        return Asked.ADDRESSEE
    return Asked.DEADLINE if _DEADLINE.search(plain) else None
