"""/tiendo: where each unit stands, as a list at once and as a picture a moment later; of one unit; of one phase.

The facts of the picture are gathered here, for the daily digest as well. They hold counts
and states, never a task.
"""

from dataclasses import dataclass
from typing import Final

from handlers.coordinators import which_unit
from handlers.delivery import long_work
from handlers.delivery.long_work import Wanted
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import OFFICE
from handlers.situation import lists
from handlers.situation.picture import KIND
from messages.questions.question import Ask
from messages.said import Prompt
from messages.words import language, say
from plans.schema import Plan
from plans.units import spelled
from storage.obligations import owed
from storage.obligations.owed import Standing
from storage.results import tally


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed behind the command, where everything stands, and which units have results."""

    typed: str
    rows: tuple[Standing, ...]
    entered: tuple[str, ...]


async def look(desk: Desk) -> Given:
    code = desk.plan.code
    return Given(desk.words.strip(), tuple(await owed.of_plan(desk.db, code)), tuple(await tally.units(desk.db, code)))


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    plan = desk.plan
    text = _text(desk, given)
    if text is None:
        return _not_found(plan, given.typed)
    wanted = Wanted(KIND, plan.code, language(), (desk.person.id,))
    await long_work.ask(desk.db, wanted, desk.now, by=desk.person.id, key=f"{KIND}/{plan.code}/{desk.person.id}")
    return Prompt(f"{text}\n\n{say('progress.coming')}")


def _text(desk: Desk, given: Given) -> str | None:
    """Word the list that was asked for; None where what was typed means nothing, or several things."""
    plan, rows, now = desk.plan, given.rows, desk.now
    if not given.typed:
        return lists.of_all(plan, rows, given.entered, now)
    phase = _phase(plan, given.typed)
    if phase:
        return lists.of_phase(plan, phase, rows, now)
    units = plan.find_units(given.typed)
    return lists.of_unit(plan, units[0].code, rows, now) if len(units) == 1 else None


def _phase(plan: Plan, typed: str) -> str:
    """Give the phase somebody means: its number, with or without the plan's word for it, or its name; else ""."""
    wanted = spelled(typed)
    for phase in plan.phases:
        words = {phase.key, f"{plan.period_word} {phase.key}", f"{say('progress.phase_word')} {phase.key}", phase.name}
        if wanted in {spelled(word) for word in words}:
            return phase.key
    return ""


def _not_found(plan: Plan, typed: str) -> Prompt:
    units = plan.find_units(typed)
    if units:
        return which_unit.among(plan, typed, units, PROGRESS.commands[0])
    unit, key = plan.units[0].code, plan.phases[0].key
    return Prompt(say("progress.unknown", typed=typed, period=plan.period_word, plan=plan.short, unit=unit, phase=key))


PROGRESS: Final = Handler("progress", ("tiendo", "progress"), OFFICE, look, talk, act, reads_long=True)
