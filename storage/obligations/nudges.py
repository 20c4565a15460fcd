"""Which units the office let be reminded itself, beside what the clock does; and who is reminded on a day at all."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Nudge:
    """A unit that a coordinator let be reminded on a local day. `by` is a name, "" once erased."""

    unit: str
    day: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RemindedOn:
    """A unit to which a reminding message goes on a day, or went; `at` is when the first of them does, or did."""

    unit: str
    at: datetime
    is_sent: bool


_NUDGE = (
    "select n.unit, n.day, coalesce(p.name, ''), n.at from nudge n"
    " left join member m on m.id = n.member left join person p on p.id = m.person where n.plan = :plan"
)


async def add(db: Turn, plan: str, unit: str, day: date, member: int, at: datetime) -> bool:
    """Keep that a unit is reminded on this day; False where somebody has let it be reminded then before."""
    added = await db.maybe(
        str,
        "insert into nudge (plan, unit, day, member, at) values (:plan, :unit, :day, :member, :at)"
        " on conflict do nothing returning unit",
        plan=plan,
        unit=unit,
        day=day,
        member=member,
        at=at,
    )
    return added is not None


async def on_day(db: Db, plan: str, day: date) -> list[Nudge]:
    """Give the units that coordinators let be reminded on a day."""
    return await db.all(Nudge, f"{_NUDGE} and n.day = :day order by n.unit", plan=plan, day=day)


async def of_unit(db: Db, plan: str, unit: str) -> list[Nudge]:
    """Give the days on which coordinators let a unit be reminded, the earliest first."""
    return await db.all(Nudge, f"{_NUDGE} and n.unit = :unit order by n.day", plan=plan, unit=unit)


async def reminded_on(db: Db, plan: str, day: date) -> list[RemindedOn]:
    """Give the units to which a reminding message goes on a day, or went, whoever lets it go."""
    return await db.all(
        RemindedOn,
        "select r.unit, min(coalesce(x.sent_at, x.due_at)), max(x.sent_at is not null) from reminder_day d"
        " join outbox x on x.id = d.outbox and x.state not in ('withdrawn', 'failed')"
        " join reminder r on r.outbox = x.id and r.plan = :plan where d.day = :day group by r.unit order by r.unit",
        plan=plan,
        day=day,
    )
