"""Plans whose clock stands still: what they let be sent waits till somebody lets it go on."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Pause:
    """Since when a plan pauses, and by whose word; the name is "" once it was erased."""

    plan: str
    since: datetime
    by: str


async def of(db: Db, plan: str) -> Pause | None:
    """Give a plan's pause; None where its clock goes."""
    return await db.maybe(
        Pause,
        "select u.plan, u.since, coalesce(p.name, '') from pause u left join person p on p.id = u.by"
        " where u.plan = :plan",
        plan=plan,
    )


async def begin(db: Turn, plan: str, by: int, at: datetime) -> None:
    """Let its clock stand still; one that stands already keeps its beginning."""
    await db.run(
        "insert into pause (plan, since, by) values (:plan, :at, :by) on conflict do nothing", plan=plan, at=at, by=by
    )


async def end(db: Turn, plan: str) -> None:
    """Let its clock go on."""
    await db.run("delete from pause where plan = :plan", plan=plan)
