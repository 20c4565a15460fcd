"""What waits for somebody of the office: results it has not decided of, messages of which nobody knows the end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.db import Db


@dataclass(frozen=True, slots=True)
class ToReview:
    """How many results the office has yet to decide of; since when the oldest waits, whose it is, which are next to it.

    `first` are the unit and the number of those that wait longest, a few at most.
    """

    n: int
    since: datetime | None = None
    unit: str | None = None
    first: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Waiting:
    since: datetime
    unit: str
    number: int


_NAMED: Final = 3


_WAITING = "from result where plan = :plan and waits_since is not null"


async def reviews(db: Db, plan: str, before: datetime) -> ToReview:
    """Tell of the results that have waited for the office since before an instant.

    Counted are only those that wait since: all there are stand in a row of each unit (`tally`).
    """
    n = await db.one(
        int,
        "select (select coalesce(sum(waiting), 0) from result_count where plan = :plan)"
        f" - (select count(*) {_WAITING} and waits_since >= :before)",
        plan=plan,
        before=before,
    )
    oldest = await db.all(
        _Waiting,
        f"select waits_since, unit, number {_WAITING} and waits_since < :before order by waits_since, id limit :named",
        plan=plan,
        before=before,
        named=_NAMED,
    )
    if not n or not oldest:
        return ToReview(0)
    return ToReview(n, oldest[0].since, oldest[0].unit, tuple((one.unit, one.number) for one in oldest))


async def answers(db: Db, plan: str) -> int:
    """Count the results of which more is wanted and nothing has come since."""
    return await db.one(int, "select count(*) from entry where plan = :plan and status = 'more_wanted'", plan=plan)


async def unsure(db: Db, plan: str, after: datetime) -> list[str]:
    """Give the units of people to whom a message was due after an instant, and nobody knows whether it arrived."""
    return await db.all(
        str,  # cross join: from the few messages to their members, never from all members
        "select distinct m.unit from outbox x cross join member m on m.person = x.person and m.plan = :plan"
        " and m.until is null where x.state = 'unknown' and x.due_at > :after order by m.unit",
        plan=plan,
        after=after,
    )
