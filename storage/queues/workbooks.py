"""Workbooks of entries: what was read of one, until its rows are entered; what the unit's results have ever said."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class SentWorkbook:
    """A workbook that somebody has sent; `body` is the JSON of its table."""

    id: int
    name: str
    body: str


async def keep(db: Turn, person: int, name: str, body: str, at: datetime) -> int:
    """Keep what was read of one; give its id."""
    return await db.one(
        int,
        "insert into workbook (person, name, body, made_at) values (:person, :name, :body, :at) returning id",
        person=person,
        name=name,
        body=body,
        at=at,
    )


async def find(db: Db, person: int, id_: int) -> SentWorkbook | None:
    """Give one that this person has sent."""
    return await db.maybe(
        SentWorkbook, "select id, name, body from workbook where id = :id and person = :person", id=id_, person=person
    )


async def forget(db: Turn, person: int, id_: int) -> None:
    """Forget one: its rows were entered, or are not to be."""
    await db.run("delete from workbook where id = :id and person = :person", id=id_, person=person)


async def purge(db: Turn, before: datetime) -> None:
    """Forget those from before then."""
    await db.run("delete from workbook where made_at < :before", before=before)


@dataclass(frozen=True, slots=True)
class EverSaid:
    """What one version of a unit's result said; `content` is JSON."""

    number: int
    content: str


async def ever_said(db: Db, plan: str, unit: str) -> list[EverSaid]:
    """Give every version of what a unit has entered and not withdrawn, those told first before the others.

    Of what is only planned, and of what may be secret, nothing.
    """
    return await db.all(
        EverSaid,
        "select e.number, v.content from entry e join version v on v.entry = e.id"
        " where e.plan = :plan and e.unit = :unit and e.status not in ('withdrawn', 'planned')"
        " and e.kind <> 'sensitive' and v.content <> '{}' order by e.number desc, v.number",
        plan=plan,
        unit=unit,
    )


async def versions(db: Db, plan: str, unit: str) -> int:
    """Count what the unit has ever said; every new result, change and withdrawal moves it."""
    return await db.one(
        int,
        "select coalesce(sum(e.version + (e.withdrawn_at is not null)), 0) from entry e"
        " where e.plan = :plan and e.unit = :unit",
        plan=plan,
        unit=unit,
    )


async def next_number(db: Db, plan: str, unit: str) -> int:
    """Give the number that the unit's next result would have."""
    return await db.one(
        int, "select coalesce(max(number), 0) + 1 from entry where plan = :plan and unit = :unit", plan=plan, unit=unit
    )
