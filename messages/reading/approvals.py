"""That a unit's leader has approved its figures, as people write it: "Lãnh đạo đơn vị đã duyệt: Thứ trưởng, 5/12"."""

import re
from typing import Final

from messages.folding import folded
from messages.reading import papers

_STATED: Final = re.compile(r"^lanh dao (?:don vi |co quan )?da (?:phe )?duyet\b")
_ASKS: Final = re.compile(r"\?\s*$|\bchua[\s.]*$")
_AFTER: Final = re.compile(r"^.*?(?:duyệt|duyet)\s*[:,–-]?\s*", re.IGNORECASE)


def stated(text: str) -> tuple[str, str] | None:
    """Give who approved and the day as typed, "" for what is not told; None for a text that states nothing of it.

    Whoever asks whether they have states nothing.
    """
    if not _STATED.search(folded(text)) or _ASKS.search(folded(text)):
        return None
    return papers.dated(_AFTER.sub("", text, count=1))
