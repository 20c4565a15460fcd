"""/tinhhinh: where things stand, in one message under 1,500 characters. Decisions first, empty blocks vanish."""

from datetime import timedelta
from typing import Final

from handlers import offered
from handlers.coordinators import blocks, lines, overview
from handlers.coordinators.lines import Block, Line
from handlers.coordinators.overview import Overview
from handlers.desk import Desk
from handlers.handler import OFFICE, Handler
from messages.questions.question import Ask
from messages.said import Prompt
from messages.words import say

_LATELY: Final = timedelta(days=1)
_NEWEST: Final = 5


async def look(desk: Desk) -> Overview:
    return await overview.read(desk.db, desk.plan, desk.now, desk.now - _LATELY)


def talk(_ask: Ask, given: Overview) -> Overview:
    return given


async def act(_desk: Desk, given: Overview) -> Prompt:
    shown = (
        blocks.head(given),
        blocks.leader(given),
        blocks.silence(given),
        blocks.requests(given),
        blocks.chase(given),
        blocks.office(given),
        blocks.tasks(given),
        blocks.ahead(given),
        _new(given),
    )
    return Prompt(lines.fitted(shown), (offered.choice("chuabaocao"),))


def _new(given: Overview) -> Block:
    since = given.since
    if not since.entries:
        return (Line(say("digest.entries", n=given.total)),)
    first = Line(say("digest.new", n=since.entries, units=since.units, total=given.total))
    return (first, *blocks.newest(given, _NEWEST))


SITUATION: Final = Handler("situation", ("tinhhinh", "situation"), OFFICE, look, talk, act)
