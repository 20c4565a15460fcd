"""What people were or will be reminded of, and the one message a day it hangs on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, Turn
from storage.members import people
from storage.queues.outbox import Lane
from storage.rows import to_json


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing a person is reminded of: an obligation's key, by which rule, in which step of it."""

    person: int
    plan: str
    unit: str
    obligation: str
    rule: str
    step: str


@dataclass(frozen=True, slots=True)
class ReminderMessage:
    """A person's reminding message of a local day, as it stands in the outbox."""

    outbox: int
    state: str
    day: date


@dataclass(frozen=True, slots=True)
class LastReminder:
    """A message that was sent, and when."""

    outbox: int
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class SentReminder:
    """Of what a unit was reminded, an obligation's key, and when the message went."""

    unit: str
    person: int
    obligation: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Hung:
    """A reminder, and the message it hangs on."""

    outbox: int
    person: int
    plan: str
    unit: str
    obligation: str
    rule: str
    step: str


# Signed reports and answers to requests. That the campaign opens reminds of no report yet: it names its day.
_OF_A_DEADLINE = "(r.obligation like 'report/%' or r.obligation like 'request/%') and r.rule <> 'campaign-opens'"
_IS_LOOSE = "not exists (select 1 from outbox x where x.id = reminder.outbox and x.state <> 'withdrawn')"


async def hang(db: Turn, reminder: Reminder, outbox: int) -> bool:
    """Hang it on a message; False where it hangs on one already. One whose message was withdrawn hangs anew."""
    hung = await db.maybe(
        int,
        "insert into reminder (person, plan, unit, obligation, rule, step, outbox)"
        " values (:person, :plan, :unit, :obligation, :rule, :step, :outbox)"
        " on conflict (person, plan, obligation, rule, step) do update"
        f" set outbox = excluded.outbox, unit = excluded.unit where {_IS_LOOSE} returning outbox",
        person=reminder.person,
        plan=reminder.plan,
        unit=reminder.unit,
        obligation=reminder.obligation,
        rule=reminder.rule,
        step=reminder.step,
        outbox=outbox,
    )
    return hung is not None


async def is_hung(db: Db, reminder: Reminder) -> bool:
    """Tell whether it hangs on a message that was not withdrawn."""
    return bool(
        await db.one(
            int,
            "select exists (select 1 from reminder r join outbox x on x.id = r.outbox and x.state <> 'withdrawn'"
            " where r.person = :person and r.plan = :plan and r.obligation = :obligation and r.rule = :rule"
            " and r.step = :step)",
            person=reminder.person,
            plan=reminder.plan,
            obligation=reminder.obligation,
            rule=reminder.rule,
            step=reminder.step,
        )
    )


async def message_of(db: Db, person: int, day: date) -> ReminderMessage | None:
    """Give the message of this day that was not withdrawn."""
    return await db.maybe(
        ReminderMessage,
        "select x.id, x.state, d.day from reminder_day d join outbox x on x.id = d.outbox and x.state <> 'withdrawn'"
        " where d.person = :person and d.day = :day",
        person=person,
        day=day,
    )


async def hung_on(db: Db, outbox: int) -> list[Reminder]:
    """Give what hangs on a message."""
    return await db.all(
        Reminder,
        "select person, plan, unit, obligation, rule, step from reminder where outbox = :outbox"
        " order by plan, unit, rule, obligation",
        outbox=outbox,
    )


async def put(db: Turn, person: int, day: date, due_at: datetime, not_after: datetime) -> int | None:
    """Put a message of this day in the outbox, without words: they are found when it is sent. None: no way to them."""
    address = await people.address(db, person)
    if address is None:
        return None
    outbox = await db.maybe(
        int,
        "insert into outbox (channel, chat, person, lane, key, body, due_at, not_after)"
        " values (:channel, :chat, :person, :lane, :key, null, :due, :not_after)"
        " on conflict (key) do update set channel = excluded.channel, chat = excluded.chat, body = null,"
        " due_at = excluded.due_at, not_after = excluded.not_after, state = 'waiting', why = ''"
        " where outbox.state = 'withdrawn' returning id",
        channel=address.channel,
        chat=address.chat,
        lane=Lane.REMINDER,
        key=f"remind/{person}/{day}",
        person=person,
        due=due_at,
        not_after=not_after,
    )
    if outbox is not None:
        await db.run(
            "insert into reminder_day (person, day, outbox) values (:person, :day, :outbox)"
            " on conflict (person, day) do update set outbox = excluded.outbox",
            person=person,
            day=day,
            outbox=outbox,
        )
    return outbox


