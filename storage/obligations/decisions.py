"""What was stated or decided of an obligation, one row for each word, never overwritten.

The present word stands in the standing row too (storage/obligations/owed.py); these say what it was at any instant.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.db import Db, Turn


class What(StrEnum):
    """What a decision is about."""

    NOT_ARISING = "not_arising"  # the unit's reason
    ACCEPTED = "accepted"  # by the office
    PROMISED_FOR = "promised_for"  # a day
    RECEIVED_ON = "received_on"  # a day
    COMPLETED_ON = "completed_on"  # a day, as the unit's latest word has it
    EXTENSION_ASKED = "extension_asked"  # a day; taken back once the office has decided
    EXTENDED_TO = "extended_to"  # a day, the last one for this unit


@dataclass(frozen=True, slots=True)
class Decided:
    """One word on one matter of the obligation with this key; no value: it is taken back."""

    key: str
    what: What
    value: str | None
    because: str
    at: datetime


async def add(
    db: Turn,
    plan: str,
    key: str,
    what: What,
    value: str | date | None,
    at: datetime,
    member: int | None,
    because: str = "",
) -> None:
    """Keep a decision; no value: what was decided is taken back. `member` is who said so, None: an entry did."""
    await db.run(
        "insert into decision (plan, obligation, what, value, because, member, at)"
        " values (:plan, :key, :what, :value, :because, :member, :at)",
        plan=plan,
        key=key,
        what=what,
        value=value,
        because=because,
        member=member,
        at=at,
    )


async def of_plan(db: Db, plan: str, until: datetime) -> list[Decided]:
    """Give every decision kept until this instant, in the order they were kept."""
    return await db.all(
        Decided,
        "select obligation, what, value, because, at from decision where plan = :plan and at <= :until order by id",
        plan=plan,
        until=until,
    )


async def latest(db: Db, plan: str, what: What) -> list[Decided]:
    """Give the last word on a matter of each obligation of which there is any."""
    return await db.all(
        Decided,
        "select obligation, what, value, because, at from decision where id in"
        " (select max(id) from decision where plan = :plan and what = :what group by obligation) order by id",
        plan=plan,
        what=what,
    )
