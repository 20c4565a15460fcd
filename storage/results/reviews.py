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
    """One decision: of which version, by whom and when.

    `field` is of what more is wanted, "" for no one thing; of a withdrawal that is asked for, how the entry stood.
    """

    id: int
    version: int
    decision: Decision
    field: str
    reason: str
    by: str
    at: datetime
    member: int


@dataclass(frozen=True, slots=True)
class InQueue:
    """A place in the queue: since when the entry there has waited, and its row."""

    since: datetime
    id: int


_REVIEW = (
    "select r.id, r.version, r.decision, r.field, r.reason, coalesce(p.name, ''), r.at, r.member from review r"
    " join member m on m.id = r.member left join person p on p.id = m.person where r.entry = :entry"
)


async def decide(
    db: Turn, entry: Entry, decision: Decision, member: int, at: datetime, *, field: str = "", reason: str = ""
) -> None:
    """Keep a decision on an entry as it stands, and let it stand so; figures follow."""
    before, had = await subtotals.scopes(db, entry.id), await latest(db, entry.id)
    asked, status = decision is Decision.WITHDRAWAL_ASKED, decision.status
    if decision is Decision.KEPT and had is not None:  # it stands as it did before its withdrawal was asked for
        status = Status(had.field or status)
    await db.run(
        "insert into review (entry, version, decision, field, reason, member, at)"
        " values (:entry, :version, :decision, :field, :reason, :member, :at)",
        entry=entry.id,
        version=entry.version,
        decision=decision,
        field=entry.status if asked else field,
        reason=reason,
        member=member,
        at=at,
    )
    waits_since = entry.waits_since if status is Status.RECEIVED else None
    await db.run(
        "update entry set status = :status, waits_since = :waits_since, withdrawn_at = :withdrawn_at,"
        " taken_in = :taken_in where id = :entry",
        entry=entry.id,
        status=status,
        waits_since=(entry.waits_since or at) if asked else waits_since,
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


def seen(entry: Entry, last: OfficeReview | None) -> str:
    """Give what stands for an entry as somebody sees it: its version, and the last decision on it."""
    return f"{entry.version}.{last.id if last else 0}"


async def latest(db: Db, entry: int) -> OfficeReview | None:
    """Give the last decision on an entry."""
    return await db.maybe(OfficeReview, f"{_REVIEW} order by r.id desc limit 1", entry=entry)


async def count(db: Db, plan: str, unit: str | None = None) -> int:
    """Count the entries that wait, of all units or of one, from a row of each unit."""
    of_unit = "" if unit is None else " and unit = :unit"
    sql = f"select coalesce(sum(waiting), 0) from result_count where plan = :plan{of_unit}"
    return await db.one(int, sql, plan=plan, unit=unit)


async def waiting(
    db: Db, plan: str, at_most: int, *, skip: int = 0, unit: str | None = None, after: InQueue | None = None
) -> list[Entry]:
    """Give entries that wait for the office, the longest first: of one unit, or behind a place in the queue."""
    of_unit = "" if unit is None else " and e.unit = :unit"
    behind = "" if after is None else " and (e.waits_since, e.id) > (:since, :id)"
    return await db.all(
        Entry,
        f"{ENTRY} where e.id in (select e.id from result e where e.plan = :plan and e.waits_since is not null"
        f"{of_unit}{behind} order by e.waits_since, e.id limit :at_most offset :skip) order by e.waits_since, e.id",
        plan=plan,
        unit=unit,
        since=None if after is None else after.since,
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
