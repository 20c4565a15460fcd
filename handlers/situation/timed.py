"""What the office is told of the plan's own days: the phases that are brought up to date, the tasks that have days.

Nobody is late here: an update is asked for, and of a task without a word nothing is known.
"""

from datetime import datetime, timedelta
from typing import Final

from handlers.obligations import tallies
from handlers.situation import blocks
from handlers.situation.fitting import Block, BlockLine
from handlers.situation.overview import Overview
from messages.words import ZONE, say
from plans.dates import closing_at
from plans.schema import Phase

_COUNTED: Final = 2  # it goes after what is new or to come, and before what is overdue
_SPARED: Final = 3
_WEEK: Final = timedelta(days=7)


def phases(here: Overview) -> Block:
    """Count the updates of each phase that goes on or is still to be closed; in the week before name who misses it."""
    named = blocks.named_as_silent(here)
    lines = []
    for of in tallies.by_phase(here.plan, here.rows, here.today):
        closing = _closing_of(here, of.phase)
        if here.today < of.phase.starts or (closing is None and here.today > of.phase.ends):
            continue
        facts = {"phase": of.phase.name, **{state.value: n for state, n in of.states.items()}}
        on = closing.astimezone(ZONE).date() if closing else None
        key = "digest.phase" if closing is None else "digest.phase.closes"
        lines.append(BlockLine(say(key, **facts, at=closing, on=on), _COUNTED))
        others = [code for code in of.missing if code not in named]
        is_close = on is not None and of.phase.ends <= here.today and on - here.today <= _WEEK
        if is_close and 0 < len(others) <= blocks.NAMED:
            key = "digest.phase.besides" if len(others) < len(of.missing) else "digest.phase.missing"
            lines.append(BlockLine(say(key, names=blocks.names(here, others)), _COUNTED))
    if not lines:
        return ()
    return (BlockLine(say("digest.phases", period=here.plan.period_word), _COUNTED), *lines)


def _closing_of(here: Overview, phase: Phase) -> datetime | None:
    """Give when the plan closes the figures of a phase next."""
    steps = (closing.step for closing in here.plan.closings if phase.key in closing.phases)
    times = (at for step in steps if (at := closing_at(here.plan, step)) is not None)
    return min((at for at in times if at >= here.now), default=None)


def windows(here: Overview, *, ended: bool = False) -> Block:
    """Say of which tasks that have days of their own there is no word, towards the end of these and after it.

    With `ended`, of those alone whose days have passed. Once a real deadline is near, that is what matters.
    """
    if here.is_near and not ended:
        return ()
    lines = []
    for key, units in tallies.without_word(here.plan, here.rows, here.today).items():
        task = here.plan.task(key)
        assert task.window is not None, "only tasks with days of their own are asked for"
        ends = task.window.ends
        is_past = ends < here.today
        if task.umbrella or not task.reminded or (ended and not is_past) or here.today < ends - _WEEK:
            continue
        known = blocks.few(here, units)
        facts = {"task": key, "ends": ends, "n": len(units), "names": f": {known}" if known else ""}
        lines.append(BlockLine(say("digest.window.past" if is_past else "digest.window", **facts), _SPARED))
    if not lines:
        return ()
    return (BlockLine(say("digest.windows"), _SPARED), *lines)
