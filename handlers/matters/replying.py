"""Either side says something in a matter; what anybody else has said or done meanwhile is shown first.

The last question goes by how many lines there are: once one more has come, an earlier yes is none to what is there now.
"""

from dataclasses import dataclass
from typing import Any, Final

from handlers.desk import Desk
from handlers.handler import Handler, Onward
from handlers.matters import enclosed, notices, numbers, thread, typed_words
from handlers.matters.typed_words import MatterWords
from handlers.roles import COORDINATORS, OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.evidence import Item
from messages.questions.question import Ask, Foreseen, Heard
from messages.questions.text import Text
from messages.questions.ways import BACK, CANCEL
from messages.reading.courtesy import is_courtesy
from messages.said import Prompt, Said
from messages.shortening import shortened
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Plan
from storage import matters
from storage.matters import Matter, MatterKind, MatterLine, MatterState, NewLine, Side
from storage.members.people import Member, Role

_AT_MOST: Final = 1000
_BRIEF: Final = 300
_REPLY: Final = "matter_reply"
_SEND: Final = "matter_send"


@dataclass(frozen=True, slots=True)
class Given:
    """The matters that take words from this member, by number, and the thread of the one that was chosen."""

    plan: Plan
    side: Side
    open: dict[str, Matter]
    lines: tuple[MatterLine, ...]
    member: int


@dataclass(frozen=True, slots=True)
class MatterReply:
    """What is said, in which matter (its number); "" where there is none."""

    number: str = ""
    text: str = ""
    pieces: tuple[Item, ...] = ()


async def look(desk: Desk) -> Given:
    is_own = desk.member.role is Role.OFFICIAL
    found = await matters.not_closed(desk.db, desk.plan.code, tuple(MatterKind), desk.unit.code if is_own else "")
    chosen = await numbers.found(desk, desk.answers["matter"]) if "matter" in desk.answers else None
    shown = [matter for matter in found if numbers.is_shown(desk.member, matter)]
    known = {numbers.number(matter): matter for matter in ([chosen] if chosen else shown)}
    takes = {number: matter for number, matter in known.items() if not thread.is_delicate(desk.plan, matter.task)}
    lines = () if chosen is None else tuple(await matters.lines(desk.db, chosen.id))
    return Given(desk.plan, side_of(desk.member), takes, lines, desk.member.id)


def talk(ask: Ask, given: Given) -> MatterReply:
    if not given.open:
        return MatterReply()
    options = [Plain(number, thread.option(matter)) for number, matter in given.open.items()]
    number = ask(Choose("matter", options)).key
    matter = given.open[number]
    text = ask(_question(given.plan, given.side, _lately(given, matter)))
    pieces = ask(enclosed.GATHER)
    text = enclosed.said(text, pieces)
    shows = say("matter.sure", number=number, text=text, meanwhile=_meanwhile(given, matter)) + enclosed.line(pieces)
    ask(Confirm(f"{_SEND}#{len(given.lines)}", shows, (_REPLY, enclosed.FILES), _SEND))
    return MatterReply(number, text, pieces)


def _question(plan: Plan, side: Side, lately: str) -> MatterWords:
    line = Text(_REPLY, _AT_MOST, f"{_REPLY}.{side}", {"lately": lately}, digits=True)
    return MatterWords(line, typed_words.secret(plan))


def onward(desk: Desk, matter: Matter, typed: str) -> Onward:
    """Give the way on to a reply in this matter, with what was typed of it as far as it may be taken."""
    first: dict[str, Any] = {"matter": numbers.number(matter), enclosed.FILES: enclosed.NONE_YET}
    note = f"{thread.heading(desk.plan, matter)}."
    if typed:
        try:
            first[_REPLY] = _question(desk.plan, side_of(desk.member), "").hear(Heard(Said("", typed)), None)
        except Unclear as why:
            note = say(why.because, **why.facts)
    return Onward("replying", first, note=note)


def side_of(member: Member) -> Side:
    """Tell for whom a member speaks."""
    return Side.UNIT if member.role is Role.OFFICIAL else Side.OFFICE


def _lately(given: Given, matter: Matter) -> str:
    """Word what was said in lines of their own; of one picked in this very message nothing is read yet."""
    return thread.lately(given.plan, matter, given.lines) + "\n" if given.lines else ""


def _meanwhile(given: Given, matter: Matter) -> str:
    """Say in a line of its own what somebody else said or did last: a colleague may have answered or closed it."""
    last = given.lines[-1] if given.lines else None
    if last is None or last.nth == 1 or last.member == given.member:
        return ""
    who, said = thread.who(given.plan, matter, last), shortened(last.text, _BRIEF)
    key = "matter.meanwhile.said" if said else "matter.meanwhile"
    return say(key, who=who, at=last.at, state=thread.state(last.state), said=said) + "\n"


async def act(desk: Desk, reply: MatterReply) -> Prompt:
    matter = await numbers.found(desk, reply.number) if reply.number else None
    if matter is None:
        return Prompt(say("matter.none"))
    side = side_of(desk.member)
    state = _state(side, matter.state, reply.text)
    nth = await matters.speak(desk.db, matter.id, NewLine(side, reply.text, state), desk.member.id, desk.now)
    await enclosed.give(desk, matter, nth, reply.pieces)
    await desk.note("matter.replied", about=reply.number)
    now = await numbers.found(desk, reply.number)
    assert now is not None, "it was there a moment ago"
    if side is Side.UNIT:
        await notices.tell_office(desk, now, "more")
        text = say("matter.replied.unit", number=reply.number, at=desk.now)
    else:
        await notices.take_back(desk, now)
        reaches = await notices.tell_unit(desk, now, "answered")
        unit = desk.plan.unit(matter.unit).name
        key = "matter.replied.office" if reaches else "matter.replied.unreached"
        text = say(key, number=reply.number, unit=unit, at=desk.now)
    return Prompt(text, thread.choices(desk.plan, now, desk.member.role))


def _state(side: Side, before: MatterState, text: str) -> MatterState:
    """Say where it stands after these words: an answer answers it, and what the unit adds opens it, but for thanks."""
    if side is Side.OFFICE:
        return MatterState.ANSWERED
    if is_courtesy(text):
        return before
    return before if before.is_waiting else MatterState.OPEN


def foreseen(_given: Given) -> tuple[Foreseen, ...]:
    return enclosed.foreseen(_REPLY)


REPLYING: Final = Handler(
    "replying", (), OFFICIALS | COORDINATORS, look, talk, act, ways=(BACK, CANCEL), foreseen=foreseen
)
