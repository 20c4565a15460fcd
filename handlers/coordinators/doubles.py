"""Which results of other units may be the same activity as one under review: for the office alone to see.

They are alike by their days, form and title, share a file or a link, or their tasks are tied. Of what is sensitive
nothing is compared.
"""

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from handlers.desk import Desk
from handlers.entries import access, contents, joint
from handlers.entries.contents import Result
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
    near, proven = await joinings.beside(desk.db, entry), await joinings.with_same_evidence(desk.db, entry)
    words = joint.said(await joinings.of_plan(desk.db, desk.plan.code, desk.now))
    named = [other for pair, is_one in words.items() if is_one for other in pair if _name(entry) in pair]
    others = {other.id: other for other in (*near, *proven) if other.kind is EntryKind.ACTIVITY}
    mine = contents.result(entry)
    found = []
    for other in others.values():
        theirs = contents.result(other)
        if words.get(frozenset((_name(entry), _name(other)))) is False:
            continue
        pairs = joint.found(desk.plan, (mine, theirs), words)
        if pairs or other in proven or _is_alike(mine, theirs):
            found.append(Double(other, _name(other) in named or any(pair.is_one for pair in pairs)))
    return found


def _name(entry: Entry) -> tuple[str, int]:
    return entry.unit, entry.number


def _is_alike(one: Result, other: Result) -> bool:
    return fuzz.token_sort_ratio(folded(one.content.title), folded(other.content.title)) >= _ALIKE


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
