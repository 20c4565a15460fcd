"""A plan begins to run, a request is made: units owe."""

from collections.abc import Iterable
from datetime import date, datetime

from handlers.house import parsed
from handlers.obligations import recount
from messages.words import ZONE
from plans import dates, obligations
from plans.obligations import Obligation
from plans.schema import Plan
from storage import plans
from storage.db import Turn
from storage.obligations import owed, requests
from storage.obligations.owed import Owed
from storage.schedule import occasions
from storage.schedule.occasions import NewOccasion


async def load(db: Turn, plan: Plan, at: datetime) -> None:
    """Make this the running version of its plan, and let its units owe what it says.

    What was entered before counts for what the plan asks now: another task may be theirs, another month.
    """
    await plans.load(db, key=plan.key, code=plan.code, body=plan.model_dump_json(), at=at)
    await lay_down(db, plan, at)
    await recount.rebuild(db, plan, at)


async def take_up(db: Turn, at: datetime) -> None:
    """Lay down the dates of plans that have none: a release before this one loaded them, and kept no dates."""
    for kept in await plans.running(db):
        if not await occasions.is_laid(db, kept.code):
            await lay_down(db, parsed(kept.body), at)


async def lay_down(db: Turn, plan: Plan, at: datetime) -> None:
    """Keep what a plan lets its units owe."""
    await owed.lay_down(db, plan.code, [_row(obligation) for obligation in obligations.of(plan)], at)
    if plan.deadline is None:
        await requests.date_reports(db, plan.code)
    new = [NewOccasion(day.rule, day.step, day.due_at) for day in dates.of(plan)]
    await occasions.lay_down(db, plan.code, new, dates.midnight(at.astimezone(ZONE).date()), at)


async def ask(db: Turn, plan: Plan, number: int, units: Iterable[str], due: date, at: datetime) -> None:
    """Let these units owe an answer to a request, and, where the plan sets no deadline, a signed report by then."""
    await owed.add(db, plan.code, [_row(obligation) for obligation in obligations.asked(str(number), units, due)], at)
    if plan.deadline is None:
        await requests.date_reports(db, plan.code)


def _row(obligation: Obligation) -> Owed:
    key = obligation.key
    return Owed(str(key), key.kind, key.unit, key.task, key.phase, key.month or None, obligation.due)
