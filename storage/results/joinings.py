"""What was said of two results of different units: that they are one activity, or that they are not.

The office says so, and a unit that was asked about its own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn
from storage.results.entries import ENTRY, Entry
from storage.rows import to_json


@dataclass(frozen=True, slots=True)
class JointWord:
    """The last word on a pair; the two are named by unit and number. `unit` has said it; "" for the office."""

    id: int
    first_unit: str
    first_number: int
    second_unit: str
    second_number: int
    is_one: bool
    reason: str
    by: str
    unit: str
    at: datetime

    @property
    def is_two(self) -> bool:
        """Whether the office has said that they are two: the same of a unit leaves it to be found out."""
        return not self.is_one and not self.unit

    @property
    def pair(self) -> frozenset[tuple[str, int]]:
        """Name the two, in no order."""
        return frozenset(((self.first_unit, self.first_number), (self.second_unit, self.second_number)))


_WORD = (
    "select j.id, a.unit, a.number, b.unit, b.number, j.is_one, j.reason, coalesce(p.name, ''),"
    " iif(m.role = 'official', coalesce(m.unit, ''), ''), j.at from joining j"
    " join entry a on a.id = j.first join entry b on b.id = j.second join member m on m.id = j.member"
    " left join person p on p.id = m.person"
)
_LAST = "select max(id) from joining where plan = :plan"


async def say(
    db: Turn, first: Entry, second: Entry, member: int, at: datetime, *, is_one: bool, reason: str = ""
) -> None:
    """Keep a word on two results; the last one on a pair counts. What was said before stays."""
    low, high = sorted((first.id, second.id))
    await db.run(
        "insert into joining (plan, first, second, is_one, reason, member, at)"
        " values (:plan, :low, :high, :is_one, :reason, :member, :at)",
        plan=first.plan,
        low=low,
        high=high,
        is_one=is_one,
        reason=reason,
        member=member,
        at=at,
    )


async def of_plan(db: Db, plan: str, until: datetime) -> list[JointWord]:
    """Give the last word on each pair that was kept until an instant."""
    return await db.all(
        JointWord,
        f"{_WORD} where j.id in ({_LAST} and at <= :until group by first, second) order by j.id",
        plan=plan,
        until=until,
    )


@dataclass(frozen=True, slots=True)
class Titled:
    """A result of another unit, by its row, with its title; whether its task is tied to one of those asked about."""

    entry: int
    title: str
    tied: bool


_TITLED = (
    "select r.id, b.title, exists (select 1 from entry_task t join json_each(:ties) tie on tie.value = t.task"
    " where t.entry = r.id) as tied"
)
_TOUCHES = (
    "b.first_day between date(a.first_day, '-62 days') and date(a.last_day, '+1 day')"
    " and b.last_day >= date(a.first_day, '-1 day')"
)


async def beside(db: Db, entry: Entry, ties: Collection[str]) -> list[Titled]:
    """Give the results of other units whose days touch those of this activity, and whose form is the same.

    No activity lasts longer than a campaign: what began long before is not looked for.
    """
    return await db.all(
        Titled,
        f"{_TITLED} from entry o join activity a on a.id = o.activity join activity b on b.plan = a.plan"
        f" and b.form = a.form and {_TOUCHES} join result r on r.activity = b.id and r.unit <> o.unit"
        " where o.id = :entry",
        entry=entry.id,
        ties=to_json(sorted(ties)),
    )


async def among(db: Db, entry: Entry, rows: Collection[int], ties: Collection[str]) -> list[Titled]:
    """Give of these results, by row, those of other units whose days touch those of this activity."""
    return await db.all(
        Titled,
        f"{_TITLED} from entry o join activity a on a.id = o.activity join json_each(:rows) one"
        f" join result r on r.id = one.value and r.unit <> o.unit join activity b on b.id = r.activity and {_TOUCHES}"
        " where o.id = :entry",
        entry=entry.id,
        rows=to_json(sorted(rows)),
        ties=to_json(sorted(ties)),
    )


async def by_ids(db: Db, ids: Collection[int]) -> list[Entry]:
    """Give these results, by unit and number."""
    sql = f"{ENTRY} where e.id in (select value from json_each(:ids)) order by e.unit, e.number"
    return await db.all(Entry, sql, ids=to_json(sorted(ids)))


async def of_entry(db: Db, entry: Entry) -> list[JointWord]:
    """Give the last word on each pair that this result is in."""
    return await db.all(
        JointWord,
        f"{_WORD} where j.id in ({_LAST} and :entry in (first, second) group by first, second) order by j.id",
        plan=entry.plan,
        entry=entry.id,
    )


async def joined(db: Db, entry: Entry) -> list[Entry]:
    """Give the results that were said to be one activity with this one."""
    return await db.all(
        Entry,
        f"{ENTRY} where e.id in (select iif(j.first = :entry, j.second, j.first) from joining j where j.is_one"
        f" and j.id in ({_LAST} and :entry in (first, second) group by first, second)) order by e.unit, e.number",
        plan=entry.plan,
        entry=entry.id,
    )


async def with_same_evidence(db: Db, entry: Entry) -> list[Entry]:
    """Give the results of other units that have a file, or a link, of this one."""
    return await db.all(
        Entry,
        f"{ENTRY} where e.id in (select r.id from evidence mine join evidence theirs on theirs.plan = mine.plan"
        " and (theirs.sha256_original = mine.sha256_original or (mine.kind = 'link' and theirs.kind = 'link'"
        " and theirs.text = mine.text)) join result r on r.id = theirs.entry and r.unit <> :unit"
        " where mine.entry = :entry) order by e.unit, e.number",
        entry=entry.id,
        unit=entry.unit,
    )


@dataclass(frozen=True, slots=True)
class NamedPair:
    """Two results of different units, by unit and number."""

    first_unit: str
    first_number: int
    second_unit: str
    second_number: int

    @property
    def pair(self) -> frozenset[tuple[str, int]]:
        """Name the two, in no order."""
        return frozenset(((self.first_unit, self.first_number), (self.second_unit, self.second_number)))


async def sharing_evidence(db: Db, plan: str, until: datetime) -> list[NamedPair]:
    """Give the pairs of activities sent until an instant that have a file, or a link, in common."""
    return await db.all(
        NamedPair,
        "with same as ("
        " select entry, 'f' || sha256_original as what from evidence where plan = :plan and sha256_original is not null"
        " union select entry, 'l' || text from evidence where plan = :plan and kind = 'link'),"
        " twice as (select what from same group by what having count(distinct entry) > 1)"
        " select distinct a.unit, a.number, b.unit, b.number"
        " from twice join same m using (what) join same t using (what)"
        " join result a on a.id = m.entry join result b on b.id = t.entry"
        " where a.unit < b.unit and a.kind = 'activity' and b.kind = 'activity'"
        " and a.made_at <= :until and b.made_at <= :until order by 1, 2, 3, 4",
        plan=plan,
        until=until,
    )


@dataclass(frozen=True, slots=True)
class DatedTitle:
    """An activity a unit has told of; its days are text, in whose order they are."""

    unit: str
    number: int
    form: str
    first: str
    last: str
    title: str
    is_taken_in: bool


async def titles(db: Db, plan: str, until: datetime) -> list[DatedTitle]:
    """Give the activities sent until an instant, by form and first day."""
    return await db.all(
        DatedTitle,
        "select r.unit, r.number, a.form, a.first_day, a.last_day, a.title, r.status = 'taken_in' from result r"
        " join activity a on a.id = r.activity where r.plan = :plan and r.kind = 'activity' and r.made_at <= :until"
        " order by a.form, a.first_day, r.unit, r.number",
        plan=plan,
        until=until,
    )
