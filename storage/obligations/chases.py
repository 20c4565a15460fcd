"""What the office did about units that owe something with a deadline; the latest word on a unit counts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.db import Db, Turn


class ChaseStep(StrEnum):
    """What was done."""

    PHONED = "phoned"
    NO_ANSWER = "no_answer"  # telephoned, and nobody was reached
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


_CHASE = (
    "select c.unit, c.step, c.day, c.note, coalesce(p.name, ''), c.at from chase c"
    " left join member m on m.id = c.member left join person p on p.id = m.person where"
)


async def of_plan(db: Db, plan: str) -> list[Chase]:
    """Give all that was done about the units of a plan, the earliest first."""
    return await db.all(Chase, f"{_CHASE} c.plan = :plan order by c.id", plan=plan)


async def of_unit(db: Db, plan: str, unit: str) -> list[Chase]:
    """Give all that was done about one unit, the earliest first."""
    return await db.all(Chase, f"{_CHASE} c.plan = :plan and c.unit = :unit order by c.id", plan=plan, unit=unit)
