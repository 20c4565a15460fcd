"""Who did what, when: one line beside each act, in the same transaction.

Persons by id only, so erasing a name leaves the chain whole. Each line carries an
HMAC over itself and the line before: a line changed or taken out later shows.
"""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from storage.db import Db, Turn
from storage.rows import instant


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act. `about` is a number, a key, never content."""

    id: int
    at: datetime
    person: int | None
    act: str
    plan: str | None
    unit: str | None
    about: str
    mac: str


_COLUMNS = "id, at, person, act, plan, unit, about, mac"


async def add(
    db: Turn,
    secret: bytes,
    act: str,
    *,
    at: datetime,
    person: int | None = None,
    plan: str | None = None,
    unit: str | None = None,
    about: str = "",
) -> None:
    """Keep a line: `act` is "thing.done", such as "entry.sent"."""
    before = await db.maybe(str, "select mac from audit order by id desc limit 1") or ""
    await db.run(
        "insert into audit (at, person, act, plan, unit, about, mac)"
        " values (:at, :person, :act, :plan, :unit, :about, :mac)",
        at=at,
        person=person,
        act=act,
        plan=plan,
        unit=unit,
        about=about,
        mac=_mac(secret, before, instant(at), person, act, plan, unit, about),
    )


async def every(db: Db) -> list[AuditLine]:
    """Give every line, oldest first."""
    return await db.all(AuditLine, f"select {_COLUMNS} from audit order by id")


async def broken_at(db: Db, secret: bytes) -> int | None:
    """Give the id of the first line that does not follow from the one before, or None."""
    before = ""
    for line in await every(db):
        mac = _mac(secret, before, instant(line.at), line.person, line.act, line.plan, line.unit, line.about)
        if not hmac.compare_digest(mac, line.mac):
            return line.id
        before = line.mac
    return None


def _mac(secret: bytes, before: str, *parts: object) -> str:
    return hmac.new(secret, json.dumps([before, *parts]).encode(), sha256).hexdigest()
