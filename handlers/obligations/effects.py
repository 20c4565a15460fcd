"""What an entry does to what is owed: it covers, and the unit's latest word says whether it is done."""

from datetime import date

from handlers.desk import Desk
from handlers.entries import contents
from handlers.entries.contents import Content
from handlers.obligations import coverage
from messages.words import ZONE
from plans.schema import Plan
from storage.obligations import owed
from storage.results import entries
from storage.results.entries import Entry


def task_key(plan: Plan, unit: str, content: Content, said_on: date) -> str:
    """Give the obligation of its task that an entry counts for; one without days counts for the day it was said."""
    return coverage.stated(plan, unit, content, said_on)


def keys(plan: Plan, unit: str, content: Content, said_on: date) -> tuple[str, ...]:
    """Give every obligation that an entry covers."""
    return () if content.planned else coverage.covers(plan, unit, content, said_on)


async def entered(desk: Desk, content: Content) -> None:
    """Count a new entry; its word on the task is the latest."""
    plan, unit, today = desk.plan, desk.unit.code, desk.today
    await owed.covered(desk.db, plan.code, keys(plan, unit, content, today), desk.now)
    done_on = today if content.finished else None
    await owed.completed(desk.db, plan.code, task_key(plan, unit, content, today), done_on, desk.now)


async def amended(desk: Desk, before: Entry, content: Content) -> None:
    """Count what an entry says now in place of what it said; it has its new version already."""
    plan, unit = desk.plan, desk.unit.code
    old = contents.of_entry(before)
    comes_true = old.planned and not content.planned  # it is a result from now on
    said_on = desk.today if comes_true else before.made_at.astimezone(ZONE).date()
    had, has = keys(plan, unit, old, said_on), keys(plan, unit, content, said_on)
    await owed.uncovered(desk.db, plan.code, [key for key in had if key not in has], desk.now)
    await owed.covered(desk.db, plan.code, [key for key in has if key not in had], desk.now)
    was, now = task_key(plan, unit, old, said_on), task_key(plan, unit, content, said_on)
    if was != now:
        await _latest_word(desk, old.task, was)
    if was != now or (old.finished, old.planned) != (content.finished, content.planned):
        await _latest_word(desk, content.task, now)


async def withdrawn(desk: Desk, entry: Entry) -> None:
    """Count an entry no more; it is withdrawn already."""
    plan, unit = desk.plan, desk.unit.code
    content, said_on = contents.of_entry(entry), entry.made_at.astimezone(ZONE).date()
    await owed.uncovered(desk.db, plan.code, keys(plan, unit, content, said_on), desk.now)
    await _latest_word(desk, content.task, task_key(plan, unit, content, said_on))


async def _latest_word(desk: Desk, task: str, key: str) -> None:
    """Let the unit's latest entry that stands say whether the task is done, and on which day."""
    plan, unit = desk.plan, desk.unit.code
    for entry in await entries.of_task(desk.db, plan.code, unit, task):
        content = contents.of_entry(entry)
        if task_key(plan, unit, content, entry.made_at.astimezone(ZONE).date()) == key:
            done_on = entry.said_at.astimezone(ZONE).date() if content.finished else None
            await owed.completed(desk.db, plan.code, key, done_on, desk.now)
            return
    await owed.completed(desk.db, plan.code, key, None, desk.now)
