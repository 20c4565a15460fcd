"""Who stands in for whom, from one day to another; within one unit of one plan."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class StandIn:
    """`away` and `by` are members; their persons and present names stand beside them."""

    id: int
    away: int
    away_person: int
    away_name: str
    by: int
    by_person: int
    by_name: str
    first_day: date
    last_day: date


_STAND_IN = (
    "select s.id, s.away, a.person, pa.name, s.by, b.person, pb.name, s.first_day, s.last_day from stand_in s"
    " join member a on a.id = s.away and a.until is null join person pa on pa.id = a.person"
    " join member b on b.id = s.by and b.until is null join person pb on pb.id = b.person"
    " where s.revoked_at is null"
)


async def add(db: Turn, plan: str, unit: str, *, away: int, by: int, first: date, last: date, at: datetime) -> None:
    """Let one member stand in for another from the first to the last day, both included."""
    await db.run(
        "insert into stand_in (plan, unit, away, by, first_day, last_day, made_at)"
        " values (:plan, :unit, :away, :by, :first, :last, :at)",
        plan=plan,
        unit=unit,
        away=away,
        by=by,
        first=first,
        last=last,
        at=at,
    )


async def of_member(db: Db, member: int, today: date) -> list[StandIn]:
    """Give where this member is away or stands in, today or later."""
    return await db.all(
        StandIn,
        f"{_STAND_IN} and :member in (s.away, s.by) and s.last_day >= :today order by s.first_day, s.id",
        member=member,
        today=today,
    )


async def of_unit(db: Db, plan: str, unit: str, today: date) -> list[StandIn]:
    """Give who stands in for whom in a unit on this day."""
    return await db.all(
        StandIn,
        f"{_STAND_IN} and s.plan = :plan and s.unit = :unit and :today between s.first_day and s.last_day"
        " order by s.id",
        plan=plan,
        unit=unit,
        today=today,
    )


async def revoke(db: Turn, id_: int, at: datetime) -> None:
    """End it now."""
    await db.run("update stand_in set revoked_at = :at where id = :id and revoked_at is null", id=id_, at=at)
