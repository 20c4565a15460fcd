"""What the report of one unit tells: its sums, each of its tasks, what it has issued, and what its people said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.closings import as_of
from handlers.closings.snapshot import Total
from handlers.documents import material, withheld
from handlers.documents.extent import Extent
from handlers.documents.material import Beside, ListedResult, Material, Tell, UnitMaterial
from handlers.entries import access, sums
from handlers.entries.contents import Result
from handlers.obligations import standing
from messages.words import ZONE
from plans.obligations import Kind, State
from plans.schema import Plan, Task
from storage.db import Db
from storage.obligations import written_reports
from storage.obligations.owed import Standing
from storage.obligations.written_reports import Steps
from storage.results import evidence

_NUMBER = "number"  # the kind of evidence that is a document's number


@dataclass(frozen=True, slots=True)
class OfTask:
    """One task of the unit: what is owed of it, where that stands, and the results it has, with their sums."""

    task: Task
    rows: tuple[Standing, ...]
    states: tuple[State, ...]
    results: tuple[ListedResult, ...]
    totals: tuple[Total, ...]
    numbers: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class IssuedDirective:
    """A document that the unit issued to carry the plan out, and its number and day where they were told; told when."""

    result: ListedResult
    number: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnMaterial:
    """All of it. `tasks` are those the unit owes and those it only takes part in; of the secret ones none.

    `of_several` is how many results stand under several tasks; `secret` how many tasks tell no more than that they
    are there.
    """

    whole: Material
    unit: UnitMaterial
    tasks: tuple[OfTask, ...]
    beyond: tuple[ListedResult, ...]
    of_several: int
    secret: int
    directives: tuple[IssuedDirective, ...]
    steps: Steps


async def gather(
    db: Db, plan: Plan, of: Extent, at: datetime, beside: Beside | None = None, tell: Tell | None = None
) -> OwnMaterial:
    """Read all that a unit kept until an instant. Raise LookupError where the plan has no such unit then."""
    unit = of.unit
    found: list[Result] = []

    async def take(then: Plan, code: str, results: Sequence[Result]) -> None:
        found.extend(results)
        if beside is not None:
            await beside(then, code, results)

    whole = await material.gather(db, plan, at, beside=take, tell=tell, of=of)
    if not whole.units:
        raise LookupError(unit)
    silent = withheld.tasks(plan, whole.plan)
    open_ones = [result for result in found if not withheld.is_withheld(result.content, silent)]
    numbers = {
        piece.entry_number: piece.text
        for piece in await evidence.of_unit(db, plan.code, unit, at)
        if piece.kind == _NUMBER
    }
    return OwnMaterial(
        whole=whole,
        unit=whole.units[0],
        tasks=_tasks(whole, unit, open_ones, silent),
        beyond=tuple(_listed(whole, [result for result in open_ones if not result.content.tasks])),
        of_several=sum(len(result.content.tasks) > 1 for result in open_ones),
        secret=sum(task.key in silent for task in whole.plan.tasks_of(unit)),
        directives=tuple(
            IssuedDirective(one, numbers.get(result.entry.number, ""), result.entry.made_at)
            for result in material.directives(whole.plan, open_ones)
            for one in _listed(whole, [result])
        ),
        steps=_told(await written_reports.steps(db, plan.code, unit, at), silent),
    )


def _told(steps: Steps, silent: frozenset[str]) -> Steps:
    """Leave out of what was said what names a task of which no word is told, also where that came later."""
    return replace(
        steps,
        directives=withheld.told(steps.directives, silent),
        assessment=withheld.told(steps.assessment, silent),
        difficulties=withheld.told(steps.difficulties, silent),
        proposals=withheld.told(steps.proposals, silent),
    )


def _listed(whole: Material, results: Sequence[Result]) -> Sequence[ListedResult]:
    wanted = {access.number(result.entry) for result in results}
    return [one for one in whole.activities if one.number in wanted]


def _tasks(whole: Material, unit: str, results: Sequence[Result], silent: frozenset[str]) -> tuple[OfTask, ...]:
    plan = whole.plan
    states = standing.states(plan, whole.standings, whole.at.astimezone(ZONE).date())
    added = sums.totals(tuple(as_of.told(results)))
    own = [task.key for task in plan.tasks_of(unit)]
    told = dict.fromkeys(key for result in results for key in result.content.tasks)
    tasks = []
    for key in dict.fromkeys([*own, *told]):
        if key in silent:
            continue
        rows = tuple(row for row in whole.standings if row.kind == Kind.TASK and row.task == key)
        mine = {of.indicator: found for of, found in added.items() if of.task == key}
        tasks.append(
            OfTask(
                task=plan.task(key),
                rows=rows,
                states=tuple(states[row.key] for row in rows),
                results=tuple(_listed(whole, [result for result in results if key in result.content.tasks])),
                totals=tuple(
                    Total(indicator, mine[indicator.key].value, mine[indicator.key].precision, 1)
                    for indicator in plan.indicators
                    if indicator.key in mine
                ),
                numbers={
                    name: [
                        access.numbered(plan.code, unit, number)
                        for number in sorted({number for row in found.rows for number in row.numbers})
                    ]
                    for name, found in mine.items()
                },
            )
        )
    return tuple(tasks)
