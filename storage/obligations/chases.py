"""What the office did about units that are past a deadline; the latest word on a unit counts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.db import Db, Turn


class ChaseStep(StrEnum):
    """What was done."""

    PHONED = "phoned"
    LETTER = "letter"
    AGREED = "agreed"  # a day was agreed on


@dataclass(frozen=True, slots=True)
class Chase:
    """On which local day what was done; of what was agreed, the day agreed on. `by` is a name, "" once erased."""

    unit: str
    step: ChaseStep
    day: date
    note: str
    by: str
    at: datetime


async def add(
    db: Turn, plan: str, unit: str, member: int, *, step: ChaseStep, day: date, note: str, at: datetime
) -> None:
    """Keep what was done."""
    await db.run(
        "insert into chase (plan, unit, step, day, note, member, at)"
        " values (:plan, :unit, :step, :day, :note, :member, :at)",
        plan=plan,
        unit=unit,
        step=step,
        day=day,
        note=note,
        member=member,
        at=at,
    )


async def latest(db: Db, plan: str) -> list[Chase]:
    """Give the latest word on each unit that was chased."""
    return await db.all(
        Chase,
        "select c.unit, c.step, c.day, c.note, coalesce(p.name, ''), c.at from chase c"
        " left join member m on m.id = c.member left join person p on p.id = m.person"
        " where c.id in (select max(id) from chase where plan = :plan group by unit) order by c.unit",
        plan=plan,
    )
