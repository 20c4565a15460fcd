"""/rasoat: what waits for the office, the longest first, decided of by one tap each.

Looking changes nothing. A decision names the version it was made of: what was changed, or decided by somebody else,
meanwhile is shown anew and never decided twice.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from handlers.coordinators import which_unit
from handlers.coordinators.reviews import by_letter, review_page
from handlers.desk import Desk
from handlers.entries import access, contents, deciding, pages, review_news
from handlers.handler import Handler
from handlers.obligations import effects
from handlers.roles import COORDINATORS
from messages.folding import folded
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.reason import GiveReason
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.words import say
from plans.schema import Unit
from storage.results import entries, reviews
from storage.results.entries import Entry
from storage.results.reviews import InQueue
from storage.results.status import Decision, Status

_TYPED: Final = 60  # characters of what nothing was found by
_DECISIONS: Final = "|".join(Decision)
_SEEN: Final = r"\d{1,9}\.\d{1,9}"  # a version and the last decision; of several, a number and a version
_ONE: Final = re.compile(rf"(?P<number>.+?)\s+(?P<decision>{_DECISIONS})\s+(?P<seen>{_SEEN})", re.ASCII)
_NEXT: Final = re.compile(r"sau\s+(?P<since>\d{4}-\d\d-\d\dT[\d:.]{12}Z)\s+(?P<id>\d{1,12})", re.ASCII)
_SEVERAL: Final = re.compile(rf"(?P<unit>\w+)\s+{Decision.TAKEN_IN}\s+(?P<versions>{_SEEN}(?:,{_SEEN})*)", re.ASCII)
_LIST: Final = ("danh sach", "list")
_LETTER: Final = re.compile(rf"(?P<number>.+?)\s+{by_letter.LETTER}")
# Of each decision that needs a reason, the reasons to choose from.
_REASONS: Final = {
    Decision.MORE_WANTED: ("unclear", "differs"),
    Decision.SET_ASIDE: ("double", "outside", "not_public"),
    Decision.KEPT: ("counted", "other_entry"),
}
_OF_FIELD: Final = {"figures": ("detail",), deciding.EVIDENCE: ("proof",)}  # and those of one part alone, first
_DECISION: Final = "review"  # the answers' keys
_FIELD: Final = "review_field"
_WHY: Final = "review_reason"


@dataclass(frozen=True, slots=True)
class Given:
    """What was named after the command.

    That is an entry, with perhaps a decision on one version of it as it was `seen`; or that the next one behind a
    place is wanted; or a unit, with perhaps entries (and their versions) to be taken in at once; or a page of the
    `whole` list. `by_letter`: what more is wanted of it is to be asked for on paper.
    """

    typed: str = ""
    entry: Entry | None = None
    decision: Decision | None = None
    seen: str = ""
    stands: str = ""
    after: InQueue | None = None
    units: tuple[Unit, ...] = ()
    several: Mapping[int, int] | None = None
    whole: bool = False
    page: int = 1
    sensitive: bool = False
    by_letter: bool = False

    @property
    def may(self) -> bool:
        """Whether what is to be decided can be: of this very version, as it stands now."""
        entry, decision = self.entry, self.decision
        return (
            entry is not None and decision is not None and self.seen == self.stands and decision in deciding.ways(entry)
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was asked for, with what more is wanted, and why."""

    given: Given
    field: str = ""
    reason: str = ""


async def look(desk: Desk) -> Given:
    typed = desk.words or desk.answers.get(_DECISION, "")
    asked = pages.asked(typed)
    if folded(asked.words) in _LIST:
        return Given(typed, whole=True, page=asked.page)
    if (several := _SEVERAL.fullmatch(typed)) is not None and desk.plan.has_unit(several["unit"]):
        pairs = (pair.split(".") for pair in several["versions"].split(","))
        return Given(
            typed,
            units=(desk.plan.unit(several["unit"]),),
            several={int(number): int(version) for number, version in pairs},
        )
    if (decided := _ONE.fullmatch(typed)) is not None:
        entry = await access.found(desk, decided["number"])
        sensitive = entry is not None and contents.of_entry(entry).is_sensitive
        last = None if entry is None else await reviews.latest(desk.db, entry.id)
        stands = "" if entry is None else reviews.seen(entry, last)
        return Given(typed, entry, Decision(decided["decision"]), decided["seen"], stands, sensitive=sensitive)
    if (behind := _NEXT.fullmatch(typed)) is not None:
        with suppress(ValueError):
            return Given(typed, after=InQueue(datetime.fromisoformat(behind["since"]), int(behind["id"])))
    if (wanted := _LETTER.fullmatch(typed)) is not None:
        entry = await access.found(desk, wanted["number"])
        return Given(wanted["number"], entry, by_letter=entry is not None)
    entry = await access.found(desk, typed)
    if entry is not None or not typed:
        return Given(typed, entry)
    return Given(asked.words, units=desk.plan.find_units(asked.words), page=asked.page)


