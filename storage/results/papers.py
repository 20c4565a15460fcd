"""What the office entered from paper in a unit's place: the document it is from, and what the unit says to it.

Who typed a result stands with the entry; who answers for it is the unit.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from storage.db import Db, Turn
from storage.results import search
from storage.results.entries import ENTRY, Entry
from storage.results.entries import by_id as by_row
from storage.results.status import Confirmation, Status


@dataclass(frozen=True, slots=True)
class NewSource:
    """A document as it is told; of a classified one no number, day or signer is kept."""

    unit: str
    number: str = ""
    dated: date | None = None
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document, who told of it first and when, and how many results were entered from it."""

    id: int
    unit: str
    number: str
    dated: date | None
    signer: str
    by: str
    at: datetime
    entries: int

    @property
    def is_classified(self) -> bool:
        """Whether nothing is kept but that it came."""
        return self.dated is None


@dataclass(frozen=True, slots=True)
class UnitsWord:
    """What the unit has said to a result that the office entered for it; names are "" once erased.

    `wish` is what it wants changed in `wish_field`; it is open until the result is changed or the office decides.
    """

    source: int
    confirmed_by: str
    confirmed_at: datetime | None
    wish_field: str
    wish: str
    wished_by: str
    wished_at: datetime | None
    is_open: bool


_SOURCE: Final = (
    "select s.id, s.unit, s.number, s.dated, s.signer, coalesce(p.name, ''), s.at,"
    " (select count(*) from on_paper o where o.source = s.id)"
    " from paper_source s join member m on m.id = s.member left join person p on p.id = m.person"
)


async def add(db: Turn, plan: str, new: NewSource, member: int, at: datetime) -> int:
    """Keep a document; give its row."""
    return await db.one(
        int,
        "insert into paper_source (plan, unit, number, dated, signer, member, at)"
        " values (:plan, :unit, :number, :dated, :signer, :member, :at) returning id",
        plan=plan,
        unit=new.unit,
        number=new.number,
        dated=new.dated,
        signer=new.signer,
        member=member,
        at=at,
    )


async def by_id(db: Db, id_: int) -> Source:
    """Give one document. Raise LookupError."""
    return await db.one(Source, f"{_SOURCE} where s.id = :id", id=id_)


async def of_unit(db: Db, plan: str, unit: str) -> list[Source]:
    """Give the documents of a unit, the latest first."""
    return await db.all(
        Source, f"{_SOURCE} where s.plan = :plan and s.unit = :unit order by s.id desc", plan=plan, unit=unit
    )


async def of_plan(db: Db, plan: str) -> list[Source]:
    """Give the documents of every unit, the latest first."""
    return await db.all(Source, f"{_SOURCE} where s.plan = :plan order by s.id desc", plan=plan)


async def entered(db: Turn, entry: int, source: int) -> None:
    """Keep from which document an entry was entered."""
    await db.run("insert into on_paper (entry, source) values (:entry, :source)", entry=entry, source=source)


async def source_of(db: Db, entry: int) -> Source | None:
    """Give the document an entry was entered from; None for one that the unit entered itself."""
    return await db.maybe(
        Source, f"{_SOURCE} where s.id = (select source from on_paper where entry = :entry)", entry=entry
    )


async def word(db: Db, entry: int) -> UnitsWord | None:
    """Give what the unit has said to an entry that is from paper."""
    return await db.maybe(
        UnitsWord,
        "select o.source, coalesce(c.name, ''), o.confirmed_at, o.wish_field, o.wish, coalesce(w.name, ''),"
        " o.wished_at, coalesce(o.wish_version = e.version"
        " and not exists (select 1 from review r where r.entry = e.id and r.at > o.wished_at), 0)"
        " from on_paper o join entry e on e.id = o.entry"
        " left join member cm on cm.id = o.confirmed_by left join person c on c.id = cm.person"
        " left join member wm on wm.id = o.wished_by left join person w on w.id = wm.person"
        " where o.entry = :entry",
        entry=entry,
    )


async def results(db: Db, source: int) -> list[Entry]:
    """Give the results that stand of those entered from a document, by number."""
    return await db.all(
        Entry,
        f"{ENTRY} where e.id in (select r.id from result r join on_paper o on o.entry = r.id where o.source = :source)"
        " order by e.number",
        source=source,
    )


@dataclass(frozen=True, slots=True)
class _Awaited:
    entry: int
    source: int


@dataclass(frozen=True, slots=True)
class AwaitedEntry:
    """A result that the unit has not confirmed, and the document it is from."""

    entry: Entry
    source: int


async def awaited(db: Db, plan: str, unit: str) -> list[AwaitedEntry]:
    """Give the results of a unit from paper that it has not confirmed, by document and number."""
    found = await db.all(
        _Awaited,
        "select o.entry, o.source from on_paper o join result r on r.id = o.entry"
        " where r.plan = :plan and r.unit = :unit order by o.source, r.number",
        plan=plan,
        unit=unit,
    )
    every = [AwaitedEntry(await by_row(db, one.entry), one.source) for one in found]
    return [one for one in every if one.entry.confirmation is Confirmation.AWAITED]


async def confirm(db: Turn, entry: Entry, member: int, at: datetime) -> None:
    """Keep that the unit stands by an entry as it reads now; what it wanted changed it wants no more."""
    await db.run(
        "update on_paper set confirmed = :version, confirmed_by = :member, confirmed_at = :at, wish_version = null"
        " where entry = :entry",
        entry=entry.id,
        version=entry.version,
        member=member,
        at=at,
    )


async def want_changed(db: Turn, entry: Entry, field: str, wish: str, member: int, at: datetime) -> None:
    """Keep what the unit wants changed; the entry waits for the office, and counts as it did."""
    await db.run(
        "update on_paper set wish_version = :version, wish_field = :field, wish = :wish, wished_by = :member,"
        " wished_at = :at where entry = :entry",
        entry=entry.id,
        version=entry.version,
        field=field,
        wish=wish,
        member=member,
        at=at,
    )
    await db.run(
        "update entry set status = :received, waits_since = coalesce(waits_since, :at) where id = :entry",
        entry=entry.id,
        received=Status.RECEIVED,
        at=at,
    )
    await search.moved(db, entry.id)
