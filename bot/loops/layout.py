"""Lay a kept message out for a channel: rows of buttons where it has them, a numbered list where not."""

from pathlib import Path
from typing import Any, Final

from bot.channel import Button, Capabilities, File, Menu, Shown
from messages.values import FileKind
from messages.words import say
from storage.rows import from_json

_SHORT: Final = 16  # two buttons with labels this short stand in one row on a phone


def laid_out(body: str, can: Capabilities, store: Path) -> Shown:
    """Give the message as it goes out; `store` holds the kept files."""
    parts = from_json(body)
    files = tuple(File(FileKind(kind), stored(store, sha), name) for kind, sha, name in parts.get("files", ()))
    if not can.buttons:
        return Shown(_as_text(parts), (), files)
    choices = [Button(label, data) for label, data in parts.get("choices", ())]
    ways = tuple(Button(label, data) for label, data in parts.get("ways", ()))
    rows = _rows(choices, parts.get("alone", 0))
    if ways:
        rows.append(ways)
    return Shown(parts["text"], tuple(rows), files)


def settled(asked: str, pressed: str) -> str | None:
    """Give the text of an answered message with what was chosen below it; None where it has no buttons to lose."""
    parts = from_json(asked)
    buttons = [*parts["choices"], *parts["ways"]]
    if not buttons:
        return None
    chosen = [say("tidy.chosen", label=label) for label, data in buttons if data == pressed]
    return "\n".join([parts["text"], *chosen])


def menu_of(body: str, chat: str) -> Menu | None:
    """Give the command menu a message carries, if it is one."""
    commands = from_json(body).get("menu")
    if commands is None:
        return None
    return Menu(chat, "", tuple((name, words) for name, words in commands))


def stored(store: Path, sha256: str) -> Path:
    """Give where a kept file stands."""
    return store / sha256[:2] / sha256


def _rows(buttons: list[Button], alone: int) -> list[tuple[Button, ...]]:
    """Two short buttons to a row, a long one alone, and the first `alone` ones too, all in their order."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        beside = rows[-1] if len(rows) > alone and len(rows[-1]) == 1 else ()
        if beside and len(beside[0].label) <= _SHORT and len(button.label) <= _SHORT:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return rows


def _as_text(parts: dict[str, Any]) -> str:
    """Words alone: choices numbered where a number picks one, else named like the ways out."""
    labels = [label for label, _ in parts.get("choices", ())]
    named = [label for label, _ in parts.get("ways", ())]
    if not parts.get("numbered", True):
        labels, named = [], labels + named
    lines = [parts["text"], *(f"{place}. {label}" for place, label in enumerate(labels, start=1))]
    if named:
        lines.append(" · ".join(named))
    return "\n".join(lines)
