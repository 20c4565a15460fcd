"""First answers: what a conversation begins with, from the words after a command or from a whole message.

A first answer is what to keep, or the `Unclear` with which its question is to be asked.
All carry the message they came from, so that editing it changes them together.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.dialogue.standing import (
    Finished,
    Heed,
    Place,
    Stand,
    Step,
    Waiting,
    beside,
    doubts,
    holds_items,
    named,
    read,
    remembered,
    spreads,
    unclear_in,
)
from handlers.handler import Handler
from messages.said import Said
from messages.unclear import Unclear
from messages.words import say

First = Mapping[str, Any]


def note(first: First, stand: Stand) -> str:
    """Name what will be asked besides, where more than the present question is unclear."""
    present = "" if isinstance(stand, Finished) else stand.key
    rest = [key for key, value in first.items() if isinstance(value, Unclear) and key != present]
    return say("oneline.asked_again", names=", ".join(say(f"template.{key}").lower() for key in rest)) if rest else ""


def edited(handler: Handler[Any, Any], given: Any, place: Place, said: Said) -> Step | None:
    """Hear an edited message again as a whole, where a conversation began with it; None for any other message."""
    mine = {key for key, answer in place.answers.items() if answer.source == said.source}
    if not said.edited or len(mine) <= 1:
        return None
    first = handler.start(said.text, given)
    if not first or spreads(read(handler.talk, given, place.answers).asked, place.answers, said.source):
        return None
    before = place.answers
    others = {key: answer for key, answer in before.items() if key not in mine}
    answers = {**others, **named(_with_files(first, place), said.source)}
    place = replace(place, answers=answers, reopened=None, doubts=doubts(first))
    stand = read(handler.talk, given, place.answers)
    if place.answers == before:
        return Step(place, stand, Heed.SAME)
    place = replace(place, answers=remembered(place.answers, stand))
    return Step(place, stand, Heed.CHANGED, why=unclear_in(first, stand))


def below_files(handler: Handler[Any, Any], given: Any, said: Said, step: Step) -> Step:
    """Take words that the first question makes nothing of, where files came before, as words of what these show."""
    place, stand = step.place, step.stand
    if step.heed is not Heed.UNCLEAR or not isinstance(stand, Waiting) or stand.asked or not place.answers:
        return step
    first = handler.below_files(said.text, given)
    told = [key for key, kept in first.items() if kept and key in place.answers and not holds_items(kept)]
    if not first or told:  # something was told before in words
        return step
    answers = beside(named(first, said.source), place.answers)
    place = replace(place, answers=answers, tries=0, doubts={**place.doubts, **doubts(first)})
    stand = read(handler.talk, given, answers)
    return Step(place, stand, Heed.ANSWERED, why=unclear_in(first, stand))


def _with_files(first: First, place: Place) -> First:
    """Keep the files gathered before: an edit is of words."""
    kept = dict(first)
    for key, answer in place.answers.items():
        files = [item for item in answer.kept["items"] if item.get("ref")] if holds_items(answer.kept) else []
        if files and holds_items(kept.get(key)):
            kept[key] = {**kept[key], "items": [*files, *kept[key]["items"]]}
        elif files:
            kept[key] = {**answer.kept, "items": files}
    return kept
