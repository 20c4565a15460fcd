"""What waits for a person: messages that could not be served, and those of which nobody knows whether they arrived."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, Turn


class StuckKind(StrEnum):
    """A dead letter, an update that could not be read, a message that may have arrived."""

    DEAD = "dead"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stuck:
    """One of them, without a word of it. `role` is what the person is at present, "" for a stranger or a group.

    `lane` is that of what was sent, None for what came in. `why` is as it was noted. `may_again`: enough of it is kept.
    """

    id: int
    kind: StuckKind
    channel: str
    at: datetime
    role: str
    lane: int | None
    why: str
    may_again: bool


@dataclass(frozen=True, slots=True)
class StuckCount:
    """How many there are of a kind."""

    kind: StuckKind
    n: int


_ROLE = (
    "coalesce((select m.role from member m where m.person = {person} and m.until is null"
    " order by m.id desc limit 1), '')"
)
_OF_ADDRESS = "(select a.person from address a where a.channel = i.channel and a.chat = i.chat)"
_CAME_IN = (
    f"select i.id, i.state, i.channel, i.at, {_ROLE.format(person=_OF_ADDRESS)}, null,"
    " iif(i.state = 'broken', '', i.why), i.state = 'dead' and i.said is not null"  # of one unread `why` is the text
    " from inbox i where i.state in ('dead', 'broken')"
)
_WENT_OUT = (
    f"select o.id, o.state, o.channel, o.due_at, {_ROLE.format(person='o.person')}, o.lane, o.why, o.body is not null"
    " from outbox o where o.state = 'unknown'"
)


async def all_of(db: Db) -> list[Stuck]:
    """Give all of them, what came in first, each in the order of its coming."""
    return await db.all(Stuck, f"{_CAME_IN} order by i.id") + await db.all(Stuck, f"{_WENT_OUT} order by o.id")


async def counted(db: Db) -> dict[StuckKind, int]:
    """Tell how many there are of each kind."""
    found = await db.all(
        StuckCount,
        "select state, count(*) from inbox where state in ('dead', 'broken') group by state"
        " union all select 'unknown', count(*) from outbox where state = 'unknown'",
    )
    return dict.fromkeys(StuckKind, 0) | {one.kind: one.n for one in found}


async def serve_again(db: Turn, id_: int) -> bool:
    """Let a dead letter be served as if it had just come; False where it is none any more, or empty."""
    db.noted.add("inbox")
    return await _changed(
        db,
        "update inbox set state = 'kept', tries = 0, why = '' where id = :id and state = 'dead' and said is not null",
        id_,
    )


async def send_again(db: Turn, id_: int, at: datetime) -> bool:
    """Let a message go again, now and however late it is; False where it does not wait for a person any more."""
    db.noted.add("outbox")
    return await _changed(
        db,
        "update outbox set state = 'waiting', tries = 0, why = '', due_at = :at, not_after = null"
        " where id = :id and state = 'unknown' and body is not null",
        id_,
        at,
    )


async def let_go(db: Turn, kind: StuckKind, id_: int) -> bool:
    """Let one be, and empty it; False where it does not wait for a person any more."""
    if kind is StuckKind.UNKNOWN:
        return await _changed(
            db, "update outbox set state = 'withdrawn', body = null where id = :id and state = 'unknown'", id_
        )
    return await _changed(
        db,
        "update inbox set state = 'dropped', said = null, why = '' where id = :id and state in ('dead', 'broken')",
        id_,
    )


async def _changed(db: Turn, sql: str, id_: int, at: datetime | None = None) -> bool:
    facts = {"id": id_} if at is None else {"id": id_, "at": at}
    return await db.maybe(int, f"{sql} returning id", **facts) is not None
