"""Which of the shown choices a message picks: by its button, its number, its label, or a yes to the only reading."""

import re
from typing import Final

from bot.dialogue.standing import Place, Waiting, present
from messages.folding import folded, of_ours
from messages.questions.confirm import says_yes
from messages.questions.question import Heard
from messages.questions.ways import way_typed
from messages.said import Prompt, Said
from messages.unclear import Unclear

LABEL: Final = 100  # characters: nobody types out a longer choice
_NUMBERED: Final = re.compile(r"(\d{1,2})(?:[.)]\s*|\s+)(.*\S)", re.DOTALL)  # "1. Hôm nay", as a list is copied


def picked(place: Place, stand: Waiting, said: Said) -> str | None:
    """Give the key a button or a number stands for, "" for free text, None for an old button."""
    if said.pressed:
        turn, _, what = said.pressed.partition(":")
        if turn != str(place.turn):
            return None
        if not what.isdecimal():
            return f":{what}"
        return place.shown[int(what)] if int(what) < len(place.shown) else None
    text = said.text.strip().rstrip(".)")
    if stand.question.numbered and text.isdecimal() and not said.attachments and place.shown:
        if text in place.shown:  # a key that is a number, such as a plan's code
            return text
        if not 1 <= int(text) <= len(place.shown):
            raise Unclear("choose.out_of_range", last=len(place.shown))
        return place.shown[int(text) - 1]
    return _labelled(place, stand, text) or _copied(place, stand, text) or way_typed(said.text) or ""


def confirmed(place: Place, stand: Waiting, said: Said) -> str:
    """Give the reading that is agreed to, where nothing else is offered, by its number or a yes; "" for none.

    Of several only the number tells which. Asked of words that the question itself makes nothing of.
    """
    text, offers = said.text.strip().rstrip(".)"), _offers(place, stand)
    if text.isdecimal() and 1 <= int(text) <= len(offers):
        return offers[int(text) - 1]
    return offers[0] if len(offers) == 1 and says_yes(said.text) else ""


def _offers(place: Place, stand: Waiting) -> tuple[str, ...]:
    """Give the readings offered in place of the question's own choices; commands beside them are none."""
    own = {choice.key for choice in stand.prompt(present(place, stand.key)).choices}
    return () if own.intersection(place.shown) else tuple(key for key in place.shown if not key.startswith("/"))


def _labelled(place: Place, stand: Waiting, text: str) -> str:
    """Give the key of a shown choice whose label was typed, with or without tone marks.

    Of the choice that stands alone on a review screen its beginning is enough: "lưu" below "Lưu thay đổi" saves the
    changes, and not a draft.
    """
    wanted = folded(text)
    prompt = stand.prompt(present(place, stand.key)) if 0 < len(wanted) <= LABEL else Prompt("")
    for choice in prompt.choices[: prompt.alone]:
        if of_ours(choice.label).startswith(f"{wanted} "):
            return choice.key
    return next((choice.key for choice in prompt.choices if of_ours(choice.label) == wanted), "")


def _copied(place: Place, stand: Waiting, text: str) -> str:
    """Give the key of a shown choice that was typed with its number before it."""
    numbered = _NUMBERED.fullmatch(text)
    if numbered is None or not 1 <= int(numbered[1]) <= len(place.shown):
        return ""
    key, label = place.shown[int(numbered[1]) - 1], numbered[2]
    is_it = _labelled(place, stand, label) == key or (key in _offers(place, stand) and _says_same(stand, label, key))
    return key if is_it else ""


def _says_same(stand: Waiting, label: str, key: str) -> bool:
    """Tell whether words are understood as an offer is: of an offer only the key is kept."""
    try:
        typed, offered = (stand.question.hear(Heard(Said("", words)), None) for words in (label, key))
        return stand.question.echo(typed) == stand.question.echo(offered) != ""
    except Unclear:
        return False
