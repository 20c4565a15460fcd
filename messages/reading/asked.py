"""What is asked about the plan: until when to report, to whom, what of; which slogans there are, whom to call."""

import re
from enum import StrEnum
from typing import Final

from messages.folding import folded


class Asked(StrEnum):
    """What somebody wants to know."""

    DEADLINE = "deadline"
    ADDRESSEE = "addressee"
    CONTENTS = "contents"
    SLOGANS = "slogans"
    PHONE = "phone"


_LONGEST: Final = 16  # words; what is longer tells of something
_SENDING: Final = r"(?:nop|gui|bao cao|hoan thanh|send|submit|report)"
_WHEN: Final = r"(?:bao gio|khi nao|den khi nao|ngay nao|truoc ngay nao|may gio|luc nao)"
_DEADLINE: Final = re.compile(
    rf"\b(?:thoi han|(?<!gia )han(?: chot| cuoi)?) (?:{_SENDING}|cua|la|bao cao)\b"
    rf"|\b{_WHEN}\b.*\b{_SENDING}\b|\b{_SENDING}\b.*\b{_WHEN}\b"
    r"|^(?:thoi )?han(?: chot)?(?: (?:bao cao|nop))?$|\bbao gio (?:het han|den han)\b|\bcon bao nhieu ngay\b"
    rf"|\b(?:chot|khoa) so lieu\b.*\b{_WHEN}\b|\b{_WHEN}\b.*\b(?:chot|khoa) so lieu\b"
    r"|\bdeadline\b|\bwhen\b.*\b(?:due|send|submit|report)\b"
)
_ADDRESSEE: Final = re.compile(
    rf"\b{_SENDING}\b.*\b(?:cho ai|toi ai|den ai|di dau|ve dau|o dau|cho don vi nao|cho co quan nao|den dau|noi nao)\b"
    r"|\bnoi nhan(?: bao cao)?\b|\bkinh gui ai\b|\bai nhan bao cao\b|\b(?:to whom|who)\b.*\b(?:send|submit|report)\b"
    r"|\bwhere\b.*\b(?:send|submit)\b"
)
_CONTENTS: Final = re.compile(
    r"\bbao cao\b.*\b(?:gom|co|can|ghi|neu|viet|gui)\b.*\b(?:nhung gi|cai gi|gi|noi dung nao|muc nao|phan nao)\b"
    r"|\b(?:noi dung|bo cuc|de cuong|cau truc) (?:cua )?bao cao(?: (?:gom|co|la|nhu|the|ra|gi|nao|nhung|sao))*$"
    r"|\bwhat\b.*\breport\b.*\b(?:contain|include|say|cover)\b|\bwhat\b.*\bin the report\b"
)
_DONE: Final = re.compile(
    r"\b(?:da|treo|cang|ke|in|lam|hung|\d+)\b.*\b(?:khau hieu|slogans?)\b|\b(?:khau hieu|slogans?) (?:so )?\d"
)
_SLOGANS: Final = re.compile(
    r"^(?:\w+ ){0,5}(?:khau hieu|slogans?)"
    r"(?: (?:gi|nao|la|nhung|cac|co|gom|cua|trong|ke hoach|dot|nay|tuyen truyen|duoc|dung|de|can|treo|the|a|nhe|o dau"
    r"|are|is|there|to|use|of|the|plan))*$"
)
_PHONE: Final = re.compile(
    r"\b(?:so dien thoai|so dt|sdt|so may|duong day nong|hotline|phone number)\b(?! (?:moi|cua (?:toi|em|minh|don vi)))"
    r"|\b(?:lien he|goi)(?: dien)?(?: thoai)?(?: cho| voi| den)? (?:ai|so nao|so may|dau|can bo nao)\b"
    r"|\b(?:who|whom|which number|what number)\b.*\b(?:call|phone)\b"
)
_DIGITS: Final = re.compile(r"\d{6,}")


def asked(text: str) -> Asked | None:
    """Read what is asked; None for anything else."""
    plain = " ".join(re.findall(r"\w+", folded(text)))
    if not plain or len(plain.split()) > _LONGEST:
        return None
    if _ADDRESSEE.search(plain):
        return Asked.ADDRESSEE
    if _DEADLINE.search(plain):
        return Asked.DEADLINE
    if _CONTENTS.search(plain):
        return Asked.CONTENTS
    if _SLOGANS.search(plain) and not _DONE.search(plain):
        return Asked.SLOGANS
    return Asked.PHONE if _PHONE.search(plain) and not _DIGITS.search(plain.replace(" ", "")) else None
