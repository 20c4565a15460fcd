"""Three dates of a plan in plain words: from when, on time until, and from when closed figures stay as they are.

Nothing is ever locked against entering: what comes after a closing stands beside what was closed.
"""

from datetime import datetime
from typing import Final

from messages.words import ZONE, say
from plans.schema import Plan

_WORDS: Final = "plan.date"


def lines(plan: Plan) -> list[str]:
    """Say each in a line."""
    last = None if plan.deadline is None else plan.deadline.last_day
    on_time = say(f"{_WORDS}.on_time", last=last) if last else say(f"{_WORDS}.on_time.none")
    closed = _closed_at(plan)
    locked = say(f"{_WORDS}.locked", at=closed) if closed else say(f"{_WORDS}.locked.none")
    return [say(f"{_WORDS}.opens", day=plan.starts), on_time, locked]


def _closed_at(plan: Plan) -> datetime | None:
    """Give when the plan's figures are closed for the last time; a closing of signed reports alone is none."""
    every = [datetime.combine(closing.on, closing.at, ZONE) for closing in plan.closings if closing.phases]
    return max(every, default=None)
