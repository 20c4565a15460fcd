"""Links as people paste them, with or without what begins them: "https://vtv.vn/a", "nhandan.vn/tin-1"."""

import re
from typing import Final

# Without a scheme a name needs an ending that is one, and a page behind it: "e.g. TP.Hue" is none.
LINK: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+"
    r"|(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)+(?:vn|com|net|org|gov|edu|info|tv|me|be|io)/[^\s<>\"]+",
    re.IGNORECASE,
)


def is_all(text: str) -> bool:
    """Tell whether a text is nothing but links."""
    return LINK.search(text) is not None and not any(letter.isalnum() for letter in LINK.sub("", text))
