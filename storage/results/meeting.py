"""Activities of several units that may be one: of tasks that the plan ties, on the same days, of one form."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from storage.db import Db
from storage.results.entries import RESULT, Entry
from storage.rows import to_json


@dataclass(frozen=True, slots=True)
class _Held:
    """An activity of a result, under one of its tasks; its days are text, in whose order they are."""

    task: str
    form: str
    first: str
    last: str
    unit: str
    entry: int


async def of_plan(db: Db, plan: str, ties: Collection[tuple[str, str]]) -> list[Entry]:
    """Give the activities whose days meet those of another unit's of the same form; of two tasks that are tied.

    Of the others no more is read than their days: what they say is read of those that meet.
    """
    held = await db.all(
        _Held,  # cross join: from the few tied tasks, never from all results
        "select t.task, a.form, a.first_day, a.last_day, r.unit, r.id"
        " from json_each(:tasks) tied cross join entry_task t on t.task = tied.value"
        " cross join result r on r.id = t.entry and r.plan = :plan cross join activity a on a.id = r.activity",
        plan=plan,
        tasks=to_json(sorted({one for one, _ in ties})),
    )
    found = sorted(set(_meeting(held, ties)))
    if not found:
        return []
    return await db.all(
        Entry,
        f"{RESULT} where e.id in (select value from json_each(:found)) order by e.unit, e.number",
        found=to_json(found),
    )


def _meeting(held: Sequence[_Held], ties: Collection[tuple[str, str]]) -> Iterator[int]:
    """Give the entries of those that meet one of a tied task, by row."""
    apart: dict[tuple[str, str], list[_Held]] = {}
    for one in sorted(held, key=lambda one: one.first):
        apart.setdefault((one.task, one.form), []).append(one)
    for task, other in ties:
        for (of, form), mine in apart.items():
            if of == task and (others := apart.get((other, form))):
                days = _Days(others)
                yield from (one.entry for one in mine if days.meet(one))


class _Days:
    """The days of activities, to be asked whether any of another unit meets one: looked up, never gone through."""

    def __init__(self, held: Sequence[_Held]) -> None:
        """Take them in the order of their first days."""
        self._firsts = [one.first for one in held]
        # of those up to each: who lasts longest, and who of all other units
        self._longest: list[tuple[_Held, _Held | None]] = []
        longest, beside = held[0], None
        for one in held:
            if one.unit == longest.unit:
                longest = max(longest, one, key=_last)
            elif one.last > longest.last:
                longest, beside = one, longest
            elif beside is None or one.last > beside.last:
                beside = one
            self._longest.append((longest, beside))

    def meet(self, one: _Held) -> bool:
        """Tell whether one of another unit lasts into these days, and has begun by their end."""
        begun = bisect_right(self._firsts, one.last)
        if not begun:
            return False
        longest, beside = self._longest[begun - 1]
        other = longest if longest.unit != one.unit else beside
        return other is not None and other.last >= one.first


def _last(one: _Held) -> str:
    return one.last
