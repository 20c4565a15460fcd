"""What is kept of a person: to be seen, put right, given up, and asked to be deleted."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class OwnData:
    """The person's own row: name, title, language, which notice was agreed to, when; `phone`: "" for none."""

    name: str
    title: str
    language: str
    since: datetime
    consent: str | None
    consented_at: datetime | None
    phone: str


@dataclass(frozen=True, slots=True)
class Telephone:
    """The number that an official of a unit gave for calls; "" where they gave none."""

    member: int
    name: str
    title: str
    phone: str


async def kept(db: Db, person: int) -> OwnData:
    """Give what is kept. Raise LookupError."""
    return await db.one(
        OwnData,
        "select name, title, language, since, consent, consented_at, phone from person where id = :person",
        person=person,
    )


async def rename(db: Turn, person: int, *, name: str, title: str) -> None:
    """Put name and title right; they stand here alone, so they are right everywhere."""
    await db.run(
        "update person set name = :name, title = :title where id = :person", person=person, name=name, title=title
    )


async def telephone(db: Turn, person: int, phone: str) -> None:
    """Keep the number somebody gives for calls; "" for none."""
    await db.run("update person set phone = :phone where id = :person", person=person, phone=phone)


async def telephones(db: Db, plan: str, unit: str) -> list[Telephone]:
    """Give the numbers of the present officials of a unit, the main focal point's first."""
    return await db.all(
        Telephone,
        "select m.id, p.name, p.title, p.phone from member m join person p on p.id = m.person"
        " where m.plan = :plan and m.unit = :unit and m.role = 'official' and m.until is null"
        " order by m.main desc, m.id",
        plan=plan,
        unit=unit,
    )


async def give_up(db: Turn, person: int, at: datetime) -> None:
    """Withdraw the consent: memberships end, name, address, drafts and wishes go; the units' entries stay."""
    await db.run("update member set until = :at where person = :person and until is null", person=person, at=at)
    await db.run(
        "update person set name = '', title = '', phone = '', consent = null, consented_at = null, registering = null"
        " where id = :person",
        person=person,
    )
    await db.run(
        "update outbox set state = iif(state = 'waiting', 'withdrawn', state), body = null, key = null"
        " where person = :person and state <> 'sending'",
        person=person,
    )
    await db.run("delete from evidence where person = :person and entry is null and matter is null", person=person)
    for table in ("address", "session", "button", "wish", "rest"):
        await db.run(f"delete from {table} where person = :person", person=person)


async def ask_deletion(db: Turn, person: int, due: date, at: datetime) -> None:
    """Keep that somebody asks for their data to be deleted, and by which day they are answered."""
    await db.run("insert into deletion (person, at, due) values (:person, :at, :due)", person=person, at=at, due=due)


async def deletion_due(db: Db, person: int) -> date | None:
    """Give the day by which an open request is answered."""
    return await db.maybe(
        date, "select due from deletion where person = :person and done_at is null order by id limit 1", person=person
    )
