"""What is kept of a person: to be seen, put right, given up, and asked to be deleted."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class OwnData:
    """The person's own row: name, title, language, which notice was agreed to, when."""

    name: str
    title: str
    language: str
    since: datetime
    consent: str | None
    consented_at: datetime | None


async def kept(db: Db, person: int) -> OwnData:
    """Give what is kept. Raise LookupError."""
    return await db.one(
        OwnData,
        "select name, title, language, since, consent, consented_at from person where id = :person",
        person=person,
    )


async def rename(db: Turn, person: int, *, name: str, title: str) -> None:
    """Put name and title right; they stand here alone, so they are right everywhere."""
    await db.run(
        "update person set name = :name, title = :title where id = :person", person=person, name=name, title=title
    )


async def give_up(db: Turn, person: int, at: datetime) -> None:
    """Withdraw the consent: memberships end, name, address, drafts and wishes go; the units' entries stay."""
    await db.run("update member set until = :at where person = :person and until is null", person=person, at=at)
    await db.run(
        "update person set name = '', title = '', consent = null, consented_at = null, registering = null"
        " where id = :person",
        person=person,
    )
    await db.run(
        "update outbox set state = iif(state = 'waiting', 'withdrawn', state), body = null, key = null"
        " where person = :person and state <> 'sending'",
        person=person,
    )
    await db.run("delete from evidence where person = :person and entry is null", person=person)
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
