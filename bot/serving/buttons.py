"""A button that stands for a command: pressed, or meant by its number or its label, typed.

A number means what showed numbers last. What came unasked may have crossed it: where something else is asked, or was
listed just before, it is asked which of the two is meant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot.dialogue import drafts
from bot.dialogue.scene import Scene
from messages.folding import folded, of_ours
from messages.said import Choice, Said
from messages.unclear import Unclear
from messages.words import say
from storage.queues import buttons, outbox
from storage.queues.outbox import Lane
from storage.queues.sessions import Session
from storage.rows import from_json

_COMMAND: Final = "c:"
_LABEL: Final = 100  # characters: nobody types out a longer one
_DIGITS: Final = 18  # of the number of a row, at most
_AT_HAND: Final = timedelta(minutes=20)  # so long a list is picked from, though something came meanwhile


@dataclass(frozen=True, slots=True)
class _Button:
    """A button that words may mean, and in which message it was shown; `key` is the data of its press."""

    row: int
    is_reply: bool
    at: datetime
    label: str
    key: str


def is_command(pressed: str) -> bool:
    """Tell whether a press is of a button that stands for a command."""
    return pressed.startswith(_COMMAND)


async def commanded(scene: Scene, said: Said) -> Said | None:
    """Give the command behind the pressed button as if it had been typed; None where it is kept no longer."""
    command = await _command(scene, said.pressed)
    return None if command is None else Said(said.source, text=command)


async def meant(scene: Scene, said: Said) -> Said | Unclear | None:
    """Give the press that a number, or the words of a button, mean where nothing is asked; or between which to choose.

    None where they mean none.
    """
    found = await _buttons(scene, said)
    if not found or not is_command(found[0].key):
        return None
    first, *others = found
    before = [one for one in others if is_command(one.key) and scene.now - one.at < _AT_HAND]
    if before and _is_number(said) and (which := await _between(scene, (before[0], first))) is not None:
        return which
    return replace(said, text="", pressed=first.key)


async def beside(scene: Scene, session: Session, said: Said) -> Said | Unclear | None:
    """Give the press that a number means in what was shown after the open question, or beside its own choices.

    Where that came unasked and the question has such a number too, it is asked which of the two is meant.
    """
    place = drafts.place_of(session)
    if not _is_number(said) and not any(key.startswith("/") for key in place.shown):
        return None
    found = await _buttons(scene, said, session.prompt or 0)
    if not found or not is_command(found[0].key):
        return None
    first, *others = found
    press = replace(said, text="", pressed=first.key)
    if first.row == session.prompt or first.is_reply:
        return press
    own = _own(session, place.shown, others) if others else await _answer(scene, session, said)
    command = await _command(scene, first.key)
    if own is None:
        return press
    return None if command is None else Unclear("choose.which_list", (own, Choice(command, first.label)))


def _own(session: Session, shown: Sequence[str], others: Sequence[_Button]) -> Choice | None:
    """Give what the number picks of the open question's own choices."""
    turn, _, nth = others[0].key.partition(":")
    is_of_it = turn == str(session.turn) and nth.isdecimal() and int(nth) < len(shown)
    return Choice(shown[int(nth)], others[0].label) if is_of_it else None


async def _answer(scene: Scene, session: Session, said: Said) -> Choice | None:
    """Give the number as an answer, where the open question takes numbers typed, not those of choices."""
    rows = await outbox.shown_to(scene.db, scene.person.id, session.prompt or 0)
    is_numbered = any(row.id == session.prompt and from_json(row.body).get("numbered", True) for row in rows)
    typed = said.text.strip()
    return None if is_numbered else Choice(typed, say("choose.as_answer", typed=typed))


async def _between(scene: Scene, both: Sequence[_Button]) -> Unclear | None:
    commands = [await _command(scene, button.key) for button in both]
    offers = tuple(Choice(to, one.label) for to, one in zip(commands, both, strict=True) if to is not None)
    return Unclear("choose.which_list", offers) if len(set(commands)) == len(offers) == len(both) else None


async def _command(scene: Scene, pressed: str) -> str | None:
    row = pressed.removeprefix(_COMMAND)
    if not (row.isascii() and row.isdecimal() and len(row) <= _DIGITS):  # whoever sends presses may send any
        return None
    return await buttons.find(scene.db, scene.person.id, int(row))


def _is_number(said: Said) -> bool:
    typed = said.text.strip()
    return typed.isascii() and typed.isdecimal()


async def _buttons(scene: Scene, said: Said, since: int = 0) -> list[_Button]:
    """Give the buttons that words mean in what was shown last: what came unasked, and what was answered before."""
    typed = said.text.strip()
    if not 0 < len(typed) <= _LABEL or said.edited or said.attachments:
        return []
    found: list[_Button] = []
    for row in await outbox.shown_to(scene.db, scene.person.id, since):
        body, is_reply = from_json(row.body), row.lane == Lane.REPLY
        button = _numbered(body, typed) if _is_number(said) else _labelled(body.get("choices", ()), folded(typed))
        if button is not None:
            found.append(_Button(row.id, is_reply, row.due_at, *button))
        if is_reply:
            break
    return found


def _numbered(body: Mapping[str, Any], typed: str) -> tuple[str, str] | None:
    choices, place = body.get("choices", ()), int(typed[:3]) - 1
    if not body.get("numbered", True) or not 0 <= place < len(choices):
        return None
    label, key = choices[place]
    return label, key


def _labelled(choices: Sequence[tuple[str, str]], wanted: str) -> tuple[str, str] | None:
    """Give the button whose label it is, or that alone begins with these words; None for none or several."""
    found = [(label, key) for label, key in choices if of_ours(label) == wanted]
    if not found and " " in wanted:
        found = [(label, key) for label, key in choices if of_ours(label).startswith((f"{wanted} ", f"{wanted},"))]
    return found[0] if len({key for _, key in found}) == 1 else None
