"""Which command was typed: with or without its slash, with or without tone marks; and which was meant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rapidfuzz import fuzz, process

from handlers.handler import Handler
from messages.folding import agrees, cleaned, folded
from messages.words import say

_WORDS: Final = 4  # of the longest name of a command, typed apart
_ALIKE: Final = 70  # of 100: "/baocoa" and "/bao_cao" mean /baocao


@dataclass(frozen=True, slots=True)
class Typed:
    """A command as typed: its name without slash, and the words after it."""

    name: str
    words: str
    slashed: bool


def typed(text: str, names: Collection[str] = ()) -> Typed:
    """Read the first word as a command; "/baocao@daumoi_bot 15.5a" names the bot it is for.

    A text that is, or begins with, one of `names` but for spaces ("bao cao", "/bao cao") is that command. Of a name
    that ordinary words look like without tone marks ("hội thảo hôm qua"), typed without its slash, the mark counts.
    """
    text = cleaned(text)
    found = _typed(text, names)
    return found if found.slashed or _is_meant(found, text) else replace(found, name="")


def _typed(text: str, names: Collection[str]) -> Typed:
    whole = folded(text).removeprefix("/").replace(" ", "")
    if whole in names:
        return Typed(whole, "", slashed=text.strip().startswith("/"))
    for count in range(min(len(parts := text.split()), _WORDS), 1, -1):  # "bổ sung minh chứng 012"
        spoken = folded("".join(parts[:count])).removeprefix("/")
        if spoken in names:
            return Typed(spoken, " ".join(parts[count:]), slashed=parts[0].startswith("/"))
    first, _, words = text.strip().partition(" ")
    name = folded(first.removeprefix("/").partition("@")[0])
    return Typed(name, words.strip(), slashed=first.startswith("/"))


def _is_meant(found: Typed, text: str) -> bool:
    """Tell whether the tone mark is that of the command; where words follow, one has to be there."""
    toned = dict(pair.split("=") for pair in say("command.toned").split("|")).get(found.name)
    if toned is None:
        return True
    first = text.split(maxsplit=1)[0]
    return agrees(first, toned) and not (found.words and first.isascii())


def find(name: str, handlers: Sequence[Handler[Any, Any]]) -> Handler[Any, Any] | None:
    """Give the handler of a command."""
    return next((handler for handler in handlers if name in handler.commands), None)


def alone(text: str, handlers: Sequence[Handler[Any, Any]]) -> str:
    """Give the command that a text is, without its slash and with nothing behind it; "" for any other text."""
    found = typed(text, [name for handler in handlers for name in handler.commands])
    handler = None if found.slashed or found.words else find(found.name, handlers)
    return "" if handler is None else handler.commands[0]


def meant(text: str, handlers: Sequence[Handler[Any, Any]]) -> tuple[str, ...]:
    """Give the commands a misspelt one may have meant, the likeliest first; at most three."""
    names = [command for handler in handlers for command in handler.commands]
    wanted = folded(text).removeprefix("/").replace(" ", "").replace("_", "")[:30]
    found = process.extract(wanted, names, scorer=fuzz.ratio, limit=6, score_cutoff=_ALIKE)
    first = {find(name, handlers): name for name, _, _ in reversed(found)}
    return tuple(handler.commands[0] for handler in reversed(first) if handler is not None)[:3]
