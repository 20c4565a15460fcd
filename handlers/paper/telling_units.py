"""A unit is told what the office entered for it: all from one document in one message, once the office is through.

Where nobody says so, it is told once nothing more has come for three hours.
"""

from datetime import timedelta
from typing import Final

from handlers.desk import Desk
from handlers.entries import on_paper, paper_news
from handlers.paper.sources import ChosenSource
from messages.said import Prompt
from messages.words import say

_WAITS: Final = timedelta(hours=3)  # for what else is entered from the same document


async def soon(desk: Desk, source: int) -> bool:
    """Let the unit be told once no more comes for a while; tell whether a message reaches anybody."""
    return await paper_news.tell(desk, source, desk.now + _WAITS)


async def now(desk: Desk, source: ChosenSource) -> Prompt:
    """Let the unit be told what was entered for it, and say so to the office."""
    unit = desk.plan.unit(source.new.unit).name
    waits = [] if source.kept is None else await paper_news.awaited(desk, source.kept.id)
    if source.kept is None or not waits:
        return Prompt(say("paper.done.none", unit=unit, source=source.name))
    before = await paper_news.told_at(desk, source.kept.id)
    if before is not None:  # another coordinator was through with it before
        return Prompt(say("paper.done.before", unit=unit, source=source.name, at=before))
    is_told = await paper_news.tell(desk, source.kept.id, desk.now)
    facts = {"unit": unit, "source": source.name, "n": len(waits), "numbers": on_paper.numbers(waits)}
    return Prompt(say("paper.done" if is_told else "paper.done.nobody", **facts))
