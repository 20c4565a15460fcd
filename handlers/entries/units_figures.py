"""What a unit counts, in lines: its sums under each task, and its results; of what may be secret counts alone."""

from collections.abc import Sequence
from typing import Final

from handlers.entries import access, contents, recorded
from messages.shortening import shortened
from messages.words import say
from plans.schema import Plan
from storage.db import Db
from storage.results import entries, subtotals, tally
from storage.results.figures import Told

_SHOWN: Final = 20  # results in one text
_TITLE: Final = 80  # characters


def sums(plan: Plan, told: Sequence[Told]) -> list[str]:
    """Word what figures come to under each task, also of others, and under none; a sensitive one shows its key."""
    tasks = [*((contents.label(task), task.key) for task in plan.tasks), (say("task.other"), "")]
    found = [(label, recorded.listed(plan, told, key)) for label, key in tasks]
    return [say("unit_page.sum", task=label, figures=figures) for label, figures in found if figures]


async def lines(db: Db, plan: Plan, unit: str) -> list[str]:
    """Word all that a unit counts: sums of figures, activities of tasks that take no more than their number."""
    counts = await tally.activities(db, plan.code, unit)
    activities = [say("unit_figures.activities", task=contents.label(plan.task(key)), n=n) for key, n in counts.items()]
    told = [*sums(plan, await subtotals.of_unit(db, plan.code, unit)), *activities]
    found = await entries.results(db, plan.code, unit)
    return told or ([say("unit_figures.results", n=len(found))] if found else [])


async def results(db: Db, plan: Plan, unit: str) -> list[str]:
    """Name the results of a unit that stand, the first of them by title."""
    found = await entries.results(db, plan.code, unit)
    rows = [
        say(
            "review.told.row",
            number=access.number(entry),
            what=shortened(access.title(plan, contents.of_entry(entry)), _TITLE),
        )
        for entry in found[:_SHOWN]
    ]
    return [*rows, say("review.told.more", n=len(found) - _SHOWN)] if found[_SHOWN:] else rows
