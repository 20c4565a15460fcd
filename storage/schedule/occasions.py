"""What the clock has to do, as dates that are kept: of each plan, and of a single unit.

The clock asks only what is due, so it may stand still for a night, be set back an hour
or asked twice: what is done is done, what is not is found again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.db import Db, Turn
from storage.rows import to_json


@dataclass(frozen=True, slots=True)
class NewOccasion:
    """An occasion to be kept; `unit` is "" where it concerns more than one."""

    rule: str
    step: str
    due_at: datetime
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One that is not done; `reached` is the code of the last unit dealt with, `tries` how often it failed."""

    id: int
    plan: str
    rule: str
    step: str
    unit: str
    due_at: datetime
    reached: str
    tries: int


_RUNS = (
    " from occasion o where o.done_at is null and exists (select 1 from plan_version v where v.code = o.plan"
    " and v.running) and not exists (select 1 from pause p where p.plan = o.plan)"
)
_OCCASION = "select o.id, o.plan, o.rule, o.step, o.unit, o.due_at, o.reached, o.tries"


async def lay_down(db: Turn, plan: str, dates: Sequence[NewOccasion], oldest: datetime, at: datetime) -> None:
    """Keep exactly these as the plan's own; those done stay done, and a new one before `oldest` is not begun at all."""
    await db.run("update occasion set laid = 2 where plan = :plan and laid and done_at is null", plan=plan)
    for occasion in dates:
        await db.run(
            "insert into occasion (plan, rule, step, unit, due_at, laid, done_at)"
            " values (:plan, :rule, :step, :unit, :due, 1, iif(:due < :oldest, :at, null))"
            " on conflict (plan, rule, step, unit) do update set laid = 1, due_at = excluded.due_at"
            " where done_at is null",
            plan=plan,
            rule=occasion.rule,
            step=occasion.step,
            unit=occasion.unit,
            due=occasion.due_at,
            oldest=oldest,
            at=at,
        )
    await db.run(
        "delete from occasion where plan = :plan and laid = 2 and done_at is null",  # no longer of the plan
        plan=plan,
    )


async def is_laid(db: Db, plan: str) -> bool:
    """Tell whether dates of the plan's own were ever kept."""
    return await db.one(bool, "select exists (select 1 from occasion where plan = :plan and laid)", plan=plan)


async def add(db: Turn, plan: str, occasion: NewOccasion) -> None:
    """Keep one that came up, begun anew where the same was kept before."""
    await db.run(
        "insert into occasion (plan, rule, step, unit, due_at) values (:plan, :rule, :step, :unit, :due)"
        " on conflict (plan, rule, step, unit) do update set due_at = excluded.due_at, done_at = null, reached = ''",
        plan=plan,
        rule=occasion.rule,
        step=occasion.step,
        unit=occasion.unit,
        due=occasion.due_at,
    )


async def drop(db: Turn, plan: str, rule: str, step: str, unit: str = "") -> None:
    """Forget one that is not to be done any more."""
    await db.run(
        "delete from occasion where plan = :plan and rule = :rule and step = :step and unit = :unit"
        " and done_at is null",
        plan=plan,
        rule=rule,
        step=step,
        unit=unit,
    )


async def next_due(db: Db, rules: Collection[str], at: datetime) -> Occasion | None:
    """Give the first by these rules that is due, of a plan that runs and does not pause."""
    return await db.maybe(
        Occasion,
        f"{_OCCASION}{_RUNS} and o.due_at <= :at and coalesce(o.again_at, '') <= :at"
        " and o.rule in (select value from json_each(:rules)) order by o.due_at, o.id limit 1",
        at=at,
        rules=to_json(sorted(rules)),
    )


async def next_at(db: Db, rules: Collection[str]) -> datetime | None:
    """Give when the next one by these rules is to be looked at, past or to come."""
    return await db.maybe(
        datetime,
        f"select max(o.due_at, coalesce(o.again_at, '')){_RUNS}"
        " and o.rule in (select value from json_each(:rules)) order by 1 limit 1",
        rules=to_json(sorted(rules)),
    )


async def to_come(db: Db, plan: str) -> list[Occasion]:
    """Give what is not done, the earliest first."""
    return await db.all(Occasion, f"{_OCCASION}{_RUNS} and o.plan = :plan order by o.due_at, o.id", plan=plan)


async def reached(db: Turn, id_: int, unit: str) -> None:
    """Keep the last unit that was dealt with; the rest comes in the next slice."""
    await db.run("update occasion set reached = :unit where id = :id", id=id_, unit=unit)


async def failed(db: Turn, occasion: Occasion, again_at: datetime | None, why: str, at: datetime) -> None:
    """Keep that it failed: it is tried again at an instant, or given up."""
    await db.run(
        "update occasion set tries = tries + 1, again_at = :again, why = :why, done_at = iif(:again is null, :at, null)"
        " where id = :id",
        id=occasion.id,
        again=again_at,
        why=why,
        at=at,
    )


async def pull_in(db: Turn, at: datetime, longest: timedelta) -> None:
    """Try again now what waits for longer after it failed: a clock that was ahead has put it off."""
    await db.run(
        "update occasion set again_at = :at where done_at is null and again_at > :latest", at=at, latest=at + longest
    )


async def done(db: Turn, id_: int, at: datetime) -> None:
    """Keep that it is done."""
    await db.run("update occasion set done_at = :at where id = :id", id=id_, at=at)
