"""/tinhhinh: where things stand, in one message under 1,500 characters. Decisions first, empty blocks vanish."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from handlers import menu
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import OFFICE
from handlers.situation import blocks, fitting, overview, three_dates, timed
from handlers.situation.fitting import Block, BlockLine
from handlers.situation.overview import Overview
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import say
from storage.obligations import snapshots
from storage.results import tally
from storage.schedule import pauses
from storage.schedule.pauses import Pause

_LATELY: Final = timedelta(days=1)
_NEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class Given:
    """The overview; when the figures were closed last, how many results came after that; since when the plan pauses."""

    here: Overview
    closed_at: datetime | None
    after: int
    paused: Pause | None = None


async def look(desk: Desk) -> Given:
    plan = desk.plan.code
    here = await overview.read(desk.db, desk.plan, desk.now, desk.now - _LATELY)
    closed_at = await snapshots.last_cut_off(desk.db, plan)
    after = 0
    if closed_at is not None:
        after = (await tally.since(desk.db, plan, closed_at)).entries
    return Given(here, closed_at, after, await pauses.of(desk.db, plan))


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(_desk: Desk, looked: Given) -> Prompt:
    given = looked.here
    shown = (
        blocks.head(given),
        _paused(looked),
        blocks.leader(given),
        blocks.silence(given),
        timed.phases(given),
        timed.windows(given),
        blocks.requests(given),
        blocks.chase(given),
        blocks.apart(given),
        blocks.agreed(given),
        blocks.office(given),
        blocks.tasks(given),
        blocks.ahead(given),
        _new(given),
        _closed(looked),
        _dates(given),
    )
    newest = (Choice("/tim moi nhan", say("situation.newest")),) if given.since.entries else ()
    waiting = (menu.choice("vuongmac"),) if given.unanswered.difficulties else ()
    return Prompt(fitting.fitted(shown), (menu.choice("chuabaocao"), *newest, *waiting))


def _paused(looked: Given) -> Block:
    return () if looked.paused is None else (BlockLine(say("situation.paused", since=looked.paused.since)),)


def _new(given: Overview) -> Block:
    since = given.since
    if not since.entries:
        return (BlockLine(say("digest.entries", n=given.total)),)
    first = BlockLine(say("digest.new", n=since.entries, units=since.units, total=given.total))
    return (first, *blocks.newest(given, _NEWEST))


def _dates(given: Overview) -> Block:
    """Say when figures are closed, and before the campaign when it begins; the deadline stands at the head."""
    opens, _, locked = three_dates.lines(given.plan)
    return tuple(BlockLine(line, 5) for line in ([opens, locked] if given.today < given.plan.starts else [locked]))


def _closed(looked: Given) -> Block:
    if looked.closed_at is None:
        return ()
    return (BlockLine(say("digest.closed", at=looked.closed_at, n=looked.after)),)


SITUATION: Final = Handler("situation", ("tinhhinh", "situation"), OFFICE, look, talk, act, reads_long=True)
