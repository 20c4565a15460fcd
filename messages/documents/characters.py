"""Text without the characters for which XML has none, and which no document may hold therefore."""

import re
from typing import Final

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Give a text as a document may hold it."""
    if text.isprintable():  # as nearly every one is
        return text
    return _ILLEGAL.sub("", text)
