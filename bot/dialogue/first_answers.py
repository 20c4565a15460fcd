"""First answers: what a conversation begins with, from the words after a command or from a whole message.

A first answer is what to keep, or the `Unclear` with which its question is to be asked.
All carry the message they came from, so that editing it changes them together.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.dialogue.conversation import Answer, Finished, Heed, Place, Stand, Step, read, remembered
from handlers.handler import Handler
from messages.said import Said
from messages.unclear import Unclear
from messages.words import say

First = Mapping[str, Any]


def answers(first: First, source: str) -> dict[str, Answer]:
    """Give the answers to keep; evidence without a name is named after the message."""
    kept = {key: value for key, value in first.items() if not isinstance(value, Unclear)}
    return {key: Answer(_named(value, source), source) for key, value in kept.items()}


def _named(kept: Any, source: str) -> Any:
    if not isinstance(kept, Mapping) or "items" not in kept:
        return kept
    items = [{**i, "item": f"{source}{i['item']}" if i["item"].startswith(":") else i["item"]} for i in kept["items"]]
    return {**kept, "items": items}


def why(first: First, stand: Stand) -> Unclear | None:
    """Give why the question that is now asked could not be answered from it."""
    unclear = None if isinstance(stand, Finished) else first.get(stand.key)
    return unclear if isinstance(unclear, Unclear) else None


def note(first: First, stand: Stand) -> str:
    """Name what will be asked besides, where more than the present question is unclear."""
    present = "" if isinstance(stand, Finished) else stand.key
    rest = [key for key, value in first.items() if isinstance(value, Unclear) and key != present]
    return say("oneline.asked_again", names=", ".join(say(f"template.{key}").lower() for key in rest)) if rest else ""


def edited(handler: Handler[Any, Any], given: Any, place: Place, said: Said) -> Step | None:
    """Hear an edited message again as a whole, where several answers came from it; None for any other message."""
    mine = {key for key, answer in place.answers.items() if answer.source == said.source}
    first = handler.start(said.text, given) if said.edited and len(mine) > 1 else {}
    if not first:
        return None
    before = place.answers
    others = {key: answer for key, answer in place.answers.items() if key not in mine}
    place = replace(place, answers={**others, **answers(_with_files(first, place), said.source)}, reopened=None)
    stand = read(handler.talk, given, place.answers)
    if place.answers == before:
        return Step(place, stand, Heed.SAME)
    place = replace(place, answers=remembered(place.answers, stand))
    return Step(place, stand, Heed.CHANGED, why=why(first, stand))


def _with_files(first: First, place: Place) -> First:
    """Keep the files gathered before: an edit is of words."""
    before, now = place.answers.get("evidence"), first.get("evidence")
    if before is None or not isinstance(now, Mapping):
        return first
    files = [item for item in before.kept["items"] if item["ref"]]
    return {**first, "evidence": {**now, "items": [*files, *now["items"]]}}
