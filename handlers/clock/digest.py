"""The digest: in the morning, to coordinators and leaders, where a plan stands; to a group chat, totals only.

Nothing stale is ever sent: a digest of another day, or after noon, is passed over, and one
in which nothing is new as well. In a quiet week it leaves out what only those who work with it daily need.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from handlers.delivery import long_work, outgoing, speech, telling
from handlers.delivery.long_work import Wanted
from handlers.delivery.telling import News
from handlers.house import House, running
from handlers.reminders import forecast
from handlers.reminders.still_owed import Affairs
from handlers.roles import OFFICE
from handlers.situation import blocks, fitting, overview, picture
from handlers.situation.fitting import Block, BlockLine
from handlers.situation.overview import Overview
from messages.said import Prompt
from messages.words import ZONE, say
from plans.dates import CLOSING
from plans.notices import Often
from plans.schema import Plan
from storage.db import Db, Turn
from storage.members import manning, people
from storage.queues.outbox import Lane
from storage.schedule import digests, occasions
from storage.schedule.digests import LastDigest
from storage.schedule.occasions import Occasion

_NOON: Final = time(12)
_FIRST: Final = timedelta(days=1)  # what the first digest calls new
_NEW: Final = 2


@dataclass(frozen=True, slots=True)
class DueToday:
    """What the clock will do today: when, what, and for which units."""

    at: datetime
    rule: str
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class MorningReading:
    """How things stand, what the clock will do today, and what was told last."""

    here: Overview
    today: tuple[DueToday, ...]
    last: LastDigest | None


async def read(db: Db, occasion: Occasion, now: datetime) -> MorningReading | None:
    """Read how things stand; None where it is too late for this digest."""
    plan, local = (await running(db))[occasion.plan], now.astimezone(ZONE)
    if local.date().isoformat() != occasion.step or local.time() >= _NOON:
        return None
    last = await digests.last(db, plan.code)
    after = last.at if last else now - _FIRST
    here = await overview.read(db, plan, now, after)
    return MorningReading(here, to_come(here, await occasions.to_come(db, plan.code)), last)


async def run(turn: Turn, house: House, occasion: Occasion, now: datetime, found: MorningReading | None) -> bool:
    """Tell the office; nothing is left to do."""
    if found is None:
        return False
    plan, here, today, last = (await running(turn))[occasion.plan], found.here, found.today, found.last
    mark = overview.mark(here)
    if last is not None and last.mark == mark and not today:
        return False
    not_after = datetime.combine(here.today, _NOON, ZONE)
    word = partial(_prompt, here, today, last)
    news = News(word, (plan,), now, key=f"digest/{plan.code}/{occasion.step}", not_after=not_after)
    readers = await manning.persons(turn, plan.code, OFFICE)
    await telling.each(turn, house, readers, news)
    if not is_quiet(plan, here.today):
        await _picture(turn, here, readers, not_after)
    await _groups(turn, house, here, last, not_after)
    await digests.keep(turn, plan.code, LastDigest(mark, blocks.reports(here)[0], now))
    return False


def _prompt(here: Overview, today: Sequence[DueToday], last: LastDigest | None) -> Prompt:
    return Prompt(worded(here, today, last))


def worded(here: Overview, today: Sequence[DueToday], last: LastDigest | None) -> str:
    """Word it, decisions first."""
    head = _head(here, last)
    if is_quiet(here.plan, here.today):
        late = (blocks.silence(here), blocks.requests(here), blocks.chase(here), blocks.approached(here))
        return fitting.fitted(
            (head, *late, blocks.ahead(here), _new(here, blocks.newest(here, _NEW)), _today(here, today))
        )
    return fitting.fitted(
        (
            head,
            blocks.leader(here),
            blocks.silence(here),
            blocks.requests(here),
            blocks.chase(here),
            blocks.approached(here),
            blocks.office(here),
            blocks.tasks(here),
            blocks.ahead(here),
            _new(here, blocks.newest(here, _NEW)),
            _today(here, today),
        )
    )


def totals(here: Overview, last: LastDigest | None) -> str:
    """Word it for a group chat: no unit by name, no title, no difficulty."""
    return fitting.fitted((_head(here, last), blocks.tasks(here), _new(here, ())))


def _head(here: Overview, last: LastDigest | None) -> Block:
    return blocks.head(here, last.reports if last else None)


def is_quiet(plan: Plan, day: date) -> bool:
    """Tell whether the office hears but once a week at this time."""
    return any(span.often is Often.MONDAYS and span.starts <= day <= span.ends for span in plan.digests)


def _new(here: Overview, rows: Block) -> Block:
    if not here.since.entries:
        return ()
    since_yesterday = here.today - here.after_day == _FIRST
    key = "digest.new.yesterday" if since_yesterday else "digest.new.since"
    return (BlockLine(say(key, n=here.since.entries, units=here.since.units, day=here.after_day)), *rows)


def _today(here: Overview, today: Sequence[DueToday]) -> Block:
    """Say what is sent today, and whom it cannot reach."""
    more = BlockLine(say("digest.more.quiet" if is_quiet(here.plan, here.today) else "digest.more"), 5)
    asked: dict[datetime, frozenset[str]] = {}
    for due in today:
        asked[due.at] = asked.get(due.at, frozenset()) | due.units
    reached = {at: units & here.heard.reached for at, units in asked.items()}
    parts = [say("digest.today.remind", at=at, n=len(units)) for at, units in sorted(reached.items()) if units]
    parts += [say("digest.today.closing", at=due.at) for due in today if due.rule == CLOSING]
    unreached = frozenset().union(*asked.values()) - here.heard.reached - {here.plan.office}
    if unreached:
        parts.append(say("digest.today.unreached", n=len(unreached)))
    if not parts:
        return (more,)
    return (BlockLine(say("digest.today", parts="; ".join(parts))), more)


def to_come(here: Overview, waiting: Iterable[Occasion]) -> tuple[DueToday, ...]:
    """Say what the clock will do today, as far as it can be known in the morning."""
    today = [occasion for occasion in waiting if occasion.due_at.astimezone(ZONE).date() == here.today]
    wanted = [occasion for occasion in today if occasion.rule in forecast.RULES or occasion.rule == CLOSING]
    if not wanted:
        return ()
    of = forecast.affairs(here.plan, here.rows, forecast.Known(here.heard.stated, here.entered), here.today)
    return tuple(DueToday(max(occasion.due_at, here.now), occasion.rule, _units(of, occasion)) for occasion in wanted)


def _units(of: Mapping[str, Affairs], occasion: Occasion) -> frozenset[str]:
    if occasion.rule == CLOSING:
        return frozenset()
    return forecast.units(of, occasion)


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
