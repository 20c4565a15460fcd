"""A button that stands for a command: pressed, or meant by its number or its label, typed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.dialogue.scene import Scene
from messages.folding import folded, of_ours
from messages.said import Said
from storage.queues import buttons, outbox
from storage.rows import from_json

_COMMAND: Final = "c:"
_LABEL: Final = 100  # characters: nobody types out a longer one


def is_command(pressed: str) -> bool:
    """Tell whether a press is of a button that stands for a command."""
    return pressed.startswith(_COMMAND)


async def commanded(scene: Scene, said: Said) -> Said | None:
    """Give the command behind the pressed button as if it had been typed; None where it is kept no longer."""
    command = await buttons.find(scene.db, scene.person.id, int(said.pressed.removeprefix(_COMMAND)))
    return None if command is None else Said(said.source, text=command)


async def meant(scene: Scene, said: Said) -> Said | None:
    """Give the press of a command that a number, or the words of a button, mean in the list that was shown last."""
    typed = said.text.strip()
    if not 0 < len(typed) <= _LABEL or said.edited or said.attachments:
        return None
    body = from_json(await outbox.last_to(scene.db, scene.person.id) or "{}")
    choices = body.get("choices", ())
    if not (typed.isascii() and typed.isdecimal()):
        pressed = _labelled(choices, folded(typed))
    else:
        place = int(typed[:3]) - 1 if body.get("numbered", True) else -1
        pressed = choices[place][1] if 0 <= place < len(choices) else ""
    return replace(said, text="", pressed=pressed) if is_command(pressed) else None


def _labelled(choices: Sequence[tuple[str, str]], wanted: str) -> str:
    """Give what the button says whose label it is, or that alone begins with these words; "" for none or several."""
    found = [key for label, key in choices if of_ours(label) == wanted]
    if not found and " " in wanted:
        found = [key for label, key in choices if of_ours(label).startswith((f"{wanted} ", f"{wanted},"))]
    return found[0] if len(set(found)) == 1 else ""
