"""Closings: what stood at an instant, stored once. The database itself refuses to change one."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A closing; `number` counts those of the plan from 1. `body` is JSON, see handlers/closings/snapshot.py."""

    number: int
    step: str
    cut_off: datetime
    made_at: datetime
    body: str


_SNAPSHOT = "select number, step, cut_off, made_at, body from snapshot where plan = :plan"


async def add(
    db: Turn, plan: str, step: str, cut_off: datetime, body: str, at: datetime, member: int | None
) -> Snapshot | None:
    """Store a closing; None where this step of the plan is closed already. `member`: who closed, None: the clock."""
    return await db.maybe(
        Snapshot,
        "insert into snapshot (plan, number, step, cut_off, made_at, member, body)"
        " select :plan, coalesce(max(number), 0) + 1, :step, :cut_off, :at, :member, :body"
        " from snapshot where plan = :plan"
        " on conflict (plan, step) do nothing returning number, step, cut_off, made_at, body",
        plan=plan,
        step=step,
        cut_off=cut_off,
        at=at,
        member=member,
        body=body,
    )


async def of_plan(db: Db, plan: str) -> list[Snapshot]:
    """Give every closing of a plan, in the order they were stored."""
    return await db.all(Snapshot, f"{_SNAPSHOT} order by number", plan=plan)


async def last_cut_off(db: Db, plan: str) -> datetime | None:
    """Give the instant of the last closing."""
    return await db.maybe(
        datetime, "select cut_off from snapshot where plan = :plan order by cut_off desc limit 1", plan=plan
    )
