"""Figures that always count alike, added up in the transaction that changes them.

A unit may tell thousands of figures under a task; what a message reads of them grows only with
the days of the campaign. `handlers/entries/sums.py` adds these rows as it adds single figures, to
the same sums. What is added up with what, the view and the table of migration 0004 say.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn
from storage.results import figures
from storage.results.figures import SumScope, Told
from storage.rows import instant

# A value in thousandths as it was told: "12.5", "40".
_VALUE = "rtrim(rtrim(printf('%d.%03d', thousandths / 1000, thousandths % 1000), '0'), '.')"
_KEPT = (
    f"select unit, task, number, kind, made_at, indicator, {_VALUE}, precision, first_day, last_day, counts,"
    " nullif(within, 0), numbers"
)
_SCOPE = "plan = :plan and unit = :unit and task = :task and indicator = :indicator"
_KEY = "plan, unit, task, indicator, last_day, told_on, totals, counts, within, precision, alone"


@dataclass(frozen=True, slots=True)
class _Row:
    """One subtotal, to be compared: what it says beside its scope is JSON; numbers stand in no order."""

    unit: str
    task: str
    indicator: str
    says: str
    numbers: str


_ROW = (
    "select unit, task, indicator, json_array(last_day, told_on, totals, counts, within, precision, alone, number,"
    " made_at, kind, first_day, thousandths), numbers"
)


def _added_up(where: str) -> str:
    """Give the SQL that adds up what stands; the number of the entry told last stands behind the instant."""
    return (
        f"select {_KEY}, cast(substr(max(made_at || printf('%09d', number)), 25) as integer) as number,"
        " max(made_at) as made_at, min(kind) as kind, min(first_day) as first_day, sum(thousandths) as thousandths,"
        " group_concat(number) as numbers"
        " from (select *, count(*) filter (where counts = 'total')"
        " over (partition by plan, unit, task, indicator order by made_at, number) as totals"
        f" from told where {where}) group by {_KEY}"
    )


async def scopes(db: Db, entry: int) -> set[SumScope]:
    """Give the scopes in which an entry has figures that stand."""
    return set(await db.all(SumScope, "select unit, task, indicator from told where entry = :entry", entry=entry))


async def entered(db: Turn, entry: int) -> None:
    """Add the figures of a new entry to what is kept."""
    is_late = await db.one(
        bool,
        "select exists (select 1 from told n join subtotal s on s.plan = n.plan and s.unit = n.unit"
        " and s.task = n.task and s.indicator = n.indicator and s.made_at > n.made_at where n.entry = :entry)",
        entry=entry,
    )
    if is_late:  # what was told after it is here already: a message counts from when it was written
        await changed(db, entry, set())
        return
    totals = (
        "(select count(*) from subtotal s where s.plan = n.plan and s.unit = n.unit and s.task = n.task"
        " and s.indicator = n.indicator and s.counts = 'total') + (n.counts = 'total')"
    )
    await db.run(
        f"insert into subtotal select plan, unit, task, indicator, last_day, told_on, {totals}, counts, within,"
        " precision, alone, number, made_at, kind, first_day, thousandths, number from told n where entry = :entry"
        " on conflict do update set number = excluded.number, made_at = excluded.made_at,"
        " first_day = min(first_day, excluded.first_day), thousandths = thousandths + excluded.thousandths,"
        " numbers = numbers || ',' || excluded.numbers",
        entry=entry,
    )


async def changed(db: Turn, entry: int, before: Collection[SumScope]) -> None:
    """Add up anew wherever an entry had figures `before` it was changed or withdrawn, or has some now."""
    plan = await db.one(str, "select plan from entry where id = :entry", entry=entry)
    for scope in {*before, *await scopes(db, entry)}:
        facts = {"plan": plan, "unit": scope.unit, "task": scope.task, "indicator": scope.indicator}
        await db.run(f"delete from subtotal where {_SCOPE}", **facts)
        await db.run(f"insert into subtotal {_added_up(_SCOPE)}", **facts)


# Of which forms the activities were of which the unit told an indicator under a task.
_FORMS = (
    "with form as materialized ("
    "select coalesce(t.task, '') as task, f.indicator, group_concat(distinct a.form) as forms"
    " from result e join activity a on a.id = e.activity join figure f on f.entry = e.id and f.version = e.version"
    " left join entry_task t on t.entry = e.id"
    " where e.plan = :plan and e.unit = :unit and e.made_at is not :but group by 1, 2)"
    f" {_KEPT}, coalesce(form.forms, '') from subtotal left join form using (task, indicator)"
)


async def with_forms(db: Db, plan: str, unit: str, task: str | None = None) -> list[Told]:
    """Give the same as `of_unit`, with the forms of the activities."""
    under = "" if task is None else " and task = :task"
    sql = f"{_FORMS} where plan = :plan and unit = :unit{under} order by number"
    return await db.all(Told, sql, plan=plan, unit=unit, task=task, but=None)


async def of_unit(db: Db, plan: str, unit: str, task: str | None = None) -> list[Told]:
    """Give what a unit stands by, or what of it stands under one task ("" for none of the plan's)."""
    under = "" if task is None else " and task = :task"
    sql = f"{_KEPT} from subtotal where plan = :plan and unit = :unit{under} order by number"
    return await db.all(Told, sql, plan=plan, unit=unit, task=task)


async def around(db: Db, plan: str, unit: str, at: datetime, task: str | None = None) -> list[Told]:
    """Give the same, with what was told on the day of this instant one by one.

    Whatever else was told was told as a whole before or after it. The forms are those of what was not told then.
    """
    day = instant(at)[:10]
    under = "" if task is None else " and task = :task"
    sql = f"{_FORMS} where plan = :plan and unit = :unit{under} and told_on <> :day"
    others = await db.all(Told, sql, plan=plan, unit=unit, task=task, day=day, but=at)
    return sorted([*others, *await figures.of_day(db, plan, unit, day, task)], key=lambda row: row.number)


async def differing(db: Db, plan: str) -> list[SumScope]:
    """Add up every figure of a plan; give the scopes in which something else is kept."""
    kept = await db.all(_Row, f"{_ROW} from subtotal where plan = :plan", plan=plan)
    right = await db.all(_Row, f"{_ROW} from ({_added_up('plan = :plan')})", plan=plan)
    found = {_compared(row) for row in kept} ^ {_compared(row) for row in right}
    return sorted({scope for scope, *_ in found})


def _compared(row: _Row) -> tuple[SumScope, str, frozenset[str]]:
    return SumScope(row.unit, row.task, row.indicator), row.says, frozenset(row.numbers.split(","))


async def rebuild(db: Turn, plan: str) -> None:
    """Add up every figure of a plan anew."""
    await db.run("delete from subtotal where plan = :plan", plan=plan)
    await db.run(f"insert into subtotal {_added_up('plan = :plan')}", plan=plan)
    # what open conversations have read of it stands no more
    await db.run("update revision set number = number + 1 where plan = :plan", plan=plan)
