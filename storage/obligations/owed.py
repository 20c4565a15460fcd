"""Who owes what: the obligations of each plan as rows with stable keys, and where each stands.

One standing row per obligation is kept in the transaction of each change, so that
a question to it does not grow with the number of entries. What was stated or decided of
one is kept as a decision besides, which nothing overwrites: so it can be told how things
stood at any instant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, Turn
from storage.obligations import decisions
from storage.obligations.decisions import What
from storage.rows import to_json


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation as the plan gives it; `due` is its last day."""

    key: str
    kind: str
    unit: str
    task: str | None
    phase: str | None
    month: str | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """An obligation and what is known of it; `due` is the unit's own last day where it was given one."""

    key: str
    kind: str
    unit: str
    task: str | None
    phase: str | None
    month: str | None
    due: date | None
    entries: int
    completed_on: date | None
    not_arising: str | None
    not_arising_because: str
    accepted: bool
    promised_for: date | None
    received_on: date | None
    extended_to: date | None = None
    extension_asked: date | None = None


_OF = "obligation = (select id from obligation where plan = :plan and key = :key)"
_STANDING = (
    "select o.key, o.kind, o.unit, o.task, o.phase, o.month, coalesce(s.extended_to, o.due),"
    " s.entries, s.completed_on, s.not_arising, s.not_arising_because, s.accepted, s.promised_for, s.received_on,"
    " s.extended_to, s.extension_asked from obligation o join standing s on s.obligation = o.id"
    " where o.plan = :plan and o.ended_at is null"
)


async def lay_down(db: Turn, plan: str, owed: Sequence[Owed], at: datetime) -> None:
    """Keep exactly these for the plan: new ones added, gone ones ended, the rest with what is known of them.

    What the office asked for at run time stays, but of units that are gone.
    """
    await db.run(
        "update obligation set ended_at = :at where plan = :plan and ended_at is null"
        " and (kind <> 'request' or unit not in (select value from json_each(:units)))",
        plan=plan,
        at=at,
        units=to_json(sorted({obligation.unit for obligation in owed})),
    )
    await add(db, plan, owed, at)


async def add(db: Turn, plan: str, owed: Sequence[Owed], at: datetime) -> None:
    """Keep these besides what is owed already."""
    for obligation in owed:
        await db.run(
            "insert into obligation (plan, key, kind, unit, task, phase, month, due)"
            " values (:plan, :key, :kind, :unit, :task, :phase, :month, :due)"
            " on conflict (plan, key) do update set ended_at = null, due = excluded.due",
            plan=plan,
            key=obligation.key,
            kind=obligation.kind,
            unit=obligation.unit,
            task=obligation.task,
            phase=obligation.phase,
            month=obligation.month,
            due=obligation.due,
        )
    await db.run(
        "insert into standing (obligation, changed_at) select id, :at from obligation where plan = :plan"
        " on conflict do nothing",
        plan=plan,
        at=at,
    )


async def of_unit(db: Db, plan: str, unit: str) -> list[Standing]:
    """Give what one unit owes, and where it stands."""
    return await db.all(Standing, f"{_STANDING} and o.unit = :unit order by o.id", plan=plan, unit=unit)


async def of_plan(db: Db, plan: str) -> list[Standing]:
    """Give everything that is owed under a plan."""
    return await db.all(Standing, f"{_STANDING} order by o.id", plan=plan)


async def covered(db: Turn, plan: str, keys: Sequence[str], at: datetime) -> None:
    """Count one more entry for each of these obligations; something has arisen."""
    for key in keys:
        await _no_longer(db, plan, key, at)
        await db.run(
            "update standing set entries = entries + 1, not_arising = null, not_arising_because = '', accepted = 0,"
            f" changed_at = :at where {_OF}",
            plan=plan,
            key=key,
            at=at,
        )


async def uncovered(db: Turn, plan: str, keys: Sequence[str], at: datetime) -> None:
    """Count one entry less for each of these obligations."""
    for key in keys:
        await db.run(
            f"update standing set entries = max(entries - 1, 0), changed_at = :at where {_OF}",
            plan=plan,
            key=key,
            at=at,
        )


async def not_arising(
    db: Turn, plan: str, key: str, reason: str | None, at: datetime, because: str = "", member: int | None = None
) -> None:
    """Keep that nothing arises, and why; with None, that it is taken back. The office has yet to accept it."""
    await _no_longer(db, plan, key, at, member)
    await db.run(
        "update standing set not_arising = :reason, not_arising_because = :because, accepted = 0, changed_at = :at"
        f" where {_OF}",
        plan=plan,
        key=key,
        reason=reason,
        because=because,
        at=at,
    )
    if reason is not None:
        await decisions.add(db, plan, key, What.NOT_ARISING, reason, at, member, because)


