"""A reminder falls due: hang what each unit owes on its people's message of the day.

Nothing is worded here. A person gets at most one such message a day, and no more over
the campaign than the plan allows; what does not come by the calendar leaves its share.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from handlers.house import House, running
from handlers.reminders import recipients, still_owed
from handlers.reminders.recipients import Recipient
from handlers.reminders.still_owed import Affairs
from messages.words import ZONE
from plans import calendar, dates, notices
from plans.notices import Audience, Rule
from plans.schema import Plan
from storage.db import Db, Turn
from storage.members import people, wishes
from storage.members.people import Listed
from storage.members.wishes import Wish
from storage.schedule import occasions, reminders
from storage.schedule.occasions import Occasion
from storage.schedule.reminders import Reminder

SLICE: Final = 50  # units in one turn, so that people are answered in between
# Asked of one's own entry, or by the office for itself: the campaign's limit is not for these.
UNLIMITED: Final = (Rule.HELD, Rule.REQUESTED, Rule.REQUEST_NEAR, Rule.REQUEST_OVERDUE, Rule.NUDGED)
_EXTRA: Final = frozenset({Rule.MONTHLY, Rule.PROMISED})


async def run(turn: Turn, _: House, occasion: Occasion, now: datetime) -> bool:
    """Deal with the next units; tell whether more are left."""
    plan = (await running(turn))[occasion.plan]
    codes = [occasion.unit] if occasion.unit else sorted(unit.code for unit in plan.units)
    mine = [code for code in codes if code > occasion.reached][:SLICE]
    members = await people.listed(turn, plan.code, mine)
    at = calendar.next_in_hours(now)
    for code in mine:
        if plan.has_unit(code):  # a unit may have left the plan
            await _unit(turn, plan, code, occasion, members, at)
    if not mine or mine[-1] == codes[-1]:
        return False
    await occasions.reached(turn, occasion.id, mine[-1])
    return True


async def _unit(turn: Turn, plan: Plan, unit: str, occasion: Occasion, members: Sequence[Listed], at: datetime) -> None:
    rule, day = Rule(occasion.rule), at.astimezone(ZONE).date()
    here = await still_owed.affairs(turn, plan, unit, day)
    keys = still_owed.of(here, rule, occasion.step)
    if not keys:
        return
    for recipient in await asked(turn, here, rule, occasion.step, members):
        mine = await heard(turn, here, recipient, keys, rule, day)
        if mine:
            said = [Reminder(recipient.person, plan.code, unit, key, rule, occasion.step) for key in mine]
            await _hang(turn, here, said, at)


async def asked(db: Db, here: Affairs, rule: Rule, step: str, members: Sequence[Listed]) -> tuple[Recipient, ...]:
    """Give who is written to: of a planned activity whoever planned it, else the unit's own.

    When a coordinator asks, that is every focal point who sees the whole unit.
    """
    code = here.plan.code
    if rule is Rule.NUDGED:
        return await recipients.of_whole_unit(db, here.unit, members)
    makers: tuple[Recipient, ...] = ()
    if rule is Rule.HELD:
        makers = await recipients.of_entry(db, code, here.unit, int(step.partition("/")[0]), members)
    return makers or await recipients.of_unit(db, code, here.unit, members, here.today)


async def heard(
    db: Db, here: Affairs, recipient: Recipient, keys: Iterable[str], rule: Rule, day: date
) -> tuple[str, ...]:
    """Give which of these a person is to hear of on this day, as they wish; nobody can wish the last day's away."""
    of = {row.key: row.task for row in here.rows}
    mine = tuple(key for key in keys if recipient.hears_of(of.get(key)))
    if rule in notices.ALWAYS:
        return mine
    wish = await wishes.of(db, recipient.person)
    if wish.paused_until is not None and day <= wish.paused_until:
        return ()
    if wish.near and not _is_near(rule):
        return ()
    resting = await wishes.rests(db, recipient.person, here.plan.code)
    return tuple(key for key in mine if key not in resting)


def _is_near(rule: Rule) -> bool:
    return rule in notices.NEAR_A_DEADLINE or rule in UNLIMITED


async def _hang(turn: Turn, here: Affairs, said: Sequence[Reminder], at: datetime) -> None:
    new = [reminder for reminder in said if not await reminders.is_hung(turn, reminder)]
    if not new:
        return
    person = new[0].person
    outbox = await _message(turn, here, new[0], at, await wishes.of(turn, person))
    if outbox is not None:
        for reminder in new:
            await reminders.hang(turn, reminder, outbox)


async def _message(turn: Turn, here: Affairs, reminder: Reminder, at: datetime, wish: Wish) -> int | None:
    """Give the person's message of the first good day: one that waits already, else a new one within the limits."""
    while True:
        day = at.astimezone(ZONE).date()
        there = await reminders.message_of(turn, reminder.person, day)
        if there is None:
            break
        if there.state == "waiting":
            return there.outbox
        at = calendar.next_in_hours(dates.midnight(day) + timedelta(days=1))
    if not await _may(turn, here, reminder, day):
        return None
    return await reminders.put(turn, reminder.person, day, at_hour(wish, at), dates.at_latest(day))


def at_hour(wish: Wish, at: datetime) -> datetime:
    """Give the first instant from `at` on, that day, when a person wishes to be written to."""
    local = at.astimezone(ZONE)
    if wish.hour is None:
        return local
    return max(local, datetime.combine(local.date(), time(wish.hour), ZONE))


async def _may(db: Db, here: Affairs, reminder: Reminder, day: date) -> bool:
    """Tell whether one more message keeps within the limit; what is no notice of the calendar leaves it its share."""
    if reminder.rule in UNLIMITED:
        return True
    limits = here.plan.limits
    count = await reminders.sent_to(db, reminder.person, here.plan.code, UNLIMITED)
    if here.is_signed:
        return count < min(limits.signed, limits.campaign)
    share = _still_to_come(here, day) if reminder.rule in _EXTRA else 0
    return count + share < limits.campaign


def _still_to_come(here: Affairs, day: date) -> int:
    """Count the days from this one on, on which the calendar itself may write to the unit."""
    last_day = here.plan.deadline.last_day if here.plan.deadline else None
    mine = {task.key for task in here.plan.tasks_of(here.unit)}
    to_come = {
        notice.day(last_day)
        for notice in here.plan.calendar
        if notice.to is not Audience.TASKS or mine & set(notice.tasks)
    }
    return sum(on is not None and on >= day for on in to_come)
