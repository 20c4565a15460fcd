"""A person's place in a conversation: at most one open, the others parked.

`answers`, `shown` and `reopened` are JSON whose shape the conversation engine knows.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Session:
    """`id` stays with the draft for ever; `unit` is the one it is about, "" for an admin's.

    `prompt` is the outbox row that asked the present question.
    `aside` is the id of the conversation this one was put aside for; none when the person put it aside.
    """

    id: str
    person: int
    handler: str
    plan: str
    unit: str
    answers: str
    shown: str
    asked: str
    turn: int
    tries: int
    reopened: str | None
    prompt: int | None
    changed_at: datetime
    parked_at: datetime | None
    aside: str | None = None


COLUMNS: Final = ", ".join(Session.__slots__)
_SESSION: Final = f"select {COLUMNS} from session"


async def open_of(db: Db, person: int) -> Session | None:
    """Give the conversation a person is in."""
    return await db.maybe(Session, f"{_SESSION} where person = :person and parked_at is null", person=person)


async def find(db: Db, person: int, handler: str, plan: str, unit: str) -> Session | None:
    """Give a person's place in this conversation about a unit: the open one, else the one that was parked last."""
    return await db.maybe(
        Session,
        f"{_SESSION} where person = :person and handler = :handler and plan = :plan and unit = :unit"
        " order by parked_at is null desc, parked_at desc limit 1",
        person=person,
        handler=handler,
        plan=plan,
        unit=unit,
    )


async def parked(db: Db, person: int) -> list[Session]:
    """Give the conversations a person has put aside, the latest first."""
    return await db.all(
        Session, f"{_SESSION} where person = :person and parked_at is not null order by parked_at desc", person=person
    )


async def save(db: Turn, session: Session) -> None:
    """Keep the place."""
    await db.run(
        f"insert into session ({COLUMNS}) values (:{COLUMNS.replace(', ', ', :')})"
        " on conflict (id) do update set answers = excluded.answers, shown = excluded.shown, asked = excluded.asked,"
        " turn = excluded.turn, tries = excluded.tries, reopened = excluded.reopened, prompt = excluded.prompt,"
        " changed_at = excluded.changed_at, parked_at = excluded.parked_at, aside = excluded.aside",
        **{name: getattr(session, name) for name in Session.__slots__},
    )


async def put_aside_for(db: Db, session: str) -> Session | None:
    """Give the conversation that was put aside when this one began."""
    return await db.maybe(Session, f"{_SESSION} where aside = :session and parked_at is not null", session=session)


async def park(db: Turn, person: int, at: datetime, aside: str | None = None) -> None:
    """Put the open conversation aside, perhaps for another one; nothing of it is lost."""
    await db.run(
        "update session set parked_at = :at, aside = :aside where person = :person and parked_at is null",
        person=person,
        at=at,
        aside=aside,
    )


async def close(db: Turn, session: Session) -> None:
    """End a conversation: it was finished or given up."""
    await db.run("delete from session where id = :id", id=session.id)
