"""Who is here for each unit, read as counts: a plan may have ten thousand officials, and only some units are named."""

from collections.abc import Collection
from dataclasses import dataclass

from storage.db import Db
from storage.members.people import Role
from storage.rows import to_json


@dataclass(frozen=True, slots=True)
class Manned:
    """How many officials a unit has, and how many of them a message reaches."""

    unit: str
    officials: int
    reachable: int


@dataclass(frozen=True, slots=True)
class NamedOfficial:
    """The official of a unit who is named; `reached`: a message reaches some official of the unit."""

    unit: str
    name: str
    title: str
    reached: bool


async def by_unit(db: Db, plan: str) -> list[Manned]:
    """Count the officials of each unit that has any."""
    return await db.all(
        Manned,
        "select m.unit, count(*), sum(exists (select 1 from address a where a.person = m.person and a.reachable))"
        " from member m where m.plan = :plan and m.role = 'official' and m.until is null group by m.unit",
        plan=plan,
    )


async def named(db: Db, plan: str, units: Collection[str]) -> list[NamedOfficial]:
    """Give the main focal point of each of these units, or whoever of its officials came first."""
    return await db.all(
        NamedOfficial,
        "select of.value, p.name, p.title, exists (select 1 from member o join address a on a.person = o.person"
        " and a.reachable where o.plan = :plan and o.role = 'official' and o.unit = of.value and o.until is null)"
        " from json_each(:units) of join member m on m.id = ("
        "select id from member where plan = :plan and role = 'official' and unit = of.value and until is null"
        " order by main desc, id limit 1) join person p on p.id = m.person",
        plan=plan,
        units=to_json(sorted(units)),
    )


async def reached_whole(db: Db, plan: str) -> list[str]:
    """Give the units of which a message reaches an official who sees all of the unit, and not single tasks alone."""
    return await db.all(
        str,
        "select distinct m.unit from member m where m.plan = :plan and m.role = 'official' and m.until is null"
        " and not m.only_handed and not exists (select 1 from member_task t where t.member = m.id)"
        " and exists (select 1 from address a where a.person = m.person and a.reachable) order by m.unit",
        plan=plan,
    )


async def left(db: Db, plan: str) -> list[str]:
    """Give the units that had officials, and have none now."""
    return await db.all(
        str,
        "select distinct g.unit from member g where g.plan = :plan and g.role = 'official' and g.until is not null"
        " and not exists (select 1 from member m where m.plan = g.plan and m.role = g.role and m.unit = g.unit"
        " and m.until is null) order by g.unit",
        plan=plan,
    )


async def of_unit(db: Db, plan: str, unit: str) -> list[int]:
    """Give the people who are of a unit in a plan now, in whatever role."""
    return await db.all(
        int,
        "select distinct person from member where plan = :plan and unit = :unit and until is null order by person",
        plan=plan,
        unit=unit,
    )


async def persons(db: Db, plan: str, roles: Collection[Role]) -> list[int]:
    """Give the people who have one of these roles in a plan now."""
    return await db.all(
        int,
        "select distinct person from member where plan = :plan and role in (select value from json_each(:roles))"
        " and until is null order by person",
        plan=plan,
        roles=to_json(sorted(roles)),
    )