def talk(ask: Ask, given: Given) -> Verdict:
    decision = given.decision
    if not given.may or given.entry is None or decision not in _REASONS:
        return Verdict(given)
    number, wanted = access.number(given.entry), ""
    ask(Choose(_DECISION, (Plain(given.typed, say(f"review.do.{decision}")),), facts={"number": number}))
    if decision is Decision.MORE_WANTED:
        fields = deciding.fields(contents.of_entry(given.entry))
        options = [Plain(field, say(f"review.field.{field}")) for field in fields]
        wanted = ask(Choose(_FIELD, options, facts={"number": number})).key
    reasons = (*_OF_FIELD.get(wanted, ()), *_REASONS[decision])
    why = [Plain(reason, say(f"review.why.{reason}")) for reason in reasons]
    facts = {"number": number}
    reason = ask(GiveReason(_WHY, why, f"{_WHY}.{decision}", facts, closed=given.sensitive))
    return Verdict(given, wanted, reason)


async def act(desk: Desk, decided: Verdict) -> Prompt:
    given = decided.given
    if given.whole:
        return await review_page.listed(desk, given.page)
    if given.several is not None:
        return await _several(desk, given.units[0], given.several)
    if given.decision is not None and given.entry is not None:
        return await _decide(desk, decided, given.entry, given.decision)
    if given.after is not None:
        return await review_page.first(desk, after=given.after)
    if given.by_letter and given.entry is not None:
        return await by_letter.drafted(desk, given.entry)
    if given.entry is not None:
        return await review_page.one(desk, given.entry)
    if len(given.units) == 1:
        return await review_page.of_unit(desk, given.units[0], given.page)
    if given.units:
        return which_unit.among(desk.plan, given.typed, given.units, "rasoat")
    if given.typed:
        typed = shortened(given.typed, _TYPED)
        return Prompt(say("review.unknown", typed=typed), (Choice("/rasoat", say("review.open")),))
    return await review_page.first(desk)


async def _decide(desk: Desk, decided: Verdict, entry: Entry, decision: Decision) -> Prompt:
    if not decided.given.may:
        return await _meanwhile(desk, entry, decision, is_seen=decided.given.seen == decided.given.stands)
    await _keep(desk, entry, decision, decided.field, decided.reason)
    is_told = await review_news.told(desk, entry, decision, decided.field, decided.reason)
    note = say(f"review.done.{decision}", number=access.number(entry))
    note += "" if is_told else " " + say("review.nobody_told")
    behind = None if entry.waits_since is None else InQueue(entry.waits_since, entry.id)
    shown = await review_page.first(desk, note, behind)
    if is_told or decision is not Decision.MORE_WANTED:
        return shown
    return replace(shown, choices=(by_letter.choice(entry), *shown.choices))


async def _keep(desk: Desk, entry: Entry, decision: Decision, field: str = "", reason: str = "") -> None:
    await reviews.decide(desk.db, entry, decision, desk.member.id, desk.now, field=field, reason=reason)
    await effects.stands(desk, entry, decision.status)
    await desk.note(f"entry.reviewed.{decision}", about=f"{access.number(entry)} {entry.version}")


async def _meanwhile(desk: Desk, entry: Entry, decision: Decision, *, is_seen: bool) -> Prompt:
    """Say who has decided, or that the unit has changed it, and show it as it is now.

    Whoever has decided the same before, by a button pressed twice, reads that it is done.

    `is_seen`: it stands as it was seen, and as it stands this cannot be decided.
    """
    last, number = await reviews.latest(desk.db, entry.id), access.number(entry)
    if entry.status is Status.WITHDRAWN and (last is None or last.decision is not Decision.WITHDRAWN):
        note = say("review.meanwhile.withdrawn", number=number)
    elif is_seen:
        note = say("review.meanwhile.cannot", number=number)
    elif last is not None and last.version == entry.version:
        done = say(f"review.did.{last.decision}")
        is_same = (last.member, last.decision) == (desk.member.id, decision)
        words = "review.meanwhile.same" if is_same else "review.meanwhile.decided"
        note = say(words, number=number, by=last.by or "–", at=last.at, done=done)
    else:
        note = say("review.meanwhile.changed", number=number, at=entry.said_at)
    shown = await review_page.one(desk, entry)
    return Prompt(f"{note}\n\n{shown.text}", shown.choices, enclosures=shown.enclosures)


async def _several(desk: Desk, unit: Unit, versions: Mapping[int, int]) -> Prompt:
    """Take in those of a unit that stand as they did when they were looked at; name the others."""
    taken, left = [], []
    for number, version in versions.items():
        entry = await entries.find(desk.db, desk.plan.code, unit.code, number)
        name = access.numbered(desk.plan.code, unit.code, number)
        if entry is None or (entry.version, entry.status) != (version, Status.RECEIVED) or entry.waits_since is None:
            left.append(name)
            continue
        await _keep(desk, entry, Decision.TAKEN_IN)
        taken.append(name)
    if taken:
        await review_news.gathered(desk, unit.code)
    lines = [say("review.done.several", n=len(taken), unit=unit.name, numbers=", ".join(taken))] if taken else []
    lines += [say("review.left.several", numbers=", ".join(left))] if left else []
    return await review_page.first(desk, "\n".join(lines))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the decision, which is asked about no more."""
    return {_DECISION: words} if given.may and given.decision in _REASONS else {}


REVIEWING: Final = Handler(
    "reviewing",
    ("rasoat", "review"),
    COORDINATORS,
    look,
    talk,
    act,
    start,
    ways=(BACK, CANCEL),
    about=_DECISION,
)
