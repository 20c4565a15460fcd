"""/vuongmac and /hoi: what is open, one matter with its thread, and what may be done with it in one tap.

An official sees the own unit's and begins a new one, the office every one of its plan; a leader only looks. Lists are
shown eight at a time; a page is one look: which, and from where on, stand behind the command.
"""

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from handlers.desk import Desk
from handlers.handler import Handler
from handlers.matters import enclosed, from_the_plan, notices, numbers, raised, replying, thread
from handlers.roles import OFFICE, OFFICIALS
from handlers.unasked import Begin
from messages.folding import folded
from messages.questions.question import Ask
from messages.reading.asked import asked
from messages.said import Choice, Prompt, Said
from messages.words import say
from plans.schema import Plan, Unit
from storage import matters
from storage.matters import Matter, MatterKind, MatterLine, MatterState, NewLine, Side
from storage.members.people import Role

_PAGE: Final = 8
_AT_PAGE: Final = re.compile(r"(?:^|\s+)(?:trang|page)\s+(?P<page>\d{1,4})$", re.IGNORECASE)  # "BYT trang 2"
_NEW: Final = "moi"
_LONGEST: Final = 4  # words of a number: "705 bng vm 01"
_DO: Final = {
    **{what: what for what in (thread.REPLY, thread.IN_HAND, thread.TO_LEADERS, thread.SETTLED, thread.CLOSE)},
    "reply": thread.REPLY,
    "inhand": thread.IN_HAND,
    "close": thread.CLOSE,
}


@dataclass(frozen=True, slots=True)
class Given:
    """What the words after the command may mean: a matter and what to do with it, a unit, words of one's own.

    `open` are those that are not closed and may be seen, of that unit where the words name one. `reply` is what was
    typed behind a number, where it names nothing to do.
    """

    kind: MatterKind
    typed: str
    page: int
    open: tuple[Matter, ...]
    matter: Matter | None = None
    lines: tuple[MatterLine, ...] = ()
    do: str = ""
    reply: str = ""
    units: tuple[Unit, ...] = ()


async def _look(kind: MatterKind, desk: Desk) -> Given:
    typed, page, do = desk.words.strip(), 1, ""
    if (match := _AT_PAGE.search(typed)) is not None:
        typed, page = typed[: match.start()], max(1, int(match["page"]))
    number, rest = _numbered(desk.plan.code, typed)
    matter = await numbers.found(desk, number) if number else None
    if rest:
        do = _DO.get(folded(rest).replace(" ", ""), thread.REPLY)
    reply = rest if folded(rest).replace(" ", "") not in _DO else ""
    lines = () if matter is None else tuple(await matters.lines(desk.db, matter.id))
    is_own = desk.member.role is Role.OFFICIAL
    units = () if is_own or not typed or matter is not None else desk.plan.find_units(typed)
    of = desk.unit.code if is_own else (units[0].code if len(units) == 1 else "")
    found = await matters.not_closed(desk.db, desk.plan.code, (kind,), of)
    shown = tuple(each for each in found if numbers.is_shown(desk.member, each))
    return Given(kind, typed, page, shown, matter, lines, do, reply, units)


def _numbered(plan: str, typed: str) -> tuple[str, str]:
    """Take a number apart from the words behind it; "" for both where there is none."""
    parts = typed.split()
    for count in range(1, min(len(parts), _LONGEST) + 1):
        number = " ".join(parts[:count])
        if numbers.is_number(plan, number):
            return number, " ".join(parts[count:])
    return "", ""


def _talk(_ask: Ask, given: Given) -> Given:
    return given


async def _act(desk: Desk, given: Given) -> Prompt:
    if given.matter is not None:
        return await _with(desk, given, given.matter)
    number, _ = _numbered(desk.plan.code, given.typed)
    if number:
        return Prompt(say("matter.unknown", typed=number))
    if desk.member.role is not Role.OFFICIAL:
        return await _of_office(desk, given)
    if given.open and not given.typed:
        return _listed(desk.plan, given)
    typed = "" if folded(given.typed) == _NEW else given.typed
    raise raised.onward(desk, given.kind, typed)


async def _of_office(desk: Desk, given: Given) -> Prompt:
    """List what is open; answer from the plan what anybody may ask."""
    wanted = asked(given.typed) if given.kind is MatterKind.INQUIRY else None
    if wanted is not None:
        return Prompt((await from_the_plan.of(desk)).to(wanted))
    if given.typed and len(given.units) != 1:
        return Prompt(say(f"matter.which.{given.kind}", typed=given.typed, unit=desk.plan.units[0].code))
    return _listed(desk.plan, given, of_plan=True)


