"""A unit is told what the office entered for it: all from one document in one message, once the office is through.

Where nobody says so, it is told once nothing more has come for three hours.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.entries import access, contents, on_paper
from handlers.paper.sources import ChosenSource
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.words import language, say
from plans.schema import Plan
from storage.results import papers
from storage.results.entries import Entry
from storage.results.papers import Source
from storage.results.status import Confirmation

_WAITS: Final = timedelta(hours=3)  # for what else is entered from the same document
_SHOWN: Final = 8
_TITLE: Final = 60  # characters


async def soon(desk: Desk, source: int) -> bool:
    """Let the unit be told once no more comes for a while; tell whether a message reaches anybody."""
    return await _tell(desk, source, desk.now + _WAITS)


async def now(desk: Desk, source: ChosenSource) -> Prompt:
    """Let the unit be told what was entered for it, and say so to the office."""
    unit = desk.plan.unit(source.new.unit).name
    waits = [] if source.kept is None else await awaited(desk, source.kept.id)
    if source.kept is None or not waits:
        return Prompt(say("paper.done.none", unit=unit, source=source.name))
    is_told = await _tell(desk, source.kept.id, desk.now)
    facts = {"unit": unit, "source": source.name, "n": len(waits), "numbers": on_paper.numbers(waits)}
    return Prompt(say("paper.done" if is_told else "paper.done.nobody", **facts))


async def awaited(desk: Desk, source: int) -> list[Entry]:
    """Give the results from a document that the unit has not confirmed."""
    return [one for one in await papers.results(desk.db, source) if one.confirmation is Confirmation.AWAITED]


async def _tell(desk: Desk, id_: int, at: datetime) -> bool:
    waits, source = await awaited(desk, id_), await papers.by_id(desk.db, id_)
    if not waits:
        return bool(await telling.focal_points(desk.db, desk.plan.code, source.unit))
    word = partial(_told, desk.plan, source, waits)
    news = News(word, (desk.plan,), at, key=f"paper/{id_}")
    return await telling.unit(desk.db, desk.house, desk.plan, source.unit, news)


def _told(plan: Plan, source: Source, waits: Sequence[Entry]) -> Prompt:
    spoken = plan.spoken(language())
    rows = [
        say(
            "review.told.row",
            number=access.number(entry),
            what=shortened(access.title(spoken, contents.of_entry(entry)), _TITLE),
        )
        for entry in waits[:_SHOWN]
    ]
    if waits[_SHOWN:]:
        rows.append(say("review.told.more", n=len(waits) - _SHOWN))
    text = "\n".join([say("paper.told", n=len(waits), source=on_paper.of(source)), *rows])
    seen = on_paper.seen(waits)
    ways = ("yes", "wish")
    return Prompt(
        text, tuple(Choice(f"/xacnhan {source.id} {seen} {way}", say(f"paper.confirm.{way}")) for way in ways)
    )
