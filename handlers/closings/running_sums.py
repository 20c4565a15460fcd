"""What figures come to now, before they are closed: what was received, and of it what was taken in.

They are counted as a closing counts them, whole or in groups; so the two agree to the unit. Every version has a part in
it, so what one unit comes to is counted once after each change of that unit, and kept in memory until the next.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, cast

from handlers.closings import as_of, placing, snapshot
from handlers.closings.snapshot import Count, Scope, Total
from handlers.entries import joint
from handlers.entries.contents import Result
from handlers.house import running
from plans.schema import Plan
from storage import plans
from storage.db import Db
from storage.members import revisions
from storage.results import entries, history, joinings

_EVER: Final = datetime.max.replace(tzinfo=UTC)  # all that is kept, wherever the clock stands
_SUMS: Final = "sums"  # in the memory of the database


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


@dataclass(frozen=True, slots=True)
class _OfUnit:
    """What one unit's results add to each group there is within a unit, by the group's key: received, and taken in.

    It stands as long as its `mark` does: nothing else that is kept has a part in it.
    """

    mark: object
    received: Mapping[str, Count]
    taken_in: Mapping[str, Count]


async def read(db: Db, plan: Plan, *ways: By) -> Mapping[By, tuple[GroupSums, ...]]:
    """Count all that is kept, in groups, those without a result left out.

    Every version of a unit's results is read for it once after each change of that unit.
    """
    said = joint.said(await joinings.of_plan(db, plan.code, _EVER))
    return {by: await _read(db, plan, by, said) for by in ways}


async def count_ahead(db: Db) -> None:
    """Count what has changed in the running plans, so that whoever asks for sums waits for nothing."""
    for plan in (await running(db)).values():
        await read(db, plan, By.ALL, By.TASK, By.PHASE)


async def _read(db: Db, plan: Plan, by: By, said: joint.Said) -> tuple[GroupSums, ...]:
    units = await _counted(db, plan, By.ALL if by in _WHOLE else by, said)
    place, marks = f"{_SUMS}/{plan.code}/{by}", [(unit, counted.mark) for unit, counted in units.items()]
    known, found = db.memory.get(place, (None, ()))
    if known != marks:
        found = _added(plan, by, said, units)
        db.memory[place] = marks, found
    return cast(tuple[GroupSums, ...], found)


def _added(plan: Plan, by: By, said: joint.Said, units: Mapping[str, _OfUnit]) -> tuple[GroupSums, ...]:
    received: dict[str, Count] = {}
    taken_in: dict[str, Count] = {}
    whole = _WHOLE.get(by)
    for unit, counted in units.items():
        for counts, mine in ((received, counted.received), (taken_in, counted.taken_in)):
            for key, count in mine.items():
                group = whole(plan, unit) if whole else key
                if group is not None:
                    counts.setdefault(group, Count(count.scope, said)).join(count)
    return _in_order(plan, by, received, taken_in)


def _in_order(
    plan: Plan, by: By, received: Mapping[str, Count], taken_in: Mapping[str, Count]
) -> tuple[GroupSums, ...]:
    taken = {key: _amounts(plan, count) for key, count in taken_in.items()}
    found = [GroupSums(key, _amounts(plan, count), taken.get(key, NOTHING)) for key, count in received.items()]
    order = {key: place for place, key in enumerate(_keys(plan, by))}
    return tuple(
        sorted((group for group in found if group.received.results), key=lambda group: order.get(group.key, len(order)))
    )


async def _counted(db: Db, plan: Plan, by: By, said: joint.Said) -> Mapping[str, _OfUnit]:
    """Give what each unit adds, from memory where nothing of it has changed."""
    versions, numbers = await plans.versions(db), await revisions.of_plan(db, plan.code)
    found = {}
    for unit in await entries.units(db, plan.code):
        words = frozenset((pair, is_one) for pair, is_one in said.items() if unit in dict(pair))
        mark, place = (versions, numbers.get(unit, 0), words), f"{_SUMS}/{plan.code}/{by}/{unit}"
        kept: _OfUnit | None = db.memory.get(place)
        if kept is None or kept.mark != mark:
            kept = await _count(db, plan, unit, by, said, mark)
            db.memory[place] = kept
        found[unit] = kept
    return found


async def _count(db: Db, plan: Plan, unit: str, by: By, said: joint.Said, mark: object) -> _OfUnit:
    versions = await history.of_unit(db, plan.code, unit, _EVER)
    counts: list[Mapping[str, Count]] = []
    for results in (as_of.results(plan, versions, _EVER), as_of.taken_in(plan, versions, _EVER)):
        groups = {key: (Count(scope, said), mine) for key, scope, mine in _WITHIN[by](plan, results)}
        for count, mine in groups.values():
            count.add(plan, placing.place(plan, mine))
        counts.append({key: count for key, (count, _) in groups.items()})
    return _OfUnit(mark, *counts)


def _amounts(plan: Plan, count: Count) -> Amounts:
    added = snapshot.added(plan, count)
    return Amounts(count.results, count.units, count.activities, added.totals, len(added.once))


_Groups = Iterator[tuple[str, Scope, Sequence[Result]]]


def _all(_plan: Plan, results: Sequence[Result]) -> _Groups:
    yield "", Scope(name=By.ALL), results


def _of_tasks(_plan: Plan, results: Sequence[Result]) -> _Groups:
    for task in dict.fromkeys(task for one in results for task in one.content.tasks or (one.content.task,)):
        mine = [one for one in results if task in (*one.content.tasks, one.content.task)]
        alone = [replace(one, content=replace(one.content, task=task, also=())) for one in mine]
        yield task, Scope(name=task), alone


def _of_phases(plan: Plan, results: Sequence[Result]) -> _Groups:
    for phase in plan.phases:
        yield phase.key, Scope((phase.key,)), results


# How the results of one unit are put in groups, and in which group a whole unit goes: none, if the plan has it no more.
_WITHIN: Final[Mapping[By, Callable[[Plan, Sequence[Result]], _Groups]]] = {
    By.ALL: _all,
    By.TASK: _of_tasks,
    By.PHASE: _of_phases,
}
_WHOLE: Final[Mapping[By, Callable[[Plan, str], str | None]]] = {
    By.ALL: lambda _plan, _unit: "",
    By.UNIT: lambda _plan, unit: unit,
    By.GROUP: lambda plan, unit: plan.unit(unit).kind if plan.has_unit(unit) else None,
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
