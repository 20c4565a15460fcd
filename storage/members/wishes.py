"""How a person wishes to be reminded: at which hour, of fewer things, not before a day, not of some tasks."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Wish:
    """`hour` is a local one, None for any; `near`: only close to a deadline; `paused_until` is the last day of rest."""

    hour: int | None = None
    near: bool = False
    paused_until: date | None = None


async def of(db: Db, person: int) -> Wish:
    """Give a person's wish; somebody who never said is reminded at any hour."""
    return await db.maybe(Wish, "select hour, near, paused_until from wish where person = :person", person=person) or (
        Wish()
    )


async def keep(db: Turn, person: int, wish: Wish) -> None:
    """Keep it in place of the one before."""
    await db.run(
        "insert into wish (person, hour, near, paused_until) values (:person, :hour, :near, :until)"
        " on conflict (person) do update"
        " set hour = excluded.hour, near = excluded.near, paused_until = excluded.paused_until",
        person=person,
        hour=wish.hour,
        near=wish.near,
        until=wish.paused_until,
    )


async def rests(db: Db, person: int, plan: str) -> list[str]:
    """Give the keys of the obligations a person does not wish to be reminded of."""
    return await db.all(
        str, "select key from rest where person = :person and plan = :plan order by key", person=person, plan=plan
    )


async def rest(db: Turn, person: int, plan: str, key: str, at: datetime) -> None:
    """Remind of this no more."""
    await db.run(
        "insert into rest (person, plan, key, since) values (:person, :plan, :key, :at) on conflict do nothing",
        person=person,
        plan=plan,
        key=key,
        at=at,
    )


async def wake(db: Turn, person: int, plan: str, key: str) -> None:
    """Remind of this again."""
    await db.run(
        "delete from rest where person = :person and plan = :plan and key = :key", person=person, plan=plan, key=key
    )
