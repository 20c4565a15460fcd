"""One-time codes for a unit and a role, kept as an HMAC; and how often wrong ones are tried."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from storage.db import Db, Turn
from storage.members.people import Role

VALID_FOR: Final = timedelta(hours=72)
LENGTH: Final = 10
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a code is for; an admin's has no plan and no unit. `task`: for this task of the unit only."""

    id: int
    plan: str | None
    unit: str | None
    role: Role
    expires_at: datetime
    task: str = ""


_INVITATION = "id, plan, unit, role, expires_at, task"
_OPEN = "used_at is null and revoked_at is null and expires_at > :at"


def as_typed(text: str) -> str | None:
    """Give a code as it was issued, however it was typed (small letters, dashes, O for 0), or None."""
    code = text.strip().upper().translate(_MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(_CROCKFORD) else None


def _kept(secret: bytes, code: str) -> str:
    return hmac.new(secret, code.encode(), sha256).hexdigest()


async def add(
    db: Turn,
    secret: bytes,
    *,
    plan: str | None,
    unit: str | None,
    role: Role,
    made_by: int | None,
    at: datetime,
    task: str = "",
) -> tuple[str, Invitation]:
    """Make a code; it is told once, here, and never again."""
    code = "".join(secrets.choice(_CROCKFORD) for _ in range(LENGTH))
    invitation = await db.one(
        Invitation,
        "insert into invitation (code, plan, unit, role, task, made_by, made_at, expires_at)"
        f" values (:code, :plan, :unit, :role, :task, :made_by, :at, :expires) returning {_INVITATION}",
        code=_kept(secret, code),
        plan=plan,
        unit=unit,
        role=role,
        task=task,
        made_by=made_by,
        at=at,
        expires=at + VALID_FOR,
    )
    return code, invitation


async def find(db: Db, secret: bytes, code: str, at: datetime) -> Invitation | None:
    """Give the invitation a code opens now; wrong, used, expired and revoked codes all give None."""
    return await db.maybe(
        Invitation,
        f"select {_INVITATION} from invitation where code = :code and {_OPEN}",
        code=_kept(secret, code),
        at=at,
    )


async def take(db: Turn, invitation: int, person: int) -> None:
    """Note what a person is registering with; another holder of the same code may still be first."""
    await db.run("update person set registering = :id where id = :person", id=invitation, person=person)


async def taken(db: Db, person: int, at: datetime) -> Invitation | None:
    """Give the invitation a person is registering with, if it is still open."""
    return await db.maybe(
        Invitation,
        f"select {_INVITATION} from invitation"
        f" where id = (select registering from person where id = :person) and {_OPEN}",
        person=person,
        at=at,
    )


async def is_over(db: Db, person: int, at: datetime) -> bool:
    """Tell whether the time is over of the invitation a person is registering with, neither used nor revoked."""
    over = "used_at is null and revoked_at is null and expires_at <= :at"
    return bool(
        await db.one(
            int,
            "select exists (select 1 from invitation"
            f" where id = (select registering from person where id = :person) and {over})",
            person=person,
            at=at,
        )
    )


async def let_go(db: Turn, person: int) -> None:
    """Note that a person does not register with what was taken; it stays good."""
    await db.run("update person set registering = null where id = :person", person=person)


async def use(db: Turn, invitation: int, person: int, at: datetime) -> bool:
    """Use it up; False when somebody was quicker, or it ended meanwhile."""
    used = await db.maybe(
        int,
        f"update invitation set used_at = :at, used_by = :person where id = :id and {_OPEN} returning id",
        id=invitation,
        person=person,
        at=at,
    )
    await let_go(db, person)
    return used is not None


async def revoke(db: Turn, invitation: int, at: datetime) -> None:
    """Make a code worthless before its time."""
    await db.run(
        "update invitation set revoked_at = :at where id = :id and used_at is null and revoked_at is null",
        id=invitation,
        at=at,
    )


async def waiting(db: Db, at: datetime) -> list[Invitation]:
    """Give the codes that nobody has used yet."""
    return await db.all(
        Invitation,
        f"select {_INVITATION} from invitation where {_OPEN} order by plan, unit, id",
        at=at,
    )


async def wrong(db: Turn, channel: str, chat: str, at: datetime) -> None:
    """Count a wrong code of this address."""
    await db.run(
        "insert into wrong_code (channel, chat, at) values (:channel, :chat, :at)", channel=channel, chat=chat, at=at
    )


async def wrong_lately(db: Db, channel: str, chat: str, since: datetime) -> tuple[int, int]:
    """Give how many wrong codes came from this address, and from everywhere, since then."""
    here = await db.one(
        int,
        "select count(*) from wrong_code where channel = :channel and chat = :chat and at > :since",
        channel=channel,
        chat=chat,
        since=since,
    )
    return here, await db.one(int, "select count(*) from wrong_code where at > :since", since=since)
