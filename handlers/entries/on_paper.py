"""What the office entered from paper, in words: from which document, who typed it, and what the unit says to it."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from handlers.entries import access
from messages.reading import papers as papers_read
from messages.words import say
from storage.db import Db
from storage.results import papers
from storage.results.entries import Entry
from storage.results.papers import Source
from storage.results.status import Confirmation


def named(number: str, dated: date | None) -> str:
    """Name a document in a sentence; of a classified one nothing is said but how it came."""
    if dated is None:
        return say("paper.source.named.classified")
    if papers_read.is_unnumbered(number):
        return say("paper.source.named.unnumbered", on=dated)
    return say("paper.source.named", number=number, on=dated)


def of(source: Source) -> str:
    """Name a document that is kept."""
    return named(source.number, source.dated)


async def lines(db: Db, entry: Entry, unit: str) -> list[str]:
    """Say of an entry from paper where it is from, who answers for it and whether the unit confirms it; else nothing.

    `unit` is the unit's name. Who typed it stands with the entry, as of any other.
    """
    source = await papers.source_of(db, entry.id)
    word = await papers.word(db, entry.id)
    if source is None or word is None:
        return []
    signer = say("paper.signer", signer=source.signer) if source.signer else ""
    told = [say("paper.line.source", source=of(source), signer=signer), say("paper.line.answers", unit=unit)]
    if word.is_open:
        facts = {"field": say(f"review.field.{word.wish_field}"), "wish": word.wish or "–"}
        told.append(say("paper.line.wish", by=word.wished_by or "–", at=word.wished_at, **facts))
    if entry.confirmation is Confirmation.AWAITED:
        told.append(say("paper.line.awaited"))
    elif word.confirmed_at is not None:
        told.append(say("paper.line.given", by=word.confirmed_by or "–", at=word.confirmed_at))
    else:
        told.append(say("paper.line.own"))
    return told


def marked(row: str, entry: Entry) -> str:
    """Say in a list that the office entered it and the unit has not confirmed it."""
    return say("paper.row.awaited", row=row) if entry.confirmation is Confirmation.AWAITED else row


def numbers(found: Sequence[Entry]) -> str:
    """Give the numbers of entries of one unit: "705-BQP-001, 002, 005"."""
    first, *rest = found
    return ", ".join([access.number(first), *(f"{entry.number:03}" for entry in rest)])


def seen(found: Sequence[Entry]) -> str:
    """Give what stands for entries as somebody sees them: how many, and which of them in which versions."""
    stands = " ".join(f"{entry.id}.{entry.version}" for entry in found)
    return f"{len(found)}.{sha256(stands.encode()).hexdigest()[:8]}"
