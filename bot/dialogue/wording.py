"""Word where a conversation stands: what was understood, why not, the question, the ways out."""

from dataclasses import replace
from typing import Final

from bot.dialogue.standing import Doubt, Heed, Place, Step, Waiting, present
from messages.questions.ways import BACK, ways
from messages.said import Prompt
from messages.words import say

_NONE: Final = Doubt("")
HELP_AFTER: Final = 3  # unclear answers, then it is time for an example and to name a person


def worded(step: Step, stand: Waiting, offered: tuple[str, ...], note: str = "", example: str = "") -> Prompt:
    """Give the prompt of the question a conversation waits at; `note` stands first, `example` before the help."""
    prompt = stand.prompt(present(step.place, stand.key))
    why = _doubt(step, stand)
    lines = [note, step.echo, _heeded(step), why.reason, example, _help(step.place), prompt.text]
    way_keys = tuple(way for way in offered if way != BACK or stand.asked or step.place.reopened)
    return replace(
        prompt,
        text="\n".join(line for line in lines if line),
        choices=why.offers or prompt.choices,
        ways=ways(way_keys),
        numbered=stand.question.numbered,
    )


def _heeded(step: Step) -> str:
    if step.left:
        return say("evidence.left", n=step.left)
    if step.joined or (step.heed is Heed.JOINED and not step.echo):
        return say("evidence.joined")
    spoken = (Heed.STALE, Heed.REPEATED, Heed.TAIL, Heed.CHANGED, Heed.UNCHANGED)
    return say(f"heed.{step.heed.value}") if step.heed in spoken else ""


def _doubt(step: Step, stand: Waiting) -> Doubt:
    """Give why the question is asked: what was just said, or what was said before it was its turn."""
    before = step.place.doubts.get(stand.key, _NONE) if step.place.reopened is None else _NONE
    why = step.why or stand.why
    return before if why is None else Doubt(say(why.because, **why.facts), why.offers or before.offers)


def _help(place: Place) -> str:
    return say("help.call") if place.tries >= HELP_AFTER else ""
