"""A coordinator lets one unit be reminded, or all that can be: the text first, and the names, then one yes.

What was shown is what goes: once other units than these can be reminded, an earlier yes is none.
"""

from hashlib import sha256
from typing import Final

from handlers.coordinators.chasing import barring, chase_page
from handlers.coordinators.chasing.board import COMMAND
from handlers.coordinators.chasing.looking import Given
from handlers.desk import Desk
from handlers.reminders import nudging
from messages.questions.confirm import Confirm
from messages.said import Choice, Prompt
from messages.words import say
from plans.schema import Unit
from storage.obligations import nudges

_SEND: Final = "chase_send"


def question(given: Given) -> Confirm:
    """Show what goes, to whom and when."""
    codes, plan = given.ready, given.here.plan
    goes = _goes(given)
    stands = sha256(" ".join((*codes, given.day.day.isoformat())).encode()).hexdigest()[:8]
    left = [] if given.wanted.unit is not None else list(barring.listed(given))
    beside = ["", say("chase.left"), *left] if left else []
    if len(codes) == 1:
        unit, readers = plan.unit(codes[0]), ", ".join(given.shown.readers)
        shows = say("chase.sure.one", unit=unit.name, readers=readers, goes=goes, text=given.shown.text)
        return Confirm(f"{_SEND}#{stands}", "\n".join([shows, *beside]), (), f"{_SEND}.one", {"unit": unit.short})
    names = ", ".join(plan.unit(code).short for code in codes)
    facts = {"n": len(codes), "names": names, "goes": goes, "unit": plan.unit(codes[0]).name, "text": given.shown.text}
    shows = "\n".join([say("chase.sure.all", **facts), *beside])
    return Confirm(f"{_SEND}#{stands}", shows, (), f"{_SEND}.all", {"n": len(codes)})


def _goes(given: Given) -> str:
    """Say when it goes: at once in office hours, else when these begin, and not while the plan pauses."""
    if given.paused is not None:
        return say("chase.goes.paused", since=given.paused.since)
    if given.day.at <= given.here.now:
        return say("chase.goes.now")
    return say("chase.goes.later", at=given.day.at, on=given.day.day)


async def send(desk: Desk, given: Given, codes: tuple[str, ...]) -> Prompt:
    """Let the clock remind them; what somebody else has let go a moment before is named, and goes once."""
    plan, day = desk.plan, given.day
    done = [code for code in codes if await nudging.put(desk.db, plan.code, code, desk.member.id, day, desk.now)]
    for code in done:
        await desk.note("unit.nudged", about=f"{code} {day.day}")
    lines = []
    if done:
        key = "chase.sent.one" if len(codes) == 1 else "chase.sent.all"
        names = ", ".join(plan.unit(code).short for code in done)
        lines.append(say(key, n=len(done), unit=plan.unit(done[0]).name, names=names, goes=_goes(given)))
    before = [nudge for nudge in await nudges.on_day(desk.db, plan.code, day.day) if nudge.unit in set(codes) - {*done}]
    if before:
        last = max(before, key=lambda nudge: nudge.at)
        names = ", ".join(plan.unit(nudge.unit).short for nudge in before)
        lines.append(
            say("chase.sent.before", n=len(before), names=names, by=last.by or say("chase.by.nameless"), at=last.at)
        )
    return Prompt("\n".join(lines), (Choice(COMMAND, say("chase.do.board")),))


def refused(given: Given, unit: Unit | None) -> Prompt:
    """Say why nobody is reminded: it may have been done a moment before."""
    if unit is not None:
        return Prompt(barring.of_unit(given, unit.code), chase_page.choices(given, unit))
    last = barring.pressed(given)
    first = say("chase.none_ready") if last is None else say("chase.none_ready.since", by=last[0], at=last[1])
    return Prompt("\n".join([first, *barring.listed(given)]), (Choice(COMMAND, say("chase.do.board")),))
