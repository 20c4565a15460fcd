"""Signed reports as they come in: what a unit says it has sent, and what the office says to it.

Only the office's word moves "received", and that stands with the obligation (storage/obligations/owed.py);
here stand the number, the day and the signer (the table `paper`). A unit has at most one statement that waits.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class NewSignedReport:
    """A report as it is told; of one the office recorded without a statement, number and day may be unknown."""

    unit: str
    number: str
    signed_on: date | None
    signer: str = ""


@dataclass(frozen=True, slots=True)
class SignedReport:
    """A signed report. `state` is stated, received, missing, superseded or taken_back."""

    id: int
    unit: str
    number: str
    signed_on: date | None
    signer: str
    state: str
    stated_at: datetime
    received_on: date | None


STATED: Final = "stated"  # it waits for the office's word
_REPORT = "select id, unit, number, signed_on, signer, state, stated_at, received_on from paper where plan = :plan"


async def state(db: Turn, plan: str, new: NewSignedReport, by: int | None, at: datetime) -> int:
    """Keep that a unit has sent its report, in place of what it said before; give its id. `by` is a member."""
    await db.run(
        "update paper set state = 'superseded' where plan = :plan and unit = :unit and state = 'stated'",
        plan=plan,
        unit=new.unit,
    )
    return await db.one(
        int,
        "insert into paper (plan, unit, number, signed_on, signer, state, stated_by, stated_at)"
        " values (:plan, :unit, :number, :signed_on, :signer, 'stated', :by, :at) returning id",
        plan=plan,
        unit=new.unit,
        number=new.number,
        signed_on=new.signed_on,
        signer=new.signer,
        by=by,
        at=at,
    )


async def answered(db: Turn, id_: int, state: str, by: int, at: datetime, on: date | None = None) -> None:
    """Keep the office's word: received `on` a day, missing, or taken_back."""
    await db.run(
        "update paper set state = :state, answered_by = :by, answered_at = :at, received_on = :on where id = :id",
        id=id_,
        state=state,
        by=by,
        at=at,
        on=on,
    )


async def waiting(db: Db, plan: str) -> list[SignedReport]:
    """Give what was stated and waits for the office's word, the oldest first."""
    return await db.all(SignedReport, f"{_REPORT} and state = 'stated' order by id", plan=plan)


async def stated(db: Db, plan: str) -> frozenset[str]:
    """Give the units whose statement waits for the office's word."""
    return frozenset(report.unit for report in await waiting(db, plan))


async def stated_at(db: Db, plan: str, at: datetime) -> frozenset[str]:
    """Give the units whose latest statement waited for the office's word at an instant."""
    rows = await db.all(
        str,
        "select unit from paper where stated_by is not null and (answered_at is null or answered_at > :at) and id in"
        " (select max(id) from paper where plan = :plan and stated_at <= :at group by unit)",
        plan=plan,
        at=at,
    )
    return frozenset(rows)


async def received(db: Db, plan: str) -> list[SignedReport]:
    """Give what the office has received, the oldest first; the last of a unit is what counts."""
    return await db.all(SignedReport, f"{_REPORT} and state = 'received' order by id", plan=plan)


async def received_at(db: Db, plan: str, at: datetime) -> list[SignedReport]:
    """Give what the office had received by an instant, the oldest first; what it has taken back since is not known."""
    return await db.all(
        SignedReport, f"{_REPORT} and state = 'received' and answered_at <= :at order by id", plan=plan, at=at
    )


async def latest(db: Db, plan: str, unit: str) -> SignedReport | None:
    """Give a unit's latest report, whatever became of it."""
    return await db.maybe(SignedReport, f"{_REPORT} and unit = :unit order by id desc limit 1", plan=plan, unit=unit)
