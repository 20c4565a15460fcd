"""What the office has to decide of the entries of a plan, and every decision there was.

An entry waits from when it is made, changed, or its withdrawal asked for, until somebody of the office decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn
from storage.results import search, subtotals
from storage.results.entries import ENTRY, Entry
from storage.results.status import Decision, Status


@dataclass(frozen=True, slots=True)
class OfficeReview:
    """One decision: of which version, by whom and when. `field` is of what more is wanted, "" for no one thing."""

    version: int
    decision: Decision
    field: str
    reason: str
    by: str
    at: datetime


_REVIEW = (
    "select r.version, r.decision, r.field, r.reason, coalesce(p.name, ''), r.at from review r"
    " join member m on m.id = r.member left join person p on p.id = m.person where r.entry = :entry"
)
_WAITING = "e.status in ('received', 'more_wanted', 'taken_in', 'withdrawal_asked') and e.waits_since is not null"


async def decide(
    db: Turn, entry: Entry, decision: Decision, member: int, at: datetime, *, field: str = "", reason: str = ""
) -> None:
    """Keep a decision on an entry as it stands, and let it stand so; figures follow."""
    before = await subtotals.scopes(db, entry.id)
    await db.run(
        "insert into review (entry, version, decision, field, reason, member, at)"
        " values (:entry, :version, :decision, :field, :reason, :member, :at)",
        entry=entry.id,
        version=entry.version,
        decision=decision,
        field=field,
        reason=reason,
        member=member,
        at=at,
    )
    status, asked = decision.status, decision is Decision.WITHDRAWAL_ASKED
    await db.run(
        "update entry set status = :status, waits_since = :waits_since, withdrawn_at = :withdrawn_at,"
        " taken_in = :taken_in where id = :entry",
        entry=entry.id,
        status=status,
        waits_since=at if asked else None,
        withdrawn_at=at if status is Status.WITHDRAWN else None,
        taken_in=_taken_in(entry, decision),
    )
    await search.moved(db, entry.id)
    if entry.status.counts is not status.counts:
        await subtotals.changed(db, entry.id, before)


def _taken_in(entry: Entry, decision: Decision) -> int | None:
    """Give the version that stands as taken in after a decision; one of which more is wanted leaves the earlier."""
    if decision is Decision.TAKEN_IN:
        return entry.version
    return None if decision is Decision.SET_ASIDE else entry.taken_in


async def latest(db: Db, entry: int) -> OfficeReview | None:
    """Give the last decision on an entry."""
    return await db.maybe(OfficeReview, f"{_REVIEW} order by r.id desc limit 1", entry=entry)


async def count(db: Db, plan: str) -> int:
    """Count the entries that wait, from a row of each unit."""
    return await db.one(int, "select coalesce(sum(waiting), 0) from result_count where plan = :plan", plan=plan)


async def waiting(
    db: Db, plan: str, at_most: int, *, skip: int = 0, unit: str | None = None, after: Entry | None = None
) -> list[Entry]:
    """Give entries that wait for the office, the longest first: of one unit, or behind one of them."""
    of_unit = "" if unit is None else " and e.unit = :unit"
    behind = "" if after is None else " and (e.waits_since, e.id) > (:since, :id)"
    return await db.all(
        Entry,
        f"{ENTRY} where e.plan = :plan and {_WAITING}{of_unit}{behind} order by e.waits_since, e.id"
        " limit :at_most offset :skip",
        plan=plan,
        unit=unit,
        since=None if after is None else after.waits_since,
        id=None if after is None else after.id,
        at_most=at_most,
        skip=skip,
    )


async def taken_in_since(db: Db, plan: str, unit: str, after: datetime) -> Sequence[Entry]:
    """Give the entries of a unit that stand as taken in, of which that was decided after an instant, by number."""
    return await db.all(
        Entry,
        f"{ENTRY} where e.id in (select r.entry from review r where r.decision = 'taken_in' and r.at > :after)"
        " and e.plan = :plan and e.unit = :unit and e.status = :taken_in order by e.number",
        plan=plan,
        unit=unit,
        after=after,
        taken_in=Status.TAKEN_IN,
    )
