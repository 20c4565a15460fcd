"""What is answered or offered beside an open question that makes nothing of what was said."""

from dataclasses import replace
from typing import Any

from bot.dialogue.standing import Heed, Step, Waiting, present
from handlers import beside, menu
from handlers.desk import Desk
from handlers.handler import Handler
from messages.questions.question import TakingWords
from messages.questions.ways import LATER
from messages.said import Choice, Said
from messages.unclear import Unclear
from messages.words import say


async def with_offers(desk: Desk, handler: Handler[Any, Any], said: Said, step: Step, command: str) -> Step:
    """Answer, or offer commands, where the question makes nothing of what was said.

    Offered is the command whose name it is; else what it may be about, where the draft can be put aside.
    """
    if step.heed is not Heed.UNCLEAR or step.why is None or not (command or LATER in handler.ways):
        return step
    assert isinstance(step.stand, Waiting), "an answer that is unclear was asked for"
    if isinstance(step.stand.question, TakingWords):
        return replace(step, place=replace(step.place, last=""))
    told = _opening(command, step.why) if command else await beside.heard(desk, said, step.why)
    if told is None:
        return step
    own = step.why.offers or step.stand.prompt(present(step.place, step.stand.key)).choices
    place = replace(step.place, last="", tries=max(0, step.place.tries - 1))  # words of a secret task are kept nowhere
    return replace(step, place=place, why=Unclear(told.because, (*own, *told.offers), **told.facts))


def _opening(command: str, why: Unclear) -> Unclear:
    """Say why the answer is none, and how to open the command."""
    shown = f"/{menu.shown(command)}"
    offer = Choice(f"/{command}", f"{shown} – {say(f'command.{command}')}")
    return Unclear("choose.command", (offer,), why=say(why.because, **why.facts), command=shown)
