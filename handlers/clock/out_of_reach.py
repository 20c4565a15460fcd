"""A channel did not answer for long: the admins are told; and, where messages may be lost, whom it may concern.

Nothing of this can be said over the channel that is silent: it goes over another one, or once it is back.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from handlers import menu
from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from messages.said import Prompt
from messages.words import say
from storage import audit
from storage.db import Turn
from storage.members import manning, people
from storage.members.people import Role


@dataclass(frozen=True, slots=True)
class Gap:
    """Between `since` and `until` nothing was fetched; what was written before `lost_until` is not held any more."""

    channel: str
    since: datetime
    until: datetime
    lost_until: datetime


async def alarm(db: Turn, house: House, channel: str, since: datetime, now: datetime) -> None:
    """Tell every admin who has another channel that this one is silent."""
    news = News(partial(_silent, channel, since), (await running(db)).values(), now, past=channel)
    await telling.admins(db, house, news)
    await audit.add(db, house.secret, "channel.silent", at=now, about=channel)


async def back(db: Turn, house: House, channel: str, since: datetime, now: datetime) -> None:
    """Tell every admin from when to when it was silent."""
    await telling.admins(db, house, News(partial(_back, channel, since, now), (await running(db)).values(), now))
    await audit.add(db, house.secret, "channel.back", at=now, about=channel)


async def gap(db: Turn, house: House, gap: Gap) -> None:
    """Tell admins, officials and coordinators who write over this channel, each once, which messages may be lost."""
    plans = await running(db)
    told = dict.fromkeys(await people.of_role(db, Role.ADMIN), _to_admin)
    for plan in plans.values():
        told |= dict.fromkeys(await manning.persons(db, plan.code, (Role.COORDINATOR,)), _to_office)
        told |= dict.fromkeys(await manning.persons(db, plan.code, (Role.OFFICIAL,)), _to_official)
    for person, word in told.items():
        if gap.channel in {address.channel for address in await people.addresses(db, person)}:
            news = News(partial(word, gap), plans.values(), gap.until)
            await telling.person(db, house, person, news if word is _to_admin else telling.in_hours(news))
    await audit.add(db, house.secret, "channel.gap", at=gap.until, about=gap.channel)


def _silent(channel: str, since: datetime) -> Prompt:
    return Prompt(say("reach.silent", channel=channel.capitalize(), since=since))


def _back(channel: str, since: datetime, until: datetime) -> Prompt:
    return Prompt(say("reach.back", channel=channel.capitalize(), since=since, until=until))


def _to_admin(gap: Gap) -> Prompt:
    return Prompt(_worded("reach.gap.admin", gap))


def _to_office(gap: Gap) -> Prompt:
    return Prompt(_worded("reach.gap.office", gap))


def _to_official(gap: Gap) -> Prompt:
    return Prompt(_worded("reach.gap.official", gap), (menu.choice("dagui"),))


def _worded(key: str, gap: Gap) -> str:
    return say(key, channel=gap.channel.capitalize(), since=gap.since, until=gap.until, lost_until=gap.lost_until)
