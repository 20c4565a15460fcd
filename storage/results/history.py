"""Every version of every entry, to tell how things stood at an instant.

What an entry said before it became status only was taken out: such a version comes with
the content of the next one that has any.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.db import Db
from storage.rows import from_json


@dataclass(frozen=True, slots=True)
class PastVersion:
    """One version of an entry: `said_at` is when it was made, `content` its JSON.

    `is_emptied`: the content is that of a later version. `counted_at` is the row's own `made_at`, which moves
    when what was planned is held. `asides` are the times in which the office had set it aside, as JSON pairs of
    instants; the second is null where it still is.
    """

    entry: int
    unit: str
    entry_number: int
    counted_at: datetime
    withdrawn_at: datetime | None
    number: int
    said_at: datetime
    content: str
    is_emptied: bool
    asides: str = "[]"

    def is_aside(self, at: datetime) -> bool:
        """Tell whether the entry had been set aside at an instant."""
        spans = from_json(self.asides)
        return any(_at(since) <= at and (until is None or at < _at(until)) for since, until in spans)


def _at(kept: str) -> datetime:
    return datetime.fromisoformat(kept)


# What ends it is the next decision, or the next version.
_ASIDES: Final = (
    "(select json_group_array(json_array(r.at, (select min(x.at) from (select n.at from review n where n.entry = e.id"
    " and n.id > r.id union all select n.made_at from version n where n.entry = e.id and n.number > r.version) x)))"
    " from review r where r.entry = e.id and r.decision = 'set_aside')"
)
_SAID: Final = (
    "coalesce(iif(v.content = '{}', (select w.content from version w where w.entry = e.id"
    " and w.number > v.number and w.content <> '{}' order by w.number limit 1), v.content), '{}')"
)


async def of_unit(db: Db, plan: str, unit: str, until: datetime) -> list[PastVersion]:
    """Give the versions a unit made until this instant, by entry and number."""
    return await db.all(
        PastVersion,
        f"select e.id, e.unit, e.number, e.made_at, e.withdrawn_at, v.number, v.made_at, {_SAID} as said,"
        f" v.content = '{{}}', {_ASIDES} from entry e join version v on v.entry = e.id"
        " where e.plan = :plan and e.unit = :unit and v.made_at <= :until and said <> '{}'"
        " order by e.number, v.number",
        plan=plan,
        unit=unit,
        until=until,
    )


async def is_emptied(db: Db, plan: str, until: datetime) -> bool:
    """Tell whether what a version of until then said was taken out since."""
    return await db.one(
        bool,
        "select exists (select 1 from entry e join version v on v.entry = e.id"
        f" where e.plan = :plan and v.made_at <= :until and v.content = '{{}}' and {_SAID} <> '{{}}')",
        plan=plan,
        until=until,
    )


async def versions_made(db: Db, id_: int) -> list[datetime]:
    """Give when each version of an entry was made."""
    return await db.all(datetime, "select made_at from version where entry = :id order by number", id=id_)