async def accepted(db: Turn, plan: str, key: str, at: datetime, member: int | None) -> None:
    """Keep that the office accepts that nothing arises; only what is stated can be accepted."""
    state = await db.maybe(
        bool,
        f"update standing set accepted = 1, changed_at = :at where {_OF} and not_arising is not null"
        " returning accepted",
        plan=plan,
        key=key,
        at=at,
    )
    if state:
        await decisions.add(db, plan, key, What.ACCEPTED, "1", at, member)


async def promised(
    db: Turn, plan: str, keys: Sequence[str], day: date | None, at: datetime, member: int | None
) -> None:
    """Keep that the unit will report on this day, its reminders resting till then; with None, no longer."""
    for key in keys:
        await db.run(
            f"update standing set promised_for = :day, changed_at = :at where {_OF}", plan=plan, key=key, day=day, at=at
        )
        await decisions.add(db, plan, key, What.PROMISED_FOR, day, at, member)


async def ask_extension(
    db: Turn, plan: str, key: str, until: date | None, at: datetime, member: int, because: str = ""
) -> None:
    """Keep that the unit asks for another last day; with None, that this is asked for no more."""
    await db.run(
        f"update standing set extension_asked = :until, changed_at = :at where {_OF}",
        plan=plan,
        key=key,
        until=until,
        at=at,
    )
    await decisions.add(db, plan, key, What.EXTENSION_ASKED, until, at, member, because)


async def extend(
    db: Turn, plan: str, key: str, until: date | None, at: datetime, member: int, because: str = ""
) -> None:
    """Keep the last day that the office gives a unit; with None, the plan's own again. That decides what was asked."""
    await ask_extension(db, plan, key, None, at, member, because)
    await db.run(
        f"update standing set extended_to = :until, changed_at = :at where {_OF}",
        plan=plan,
        key=key,
        until=until,
        at=at,
    )
    await decisions.add(db, plan, key, What.EXTENDED_TO, until, at, member, because)


async def received(db: Turn, plan: str, key: str, on: date | None, at: datetime, member: int | None) -> None:
    """Keep on which day the office had the signed report or the answer; with None, that it had not after all."""
    await db.run(
        f"update standing set received_on = :on, changed_at = :at where {_OF}", plan=plan, key=key, on=on, at=at
    )
    await decisions.add(db, plan, key, What.RECEIVED_ON, on, at, member)


async def completed(db: Turn, plan: str, key: str, on: date | None, at: datetime) -> None:
    """Keep that the unit says it is done (on this day), or, with None, that it goes on."""
    await _done(db, plan, key, on, at)
    await db.run(
        f"update standing set completed_on = :on, changed_at = :at where {_OF}", plan=plan, key=key, on=on, at=at
    )


async def recounted(db: Turn, plan: str, key: str, count: int, on: date | None, at: datetime) -> None:
    """Put an obligation's count and its day of completion right; what else the unit stated of it stays."""
    await _done(db, plan, key, on, at)
    await db.run(
        "insert into standing (obligation, entries, completed_on, changed_at)"
        " select id, :count, :on, :at from obligation where plan = :plan and key = :key"
        " on conflict (obligation) do update"
        " set entries = excluded.entries, completed_on = excluded.completed_on, changed_at = excluded.changed_at",
        plan=plan,
        key=key,
        count=count,
        on=on,
        at=at,
    )


async def _done(db: Turn, plan: str, key: str, on: date | None, at: datetime) -> None:
    """Keep a day of completion that is another than before."""
    changed = await db.maybe(
        bool, f"select 1 from standing where {_OF} and completed_on is not :on", plan=plan, key=key, on=on
    )
    if changed:
        await decisions.add(db, plan, key, What.COMPLETED_ON, on, at, None)


async def _no_longer(db: Turn, plan: str, key: str, at: datetime, member: int | None = None) -> None:
    """Keep that what was said not to arise is void, and with it that the office accepted it."""
    said = "not_arising is not null"
    for what, stood in ((What.ACCEPTED, f"{said} and accepted"), (What.NOT_ARISING, said)):
        if await db.maybe(bool, f"select 1 from standing where {_OF} and {stood}", plan=plan, key=key):
            await decisions.add(db, plan, key, what, None, at, member)
