"""A rehearsal in words, for the terminal: messages by day and kind, by person, and what was found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median
from typing import Final

from bot.rehearsal.cast import Entries
from bot.rehearsal.findings import Finding
from bot.rehearsal.playing import Played
from messages.words import number, say

KINDS: Final = ("reminder", "digest", "picture", "opening", "closing", "news", "reply")
_WIDTH: Final = 14


def lines(played: Played, how: Entries, findings: Sequence[Finding]) -> Iterator[str]:
    """Give it line by line."""
    yield say("rehearse.head", plan=played.plan.short, first=played.starts.date(), last=played.ends.date())
    yield say(f"rehearse.how.{how}", people=len(played.players), units=len(played.plan.units))
    yield ""
    yield from _days(played)
    yield ""
    yield from _persons(played)
    yield ""
    yield from _found(findings)


def _days(played: Played) -> Iterator[str]:
    counts = Counter((message.day, message.kind) for message in played.messages)
    kinds = [kind for kind in KINDS if any(met == kind for _, met in counts)]
    yield _row(say("rehearse.day"), [say(f"rehearse.kind.{kind}") for kind in kinds])
    for day in sorted({day for day, _ in counts}):
        name = say("rehearse.day.of", day=day)
        yield _row(name, [_count(counts[day, kind]) for kind in kinds])
    yield _row(say("rehearse.sum"), [_count(sum(counts[key] for key in counts if key[1] == kind)) for kind in kinds])


def _row(first: str, cells: Sequence[str]) -> str:
    return f"{first:24}" + "".join(f"{cell:>{_WIDTH}}" for cell in cells)


def _count(n: int) -> str:
    return number(n) if n else "–"


def _persons(played: Played) -> Iterator[str]:
    for what, only in (("rehearse.person.reminders", True), ("rehearse.person.all", False)):
        of = reminders_of(played) if only else messages_of(played)
        if of:
            counts = sorted(of.values())
            middle = number(Decimal(str(median(counts))))
            yield say(what, least=counts[0], middle=middle, most=counts[-1], n=len(counts))


def reminders_of(played: Played) -> dict[str, int]:
    """Count the reminders of each address that gets any."""
    return dict(Counter(message.player.chat for message in played.messages if message.kind == "reminder"))


def messages_of(played: Played) -> dict[str, int]:
    """Count the messages of each address but for the answers it got."""
    return dict(Counter(message.player.chat for message in played.messages if message.kind != "reply"))


def _found(findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        yield say("rehearse.well")
        return
    yield say("rehearse.found", n=len(findings))
    for place, finding in enumerate(findings, 1):
        yield f"{place}. {say(finding.because, **finding.facts)}"
