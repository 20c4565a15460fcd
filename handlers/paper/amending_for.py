"""/suathay 705-BQP-003: the office changes what it entered from paper, as the document has it or as the unit wishes.

The conversation is that of /sua; what the unit confirmed before has to be confirmed again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from handlers.desk import Desk
from handlers.entries import access, contents
from handlers.handler import Handler, Onward
from handlers.officials.changing import amending
from handlers.officials.changing.amending import Amended
from handlers.officials.changing.own_entry import NUMBER
from handlers.paper import telling_units
from handlers.paper.entering_for import in_place_of
from handlers.roles import COORDINATORS
from messages.questions.question import Ask, Foreseen
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.words import say
from storage.results import entries, papers
from storage.results.papers import Source

_ASKED_ANEW: Final = ("days", "title", "figures", "form", "count", "by_letter")  # of handlers/entries/deciding.py


@dataclass(frozen=True, slots=True)
class Given:
    """What /sua needs in the unit's place, and the document; none: there is nothing to change, with a key of why."""

    typed: str
    why: str = ""
    unit: str = ""
    source: Source | None = None
    here: amending.Given | None = None


@dataclass(frozen=True, slots=True)
class AmendedFor:
    """What the result is to say now."""

    given: Given
    amended: Amended | None = None


async def look(desk: Desk) -> Given:
    typed = desk.words or str(desk.answers.get(NUMBER, ""))
    entry = await access.found(desk, typed.split(" ")[0])
    if entry is None:
        return Given(typed, "own.unknown" if typed else "paper.amend.which")
    source = await papers.source_of(desk.db, entry.id)
    if source is None:
        return Given(typed, "paper.amend.not_on_paper")
    if contents.of_entry(entry).is_classified:
        return Given(typed, "paper.amend.classified")
    number, _, field = typed.partition(" ")
    here = await amending.look(replace(in_place_of(desk, entry.unit), words=number if desk.words else ""))
    word = await papers.word(desk.db, entry.id)
    if field in _ASKED_ANEW and field in here.answers and word is not None and word.is_open:
        here = replace(here, answers={**here.answers, field: Unclear("paper.wished.now", wish=word.wish)})
    return Given(typed, "", entry.unit, source, here)


def talk(ask: Ask, given: Given) -> AmendedFor:
    return AmendedFor(given, None if given.here is None else amending.talk(ask, given.here))


async def act(desk: Desk, end: AmendedFor) -> Prompt:
    given = end.given
    if end.amended is None or given.source is None:
        return Prompt(say(given.why, number=given.typed))
    there = in_place_of(desk, given.unit)
    if end.amended.own.entry is None:
        return Prompt(say(end.amended.own.why, number=end.amended.own.typed))
    try:
        told = await amending.act(there, end.amended)
    except Onward as onward:  # a colleague, or the unit, has changed it meanwhile
        raise Onward(AMENDING_FOR.name, onward.answers, onward.source, onward.words, onward.note) from None
    before = end.amended.own.entry
    if (await entries.by_id(desk.db, before.id)).version == before.version:  # nothing has changed
        return told
    is_told = await telling_units.soon(desk, given.source.id)
    unit = desk.plan.unit(given.unit).name
    rest = say("paper.entered.awaited" if is_told else "paper.entered.nobody", unit=unit)
    number = end.amended.own.number
    return Prompt(f"{told.text}\n{rest}", (Choice(f"/rasoat {number}", say("view.rasoat")),))


def start(_words: str, given: Given) -> Mapping[str, Any]:
    """Take up the conversation the result came from."""
    return {} if given.here is None else given.here.answers


def foreseen(given: Given) -> Sequence[Foreseen]:
    """Take what /sua takes."""
    return () if given.here is None else amending.foreseen(given.here)


AMENDING_FOR: Final = Handler(
    "amending_for", ("suathay", "amendfor"), COORDINATORS, look, talk, act, start, about=NUMBER, foreseen=foreseen
)
