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
from storage.results.status import Status


def task_key(plan: Plan, unit: str, content: Content, said_on: date) -> str:
    """Give the obligation of its task that an entry counts for; one without days counts for the day it was said."""
    return coverage.stated(plan, unit, content, said_on)


def keys(plan: Plan, unit: str, content: Content, said_on: date) -> tuple[str, ...]:
    """Give every obligation that an entry covers."""
    return () if content.planned else coverage.covers(plan, unit, content, said_on)


def done_on(content: Content, said_on: date) -> date | None:
    """Give the day on which the task was done: the last of the work, not that of the typing. None: it goes on.

    What is status only has no days: it was done when it was said.
    """
    if not content.finished:
        return None
    return content.days.last if content.days else said_on


async def entered(desk: Desk, content: Content) -> None:
    """Count a new entry; its word on the task is the latest."""
    plan, unit, today = desk.plan, desk.unit.code, desk.today
    await owed.covered(desk.db, plan.code, keys(plan, unit, content, today), desk.now)
    done = done_on(content, today)
    await owed.completed(desk.db, plan.code, task_key(plan, unit, content, today), done, desk.now)


async def amended(desk: Desk, before: Entry, content: Content) -> None:
    """Count what an entry says now in place of what it said; it has its new version already."""
    plan, unit = desk.plan, before.unit
    if before.status is Status.SET_ASIDE:  # it counted for nothing, and counts again
        await _counted_again(desk, await entries.by_id(desk.db, before.id))
        return
    old = contents.of_entry(before)
    comes_true = old.planned and not content.planned  # it is a result from now on
    said_on = desk.today if comes_true else before.made_at.astimezone(ZONE).date()
    had, has = keys(plan, unit, old, said_on), keys(plan, unit, content, said_on)
    await owed.uncovered(desk.db, plan.code, [key for key in had if key not in has], desk.now)
    await owed.covered(desk.db, plan.code, [key for key in has if key not in had], desk.now)
    was, now = task_key(plan, unit, old, said_on), task_key(plan, unit, content, said_on)
    if was != now:
        await _latest_word(desk, unit, old.task, was)
    if was != now or (old.planned, done_on(old, said_on)) != (content.planned, done_on(content, said_on)):
        await _latest_word(desk, unit, content.task, now)


async def stands(desk: Desk, before: Entry, status: Status) -> None:
    """Count an entry no more, or again, where it stands so already; `before` is the entry as it stood."""
    if before.status.counts and not status.counts:
        await _counted_no_more(desk, before)
    elif status.counts and not before.status.counts:
        await _counted_again(desk, before)


async def _counted_no_more(desk: Desk, entry: Entry) -> None:
    plan, unit = desk.plan, entry.unit
    content, said_on = contents.of_entry(entry), entry.made_at.astimezone(ZONE).date()
    await owed.uncovered(desk.db, plan.code, keys(plan, unit, content, said_on), desk.now)
    await _latest_word(desk, unit, content.task, task_key(plan, unit, content, said_on))


async def _counted_again(desk: Desk, entry: Entry) -> None:
    plan, unit = desk.plan, entry.unit
    content, said_on = contents.of_entry(entry), entry.made_at.astimezone(ZONE).date()
    await owed.covered(desk.db, plan.code, keys(plan, unit, content, said_on), desk.now)
    await _latest_word(desk, unit, content.task, task_key(plan, unit, content, said_on))


async def _latest_word(desk: Desk, unit: str, task: str, key: str) -> None:
    """Let the unit's latest entry that stands say whether the task is done, and on which day."""
    plan = desk.plan
    for entry in await entries.of_task(desk.db, plan.code, unit, task):
        content = contents.of_entry(entry)
        if task_key(plan, unit, content, entry.made_at.astimezone(ZONE).date()) == key:
            done = done_on(content, entry.said_at.astimezone(ZONE).date())
            await owed.completed(desk.db, plan.code, key, done, desk.now)
            return
    await owed.completed(desk.db, plan.code, key, None, desk.now)
