"""Tell people something they have not asked for: each in their own language, at one address, once.

What is worded is put in the outbox; nobody is told whom no message reaches.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.delivery import outgoing, speech
from handlers.house import House
from messages.said import Prompt
from plans import calendar
from plans.schema import Plan
from storage.db import Db, Turn
from storage.members import manning, people
from storage.members.people import Listed, Role
from storage.queues.outbox import Lane


@dataclass(frozen=True, slots=True)
class News:
    """What to tell: `word` words it in the language then spoken.

    It goes out from `at` on; after `not_after` it is no news any more. `about` are the plans it may be about: a
    person is addressed as a member of one of them. `key` names what may wait once only for each person. `past` is a
    channel over which it cannot go.
    """

    word: Callable[[], Prompt]
    about: Collection[Plan]
    at: datetime
    lane: Lane = Lane.DIGEST
    key: str | None = None
    not_after: datetime | None = None
    past: str = ""


async def office(db: Turn, house: House, plan: Plan, news: News) -> None:
    """Tell every coordinator of a plan, in office hours."""
    coordinators = await manning.persons(db, plan.code, (Role.COORDINATOR,))
    await each(db, house, coordinators, in_hours(news))


async def unit(db: Turn, house: House, plan: Plan, code: str, news: News) -> bool:
    """Tell every focal point of a unit, in office hours, but for those who see only what was handed to them.

    Tell whether a message reaches any.
    """
    told = await focal_points(db, plan.code, code)
    await each(db, house, [official.person for official in told], in_hours(news))
    return any(official.reachable for official in told)


async def focal_points(db: Db, plan: str, unit: str) -> list[Listed]:
    """Give the officials of a unit who see all of it."""
    officials = [official for official in await people.listed(db, plan, [unit]) if official.role is Role.OFFICIAL]
    return [official for official in officials if await people.tasks_of(db, official.member) is None]


async def admins(db: Turn, house: House, news: News) -> None:
    """Tell every admin."""
    await each(db, house, await people.of_role(db, Role.ADMIN), news)


async def each(db: Turn, house: House, persons: Iterable[int], news: News) -> None:
    """Tell each of these people."""
    for id_ in dict.fromkeys(persons):
        await person(db, house, id_, news)


async def person(db: Turn, house: House, id_: int, news: News) -> None:
    """Tell a person."""
    address = await people.address(db, id_, news.past)
    if address is None:
        return
    members, language = await people.memberships(db, id_), (await people.find(db, id_)).language
    with speech.to(language, members, {plan.code: plan for plan in news.about}, house):
        prompt = news.word()
    key = None if news.key is None else f"{news.key}/{id_}"
    to = outgoing.To(address.channel, address.chat, id_, news.at, news.lane, key, news.not_after)
    await outgoing.put(db, to, prompt)


def in_hours(news: News) -> News:
    """Let it wait for office hours."""
    return replace(news, at=calendar.next_in_hours(news.at))
