"""Lines of the review screen that nobody is asked about: how they are answered until somebody changes them."""

from collections.abc import Mapping
from typing import Any, Final

from handlers.entries import contents
from handlers.officials.free_text.understanding import Piece

WHAT: Final = "what"
FIRST: Final = "first"
SHARED: Final = "shared_day"  # for which of the phases that share a day it counts
BESIDES: Final[Mapping[str, Any]] = {"place": "", "partners": [], "finished": contents.GOING, SHARED: FIRST}
# Answers of whoever told it in another way: in a line, in a block, as the last time, before this question was there.
TOLD_OTHERWISE: Final[Mapping[str, Any]] = {WHAT: {}, **BESIDES}
PIECES: Final[Mapping[str, Piece]] = {key: Piece(kept=kept) for key, kept in TOLD_OTHERWISE.items()}


def completed(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Add the lines that nobody is asked about to what a text told: of days to come they were not reached yet."""
    return {**BESIDES, **answers} if WHAT in answers else dict(answers)
