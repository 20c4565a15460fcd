"""What the office is told by the clock: the days of a plan's calendar one after another, without a sender."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from messages.words import ZONE
from plans.dates import DIGEST, OPENING
from plans.obligations import Key, Kind
from storage.db import Turn
from storage.obligations import owed
from storage.schedule import occasions, reminders
from storage.schedule.reminders import Reminder
from tests.dialogue import HOUSE, Stage
from tests.occasions import carried_out

_RULES = (DIGEST, OPENING)


@dataclass(frozen=True, slots=True)
class Told:
    """A message that waits: for whom, what it says, and until when."""

    chat: str
    text: str
    not_after: datetime | None


@dataclass(frozen=True, slots=True)
class _Row:
    chat: str
    body: str
    not_after: datetime | None


def at(written: str) -> datetime:
    """Give an instant of Viet Nam: "2026-02-06 07:15"."""
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


async def house(path: Path, when: str = "2025-11-20 08:00") -> Stage:
    """Give a house whose plan was loaded before the campaign."""
    stage = Stage(path, at(when))
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Hương", "leader", "VPCQTT")
    await stage.enter("Hà", "admin")
    return stage


async def morning(stage: Stage, when: str) -> dict[str, str]:
    """Let the clock do what it owes the office by then; give what each is told."""
    return {one.chat: one.text for one in await told(stage, when)}


async def told(stage: Stage, when: str) -> list[Told]:
    """Let the clock do what it owes the office by then; give the messages."""
    stage.now = at(when)
    await stage.write(partial(_due, now=stage.now))
    rows: list[_Row] = await stage.write(_taken)
    return [Told(row.chat, json.loads(row.body)["text"], row.not_after) for row in rows]


async def _due(db: Turn, now: datetime) -> None:
    house = HOUSE
    while (one := await occasions.next_due(db, _RULES, now)) is not None:
        assert not await carried_out(db, house, one, now)
        await occasions.done(db, one.id, now)


async def _taken(db: Turn) -> list[_Row]:
    rows = await db.all(_Row, "select chat, body, not_after from outbox where state = 'waiting' and lane in (1, 2)")
    await db.run("update outbox set state = 'sent' where state = 'waiting'")
    await db.run("update work set state = 'failed' where state = 'waiting'")  # no pictures here
    return rows


def _report(unit: str) -> str:
    return str(Key(Kind.REPORT, unit))


async def received(stage: Stage, unit: str, on: str) -> None:
    """Let the office have a unit's signed report."""
    day = at(f"{on} 09:00")
    await stage.write(partial(owed.received, plan="705", key=_report(unit), on=day.date(), at=day, member=None))


async def promised(stage: Stage, unit: str, day: str) -> None:
    """Let a unit promise its signed report for a day."""
    on = at(f"{day} 09:00").date()
    keys = [_report(unit)]
    await stage.write(partial(owed.promised, plan="705", keys=keys, day=on, at=stage.now, member=None))


async def reminded(stage: Stage, who: str, unit: str, when: str) -> None:
    """Let somebody have been reminded of the signed report."""
    await reminded_of(stage, Reminder(0, "705", unit, _report(unit), "without-report", when), who)


async def reminded_of(stage: Stage, reminder: Reminder, who: str) -> None:
    """Let somebody have been reminded of something, at the instant that the reminder's step says."""
    await stage.write(partial(_reminded, reminder=reminder, who=who, when=at(reminder.step)))


async def _reminded(db: Turn, reminder: Reminder, who: str, when: datetime) -> None:
    person = await db.one(int, "select person from address where chat = :who", who=who)
    row = await reminders.put(db, person, when.date(), when, when)
    assert row is not None
    await reminders.hang(db, replace(reminder, person=person), row)
    await db.run("update outbox set state = 'sent', sent_at = :when where id = :row", when=when, row=row)