def _listed(plan: Plan, given: Given, *, of_plan: bool = False) -> Prompt:
    """List one page; for an official a new one can be begun from there."""
    begins = () if of_plan else (Choice(f"/{numbers.COMMAND[given.kind]} {_NEW}", say(f"matter.new.{given.kind}")),)
    start = (given.page - 1) * _PAGE
    shown = given.open[start : start + _PAGE]
    if not shown:
        key = f"matter.none.{given.kind}" if given.page == 1 else "matter.no_more"
        return Prompt(say(key), begins)
    whole = of_plan and not given.units
    head = say(
        f"matter.list.{given.kind}", n=len(given.open), waiting=sum(matter.state.is_waiting for matter in given.open)
    )
    rows = [thread.row(plan, matter, unit=whole) for matter in shown]
    opens = [Choice(thread.command(matter), numbers.number(matter)) for matter in shown]
    if len(given.open) > start + _PAGE:
        words = " ".join(filter(None, (given.typed, f"trang {given.page + 1}")))
        opens.append(Choice(f"/{numbers.COMMAND[given.kind]} {words}", say("pages.more")))
    return Prompt("\n".join([head, *rows]), (*opens, *begins))


async def _with(desk: Desk, given: Given, matter: Matter) -> Prompt:
    """Open a matter, or do with it what its button says."""
    role, number = desk.member.role, numbers.number(matter)
    if given.do and role is Role.LEADER:
        return Prompt(say("matter.leader"))
    match given.do:
        case thread.REPLY:
            if thread.is_delicate(desk.plan, matter.task):
                return Prompt(say("matter.no_words", number=number), thread.choices(desk.plan, matter, role))
            raise replying.onward(desk, matter, given.reply)
        case thread.IN_HAND if role is Role.COORDINATOR:
            return await _became(desk, given, matter, MatterState.IN_HAND, frozenset({MatterState.OPEN}))
        case thread.TO_LEADERS if role is Role.COORDINATOR and thread.goes_to_leaders(desk.plan, matter):
            return await _became(desk, given, matter, MatterState.PASSED_ON, thread.BEFORE_LEADERS)
        case thread.SETTLED if role is Role.COORDINATOR:
            before = frozenset(state for state in MatterState if state.is_waiting)
            return await _became(desk, given, matter, MatterState.ANSWERED, before)
        case thread.CLOSE:
            before = frozenset(MatterState) - {MatterState.CLOSED}
            return await _became(desk, given, matter, MatterState.CLOSED, before)
    await desk.note("matter.viewed", about=number)
    states, files = await enclosed.shown(desk, matter)
    text = thread.worded(desk.plan, matter, given.lines) + states
    return Prompt(text, thread.choices(desk.plan, matter, role), enclosures=files)


async def _became(
    desk: Desk, given: Given, matter: Matter, state: MatterState, before: frozenset[MatterState]
) -> Prompt:
    """Let it stand where the button says; where somebody was before, say who, and leave it."""
    number, last = numbers.number(matter), given.lines[-1]
    if matter.state not in before:
        facts = {"state": thread.state(matter.state), "who": thread.who(desk.plan, matter, last), "at": last.at}
        text = say("matter.already", number=number, **facts)
        return Prompt(text, thread.choices(desk.plan, matter, desk.member.role))
    side = replying.side_of(desk.member)
    await matters.speak(desk.db, matter.id, NewLine(side, "", state), desk.member.id, desk.now)
    await desk.note(f"matter.{state}", about=number)
    now = await numbers.found(desk, number)
    assert now is not None, "it was there a moment ago"
    text = say("matter.done", number=number, state=thread.state(state))
    if state is MatterState.PASSED_ON:
        await notices.tell_leaders(desk, now)
    if side is Side.UNIT:
        await notices.tell_office(desk, now, "unit_closed")
    elif not await notices.tell_unit(desk, now, state.value):
        text += "\n" + say("matter.unreached", unit=desk.plan.unit(matter.unit).name)
    return Prompt(text, thread.choices(desk.plan, now, desk.member.role))


async def alone(desk: Desk, said: Said) -> Begin | Prompt | None:
    """Open the matter whose number is all that was typed: "705-BNG-VM03", "VM03"."""
    if said.pressed or said.edited or said.attachments:
        return None
    mine = [member for member in desk.members if member.role in DIFFICULTY.roles and member.plan in desk.plans]
    desks = [replace(desk, member=member) for member in mine]
    if not any(numbers.is_number(each.plan.code, said.text) for each in desks):
        return None
    for each in desks:
        matter = await numbers.found(each, said.text)
        if matter is not None:
            given = Given(matter.kind, said.text, 1, (), matter, tuple(await matters.lines(desk.db, matter.id)))
            return await _with(each, given, matter)
    return Prompt(say("matter.unknown", typed=said.text.strip()))


def _handler(kind: MatterKind, name: str, commands: tuple[str, ...]) -> Handler[Given, Given]:
    return Handler(
        name, commands, OFFICIALS | OFFICE, partial(_look, kind), _talk, _act, takes_words=kind is MatterKind.DIFFICULTY
    )


DIFFICULTY: Final = _handler(MatterKind.DIFFICULTY, "difficulty", ("vuongmac", "difficulty"))
INQUIRY: Final = _handler(MatterKind.INQUIRY, "inquiry", ("hoi", "ask"))
