"""/nhacviec: how a person wishes to be reminded: at which hour, of how much, not before a day, not of some tasks."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from handlers.desk import Desk
from handlers.handler import Handler
from handlers.obligations import standing
from handlers.roles import OFFICIALS
from messages.questions.ahead import DaysAhead
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import say
from plans import calendar
from plans.obligations import Kind
from storage.members import wishes
from storage.members.wishes import Wish

_HOUR: Final = "hour"
_ANY_HOUR: Final = "any_hour"
_NEAR: Final = "near"
_EVERY: Final = "every"
_PAUSE: Final = "pause"
_GO_ON: Final = "go_on"
_REST: Final = "rest"
_WAKE: Final = "wake"
_LONGEST: Final = 14  # days without reminders
_OFFERED: Final = (3, 7, 14)


@dataclass(frozen=True, slots=True)
class Given:
    """What was wished for so far, the tasks (key of the obligation, label) and which of them rest; today."""

    wish: Wish
    tasks: tuple[Plain, ...]
    resting: tuple[str, ...]
    today: date

    @property
    def is_paused(self) -> bool:
        """Whether reminders rest today."""
        return self.wish.paused_until is not None and self.wish.paused_until >= self.today


@dataclass(frozen=True, slots=True)
class WishChange:
    """A new wish, or a task that rests or no longer does (`wakes`)."""

    wish: Wish | None = None
    task: Plain | None = None
    wakes: bool = False


async def look(desk: Desk) -> Given:
    plan = desk.plan
    rows = [row for row in await standing.of_member(desk.db, desk.member) if row.kind == Kind.TASK]
    tasks = tuple(Plain(row.key, standing.label(plan, row)) for row in rows)
    resting = tuple(await wishes.rests(desk.db, desk.person.id, plan.code))
    return Given(await wishes.of(desk.db, desk.person.id), tasks, resting, desk.today)


def talk(ask: Ask, given: Given) -> WishChange:
    resting = tuple(task for task in given.tasks if task.key in given.resting)
    awake = tuple(task for task in given.tasks if task.key not in given.resting)
    keys = [_HOUR, _EVERY if given.wish.near else _NEAR]
    keys += [_GO_ON] if given.is_paused else [_PAUSE]
    keys += ([_REST] if awake else []) + ([_WAKE] if resting else [])
    options = tuple(Plain(key, say(f"remind.{key}")) for key in keys)
    what = ask(Choose("remind", options, facts={"now": worded(given)})).key
    if what == _HOUR:
        return WishChange(replace(given.wish, hour=_hour(ask)))
    if what == _PAUSE:
        offers = tuple(_working(given.today + timedelta(days=days)) for days in _OFFERED)
        until = ask(DaysAhead("pause", given.today, _LONGEST, tuple(dict.fromkeys(offers)), single=True))
        return WishChange(replace(given.wish, paused_until=until.last))
    if what == _GO_ON:
        return WishChange(replace(given.wish, paused_until=None))
    if what == _REST:
        return WishChange(task=ask(Choose("rest", awake)))
    if what == _WAKE:
        return WishChange(task=ask(Choose("wake", resting)), wakes=True)
    return WishChange(replace(given.wish, near=what == _NEAR))


def _hour(ask: Ask) -> int | None:
    """Ask for a whole hour in which an office may be written to; None is any of them."""
    hours = [hour for hour in range(24) if any(a <= time(hour) < b for a, b in calendar.OFFICE_HOURS.spans)]
    options = (Plain(_ANY_HOUR, say("remind.any_hour")), *map(_option, hours))
    chosen = ask(Choose("hour", options)).key
    return None if chosen == _ANY_HOUR else int(chosen.removeprefix("h"))


def _working(day: date) -> date:
    """Give this day, or the working day before it."""
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _option(hour: int) -> Plain:
    typed = tuple(say("remind.hour.typed", hour=hour).split("|"))
    return Plain(f"h{hour}", f"{hour:02}:00", typed)


def worded(given: Given) -> str:
    """Say how one is reminded at present, a line for each part."""
    lines = [say("remind.now.any_hour") if given.wish.hour is None else say("remind.now.hour", hour=given.wish.hour)]
    if given.wish.near:
        lines.append(say("remind.now.near"))
    if given.is_paused:
        lines.append(say("remind.now.paused", until=given.wish.paused_until))
    resting = [task.label for task in given.tasks if task.key in given.resting]
    if resting:
        lines.append(say("remind.now.resting", tasks="; ".join(resting)))
    return "\n".join(lines)


async def act(desk: Desk, changed: WishChange) -> Prompt:
    person, plan = desk.person.id, desk.plan.code
    if changed.wish is not None:
        await wishes.keep(desk.db, person, changed.wish)
    if changed.task is not None and changed.wakes:
        await wishes.wake(desk.db, person, plan, changed.task.key)
    elif changed.task is not None:
        await wishes.rest(desk.db, person, plan, changed.task.key, desk.now)
    await desk.note("reminders.wished", about="" if changed.task is None else changed.task.key)
    now = worded(await look(desk))
    return Prompt(say("remind.done") + "\n" + now, (Choice("/nhacviec", say("remind.more")),))


REMINDING: Final = Handler("reminding", ("nhacviec", "reminders"), OFFICIALS, look, talk, act, ways=(BACK, CANCEL))
