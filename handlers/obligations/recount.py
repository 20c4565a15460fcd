"""What is owed, counted again from the entries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from handlers.entries import contents
from handlers.entries.contents import Result
from handlers.obligations import effects
from messages.words import ZONE
from plans import obligations
from plans.schema import Plan
from storage.db import Db, Turn
from storage.obligations import owed
from storage.obligations.owed import Standing
from storage.results import entries, history, tally


@dataclass(frozen=True, slots=True)
class Recounted:
    """What the entries say of one obligation; `last` is the one that has the last word on it."""

    entries: int
    done_on: date | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """An obligation whose row does not agree with the entries; `kept` is None where the row is gone."""

    key: str
    kept: Standing | None
    right: Recounted


_NOTHING = Recounted(0, None, None)


def recount(plan: Plan, results: Iterable[Result]) -> dict[str, Recounted]:
    """Count for each obligation of a unit its results that stand, given in the order of their numbers."""
    counts: Counter[str] = Counter()
    last: dict[str, tuple[date | None, int]] = {}
    for result in results:
        entry, content, said_on = result.entry, result.content, _day(result.entry.made_at)
        for key in effects.keys(plan, entry.unit, content, said_on):
            counts[key] += 1
        task = effects.task_key(plan, entry.unit, content, said_on)
        last[task] = (effects.done_on(content, _day(entry.said_at)), entry.id)
    return {key: Recounted(counts[key], *last.get(key, (None, None))) for key in counts.keys() | last.keys()}


async def differences(db: Db, plan: Plan) -> list[Difference]:
    """Give every obligation of a plan whose row does not agree with its entries."""
    right: dict[str, Recounted] = {}
    for unit in await entries.units(db, plan.code):
        right |= recount(plan, map(contents.result, await entries.results(db, plan.code, unit)))
    rows = {row.key: row for row in await owed.of_plan(db, plan.code)}
    keys = dict.fromkeys([*(str(obligation.key) for obligation in obligations.of(plan)), *rows])
    found = [Difference(key, rows.get(key), right.get(key, _NOTHING)) for key in keys]
    return [difference for difference in found if not await _agrees(db, difference)]


async def _agrees(db: Db, difference: Difference) -> bool:
    kept, right = difference.kept, difference.right
    if kept is None or kept.entries != right.entries or (kept.completed_on is None) != (right.done_on is None):
        return False
    if kept.completed_on == right.done_on:
        return True
    # a later version that still says "done" leaves the day on which an earlier one first said so
    assert right.last is not None, "a day of completion is the word of an entry"
    return kept.completed_on in {_day(made) for made in await history.versions_made(db, right.last)}


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


async def rebuild(db: Turn, plan: Plan, at: datetime) -> list[Difference]:
    """Put right every row and count that does not agree with the entries; give what differed."""
    found = await differences(db, plan)
    for difference in found:
        await owed.recounted(db, plan.code, difference.key, difference.right.entries, difference.right.done_on, at)
    if await tally.differing(db, plan.code):
        await tally.rebuild(db, plan.code)
    return found
