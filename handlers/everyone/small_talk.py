"""What is said outside every question and asks for no conversation: a word of courtesy, a question about the plan."""

from handlers.desk import Desk
from handlers.matters import from_the_plan, raised
from handlers.roles import OFFICIALS
from messages.reading.asked import asked
from messages.reading.courtesy import is_courtesy
from messages.said import Prompt, Said
from messages.words import say


async def courtesy(_desk: Desk, said: Said) -> Prompt | None:
    """Answer "cảm ơn", "vâng ạ", "ok" with one word of courtesy."""
    if said.pressed or said.edited or said.attachments:
        return None
    return Prompt(say("courtesy")) if is_courtesy(said.text) else None


async def about_the_plan(desk: Desk, said: Said) -> Prompt | None:
    """Answer what is often asked of the plan; an official may pass it on to the office."""
    wanted = None if said.pressed or said.edited or said.attachments else asked(said.text)
    if wanted is None or desk.member.plan is None:
        return None
    passes = () if desk.first_as(OFFICIALS) is None else (raised.passing(said.text),)
    return Prompt((await from_the_plan.of(desk)).to(wanted), passes)
