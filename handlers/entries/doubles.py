"""Which results of other units may be the same activity as one: for the office to see, seldom for its unit to be asked.

They are alike by their days, form and title, share a file or a link, or their tasks are tied. Of what is sensitive
nothing is compared.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from rapidfuzz import fuzz, process

from handlers.desk import Desk
from handlers.entries import contents, findable, joint
from handlers.entries.contents import Content
from messages.folding import folded
from messages.words import say
from plans.schema import Plan, Sensitive
from storage.results import finding, joinings, search
from storage.results.entries import Entry, EntryKind
from storage.results.finding import Sought
from storage.results.joinings import DatedTitle, JointWord, NamedPair, Titled
from storage.results.status import Status

_ALIKE: Final = 80  # of 100, of titles without tone marks
_LOOKED_THROUGH: Final = 100  # the newest of those that may be asked about
_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Double:
    """Another result that is one activity with it (`is_one`: it counts once), or may be; the last word on the two.

    `alike` are the keys of what they have in common.
    """

    entry: Entry
    is_one: bool
    word: JointWord | None = None
    alike: tuple[str, ...] = ()

    def because(self) -> str:
        """Say in a sentence why they may be one; "" where nothing but a word says so."""
        return say("joint.alike", why="; ".join(say(f"joint.alike.{one}") for one in self.alike)) if self.alike else ""


async def of_entry(desk: Desk, entry: Entry) -> list[Double]:
    """Give what is, or may be, the same activity; nothing of which the office has said that it is not."""
    if not _is_activity(entry):
        return []
    joined = await joinings.joined(desk.db, entry)
    return await _among(
        desk, entry, await joinings.beside(desk.db, entry, _ties(desk.plan, contents.of_entry(entry))), joined
    )


def _is_activity(entry: Entry) -> bool:
    return entry.kind is EntryKind.ACTIVITY and entry.status.counts


def _ties(plan: Plan, content: Content) -> frozenset[str]:
    return frozenset(tie for key in content.tasks for tie in plan.task(key).ties)


async def _among(desk: Desk, entry: Entry, near: Sequence[Titled], joined: Sequence[Entry] = ()) -> list[Double]:
    last = {word.pair: word for word in await joinings.of_entry(desk.db, entry)}
    words = joint.said(last.values())
    proven = await joinings.with_same_evidence(desk.db, entry)
    mine = contents.result(entry)
    title = folded(mine.content.title)
    tied = {other.entry for other in near if other.tied}
    titled = {other.entry for other in near if _is_alike(title, other.title)}
    others = {other.id: other for other in (*joined, *proven, *await joinings.by_ids(desk.db, tied | titled))}
    found = []
    for other in others.values():
        word = last.get(frozenset((_name(entry), _name(other))))
        if (word is not None and word.is_two) or other.kind is not EntryKind.ACTIVITY:
            continue
        theirs = contents.result(other)
        pairs = joint.found(desk.plan, (mine, theirs), words)
        if word is not None or pairs or other in proven or _is_alike(title, theirs.content.title):
            has = {"evidence": other in proven, "title": other.id in titled, "tasks": other.id in tied}
            alike = tuple(key for key, is_so in has.items() if is_so)
            found.append(Double(other, any(pair.is_one for pair in pairs), word, alike))
    return sorted(found, key=lambda double: not double.is_one)


def _name(entry: Entry) -> tuple[str, int]:
    return entry.unit, entry.number


def _is_alike(plain: str, other: str) -> bool:
    return fuzz.token_sort_ratio(plain, folded(other), score_cutoff=_ALIKE) >= _ALIKE


async def unspoken_of(desk: Desk, at: datetime) -> list[NamedPair]:
    """Give the pairs sent until an instant that may be one activity by evidence or title, of which no word was said."""
    words = joint.said(await joinings.of_plan(desk.db, desk.plan.code, at))
    shared = await joinings.sharing_evidence(desk.db, desk.plan.code, at)
    alike = titled_alike(await joinings.titles(desk.db, desk.plan.code, at))
    found = {one.pair: one for one in (*shared, *alike)}
    return [one for pair, one in found.items() if pair not in words]


def titled_alike(rows: Sequence[DatedTitle]) -> Iterator[NamedPair]:
    """Give the pairs of different units whose days touch and whose titles are alike, of one form.

    `rows` come by form and first day. Whoever took in the second of two had it shown that they are alike.
    """
    plain = [" ".join(sorted(folded(row.title).split())) for row in rows]
    for nth, row in enumerate(rows, 1):
        until = row.form, str(date.fromisoformat(row.last) + _A_DAY)
        end = bisect_right(rows, until, nth, key=lambda other: (other.form, other.first))
        near = process.extract_iter(plain[nth - 1], plain[nth:end], scorer=fuzz.ratio, score_cutoff=_ALIKE)
        for other in (rows[nth + place] for _, _, place in near):
            if other.unit != row.unit and not (other.is_taken_in and row.is_taken_in):
                first, second = sorted([(row.unit, row.number), (other.unit, other.number)])
                yield NamedPair(*first, *second)


@dataclass(frozen=True, slots=True)
class LeadUnit:
    """Who leads an activity by the plan, "" where it does not tell; the results of it that this unit has entered."""

    unit: str
    entries: tuple[Entry, ...] = ()

    def worded(self, plan: Plan) -> str:
        """Say it behind a sentence; nothing where it cannot be known."""
        return " " + say("joint.lead", unit=plan.unit(self.unit).name) if self.unit else ""


async def led(desk: Desk, first: Entry, second: Entry) -> LeadUnit:
    """Give who leads the activity that two results are, and all that were said to be one with them."""
    every = [first, second, *await joinings.joined(desk.db, first), *await joinings.joined(desk.db, second)]
    there = {entry.id: entry for entry in every if _is_activity(entry)}
    unit = joint.lead(desk.plan, map(contents.result, there.values()))
    return LeadUnit(unit, tuple(entry for entry in there.values() if entry.unit == unit))


async def to_ask(desk: Desk, entry: Entry) -> list[Double]:
    """Give those of which its unit is asked: nobody has said a word on them, and it may know of them.

    It may where the plan ties their tasks, or where the other unit has named this one as its partner. Every entry is
    asked about: so only such are looked through, found by what they are indexed by, and so many at most.
    """
    if not _is_activity(entry):
        return []
    mine = contents.of_entry(entry)
    ties = _ties(desk.plan, mine)
    sought = _of_which_it_may_know(desk.plan, entry.unit, mine, ties)
    rows = await finding.found(desk.db, sought, _LOOKED_THROUGH)
    found = await _among(desk, entry, await joinings.among(desk.db, entry, rows, ties))
    return [
        double
        for double in found
        if not double.is_one and double.word is None and _may_be_asked(desk.plan, entry.unit, mine, double.entry)
    ]


async def before_entering(desk: Desk, content: Content) -> list[Entry]:
    """Give what may be the same activity as one that is not entered yet, of which its unit may know."""
    if content.kind is not EntryKind.ACTIVITY:
        return []
    plan, unit = desk.plan, desk.unit.code
    ties = _ties(plan, content)
    rows = await finding.found(desk.db, _of_which_it_may_know(plan, unit, content, ties), _LOOKED_THROUGH)
    others = [other for other in await joinings.by_ids(desk.db, rows) if other.unit != unit]
    return [other for other in others if _may_be_asked(plan, unit, content, other) and _is_near(content, ties, other)]


def _is_near(content: Content, ties: frozenset[str], other: Entry) -> bool:
    theirs = contents.of_entry(other)
    return not ties.isdisjoint(theirs.tasks) or _is_alike(folded(content.title), theirs.title)


def _of_which_it_may_know(plan: Plan, unit: str, content: Content, ties: Iterable[str]) -> Sought:
    """Give by what those are found that a unit may know of: of the same form, whose days touch."""
    assert content.days is not None, "an activity has days"
    days = findable.between(content.days.first - _A_DAY, content.days.last + _A_DAY)
    known = [search.of_partner(unit), *(search.of_task(plan.code, tie) for tie in sorted(ties))]
    facets = ((search.of_plan(plan.code),), (findable.form(content.form),), days, tuple(known))
    return Sought(facets, tuple(status for status in Status if status.counts))


def _may_be_asked(plan: Plan, unit: str, content: Content, other: Entry) -> bool:
    mine, theirs = content.tasks, contents.of_entry(other).tasks
    if any(plan.task(key).sensitive is not Sensitive.NO for key in (*mine, *theirs)):
        return False
    return _names(other, unit) or any(tie in theirs for key in mine for tie in plan.task(key).ties)


def is_named(entry: Entry, double: Double) -> bool:
    """Tell whether the other unit has named that of an entry as its partner."""
    return _names(double.entry, entry.unit)


def _names(other: Entry, unit: str) -> bool:
    return any(partner.unit == unit for partner in contents.of_entry(other).partners)
