"""Tell all coordinators of a plan, or all focal points of a unit, each in their own language, in office hours."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.delivery import outgoing, speech
from handlers.house import House
from messages.said import Prompt
from messages.words import speaking
from plans import calendar
from plans.schema import Plan
from storage.db import Turn
from storage.members import people
from storage.members.people import Role
from storage.queues.outbox import Lane


@dataclass(frozen=True, slots=True)
class News:
    """What to tell: `word` words it in the language then spoken; `key` names what may wait once only.

    After `not_after` it is no news any more.
    """

    plan: Plan
    word: Callable[[], Prompt]
    key: str
    lane: Lane = Lane.DIGEST
    not_after: datetime | None = None


async def office(db: Turn, house: House, news: News, now: datetime) -> None:
    """Tell every coordinator of the plan."""
    listed = await people.listed(db, news.plan.code, [news.plan.office])
    coordinators = [one.person for one in listed if one.role is Role.COORDINATOR]
    await each(db, house, news, coordinators, calendar.next_in_hours(now))


async def unit(db: Turn, house: House, news: News, code: str, now: datetime) -> None:
    """Tell every focal point of a unit, but for those who see only what was handed to them."""
    listed = await people.listed(db, news.plan.code, [code])
    told = []
    for one in listed:
        roles = await people.memberships(db, one.person) if one.role is Role.OFFICIAL else []
        told += [one.person for member in roles if member.id == one.member and member.tasks is None]
    await each(db, house, news, told, calendar.next_in_hours(now))


async def each(db: Turn, house: House, news: News, persons: Iterable[int], due_at: datetime) -> None:
    """Tell each of these people."""
    plans: Mapping[str, Plan] = {news.plan.code: news.plan}
    for id_ in dict.fromkeys(persons):
        person = await people.find(db, id_)
        members = [one for one in await people.memberships(db, id_) if one.plan == news.plan.code]
        with speaking(person.language, **speech.facts(person.language, members, plans, house)):
            prompt = news.word()
        for address in await people.addresses(db, id_):
            key = f"{news.key}/{address.channel}/{address.chat}"
            to = outgoing.To(address.channel, address.chat, id_, due_at, news.lane, key, news.not_after)
            await outgoing.put(db, to, prompt)
