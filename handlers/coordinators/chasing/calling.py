"""What the office did about a unit is noted: a call with what came of it, or a letter.

A day that was named on the telephone is a follow-up: it stands on the board, on the unit's page and, on that day, in
the digest, until the unit has reported, or something is noted on that day or after it.
"""

from datetime import date, timedelta
from typing import Final

from handlers.coordinators.chasing import board
from handlers.coordinators.chasing.board import COMMAND
from handlers.coordinators.chasing.looking import Given
from handlers.desk import Desk
from messages.questions.calls.called import AskCall, CallNote
from messages.said import Choice, Prompt
from messages.words import ZONE, say
from plans import dates
from plans.dates import DIGEST
from plans.schema import Plan, Unit
from storage.obligations import chases
from storage.obligations.chases import Chase, ChaseStep

CALLED: Final = "chase_called"  # the answer's key
_BEHIND: Final = timedelta(days=30)  # so long after its last date a campaign is still seen to


def question(given: Given, unit: Unit) -> AskCall:
    """Ask what came of a call."""
    last = _last_day(given)
    today = given.here.today
    return AskCall(CALLED, today, (last - today).days, {"unit": unit.name})


def _last_day(given: Given) -> date:
    """Give the last day for which anything can be agreed on."""
    plan, here = given.here.plan, given.here
    days = [plan.ends, *(one.due_at.astimezone(ZONE).date() for one in dates.of(plan)), here.today]
    days += [owed.due for owed in given.owing]
    return max(days) + _BEHIND


async def note_call(desk: Desk, unit: Unit, call: CallNote) -> Prompt:
    """Keep a call, and what was agreed on."""
    step = ChaseStep.PHONED if call.is_reached else ChaseStep.NO_ANSWER
    if call.day is not None:
        step = ChaseStep.AGREED
    day = desk.today if call.day is None else call.day
    prompt = await _keep(desk, unit, step, day, call.text)
    if call.day is None:
        return prompt
    key = "chase.agreed.told" if _has_digest(desk.plan, call.day) and call.day > desk.today else "chase.agreed.untold"
    return Prompt(f"{prompt.text}\n{say(key, day=call.day, unit=unit.name)}", prompt.choices)


def _has_digest(plan: Plan, day: date) -> bool:
    return any(one.rule == DIGEST and one.step == day.isoformat() for one in dates.of(plan))


async def note_letter(desk: Desk, unit: Unit, day: date, note: str) -> Prompt:
    """Keep that a letter was sent."""
    return await _keep(desk, unit, ChaseStep.LETTER, day, note)


async def _keep(desk: Desk, unit: Unit, step: ChaseStep, day: date, note: str) -> Prompt:
    code = desk.plan.code
    await chases.add(desk.db, code, unit.code, desk.member.id, step=step, day=day, note=note, at=desk.now)
    await desk.note("unit.chased", about=f"{unit.code} {step}")
    done = board.what_was_done(Chase(unit.code, step, day, note, "", desk.now))
    back = (Choice(f"{COMMAND} {unit.code}", unit.short), Choice(COMMAND, say("chase.do.board")))
    return Prompt(say("chase.kept", unit=unit.name, done=done), back)
