"""Which results of other units may be the same activity as one under review: for the office alone to see.

They are alike by their days, form and title, share a file or a link, or their tasks are tied. Of what is sensitive
nothing is compared.
"""

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from handlers.desk import Desk
from handlers.entries import access, contents, joint
from messages.folding import folded
from messages.said import Choice
from messages.shortening import shortened
from messages.words import say
from storage.results import joinings
from storage.results.entries import Entry, EntryKind

_ALIKE: Final = 80  # of 100, of titles without tone marks
_SHOWN: Final = 3
_TITLE: Final = 60  # characters


@dataclass(frozen=True, slots=True)
class Double:
    """Another result that is one activity with it (`is_one`: it counts once), or may be."""

    entry: Entry
    is_one: bool


async def of_entry(desk: Desk, entry: Entry) -> list[Double]:
    """Give what is, or may be, the same activity; nothing of which the office has said that it is not."""
    if entry.kind is not EntryKind.ACTIVITY or not entry.status.counts:
        return []
    words = joint.said(await joinings.of_entry(desk.db, entry))
    named, proven = await joinings.joined(desk.db, entry), await joinings.with_same_evidence(desk.db, entry)
    mine = contents.result(entry)
    ties = {tie for key in mine.content.tasks for tie in desk.plan.task(key).ties}
    near = await joinings.beside(desk.db, entry, ties)
    alike = {other.entry for other in near if other.tied or _is_alike(mine.content.title, other.title)}
    others = {other.id: other for other in (*named, *proven, *await joinings.by_ids(desk.db, alike))}
    found = []
    for other in others.values():
        said = words.get(frozenset((_name(entry), _name(other))))
        if said is False or other.kind is not EntryKind.ACTIVITY:
            continue
        theirs = contents.result(other)
        pairs = joint.found(desk.plan, (mine, theirs), words)
        if said or pairs or other in proven or _is_alike(mine.content.title, theirs.content.title):
            found.append(Double(other, any(pair.is_one for pair in pairs)))
    return sorted(found, key=lambda double: not double.is_one)


def _name(entry: Entry) -> tuple[str, int]:
    return entry.unit, entry.number


def _is_alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(folded(one), folded(other)) >= _ALIKE


async def worded(desk: Desk, entry: Entry) -> tuple[list[str], list[Choice]]:
    """Name them in lines, each with a button by which the office says whether it is one activity."""
    found = await of_entry(desk, entry)
    lines, choices = [], []
    for double in found[:_SHOWN]:
        number = access.number(double.entry)
        what = shortened(access.title(desk.plan, contents.of_entry(double.entry)), _TITLE)
        unit = desk.plan.unit(double.entry.unit).short
        lines.append(say("joint.is" if double.is_one else "joint.may_be", number=number, unit=unit, what=what))
        label = say("joint.part" if double.is_one else "joint.find_out", number=number)
        choices.append(Choice(f"/ghep {access.number(entry)} {number}", label))
    if found[_SHOWN:]:
        lines.append(say("joint.more", n=len(found) - _SHOWN))
    return lines, choices
