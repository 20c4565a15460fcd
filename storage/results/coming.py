"""Activities that units have said they will hold: entries that count for nothing yet."""

from datetime import date
from typing import Final

from storage.db import Db
from storage.results.entries import ENTRY, Entry, EntryKind
from storage.results.status import Status

_PLANNED: Final = f"e.status = '{Status.PLANNED}'"
# What is planned is little, results are many: left to itself SQLite goes through the unit's, or the plan's.
_FEW: Final = "entry e indexed by entry_planned"


async def of_unit(db: Db, plan: str, unit: str) -> list[Entry]:
    """Give the activities a unit has said it will hold, in the order told."""
    return await db.all(
        Entry,
        f"{ENTRY} where e.plan = :plan and e.unit = :unit and {_PLANNED} order by e.number",
        plan=plan,
        unit=unit,
    )


async def and_latest(db: Db, plan: str, unit: str) -> list[Entry]:
    """Give what a unit has planned and, behind it, the latest activity it entered, if any: in one statement."""
    return await db.all(
        Entry,
        f"{ENTRY} where e.id in (select id from {_FEW} where e.plan = :plan and e.unit = :unit and {_PLANNED}"
        " union all select id from (select id from result where plan = :plan and unit = :unit"
        f" and kind = :activity order by number desc limit 1)) order by not {_PLANNED}, e.number",
        plan=plan,
        unit=unit,
        activity=EntryKind.ACTIVITY,
    )


async def ahead(db: Db, plan: str, first: date, last: date) -> list[Entry]:
    """Give the activities that units will hold from one day to another, the nearest first."""
    return await db.all(
        Entry,
        f"{ENTRY} join activity a on a.id = e.activity where e.id in (select e.id from {_FEW} cross join activity d"
        f" on d.id = e.activity where e.plan = :plan and {_PLANNED} and d.first_day between :first and :last)"
        " order by a.first_day, e.id",
        plan=plan,
        first=first,
        last=last,
    )
