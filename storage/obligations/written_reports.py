"""What a unit has said for its written report before it is signed: six steps, each said by anybody of the unit.

Nothing is overwritten: of each step the latest counts, and what stood at an instant can be told.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Steps:
    """What was said of each step; "" and None: nothing, the place is left open.

    `figures` are the figures as they were confirmed. Of `directives`, `difficulties` and `proposals` each line is one.
    """

    directives: str = ""
    assessment: str = ""
    difficulties: str = ""
    proposals: str = ""
    addressee: str = ""
    figures: str = ""
    number: str = ""
    signed_on: date | None = None
    signer: str = ""


@dataclass(frozen=True, slots=True)
class SaidStep:
    """What was said of one step, and when."""

    step: str
    said: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Assessment:
    """How a unit assesses what it did, in its own words."""

    unit: str
    said: str


async def steps(db: Db, plan: str, unit: str, until: datetime) -> Steps:
    """Give what a unit had said until an instant."""
    return _read({one.step: one.said for one in await said(db, plan, unit, until)})


async def said(db: Db, plan: str, unit: str, until: datetime) -> list[SaidStep]:
    """Give what counted of each step at an instant."""
    return await db.all(
        SaidStep,
        "select step, said, at from written_report where id in (select max(id) from written_report"
        " where plan = :plan and unit = :unit and at <= :until group by step) order by id",
        plan=plan,
        unit=unit,
        until=until,
    )


async def assessments(db: Db, plan: str, until: datetime) -> list[Assessment]:
    """Give how units assessed what they did, as it stood at an instant; not of those that have said nothing."""
    return await db.all(
        Assessment,
        "select unit, said from written_report where said <> '' and id in (select max(id) from written_report"
        " where plan = :plan and step = 'assessment' and at <= :until group by unit) order by unit",
        plan=plan,
        until=until,
    )


def _read(of: dict[str, str]) -> Steps:
    known = {one.name: of[one.name] for one in fields(Steps) if of.get(one.name) and one.name != "signed_on"}
    day = of.get("signed_on", "")
    return Steps(**known, signed_on=date.fromisoformat(day) if day else None)


async def keep(db: Turn, plan: str, unit: str, before: Steps, now: Steps, by: int, at: datetime) -> list[str]:
    """Keep the steps that are said otherwise than `before`; give which. What somebody else said meanwhile stays."""
    changed = [one.name for one in fields(Steps) if getattr(before, one.name) != getattr(now, one.name)]
    for step in changed:
        value = getattr(now, step)
        await db.run(
            "insert into written_report (plan, unit, step, said, member, at)"
            " values (:plan, :unit, :step, :said, :by, :at)",
            plan=plan,
            unit=unit,
            step=step,
            said="" if value is None else str(value),
            by=by,
            at=at,
        )
    return changed
