"""That a unit's leader has approved its figures: who by title, on which day, and at which instant that was stated."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval, of the figures as they stood at `at`."""

    unit: str
    title: str
    day: date
    at: datetime


_APPROVAL: Final = "select unit, title, day, at from approval where plan = :plan and at <= :until"


async def add(db: Turn, plan: str, unit: str, *, title: str, day: date, member: int, at: datetime) -> None:
    """Keep that a unit's leader approved what stands now."""
    await db.run(
        "insert into approval (plan, unit, title, day, member, at) values (:plan, :unit, :title, :day, :member, :at)",
        plan=plan,
        unit=unit,
        title=title,
        day=day,
        member=member,
        at=at,
    )


async def latest(db: Db, plan: str, unit: str, until: datetime) -> Approval | None:
    """Give the last approval there was of a unit's figures by an instant."""
    sql = f"{_APPROVAL} and unit = :unit order by id desc limit 1"
    return await db.maybe(Approval, sql, plan=plan, unit=unit, until=until)


async def of_plan(db: Db, plan: str, until: datetime) -> list[Approval]:
    """Give the last approval of each unit that had one by an instant."""
    sql = f"{_APPROVAL} and id in (select max(id) from approval where plan = :plan and at <= :until group by unit)"
    return await db.all(Approval, sql, plan=plan, until=until)
