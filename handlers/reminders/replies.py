"""What an official answers to a reminder in words of their own, and which button says the same.

Nothing is stated by it: what was understood is offered, the reminder's other buttons behind it.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from messages.folding import folded
from messages.questions.ahead import DaysAhead
from messages.questions.question import Heard
from messages.said import Choice, Said
from messages.unclear import Unclear
from messages.words import say

LONGEST: Final = 30  # days ahead


_SHORT: Final = 16  # words; what is longer tells of a result


# A signed report by its number: "215/BC-BNG", "215/2026/BC-BNG"; perhaps the day it bears.
_REPORT: Final = re.compile(
    r"\b(\d{1,5}(?:/\d{4})?/BC\b[\w.&-]*)(?:.*?\bng.y\s+(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?))?", re.IGNORECASE
)


_SENT: Final = re.compile(
    r"\b(?:da|vua|moi) (?:gui|nop|bao cao|cap nhat)\b|\b(?:gui|nop|bao cao|cap nhat)\b.*\b(?:roi|xong)\b"
    r"|\b(?:sent|submitted|reported) (?:it|already)\b|\balready (?:sent|submitted|reported)\b"
)


_NOT_YET: Final = re.compile(r"\b(?:chua|se|not|will)\b")


_NOTHING: Final = re.compile(
    r"\bkhong (?:phat sinh|co gi|to chuc|trien khai|co (?:hoat dong|ket qua|noi dung|viec))\b|^khong co$"
    r"|\bnothing (?:to report|happened|arises|arose)\b|^nothing$"
)


_OTHERS: Final = re.compile(
    r"\bnguoi khac\b|\bkhong (?:con )?phu trach\b|\b(?:phu trach|lam) viec nay\b|\b(?:da )?chuyen cong tac\b"
    r"|\bsomeone else\b|\bsomebody else\b"
)


_LATER: Final = re.compile(
    r"\b(?:se|cho them|xin them|xin lui|gia han|de sau|sap xong|(?:tuan|thang) sau|cuoi (?:tuan|thang))\b"
    r"|\bchua (?:gui|nop|lam|bao cao|kip|xong|co)\b|\bdang (?:lam|trinh|du thao|tong hop|cho|xin)\b"
    r"|\b(?:hom|sang|chieu|toi) nay (?:gui|nop)\b"
    r"|\b(?:later|not yet|tomorrow|next week|will (?:send|report|submit)|(?:mon|tues|wednes|thurs|fri)day)\b"
)


# What stands beside a day in a promise: without it the day is left.
_BESIDE_A_DAY: Final = re.compile(
    r"toi|em|minh|don|vi|chung|chi|anh|dong|se|xin|hen|de|gui|nop|bao|cao|van|ban|cap|nhat|ket|qua|xong|nhe|nha|a|ah"
    r"|duoc|moi|lai|gia|han|them|den|het|nghi|ask|for|an|extension|until"
    r"|chua|kip|lam|hoan|thanh|cho|co|vao|truoc|i|we|will|send|it|the|report|submit|by|on|please|update"
)


@dataclass(frozen=True, slots=True)
class Meant:
    """The command that says the same; of a report its number and day as typed, of a promise the day."""

    command: str
    number: str = ""
    signed: str = ""
    day: date | None = None


def report(text: str) -> Meant | None:
    """Read that a signed report was sent, by its number."""
    found = _REPORT.search(text)
    if found is None or len(text.split()) > _SHORT:
        return None
    return Meant("vanban", found[1], found[2] or "")


def meant(text: str, today: date) -> Meant | None:
    """Read a short answer to a reminder; None where none of its buttons says so."""
    plain = " ".join(re.findall(r"[\w/.-]+", folded(text)))
    if not plain or "?" in text or len(plain.split()) > _SHORT:
        return None
    if (sent := report(text)) is not None:
        return sent
    if _OTHERS.search(plain):
        return Meant("nguoikhac")
    if _NOTHING.search(plain):
        return Meant("khongphatsinh")
    if _SENT.search(plain) and not _NOT_YET.search(plain):
        return Meant("vanban")
    day = day_of(text, today)
    if day is None and not _LATER.search(plain):
        return None
    return Meant("hen", day=day)


def day_of(text: str, today: date, at_most: int = LONGEST) -> date | None:
    """Read the day to come that a short answer names, so many days ahead at most; None for none, or several."""
    rest = [word for word in re.findall(r"[\w/.-]+", text) if not _BESIDE_A_DAY.fullmatch(folded(word))]
    with suppress(Unclear):
        kept = DaysAhead("promise", today, at_most, single=True).hear(Heard(Said("", " ".join(rest))), None)
        return date.fromisoformat(kept[0])
    return None


def choices(said: Meant | None, offered: Sequence[Choice]) -> tuple[Choice, ...]:
    """Put what is meant first, with what was understood, before the other buttons."""
    if said is None:
        return tuple(offered)
    mine = tuple(choice for choice in offered if command(choice) == said.command)
    first = tuple(_understood(said, mine)) or mine
    return (*first, *(choice for choice in offered if choice not in mine))


def _understood(said: Meant, mine: Sequence[Choice]) -> Iterator[Choice]:
    if said.number:
        key = "replying.report.dated" if said.signed else "replying.report"
        yield Choice(f"/vanban {said.number} {said.signed}".strip(), say(key, number=said.number, day=said.signed))
    elif said.day is not None:
        for choice in mine:
            what = choice.key.rpartition(" ")[2]
            label = say(f"replying.promise.{what}", day=said.day)
            yield Choice(f"{choice.key} {said.day:%d/%m/%Y}", label)


def command(choice: Choice) -> str:
    """Give the command a button stands for, without its words."""
    return choice.key.removeprefix("/").partition(" ")[0]
