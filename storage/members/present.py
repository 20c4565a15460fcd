"""Who writes, and all that a message needs to know of them, in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.db import Db
from storage.members.people import MEMBER, PERSON, Member, Person
from storage.queues.sessions import COLUMNS, Session
from storage.rows import from_json, shaped


@dataclass(frozen=True, slots=True)
class Present:
    """A person at an address: what they are at present, the newest first; the conversation they are in.

    `versions` are those of the running plans. `revisions` count the writes that concern each of the person's
    units, by plan and unit: what was read of a unit stands as long as its revision does.
    """

    person: Person
    reachable: bool
    members: tuple[Member, ...]
    session: Session | None
    versions: tuple[int, ...]
    revisions: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class _Row:
    """The person's columns one by one, the rest as JSON."""

    id: int
    name: str
    title: str
    language: str
    turn: int
    consented_at: datetime | None
    reachable: bool
    versions: str
    members: str
    session: str | None


_NOW_MEMBER: Final = "from member m where m.person = p.id and m.until is null"
_PRESENT: Final = (
    f"select {PERSON}, a.reachable,"
    " (select json_group_array(id) from (select id from plan_version where running order by id)),"
    f" (select json_group_array(json_array({MEMBER},"
    f" (select r.number from revision r where r.plan = m.plan and r.unit = m.unit))) {_NOW_MEMBER}),"
    f" (select json_array({COLUMNS}) from session where person = p.id and parked_at is null)"
    " from address a join person p on p.id = a.person where a.channel = :channel and a.chat = :chat"
)


async def at(db: Db, channel: str, chat: str) -> Present | None:
    """Give whoever writes from this address; None where nobody is known."""
    row = await db.maybe(_Row, _PRESENT, channel=channel, chat=chat)
    if row is None:
        return None
    members = sorted(from_json(row.members), reverse=True)  # by their id
    session = None if row.session is None else shaped(Session, from_json(row.session))
    return Present(
        Person(row.id, row.name, row.title, row.language, row.turn, row.consented_at),
        row.reachable,
        tuple(shaped(Member, member[:-1]) for member in members),
        session,
        tuple(from_json(row.versions)),
        {(member[2], member[3]): member[-1] or 0 for member in members},
    )
