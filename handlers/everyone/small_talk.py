"""What is said outside every question and asks for no conversation: a word of courtesy, a question about the plan."""

from functools import cache

from handlers.desk import Desk
from handlers.matters import from_the_plan, raised
from handlers.roles import OFFICIALS
from messages import meanings
from messages.folding import folded
from messages.reading.asked import asked
from messages.reading.lines.vocabulary import ADDRESSED
from messages.said import Prompt, Said
from messages.words import say


async def courtesy(_desk: Desk, said: Said) -> Prompt | None:
    """Answer "cảm ơn", "vâng ạ", "ok" with one word of courtesy."""
    if said.pressed or said.edited or said.attachments:
        return None
    words = folded(said.text).strip(" .,").split()
    while words and words[-1] in ADDRESSED | _SPEECH and " ".join(words) not in _typed():
        words.pop()
    return Prompt(say("courtesy")) if " ".join(words) in _typed() else None


async def about_the_plan(desk: Desk, said: Said) -> Prompt | None:
    """Answer what is often asked of the plan; an official may pass it on to the office."""
    wanted = None if said.pressed or said.edited or said.attachments else asked(said.text)
    if wanted is None or desk.member.plan is None:
        return None
    passes = () if desk.first_as(OFFICIALS) is None else (raised.passing(said.text),)
    return Prompt(from_the_plan.of(desk).to(wanted), passes)


_SPEECH = frozenset({"nhe", "nha", "nhieu", "roi", "oi", "vay", "ah"})


@cache
def _typed() -> dict[str, str]:
    return meanings.typed({"courtesy.typed": "courtesy"})
