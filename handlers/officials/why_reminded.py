"""/lydo: why the last reminder came: the tasks, the rule, when the next one may come, and what stops it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from handlers.desk import Desk
from handlers.handler import Handler
from handlers.obligations import standing
from handlers.reminders import planning, still_owed
from handlers.reminders.still_owed import Affairs
from handlers.roles import OFFICIALS
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import ZONE, say
from plans.notices import Rule
from storage.schedule import occasions, reminders
from storage.schedule.reminders import Reminder


@dataclass(frozen=True, slots=True)
class Given:
    """The last reminder of this unit, when it was sent, what is owed, when the next may come, how many came."""

    said: tuple[Reminder, ...]
    sent_at: datetime | None
    here: Affairs
    next_on: date | None
    count: int


async def look(desk: Desk) -> Given:
    plan, unit = desk.plan, desk.unit.code
    here = await still_owed.affairs(desk.db, plan, unit, desk.today)
    last = await reminders.last(desk.db, desk.person.id, plan.code, unit)
    said = () if last is None else tuple(await reminders.hung_on(desk.db, last.outbox))
    count = await reminders.sent_to(desk.db, desk.person.id, plan.code, planning.UNLIMITED)
    sent_at = None if last is None else last.sent_at
    return Given(
        tuple(reminder for reminder in said if reminder.unit == unit), sent_at, here, await _next(desk, here), count
    )


async def _next(desk: Desk, here: Affairs) -> date | None:
    """Give the first day to come on which a date would concern the unit, if nothing is entered until then."""
    mine = {row.key for row in here.rows if desk.member.sees(row.task)}
    for occasion in await occasions.to_come(desk.db, desk.plan.code):
        day = max(occasion.due_at.astimezone(ZONE).date(), here.today)
        if occasion.rule not in set(Rule) or occasion.unit not in ("", here.unit):
            continue
        keys = still_owed.of(_on(here, day), Rule(occasion.rule), occasion.step)
        if any(key in mine or key.startswith(still_owed.ENTRY) for key in keys):
            return day
    return None


def _on(here: Affairs, day: date) -> Affairs:
    """Give how things stand on another day."""
    return replace(here, today=day, states=standing.states(here.plan, here.rows, day))


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    lines = []
    if given.sent_at is None:
        lines.append(say("why.never", unit=desk.unit.name))
    else:
        lines.append(say("why.head", at=given.sent_at))
        rules = dict.fromkeys(Rule(reminder.rule) for reminder in given.said)
        lines += [say(f"why.{rule.value}") for rule in sorted(rules, key=list(Rule).index)]
        keys = {reminder.obligation for reminder in given.said}
        labels = [standing.label(desk.plan, row) for row in given.here.rows if row.key in keys and row.task]
        lines += [say("remind.task", label=label) for label in labels]
    next_on = given.next_on
    lines.append(say("why.next", on=next_on) if next_on is not None else say("why.no_next"))
    lines.append(say("why.count", n=given.count, of=desk.plan.limits.campaign))
    lines.append(say("why.stops"))
    return Prompt("\n".join(lines), (Choice("/nhacviec", say("command.nhacviec")),))


WHY: Final = Handler("reasons", ("lydo", "why"), OFFICIALS, look, talk, act)
