"""What the office may decide of an entry, and of which part of it more may be wanted."""

from collections.abc import Mapping
from typing import Final

from handlers.entries.contents import Content
from messages.words import say
from storage.results.entries import Entry
from storage.results.status import Decision, Status

EVIDENCE: Final = "evidence"
ANYTHING: Final = "anything"  # more is wanted of no one part

WAYS: Final[Mapping[Status, tuple[Decision, ...]]] = {
    Status.RECEIVED: (Decision.TAKEN_IN, Decision.MORE_WANTED, Decision.SET_ASIDE),
    Status.MORE_WANTED: (Decision.TAKEN_IN, Decision.SET_ASIDE),
    Status.TAKEN_IN: (Decision.MORE_WANTED, Decision.SET_ASIDE),
    Status.SET_ASIDE: (Decision.TAKEN_IN,),
    Status.WITHDRAWAL_ASKED: (Decision.WITHDRAWN, Decision.KEPT),
}


def ways(entry: Entry) -> tuple[Decision, ...]:
    """Give what may be decided of an entry as it stands; nothing of what is planned or withdrawn."""
    return WAYS.get(entry.status, ())


def fields(content: Content) -> tuple[str, ...]:
    """Give the parts of which more may be wanted, by the keys of their questions."""
    if content.is_classified:
        return (ANYTHING,)
    if content.is_sensitive:
        return ("count", "by_letter", ANYTHING)
    if content.is_cumulative:
        return ("days", "figures", EVIDENCE, ANYTHING)
    return ("days", "title", "figures", EVIDENCE, "form", ANYTHING)


def status(entry: Entry) -> str:
    """Say where an entry stands with the office."""
    return say(f"status.{entry.status}")
