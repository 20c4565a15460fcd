"""The digest: in the morning, to coordinators and leaders, where a plan stands; to a group chat, totals only.

Nothing stale is ever sent: a digest of another day, or after noon, is passed over, and one
in which nothing is new as well. In a quiet week it leaves out what only those who work with it daily need.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from handlers.clock import agenda
from handlers.clock.agenda import Agenda
from handlers.delivery import long_work, outgoing, speech, telling
from handlers.delivery.long_work import Wanted
from handlers.delivery.telling import News
from handlers.house import House, running
from handlers.roles import OFFICE
from handlers.situation import blocks, fitting, overview, picture, timed
from handlers.situation.fitting import Block, BlockLine
from handlers.situation.overview import Overview
from messages.said import Prompt
from messages.words import ZONE, say
from plans.notices import Often
from plans.schema import Plan
from storage.db import Db, Turn
from storage.members import manning, people
from storage.queues.outbox import Lane
from storage.schedule import digests, occasions
from storage.schedule.digests import LastDigest
from storage.schedule.occasions import Occasion

_NOON: Final = time(12)
_ONE_DAY: Final = timedelta(days=1)
_BEGINNING: Final = datetime(2000, 1, 1, tzinfo=ZONE)  # to the first digest everything is new
_NEW: Final = 2


@dataclass(frozen=True, slots=True)
class MorningReading:
    """How things stand, what is to come, and what was told last."""

    here: Overview
    agenda: Agenda
    last: LastDigest | None


async def read(db: Db, occasion: Occasion, now: datetime) -> MorningReading | None:
    """Read how things stand; None where it is too late for this digest."""
    plan, local = (await running(db))[occasion.plan], now.astimezone(ZONE)
    if local.date().isoformat() != occasion.step or local.time() >= _NOON:
        return None
    last = await digests.last(db, plan.code)
    here = await overview.read(db, plan, now, last.at if last else _BEGINNING)
    return MorningReading(here, agenda.read(here, await occasions.to_come(db, plan.code)), last)


async def run(turn: Turn, house: House, occasion: Occasion, now: datetime, found: MorningReading | None) -> bool:
    """Tell the office; nothing is left to do."""
    if found is None:
        return False
    plan, here, last = (await running(turn))[occasion.plan], found.here, found.last
    mark = overview.mark(here)
    if last is not None and last.mark == mark and found.agenda.is_empty(here):
        return False
    not_after = datetime.combine(here.today, _NOON, ZONE)
    word = partial(_prompt, here, found.agenda, last)
    news = News(word, (plan,), now, key=f"digest/{plan.code}/{occasion.step}", not_after=not_after)
    readers = await manning.persons(turn, plan.code, OFFICE)
    await telling.each(turn, house, readers, news)
    if not is_quiet(plan, here.today):
        await _picture(turn, here, readers, not_after)
    await _groups(turn, house, here, last, not_after)
    await digests.keep(turn, plan.code, LastDigest(mark, blocks.reports(here)[0], now))
    return False


def _prompt(here: Overview, to_come: Agenda, last: LastDigest | None) -> Prompt:
    return Prompt(worded(here.spoken, to_come, last))


def worded(here: Overview, to_come: Agenda, last: LastDigest | None) -> str:
    """Word it, decisions first."""
    is_full = not is_quiet(here.plan, here.today)
    shown = (
        _head(here, last),
        blocks.leader(here) if is_full else (),
        blocks.silence(here),
        timed.phases(here),
        timed.windows(here),
        blocks.requests(here),
        blocks.chase(here),
        blocks.apart(here),
        blocks.agreed(here),
        blocks.office(here) if is_full else (),
        blocks.tasks(here) if is_full else (),
        blocks.ahead(here),
        _new(here, last, blocks.newest(here, _NEW)),
        _today(here, to_come),
        agenda.coming(here, to_come),
        (BlockLine(say("digest.more" if is_full else "digest.more.quiet"), 5),),
    )
    return fitting.fitted(shown)


def totals(here: Overview, last: LastDigest | None) -> str:
    """Word it for a group chat: no unit by name, no title, no difficulty."""
    return fitting.fitted((_head(here, last), blocks.tasks(here), _new(here, last, ())))


def _head(here: Overview, last: LastDigest | None) -> Block:
    return blocks.head(here, last.reports if last else None)


def is_quiet(plan: Plan, day: date) -> bool:
    """Tell whether the office, which hears daily at other times, hears but once a week at this one."""
    weekly = any(span.often is Often.MONDAYS and span.starts <= day <= span.ends for span in plan.digests)
    return weekly and any(span.often is Often.DAILY for span in plan.digests)


def _new(here: Overview, last: LastDigest | None, rows: Block) -> Block:
    if not here.since.entries:
        return ()
    key = "digest.new.since" if last else "digest.new.first"
    if last and here.today - here.after_day == _ONE_DAY:
        key = "digest.new.yesterday"
    return (BlockLine(say(key, n=here.since.entries, units=here.since.units, day=here.after_day)), *rows)


def _today(here: Overview, to_come: Agenda) -> Block:
    """Say what is done today, and whom it cannot reach."""
    parts = agenda.today(here, to_come)
    return (BlockLine(say("digest.today", parts="; ".join(parts))),) if parts else ()


async def _picture(turn: Turn, here: Overview, readers: Iterable[int], not_after: datetime) -> None:
    """Let the progress picture follow, drawn aside: the words wait for nothing."""
    by_language: dict[str, list[int]] = {}
    for id_ in readers:
        by_language.setdefault((await people.find(turn, id_)).language, []).append(id_)
    for language, persons in by_language.items():
        until = not_after.isoformat()
        wanted = Wanted(picture.KIND, here.plan.code, language, tuple(persons), lane=Lane.DIGEST, not_after=until)
        key = f"{picture.KIND}/{here.plan.code}/{here.today}/{language}"
        await long_work.ask(turn, wanted, here.now, key=key)


async def _groups(turn: Turn, house: House, here: Overview, last: LastDigest | None, not_after: datetime) -> None:
    for group in await digests.groups(turn, here.plan.code):
        with speech.to("vi", (), await running(turn), house):
            prompt = Prompt(totals(here, last))
        key = f"digest/{here.plan.code}/{here.today}/{group.channel}/{group.chat}"
        to = outgoing.To(group.channel, group.chat, None, here.now, Lane.DIGEST, key, not_after)
        await outgoing.put(turn, to, prompt)
