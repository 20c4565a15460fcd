"""/rut 012: take back what the own unit has sent.

What the office has taken in stands in its figures already: of that the withdrawal is asked for, with a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from handlers.desk import Desk
from handlers.entries import contents, review_news
from handlers.handler import Handler
from handlers.obligations import effects
from handlers.officials.changing import own_entry
from handlers.officials.changing.own_entry import NUMBER, OwnEntry
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.reason import GiveReason
from messages.questions.ways import CANCEL
from messages.said import Choice, Prompt
from messages.words import say
from plans.schema import Plan
from storage.results import entries, evidence, reviews
from storage.results.entries import Entry, EntryKind
from storage.results.status import Decision, Status

_REASONS: Final = ("double", "wrong", "other_unit")


@dataclass(frozen=True, slots=True)
class Given:
    """The entry to take back, and how it reads; or why there is none."""

    own: OwnEntry
    plan: Plan
    files: str = ""


async def look(desk: Desk) -> Given:
    own = await own_entry.named(desk, own_entry.why_not)
    files = "" if own.entry is None else contents.counted(await evidence.of_entry(desk.db, own.entry.id))
    return Given(own, desk.plan, files)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is to be taken back, and why, where the office has to agree."""

    own: OwnEntry
    reason: str = ""


def talk(ask: Ask, given: Given) -> Withdrawn:
    own, reason = given.own, ""
    if own.entry is not None:
        ask(Choose(NUMBER, (Plain(own.number, own.number),), words="own_number"))
        if _is_asked(own.entry):
            why = [Plain(key, say(f"withdraw.why.{key}")) for key in _REASONS]
            closed, facts = own.entry.kind is EntryKind.SENSITIVE, {"number": own.number}
            reason = ask(GiveReason("withdraw_reason", why, facts=facts, closed=closed))
        lines = contents.lines(given.plan, contents.of_entry(own.entry), given.files)
        words = "withdraw_asked" if _is_asked(own.entry) else "withdraw"
        ask(Confirm("withdraw", say(f"{words}.sure", number=own.number) + "\n" + lines, words=words))
    return Withdrawn(own, reason)


def _is_asked(entry: Entry) -> bool:
    """Tell whether it stands in the office's figures, so that its withdrawal is asked for."""
    return entry.status.counts and entry.taken_in is not None


async def act(desk: Desk, withdrawn: Withdrawn) -> Prompt:
    own = withdrawn.own
    if own.entry is None:
        return await own_entry.offered(desk, own, "rut", own_entry.why_not)
    if _is_asked(own.entry):
        asked, reason = Decision.WITHDRAWAL_ASKED, withdrawn.reason
        await reviews.decide(desk.db, own.entry, asked, desk.member.id, desk.now, reason=reason)
        await desk.note("entry.withdrawal_asked", about=own.number)
        return Prompt(say("withdraw.asked", number=own.number, at=desk.now), _further())
    await entries.withdraw(desk.db, own.entry.id, desk.now)
    await effects.stands(desk, own.entry, Status.WITHDRAWN)
    await review_news.overtaken(desk, own.entry)
    await desk.note("entry.withdrawn", about=own.number)
    text = say("withdraw.done", number=own.number, at=desk.now)
    return Prompt(text, _further())


def _further() -> tuple[Choice, ...]:
    return (Choice("/baocao", say("report.another")), Choice("/dagui", say("command.dagui")))


def start(_words: str, given: Given) -> Mapping[str, Any]:
    """Take the number, where there is such an entry."""
    return {} if given.own.entry is None else {NUMBER: given.own.number}


WITHDRAW: Final = Handler("withdraw", ("rut", "thuhoi", "withdraw"), OFFICIALS, look, talk, act, start, ways=(CANCEL,))
