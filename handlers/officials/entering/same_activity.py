"""/cunghoatdong: a unit says whether its result is the activity that another unit has entered; then it counts once.

It is asked below the receipt, where it may know: of the other no more is named than the unit, days and form, and the
title where that unit has named this one as its partner. The other unit is told, and so is the one that leads the
activity by the plan. The office sees the answer, and may decide otherwise.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.entries import access, contents, doubles, review_news
from handlers.entries.doubles import Double, LeadUnit
from handlers.handler import Handler
from handlers.roles import OFFICIALS
from messages.questions.question import Ask
from messages.reading.days import spans
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.words import language, say
from plans.schema import Plan
from storage.results import joinings
from storage.results.entries import Entry

_COMMAND: Final = "cunghoatdong"
_ONE: Final = "one"
_TWO: Final = "two"
_TITLE: Final = 60  # characters


@dataclass(frozen=True, slots=True)
class SameActivity:
    """What the unit says of its result and another; no `other` where nothing is asked of the two, or no more."""

    entry: Entry | None
    other: Entry | None = None
    is_one: bool = False


async def asked(desk: Desk, entry: Entry, prompt: Prompt) -> Prompt:
    """Give what is said of a result, with the question whether another is the same activity, where there is one."""
    found = await doubles.to_ask(desk, entry)
    if not found:
        return prompt
    mine, other = access.number(entry), access.number(found[0].entry)
    choices = [Choice(f"/{_COMMAND} {mine} {other} {word}", say(f"same.{word}")) for word in (_ONE, _TWO)]
    text = f"{prompt.text}\n{_question(desk.plan, entry, found[0])}"
    return replace(prompt, text=text, choices=(*choices, *prompt.choices))


def _question(plan: Plan, entry: Entry, double: Double) -> str:
    content = contents.of_entry(double.entry)
    assert content.days is not None, "an activity has days"
    facts = {
        "number": access.number(entry),
        "unit": plan.unit(double.entry.unit).name,
        "form": plan.form(content.form).label,
        "days": spans.worded(content.days),
    }
    if doubles.is_named(entry, double):
        return say("same.ask.named", title=shortened(content.title, _TITLE), **facts)
    return say("same.ask", **facts)


async def look(desk: Desk) -> SameActivity:
    mine, other, word, *_ = (*desk.words.split(), "", "", "")
    entry = await access.found(desk, mine)
    if entry is None or word not in (_ONE, _TWO):
        return SameActivity(entry)
    named = [double.entry for double in await doubles.to_ask(desk, entry) if access.number(double.entry) == other]
    return SameActivity(entry, named[0] if named else None, word == _ONE)


def talk(_ask: Ask, given: SameActivity) -> SameActivity:
    return given


async def act(desk: Desk, said: SameActivity) -> Prompt:
    entry, other = said.entry, said.other
    if entry is None:
        return Prompt(say("same.none"), (Choice("/dagui", say("command.dagui")),))
    number = access.number(entry)
    ways = (Choice(f"/xem {number}", say("own.open")),)
    if other is None:
        return await asked(desk, entry, Prompt(say("same.none"), ways))
    word = _ONE if said.is_one else _TWO
    await joinings.say(desk.db, entry, other, desk.member.id, desk.now, is_one=said.is_one)
    await desk.note(f"joint.{word}", about=f"{number} {access.number(other)}")
    text = say(f"same.done.{word}", number=number, unit=desk.plan.unit(other.unit).name)
    if said.is_one:
        lead = await doubles.led(desk, entry, other)
        for mine in {one.id: one for one in (other, *lead.entries) if one.unit != entry.unit}.values():
            news = News(
                partial(_told, desk.plan, entry.unit, mine, lead), (desk.plan,), desk.now, key=_key(mine, entry)
            )
            await review_news.tell(desk, mine, news)
        text += lead.worded(desk.plan)
    return await asked(desk, entry, Prompt(text, ways))


def _key(mine: Entry, other: Entry) -> str:
    return f"joint/{mine.id}/{other.id}"


def _told(plan: Plan, by: str, mine: Entry, lead: LeadUnit) -> Prompt:
    number = access.number(mine)
    spoken = plan.spoken(language())
    text = say("same.told", mine=number, unit=spoken.unit(by).name, lead=lead.worded(spoken))
    return Prompt(text, (Choice(f"/xem {number}", say("own.open")), Choice("/hoi", say("command.hoi"))))


SAME_ACTIVITY: Final = Handler("same_activity", (_COMMAND, "sameactivity"), OFFICIALS, look, talk, act)
