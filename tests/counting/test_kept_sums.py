"""What is kept of figures, added up, against a recount of every single one: after whatever was done, in any order."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from handlers.entries import sums
from handlers.officials.entering import new_or_total
from messages.values import Figure, Precision
from storage.db import Database, Turn
from storage.members import people
from storage.results import entries, figures, subtotals
from storage.results.entries import Activity, Entry, EntryKind, NewEntry
from storage.results.figures import Counts, How, SumScope, Told
from storage.results.search import Findable
from storage.results.status import Status
from tests.empty import empty

BEGINS = datetime(2025, 12, 5, 20, tzinfo=UTC)
UNITS = ("HNI", "HPG")
DAYS = 4
KINDS = (EntryKind.ACTIVITY, EntryKind.ACTIVITY, EntryKind.ACTIVITY, EntryKind.CUMULATIVE)


@dataclass(frozen=True, slots=True)
class Step:
    """An entry is made, or one that is there changed, withdrawn or given evidence, so many hours after the step before.

    `which` names an entry, of those that are there; `within` the one that holds the figures, which lie in no other:
    so it is offered to officials, and none can come to lie within itself.
    """

    does: str
    which: int
    hours: int
    unit: str
    kind: EntryKind
    is_planned: bool
    tasks: tuple[str, ...]
    told: tuple[tuple[str, Decimal, Precision], ...]
    first: int
    days: int
    counts: Counts
    within: int


# Most meet others of the same kind, some come late or at the very instant of another.
hours = st.sampled_from([0, 1, 1, 3, 30, -2])
values = st.integers(0, 500).map(Decimal) | st.decimals(0, 500, allow_nan=False, places=3)
exact = st.just(Precision.EXACT)
told = st.tuples(st.just("people"), values, exact) | st.tuples(
    st.sampled_from(["people", "metres"]), values, st.sampled_from(Precision)
)
steps = st.builds(
    Step,
    does=st.sampled_from(["enter", "enter", "enter", "amend", "withdraw", "again"]),
    which=st.integers(0, 20),
    hours=hours,
    unit=st.sampled_from(("HNI", "HNI", "HNI", "HPG")),
    kind=st.sampled_from(KINDS),
    is_planned=st.sampled_from([False, False, False, True]),
    tasks=st.sampled_from([("1.1",), ("1.1",), ("2.1b", "1.1"), ()]),
    told=st.lists(told, min_size=1, max_size=2, unique_by=lambda one: one[0]).map(tuple),
    first=st.integers(0, DAYS - 1),
    days=st.sampled_from([0, 0, 0, 2]),
    counts=st.sampled_from(Counts),
    within=st.integers(0, 20),
)


@given(st.lists(steps, min_size=1, max_size=14))
def test_what_is_kept_comes_to_what_a_recount_gives_after_whatever_was_done(happens: list[Step]) -> None:
    asyncio.run(live(happens))


async def live(happens: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "d.db"
        empty(path)
        db = Database(path, scratch=True)
        await db.open()
        await db.write(partial(all_of, happens=happens))
        await db.close()


async def all_of(db: Turn, happens: list[Step]) -> None:
    person = await people.arrive(db, "telegram", "Lan", BEGINS)
    role = people.Role.OFFICIAL
    member = await people.join(db, person.id, plan="705", unit="HNI", role=role, invitation=None, at=BEGINS)
    at = BEGINS
    for nth, step in enumerate(happens):
        at += timedelta(hours=step.hours)
        await one(db, step, nth, member.id, at)
        assert await subtotals.differing(db, "705") == []
    every = await figures.of_plan(db, "705")
    for unit in UNITS:
        mine = [row for row in every if row.unit == unit]
        kept = await subtotals.of_unit(db, "705", unit)
        assert sorted(shown(kept)) == sorted(shown(mine))
        for entry in await entries.of_unit(db, "705", unit, 100):
            around = await subtotals.around(db, "705", unit, entry.made_at)
            for told_then in (before, after):
                assert sorted(shown(told_then(around, entry))) == sorted(shown(told_then(mine, entry)))


def before(rows: Sequence[Told], entry: Entry) -> list[Told]:
    return [row for row in rows if sums.order(row) < sums.order(entry)]


def after(rows: Sequence[Told], entry: Entry) -> list[Told]:
    return [row for row in rows if sums.order(row) > sums.order(entry)]


def shown(rows: Sequence[Told]) -> Iterator[tuple[object, ...]]:
    """Give whatever is read off these rows: sums through each day, what can be chosen, what it is known to hold."""
    for of in {sums.scope(row) for row in rows}:
        mine = [row for row in rows if sums.scope(row) == of]
        for day in range(DAYS + 4):
            yield "through", of, day, added(mine, of, date(2025, 12, 1) + timedelta(days=day))
        yield "last", of, max(sums.order(row) for row in mine)
        for whole in mine:
            if whole.counts is Counts.TOTAL or whole.kind == EntryKind.CUMULATIVE:
                facts = whole.counts, whole.first, whole.last, whole.value, whole.made_at
                yield "whole", of, whole.number, facts, added(new_or_total.parts(rows, whole), of)


def added(rows: Iterable[Told], of: SumScope, through: date | None = None) -> object:
    found = sums.recorded(rows, of, through)
    if found is None:
        return None
    return found.value, found.precision, sorted(number for row in found.rows for number in row.numbers)


async def one(db: Turn, step: Step, nth: int, member: int, at: datetime) -> None:
    there = [entry for unit in UNITS for entry in await entries.of_unit(db, "705", unit, 100)]
    sent = [entry for entry in there if entry.status is not Status.WITHDRAWN]
    held = {(row.unit, row.number) for row in await figures.of_plan(db, "705") if row.within is not None}
    holding = [entry for entry in there if (entry.unit, entry.number) not in held]
    if step.does == "enter" or not sent:
        numbers = [entry.number for entry in holding if entry.unit == step.unit]
        await entries.add(db, member, new(step, step.unit, numbers, nth), at)
        return
    chosen = sent[step.which % len(sent)]
    if step.does == "withdraw":
        await entries.withdraw(db, chosen.id, at)
    elif step.does == "again":
        await entries.again(db, chosen, member, at)
    else:
        numbers = [entry.number for entry in holding if entry.unit == chosen.unit and entry.id != chosen.id]
        await entries.amend(db, chosen, member, new(step, chosen.unit, numbers, nth), at)


def new(step: Step, unit: str, numbers: Sequence[int], nth: int) -> NewEntry:
    first = date(2025, 12, 1) + timedelta(days=step.first)
    last = first + timedelta(days=step.days)
    within = numbers[step.within % len(numbers)] if numbers and step.counts is Counts.WITHIN else None
    counts = Counts.NEW if step.counts is Counts.WITHIN and within is None else step.counts
    alone = step.kind is EntryKind.CUMULATIVE
    return NewEntry(
        plan="705",
        unit=unit,
        kind=step.kind,
        tasks=step.tasks,
        draft=f"draft {unit} {nth}",
        content={},
        findable=Findable(),
        activity=None if alone else Activity("Hội thảo", "seminar", first, last),
        figures=() if step.is_planned else tuple(Figure(*told, "") for told in step.told),
        how=How(first, last, counts, within),
        status=Status.PLANNED if step.is_planned else Status.RECEIVED,
    )


async def test_what_is_read_does_not_grow_with_the_results_of_a_task(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    empty(path)
    db = Database(path, scratch=True)
    await db.open()
    few, of_few = await db.write(partial(beside, results=10, unit="HNI"))
    many, of_many = await db.write(partial(beside, results=400, unit="HPG"))
    await db.close()

    assert (few, many) == (10, 400)
    assert of_few == of_many


async def beside(db: Turn, results: int, unit: str) -> tuple[Decimal, int]:
    """Enter so many results of one thing each over some days; give their sum and how many rows it is read from."""
    person = await people.arrive(db, "telegram", unit, BEGINS)
    role = people.Role.OFFICIAL
    member = await people.join(db, person.id, plan="705", unit=unit, role=role, invitation=None, at=BEGINS)
    for nth in range(results):
        thing = (("people", Decimal(1), Precision.EXACT),)
        step = Step("enter", 0, 0, unit, EntryKind.ACTIVITY, False, ("1.1",), thing, nth % DAYS, 0, Counts.EXTRA, 0)
        await entries.add(db, member.id, new(step, unit, (), nth), BEGINS)
    rows = await subtotals.of_unit(db, "705", unit, "1.1")
    return sums.totals(rows)[SumScope(unit, "1.1", "people")].value, len(rows)
