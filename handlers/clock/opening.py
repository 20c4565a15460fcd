"""The day the campaign opens, for the office: who can be reached, which units have no focal point, which are blocked.

The same on the day on which units hear of tasks that begin before the campaign, of these units alone.
Admins hear only of those who cannot be reached: a code helps, and they make the codes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from handlers import menu
from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.entries import contents
from handlers.house import House, running
from handlers.roles import OFFICE
from handlers.situation import overview
from handlers.situation.fitting import BlockLine, fitted
from handlers.situation.overview import Overview
from messages.said import Prompt
from messages.words import ZONE, say
from plans import calendar, dates
from plans.schema import Plan
from storage.db import Turn
from storage.members import manning
from storage.schedule.occasions import Occasion


@dataclass(frozen=True, slots=True)
class Reached:
    """Which units a message reaches; of the others why not: unmanned, left, blocked. `tasks`: those that begin."""

    tasks: tuple[str, ...]
    reached: tuple[str, ...]
    others: Sequence[tuple[str, Sequence[str]]]

    @property
    def units(self) -> int:
        """How many units it is about."""
        return len(self.reached) + sum(len(codes) for _, codes in self.others)


async def run(turn: Turn, house: House, occasion: Occasion, now: datetime) -> bool:
    """Tell the office, on that working day or the next; nothing is left to do."""
    plan, day = (await running(turn))[occasion.plan], now.astimezone(ZONE).date()
    if day > calendar.next_working_day(occasion.due_at.astimezone(ZONE).date()):
        return False
    notice = dates.opening(plan, occasion.step)
    if notice is None:  # the plan has been changed since
        return False
    here = await overview.read(turn, plan, now, now)
    owing = [unit.code for key in notice.tasks for unit in plan.units_of(plan.task(key))]
    found = reach(here, notice.tasks, owing or list(here.manned))
    at = calendar.next_in_hours(now)
    key, not_after = f"opening/{plan.code}/{occasion.step}", dates.at_latest(at.date())
    news = News(partial(_for_office, here, found), (plan,), at, key=key, not_after=not_after)
    await telling.each(turn, house, await manning.persons(turn, plan.code, OFFICE), news)
    if found.others:
        news = replace(news, word=partial(_for_admins, here, found), key=f"{key}/admin")
        await telling.admins(turn, house, news)
    return False


def reach(here: Overview, tasks: tuple[str, ...], codes: Collection[str]) -> Reached:
    """Split these units by whether a message reaches them; the parts sum to all."""
    mine = [code for code in here.manned if code in codes]
    reached = tuple(code for code in mine if here.manned[code].reachable)
    return Reached(tasks, reached, overview.reasons(here, [code for code in mine if code not in reached]))


def _for_office(kept: Overview, found: Reached) -> Prompt:
    here = kept.spoken
    first = say("opening.head.tasks" if found.tasks else "opening.head", plan=here.plan.short.upper(), at=here.now)
    lines = [first, *(_task(here.plan, key) for key in found.tasks)]
    lines.append(say("opening.reached", n=len(found.reached), of=found.units))
    return Prompt(fitted((tuple(map(BlockLine, lines)), _others(here, found))))


def _task(plan: Plan, key: str) -> str:
    task = plan.task(key)
    assert task.window is not None, "it opens on a day"
    return say(
        "opening.task",
        task=contents.label(task),
        units=len(plan.units_of(task)),
        starts=task.window.starts,
        ends=task.window.ends,
    )


def _for_admins(kept: Overview, found: Reached) -> Prompt:
    here = kept.spoken
    n = found.units - len(found.reached)
    first = BlockLine(say("opening.admin", plan=here.plan.short.upper(), n=n, of=found.units))
    return Prompt(fitted(((first, *_others(here, found)),)), (menu.choice("capma"),))


def _others(here: Overview, found: Reached) -> tuple[BlockLine, ...]:
    rows = []
    for why, codes in found.others:
        names = ": " + ", ".join(here.plan.unit(code).short for code in codes)
        brief = say(f"opening.{why}", n=len(codes), names="")
        rows.append(BlockLine(say(f"opening.{why}", n=len(codes), names=names), 1, brief))
    return tuple(rows)
