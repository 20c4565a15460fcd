"""The figures of a plan counted again from every version and decision, beside what is kept for the present.

Two ways to one figure: rows that each change keeps up to date, and what was said and decided from the beginning. They
agree to the unit, or something is wrong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from handlers.closings import as_of
from handlers.entries import sums
from handlers.entries.sums import Sum
from handlers.obligations import recount
from handlers.obligations.recount import Recounted
from plans.schema import Plan
from storage.db import Db
from storage.obligations import owed
from storage.obligations.owed import Standing
from storage.results import entries, history, subtotals, tally
from storage.results.figures import SumScope


@dataclass(frozen=True, slots=True)
class ResultsDiffer:
    """A unit of which other numbers of results are kept, or of results taken in, than there are."""

    unit: str
    kept: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class SumDiffers:
    """A sum that is kept otherwise than the versions come to; None: nothing is there."""

    scope: SumScope
    kept: Sum | None
    right: Sum | None


@dataclass(frozen=True, slots=True)
class StandingDiffers:
    """A field of what is owed that is kept otherwise than the versions and decisions say; "gone": there is no row."""

    key: str
    field: str
    kept: Any
    right: Any


Differs = ResultsDiffer | SumDiffers | StandingDiffers


async def differing(db: Db, plan: Plan, at: datetime) -> list[Differs]:
    """Count everything said and decided until now, `at`; give what is kept otherwise, unit by unit, then what is owed.

    What the office asked for at run time is no matter of figures, and left out.
    """
    counts = {row.unit: (row.entries, row.taken_in) for row in await tally.kept(db, plan.code)}
    found: list[Differs] = []
    counted: dict[str, Recounted] = {}
    for unit in await entries.units(db, plan.code):
        versions = await history.of_unit(db, plan.code, unit, at)
        results = as_of.results(plan, versions, at)
        counted |= recount.recount(plan, results)
        kept, right = counts.get(unit, (0, 0)), (len(results), len(as_of.taken_in(plan, versions, at)))
        if kept != right:
            found.append(ResultsDiffer(unit, kept, right))
        added = sums.totals(await subtotals.of_unit(db, plan.code, unit))
        found += _sums(added, sums.totals(tuple(as_of.told(results))))
    rows = {row.key: row for row in await owed.of_plan(db, plan.code)}
    for standing in as_of.standings(plan, counted, await as_of.kept(db, plan, at)):
        found += _fields(rows.get(standing.key), standing)
    return found


def _sums(kept: Mapping[SumScope, Sum], right: Mapping[SumScope, Sum]) -> Iterator[SumDiffers]:
    for scope in sorted(kept.keys() | right.keys()):
        mine, other = kept.get(scope), right.get(scope)
        if _amount(mine) != _amount(other):
            yield SumDiffers(scope, mine, other)


def _amount(total: Sum | None) -> object:
    return total and (total.value, total.precision)


def _fields(kept: Standing | None, right: Standing) -> Iterator[StandingDiffers]:
    if kept is None:
        yield StandingDiffers(right.key, "gone", None, right.entries)
        return
    for name in (field.name for field in fields(Standing)):
        mine, other = getattr(kept, name), getattr(right, name)
        if mine != other:
            yield StandingDiffers(right.key, name, mine, other)
