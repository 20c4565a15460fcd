"""Which task a text names, by its key: "nhiệm vụ 8.2", or "8.2" as its beginning."""

import re
from collections.abc import Iterable

from messages.folding import folded


def named(text: str, keys: Iterable[str]) -> str:
    """Give the task of these that a text names: behind such a word, or as its beginning; "" for none."""
    plain = folded(text)
    for key in keys:
        written = re.escape(folded(key))
        if re.search(rf"(?:^|\b(?:nhiem vu|nv|muc|viec|task) ){written}(?![\w]|[.,]\d| (?:trieu|ty|nghin|%))", plain):
            return key
    return ""
