"""Commands and addresses inside a text, marked as Telegram's clients mark them: frameworks look there."""

import re

from bot.sandbox.limits import units
from bot.sandbox.world import Json

_MARKED = re.compile(r"(?P<bot_command>(?:(?<=\s)|^)/[A-Za-z0-9_]{1,64}(?:@\w+)?)|(?P<url>https?://\S+)")


def found(text: str) -> list[Json]:
    """Give the entities of a text; offsets and lengths in UTF-16 units."""
    return [
        {"type": match.lastgroup, "offset": units(text[: match.start()]), "length": units(match.group())}
        for match in _MARKED.finditer(text)
    ]
