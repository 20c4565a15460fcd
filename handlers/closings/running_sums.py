"""What figures come to at any instant, before they are closed: what was received, and of it what was taken in.

They are counted as a closing counts them, whole or in groups; so the two agree to the unit.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from handlers.closings import as_of, snapshot
from handlers.closings.snapshot import Count, Scope, Total
from handlers.entries import joint
from handlers.entries.contents import Result
from plans.schema import Plan
from storage.db import Db
from storage.results import entries, history, joinings


class By(StrEnum):
    """How results are put in groups. An entry for several tasks stands in the group of each."""

    ALL = "all"
    UNIT = "unit"
    GROUP = "group"  # of units: of the centre, of provinces
    TASK = "task"
    PHASE = "phase"


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many results of how many units, what they come to, and how many activities of them counted once."""

    results: int
    units: int
    activities: int
    totals: tuple[Total, ...]
    once: int

    def of(self, indicator: str) -> Total | None:
        """Give what they come to of one indicator."""
        return next((total for total in self.totals if total.indicator.key == indicator), None)


NOTHING: Final = Amounts(0, 0, 0, (), 0)


@dataclass(frozen=True, slots=True)
class GroupSums:
    """One group, by its key (of a unit, a kind of units, a task, a phase; "" for all): received, and taken in."""

    key: str
    received: Amounts
    taken_in: Amounts


async def read(db: Db, plan: Plan, at: datetime, *ways: By) -> Mapping[By, tuple[GroupSums, ...]]:
    """Count what was kept by an instant, in groups, those without a result left out; all is read for it, once."""
    said = joint.said(await joinings.of_plan(db, plan.code, at))
    received: dict[By, dict[str, Count]] = {by: {} for by in ways}
    taken_in: dict[By, dict[str, Count]] = {by: {} for by in ways}
    for unit in await entries.units(db, plan.code):
        versions = await history.of_unit(db, plan.code, unit, at)
        for counts, stood in ((received, as_of.results), (taken_in, as_of.taken_in)):
            results = stood(plan, versions, at)
            for by in ways:
                for key, scope, mine in _GROUPED[by](plan, unit, results):
                    counts[by].setdefault(key, Count(scope, said)).add(plan, mine)
    return {by: _in_order(plan, by, received[by], taken_in[by]) for by in ways}


def _in_order(
    plan: Plan, by: By, received: Mapping[str, Count], taken_in: Mapping[str, Count]
) -> tuple[GroupSums, ...]:
    taken = {key: _amounts(plan, count) for key, count in taken_in.items()}
    found = [GroupSums(key, _amounts(plan, count), taken.get(key, NOTHING)) for key, count in received.items()]
    order = {key: place for place, key in enumerate(_keys(plan, by))}
    return tuple(
        sorted((group for group in found if group.received.results), key=lambda group: order.get(group.key, len(order)))
    )


async def entered(db: Db, plan: Plan, at: datetime, unit: str, indicator: str) -> tuple[Result, ...]:
    """Give the results of a unit that tell of an indicator, the latest first."""
    results = as_of.results(plan, await history.of_unit(db, plan.code, unit, at), at)
    mine = (one for one in results if any(figure.indicator == indicator for figure in one.content.figures))
    return tuple(mine)[::-1]


def _amounts(plan: Plan, count: Count) -> Amounts:
    added = snapshot.added(plan, count)
    return Amounts(count.results, count.units, count.activities, added.totals, len(added.once))


_Grouped = Iterator[tuple[str, Scope, Sequence[Result]]]


def _all(_plan: Plan, _unit: str, results: Sequence[Result]) -> _Grouped:
    yield "", Scope(name=By.ALL), results


def _of_unit(_plan: Plan, unit: str, results: Sequence[Result]) -> _Grouped:
    yield unit, Scope(name=unit), results


def _of_group(plan: Plan, unit: str, results: Sequence[Result]) -> _Grouped:
    if plan.has_unit(unit):
        kind = plan.unit(unit).kind
        yield kind, Scope(name=kind), results


def _of_tasks(_plan: Plan, _unit: str, results: Sequence[Result]) -> _Grouped:
    for task in dict.fromkeys(task for one in results for task in one.content.tasks or (one.content.task,)):
        mine = [one for one in results if task in (*one.content.tasks, one.content.task)]
        alone = [replace(one, content=replace(one.content, task=task, also=())) for one in mine]
        yield task, Scope(name=task), alone


def _of_phases(plan: Plan, _unit: str, results: Sequence[Result]) -> _Grouped:
    for phase in plan.phases:
        yield phase.key, Scope((phase.key,)), results


_GROUPED: Mapping[By, Callable[[Plan, str, Sequence[Result]], _Grouped]] = {
    By.ALL: _all,
    By.UNIT: _of_unit,
    By.GROUP: _of_group,
    By.TASK: _of_tasks,
    By.PHASE: _of_phases,
}


def _keys(plan: Plan, by: By) -> Sequence[str]:
    """Give the keys of groups in the plan's order."""
    match by:
        case By.UNIT:
            return [unit.code for unit in plan.units]
        case By.TASK:
            return [task.key for task in plan.tasks]
        case By.PHASE:
            return [phase.key for phase in plan.phases]
        case _:
            return list(dict.fromkeys(unit.kind for unit in plan.units))
