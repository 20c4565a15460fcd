"""Who did what, when: one line beside each act, in the same transaction.

Persons by id only, so erasing a name leaves the chain whole. Each line carries an
HMAC over itself and the line before: a line changed or taken out later shows. So do lines
taken from the end, for their number is kept beside them, and a version changed past the bot,
for the line of its sending carries an HMAC of it. A whole folder put back to an earlier day
does not show.
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
    seal: str
    mac: str


@dataclass(frozen=True, slots=True)
class _End:
    """How many lines there ever were, and the code of the last."""

    lines: int
    mac: str


@dataclass(frozen=True, slots=True)
class _Said:
    """What one version says, as it is sealed."""

    content: str
    figures: str
    is_forgotten: bool


_COLUMNS = "id, at, person, act, plan, unit, about, seal, mac"


async def add(  # noqa: PLR0913 - each is a column
    db: Turn,
    secret: bytes,
    act: str,
    *,
    at: datetime,
    person: int | None = None,
    plan: str | None = None,
    unit: str | None = None,
    about: str = "",
    entry: int | None = None,
) -> None:
    """Keep a line: `act` is "thing.done", such as "entry.sent"; it seals what the `entry` says from now on."""
    before = await db.maybe(str, "select mac from audit order by id desc limit 1") or ""
    seal = "" if entry is None else await _seal(db, secret, entry)
    mac = _mac(secret, before, *_parts(at, person, act, plan, unit, about, seal))
    await db.run(
        "insert into audit (at, person, act, plan, unit, about, seal, mac)"
        " values (:at, :person, :act, :plan, :unit, :about, :seal, :mac)",
        at=at,
        person=person,
        act=act,
        plan=plan,
        unit=unit,
        about=about,
        seal=seal,
        mac=mac,
    )
    lines = await db.maybe(int, "select lines from audit_end")
    if lines is None:  # the lines of the releases before are counted once
        lines = await db.one(int, "select count(*) from audit") - 1
    await db.run(
        "insert into audit_end (one, lines, mac) values (1, :lines, :mac)"
        " on conflict do update set lines = excluded.lines, mac = excluded.mac",
        lines=lines + 1,
        mac=_mac(secret, mac, lines + 1),
    )


async def every(db: Db) -> list[AuditLine]:
    """Give every line, oldest first."""
    return await db.all(AuditLine, f"select {_COLUMNS} from audit order by id")


async def broken_at(db: Db, secret: bytes) -> int | None:
    """Give the id of the first line that does not follow from the one before, or None."""
    before = ""
    for line in await every(db):
        said = _parts(line.at, line.person, line.act, line.plan, line.unit, line.about, line.seal)
        if not hmac.compare_digest(_mac(secret, before, *said), line.mac):
            return line.id
        before = line.mac
    return None


async def lacks_its_end(db: Db, secret: bytes) -> bool:
    """Tell whether lines are missing at the end, all of them perhaps, or that end was written by somebody else."""
    known = await db.maybe(_End, "select lines, mac from audit_end")
    lines = await db.one(int, "select count(*) from audit")
    last = await db.maybe(str, "select mac from audit order by id desc limit 1") or ""
    if known is None:
        return await db.one(bool, "select exists (select 1 from audit where seal <> '')")
    return known.lines != lines or not hmac.compare_digest(_mac(secret, last, lines), known.mac)


async def unsealed(db: Db, secret: bytes) -> list[str]:
    """Give what the lines are about whose entry does not say any more what it said then.

    A version whose words were forgotten, because its task became sensitive, is passed over.
    """
    found = []
    for line in await db.all(AuditLine, f"select {_COLUMNS} from audit where seal <> '' order by id"):
        entry, version, mac = line.seal.split()
        said = await _said(db, int(entry), int(version))
        if said is not None and said.is_forgotten:
            continue
        if said is None or not hmac.compare_digest(_of_version(secret, said), mac):
            found.append(line.about)
    return list(dict.fromkeys(found))


async def changed_roles(db: Db) -> list[int]:
    """Give the members that are not any more what they joined as: another role, plan or unit."""
    return await db.all(
        int,
        "select m.id from audit a join member m on m.id = cast(substr(a.about, instr(a.about, ' ') + 1) as integer)"
        " where a.act = 'member.joined' and (a.about <> m.role || ' ' || m.id or a.person is not m.person"
        " or a.plan is not m.plan or a.unit is not m.unit) order by m.id",
    )


async def unjoined(db: Db) -> list[int]:
    """Give the members that nobody has let in. Those of the releases whose lines did not name them are passed over."""
    return await db.all(
        int,
        "with joined (id) as (select cast(substr(about, instr(about, ' ') + 1) as integer) from audit"
        " where act = 'member.joined' and instr(about, ' ') > 0)"
        " select id from member where id > (select min(id) from joined) and id not in joined order by id",
    )


async def _seal(db: Db, secret: bytes, entry: int) -> str:
    version = await db.one(int, "select version from entry where id = :entry", entry=entry)
    said = await _said(db, entry, version)
    assert said is not None, "what is noted was kept"
    return f"{entry} {version} {_of_version(secret, said)}"


async def _said(db: Db, entry: int, version: int) -> _Said | None:
    return await db.maybe(
        _Said,
        "select content, (select json_group_array(json_array(indicator, value, precision, first_day, last_day, counts,"
        " within)) from (select * from figure where entry = v.entry and version = v.number order by indicator)),"
        " exists (select 1 from entry e where e.id = v.entry and e.kind = 'sensitive' and e.version > v.number)"
        " from version v where entry = :entry and number = :version",
        entry=entry,
        version=version,
    )


def _of_version(secret: bytes, said: _Said) -> str:
    return _mac(secret, said.content, said.figures)


def _parts(at: datetime, *said: object) -> tuple[object, ...]:
    """Give what a line's code is over; the lines of the releases before have no seal."""
    *parts, seal = said
    return (instant(at), *parts, *filter(None, (seal,)))


def _mac(secret: bytes, before: str, *parts: object) -> str:
    return hmac.new(secret, json.dumps([before, *parts]).encode(), sha256).hexdigest()
