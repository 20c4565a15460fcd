"""Every version of every entry, to tell how things stood at an instant.

What an entry said before it became status only was taken out: such a version comes with
the content of the next one that has any.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from storage.db import Db, Turn
from storage.rows import to_json

NOTHING_DECIDED: Final = "[]"


@dataclass(frozen=True, slots=True)
class PastVersion:
    """One version of an entry: `said_at` is when it was made, `content` its JSON.

    `is_emptied`: the content is that of a later version. `counted_at` is the row's own `made_at`, which moves
    when what was planned is held. `decided` says when the office took which version in, or set it aside: JSON.
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
    decided: str = NOTHING_DECIDED


# In the order they were decided: when, what, and of which version.
_DECIDED: Final = (
    "(select json_group_array(json_array(r.at, r.decision, r.version)) from (select * from review"
    " where entry = e.id and decision in ('taken_in', 'set_aside') order by id) r)"
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
        f" v.content = '{{}}', {_DECIDED} from entry e join version v on v.entry = e.id"
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


@dataclass(frozen=True, slots=True)
class Version:
    """What an entry said in one version, and the conversation that came from, both JSON."""

    number: int
    content: str
    answers: str


async def answers(db: Db, id_: int) -> str:
    """Give the conversation the present version came from, JSON."""
    return await db.one(
        str,
        "select v.answers from entry e join version v on v.entry = e.id and v.number = e.version where e.id = :id",
        id=id_,
    )


async def keep_answers(db: Turn, id_: int, given: Mapping[str, Any]) -> None:
    """Keep answers of nobody's messages as the conversation the present version came from."""
    await db.run(
        "update version set answers = :answers"
        " where entry = :id and number = (select version from entry where id = :id)",
        id=id_,
        answers=to_json({key: [kept, ""] for key, kept in given.items()}),
    )


async def version(db: Db, id_: int, number: int) -> Version:
    """Give one version of an entry. Raise LookupError."""
    return await db.one(
        Version,
        "select number, content, answers from version where entry = :id and number = :number",
        id=id_,
        number=number,
    )


async def is_touched(db: Db, plan: str, unit: str, after: datetime, until: datetime) -> bool:
    """Tell whether a result of a unit was written, withdrawn or decided of between two instants."""
    return await db.one(
        bool,
        "select exists (select 1 from entry e where e.plan = :plan and e.unit = :unit and ("
        " exists (select 1 from version v where v.entry = e.id and v.made_at > :after and v.made_at <= :until)"
        " or exists (select 1 from review r where r.entry = e.id and r.at > :after and r.at <= :until)"
        " or (e.withdrawn_at > :after and e.withdrawn_at <= :until)))",
        plan=plan,
        unit=unit,
        after=after,
        until=until,
    )


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened to an entry: a version was made (`decision` is ""), or something was decided of it.

    `by` and `title` are of the official who did it, `role` what they were; all "" where nobody kept it, or erased.
    """

    entry_number: int
    at: datetime
    decision: str
    version: int
    field: str
    reason: str
    by: str
    title: str
    role: str


_WHO: Final = "coalesce(p.name, ''), coalesce(p.title, ''), m.role"
_MEMBER: Final = "join member m on m.id = {by} left join person p on p.id = m.person"
_HAPPENED: Final = (
    f"select e.number as entry, v.made_at as at, '' as decision, v.number as version, '', '', {_WHO}"
    f" from entry e join version v on v.entry = e.id {_MEMBER.format(by='v.made_by')}"
    " where e.plan = :plan and e.unit = :unit and v.made_at <= :until"
    f" union all select e.number, r.at, r.decision, r.version, r.field, r.reason, {_WHO}"
    f" from entry e join review r on r.entry = e.id {_MEMBER.format(by='r.member')}"
    " where e.plan = :plan and e.unit = :unit and r.at <= :until"
    # a unit withdraws what nobody has taken in without a word of the office
    " union all select e.number, e.withdrawn_at, 'withdrawn', e.version, '', '', '', '', '' from entry e"
    " where e.plan = :plan and e.unit = :unit and e.withdrawn_at <= :until and not exists"
    " (select 1 from review r where r.entry = e.id and r.decision = 'withdrawn')"
    " order by entry, at, version"
)


async def happened(db: Db, plan: str, unit: str, until: datetime) -> list[Happened]:
    """Give everything that happened to a unit's entries until an instant, by entry and in its order."""
    return await db.all(Happened, _HAPPENED, plan=plan, unit=unit, until=until)


async def of_tasks(db: Db, plan: str, unit: str, tasks: Collection[str]) -> frozenset[int]:
    """Give the numbers of a unit's entries that are status only, or for one of these tasks."""
    numbers = await db.all(
        int,
        "select number from entry e where plan = :plan and unit = :unit and (kind = 'sensitive' or exists"
        " (select 1 from entry_task t where t.entry = e.id and t.task in (select value from json_each(:tasks))))",
        plan=plan,
        unit=unit,
        tasks=to_json(sorted(tasks)),
    )
    return frozenset(numbers)