async def rehang(db: Turn, outbox: int, to: int) -> None:
    """Hang everything on another message."""
    await db.run("update reminder set outbox = :to where outbox = :outbox", outbox=outbox, to=to)


async def sent_to(db: Db, person: int, plan: str, free: tuple[str, ...]) -> int:
    """Count the messages to a person about a plan, those that only say what is `free` of the limit apart."""
    marks = ", ".join(f"'{rule}'" for rule in free)
    return await db.one(
        int,
        "select count(distinct r.outbox) from reminder r join outbox x on x.id = r.outbox and x.state <> 'withdrawn'"
        f" where r.person = :person and r.plan = :plan and r.rule not in ({marks})",
        person=person,
        plan=plan,
    )


async def since(db: Db, person: int, after: datetime) -> int:
    """Count the reminding messages a person got after an instant."""
    return await db.one(
        int,
        "select count(*) from reminder_day d join outbox x on x.id = d.outbox"
        " where d.person = :person and x.state = 'sent' and x.sent_at > :after",
        person=person,
        after=after,
    )


async def last(db: Db, person: int, plan: str, unit: str) -> LastReminder | None:
    """Give the last message about a unit that was sent to a person."""
    return await db.maybe(
        LastReminder,
        "select x.id, x.sent_at from reminder r join outbox x on x.id = r.outbox and x.state = 'sent'"
        " where r.person = :person and r.plan = :plan and r.unit = :unit order by x.sent_at desc limit 1",
        person=person,
        plan=plan,
        unit=unit,
    )


async def last_to(db: Db, person: int, after: datetime) -> LastReminder | None:
    """Give the last reminding message a person got after an instant."""
    return await db.maybe(
        LastReminder,
        "select x.id, x.sent_at from reminder_day d join outbox x on x.id = d.outbox and x.state = 'sent'"
        " where d.person = :person and x.sent_at > :after order by x.sent_at desc limit 1",
        person=person,
        after=after,
    )


_TOLD = (
    "select distinct r.unit, r.person, r.obligation, x.sent_at from reminder r"
    f" join outbox x on x.id = r.outbox and x.state = 'sent' where r.plan = :plan and {_OF_A_DEADLINE}"
)


async def told(db: Db, plan: str, units: Collection[str]) -> list[SentReminder]:
    """Give what these units were reminded of that has a deadline of its own, the earliest first."""
    return await db.all(
        SentReminder,
        f"{_TOLD} and r.unit in (select value from json_each(:units)) order by x.sent_at, r.unit",
        plan=plan,
        units=to_json(sorted(units)),
    )


async def every(db: Db) -> list[Hung]:
    """Give every reminder there ever was, by the message it hangs on."""
    return await db.all(
        Hung,
        "select outbox, person, plan, unit, obligation, rule, step from reminder"
        " order by outbox, plan, unit, rule, obligation",
    )


async def of(db: Db, plan: str) -> list[str]:
    """Give the keys of all that has a deadline of its own, and of which its unit was reminded."""
    return await db.all(
        str,  # for each only until the first is found
        "select o.key from obligation o where o.plan = :plan and o.kind in ('report', 'request') and exists ("
        "select 1 from reminder r join outbox x on x.id = r.outbox and x.state = 'sent'"
        f" where r.plan = o.plan and r.unit = o.unit and r.obligation = o.key and {_OF_A_DEADLINE}) order by o.id",
        plan=plan,
    )
