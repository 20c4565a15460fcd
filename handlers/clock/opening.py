"""The day the campaign opens, for the office: who can be reached, which units have no focal point, which are blocked.

Admins hear only of those who cannot be reached: a code helps, and they make the codes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from handlers import menu
from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from handlers.roles import OFFICE
from handlers.situation import overview
from handlers.situation.fitting import BlockLine, fitted
from handlers.situation.overview import Overview
from messages.said import Prompt
from messages.words import ZONE, say
from plans import calendar, dates
from storage.db import Turn
from storage.members import manning
from storage.schedule.occasions import Occasion


@dataclass(frozen=True, slots=True)
class Reached:
    """Which units a message reaches; of the others why not: unmanned, left, blocked."""

    reached: tuple[str, ...]
    others: Sequence[tuple[str, Sequence[str]]]


async def run(turn: Turn, house: House, occasion: Occasion, now: datetime) -> bool:
    """Tell the office, on that working day or the next; nothing is left to do."""
    plan, day = (await running(turn))[occasion.plan], now.astimezone(ZONE).date()
    if day > calendar.next_working_day(occasion.due_at.astimezone(ZONE).date()):
        return False
    here = await overview.read(turn, plan, now, now)
    found = reach(here)
    at = calendar.next_in_hours(now)
    key, not_after = f"opening/{plan.code}", dates.at_latest(at.date())
    news = News(partial(_for_office, here, found), (plan,), at, key=key, not_after=not_after)
    await telling.each(turn, house, await manning.persons(turn, plan.code, OFFICE), news)
    if found.others:
        news = replace(news, word=partial(_for_admins, here, found), key=f"{key}/admin")
        await telling.admins(turn, house, news)
    return False


def reach(here: Overview) -> Reached:
    """Split the units by whether a message reaches them; the parts sum to all."""
    reached = tuple(code for code, manned in here.manned.items() if manned.reachable)
    return Reached(reached, overview.reasons(here, [code for code in here.manned if code not in reached]))


def _for_office(here: Overview, found: Reached) -> Prompt:
    first = say("opening.head", plan=here.plan.short.upper(), at=here.now)
    reached = say("opening.reached", n=len(found.reached), of=len(here.plan.units))
    return Prompt(fitted((tuple(map(BlockLine, (first, reached))), _others(here, found))))


def _for_admins(here: Overview, found: Reached) -> Prompt:
    n = sum(len(codes) for _, codes in found.others)
    first = BlockLine(say("opening.admin", plan=here.plan.short.upper(), n=n, of=len(here.plan.units)))
    return Prompt(fitted(((first, *_others(here, found)),)), (menu.choice("capma"),))


def _others(here: Overview, found: Reached) -> tuple[BlockLine, ...]:
    rows = []
    for why, codes in found.others:
        names = ": " + ", ".join(here.plan.unit(code).short for code in codes)
        brief = say(f"opening.{why}", n=len(codes), names="")
        rows.append(BlockLine(say(f"opening.{why}", n=len(codes), names=names), 1, brief))
    return tuple(rows)
