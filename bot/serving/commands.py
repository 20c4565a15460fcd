"""Which command was typed: with or without its slash, with or without tone marks; and which was meant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz, process

from handlers.handler import Handler
from messages.folding import cleaned, folded

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

    A text that is, or begins with, one of `names` but for spaces ("bao cao", "/bao cao") is that command.
    """
    text = cleaned(text)
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


def find(name: str, handlers: Sequence[Handler[Any, Any]]) -> Handler[Any, Any] | None:
    """Give the handler of a command."""
    return next((handler for handler in handlers if name in handler.commands), None)


def meant(text: str, handlers: Sequence[Handler[Any, Any]]) -> tuple[str, ...]:
    """Give the commands a misspelt one may have meant, the likeliest first; at most three."""
    names = [command for handler in handlers for command in handler.commands]
    wanted = folded(text).removeprefix("/").replace(" ", "").replace("_", "")[:30]
    found = process.extract(wanted, names, scorer=fuzz.ratio, limit=6, score_cutoff=_ALIKE)
    first = {find(name, handlers): name for name, _, _ in reversed(found)}
    return tuple(handler.commands[0] for handler in reversed(first) if handler is not None)[:3]
