"""/ghep 705-A-001 705-B-002: the office says of two results whether they are one activity, which then counts once.

Both parts stay as they are, and in sight; sums and closings to come follow, those that were made do not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.entries import access, contents, doubles, review_news
from handlers.entries.doubles import LeadUnit
from handlers.handler import Handler
from handlers.roles import COORDINATORS
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.reason import GiveReason
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.words import language, say
from plans.schema import Plan
from storage.results import joinings
from storage.results.entries import Entry, EntryKind

ONE: Final = "one"
TWO: Final = "two"
_TYPED: Final = 60  # characters of what is no pair
_PAIR: Final = "joint_pair"  # the answers' keys
_SEEN: Final = "joint_seen"
_WORD: Final = "joint_word"
_WHY: Final = "joint_reason"
_REASONS: Final = {ONE: ("held_together", "entered_twice"), TWO: ("other_day", "other_content")}


@dataclass(frozen=True, slots=True)
class Given:
    """The two results; why there are none to be joined, a key of the words; what was said of them before.

    A unit's word that they are two is none of the office. `stands` names their versions and the last word on them,
    `seen` those with which this began. `through` is a third result with which both are one activity. `because` words
    what they have in common.
    """

    typed: str
    plan: Plan
    first: Entry | None = None
    second: Entry | None = None
    why: str = ""
    said: bool | None = None
    stands: str = ""
    seen: str = ""
    through: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """What the office says of them, and why."""

    given: Given
    word: str = ""
    reason: str = ""


async def look(desk: Desk) -> Given:
    typed = desk.words or desk.answers.get(_PAIR, "")
    parts = typed.split()
    if len(parts) != 2:  # noqa: PLR2004 - two numbers, each without a space
        return Given(typed, desk.plan, why="joint.which")
    first, second = await access.found(desk, parts[0]), await access.found(desk, parts[1])
    if first is None or second is None:
        return Given(typed, desk.plan, why="joint.unknown")
    pair = frozenset(((first.unit, first.number), (second.unit, second.number)))
    word = next((word for word in await joinings.of_entry(desk.db, first) if word.pair == pair), None)
    stands = f"{first.version}.{second.version}.{word.id if word else 0}"
    common = {one.id: one for one in await joinings.joined(desk.db, first)}.keys() & {
        one.id for one in await joinings.joined(desk.db, second)
    }
    through = [access.number(one) for one in await joinings.by_ids(desk.db, common)]
    because = (one.because() for one in await doubles.of_entry(desk, first) if one.entry.id == second.id)
    return Given(
        typed,
        desk.plan,
        first,
        second,
        _why_not(first, second),
        None if word is None or not (word.is_one or word.is_two) else word.is_one,
        stands,
        desk.answers.get(_SEEN, stands),
        "".join(through[:1]),
        next(because, ""),
    )


def _why_not(first: Entry, second: Entry) -> str:
    if first.unit == second.unit:
        return "joint.same_unit"
    if EntryKind.SENSITIVE in (first.kind, second.kind):
        return "joint.sensitive"
    if EntryKind.ACTIVITY not in (first.kind, second.kind) or first.kind is not second.kind:
        return "joint.no_activity"
    return "" if first.status.counts and second.status.counts else "joint.counts_not"


def talk(ask: Ask, given: Given) -> Joined:
    if given.why or given.first is None or given.second is None:
        return Joined(given)
    ask(Choose(_PAIR, (Plain(given.typed, given.typed),)))
    both = _named(given.first, given.second)  # it is said back: what was seen has no words
    ask(Choose(_SEEN, (Plain(given.seen, both),), words=_PAIR))
    rows = [*(_row(given.plan, entry) for entry in (given.first, given.second)), given.because]
    options = [Plain(word, say(f"joint.word.{word}")) for word in (ONE, TWO)]
    word = ask(Choose(_WORD, options, facts={"rows": "\n".join(filter(None, rows))})).key
    why = [Plain(reason, say(f"joint.why.{reason}")) for reason in _REASONS[word]]
    return Joined(given, word, ask(GiveReason(_WHY, why)))


def _named(first: Entry, second: Entry) -> str:
    return say("joint.both", first=access.number(first), second=access.number(second))


def _row(plan: Plan, entry: Entry) -> str:
    content = contents.of_entry(entry)
    return say(
        "joint.row",
        number=access.number(entry),
        unit=plan.unit(entry.unit).short,
        what=access.title(plan, content),
        figures=contents.figures_worded(plan, content) or "–",
    )


async def act(desk: Desk, joined: Joined) -> Prompt:
    first, second = joined.given.first, joined.given.second
    queue = (Choice("/rasoat", say("review.open")),)
    if joined.given.why or first is None or second is None:
        return Prompt(say(joined.given.why, typed=shortened(joined.given.typed, _TYPED)), queue)
    numbers = f"{access.number(first)} {access.number(second)}"
    facts = {"first": access.number(first), "second": access.number(second)}
    is_one = joined.word == ONE
    if joined.given.seen != joined.given.stands:
        again = Choice(f"/ghep {numbers}", say("joint.again"))
        return Prompt(say("joint.meanwhile", **facts), (again, *queue))
    if not is_one and joined.given.through:
        return Prompt(say("joint.through", third=joined.given.through, **facts), queue)
    if joined.given.said is is_one:
        return Prompt(say(f"joint.already.{joined.word}", **facts), queue)
    await joinings.say(desk.db, first, second, desk.member.id, desk.now, is_one=is_one, reason=joined.reason)
    await desk.note(f"joint.{joined.word}", about=numbers)
    lead = await doubles.led(desk, first, second) if is_one else LeadUnit("")
    if is_one or joined.given.said is not None:  # what was only suspected, nobody else has heard of
        beside = [(entry, first) for entry in lead.entries if entry.unit not in (first.unit, second.unit)]
        for mine, other in ((first, second), (second, first), *beside):
            word = partial(_told, desk.plan, joined.word, mine, other, lead)
            key = f"joint/{mine.id}/{other.id}"
            await review_news.tell(desk, mine, News(word, (desk.plan,), desk.now, key=key))
    return Prompt(say(f"joint.done.{joined.word}", **facts) + lead.worded(desk.plan), queue)


def _told(plan: Plan, word: str, mine: Entry, other: Entry, lead: LeadUnit) -> Prompt:
    number, spoken = access.number(mine), plan.spoken(language())
    facts = {"mine": number, "other": access.number(other), "unit": spoken.unit(other.unit).name}
    facts["lead"] = lead.worded(spoken)
    return Prompt(say(f"joint.told.{word}", **facts), (Choice(f"/xem {number}", say("own.open")),))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the two, where there is anything to say of them."""
    return {} if given.why else {_PAIR: words, _SEEN: given.seen}


JOINING: Final = Handler(
    "joining", ("ghep", "join"), COORDINATORS, look, talk, act, start, ways=(BACK, CANCEL), about=_PAIR
)
