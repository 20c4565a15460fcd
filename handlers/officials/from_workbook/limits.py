"""How a workbook of results is known, and how much of one is read; the process that reads it loads no more of these."""

import re
from collections.abc import Collection
from typing import Final

from messages.folding import folded

MOST_ROWS: Final = 200  # with something in them, below the headings
MARK: Final = "daumoi:"  # in the first cell of a sheet of ours; behind it whom it was made for
_ASIDE: Final = re.compile(r"\(.*?\)|\*", re.DOTALL)
_NEEDED: Final = frozenset({"task", "days"})
_TELLING: Final = frozenset({"form", "counts", "figures"})
_OF_OURS: Final = 2  # fields that are left where others were renamed
_OF_ANY: Final = 4


def bare(heading: str) -> str:
    """Give a heading folded, without what stands in brackets and without stars."""
    return folded(_ASIDE.sub(" ", heading))


def is_of_results(fields: Collection[str], *, is_ours: bool) -> bool:
    """Tell whether headings of these fields make a table of results.

    A workbook that we made may have lost some. Of any other they have to say more than a programme or a list of who
    does what until when, which are sent as evidence.
    """
    if is_ours:
        return len(fields) >= _OF_OURS
    known = frozenset(fields)
    return known >= _NEEDED and not known.isdisjoint(_TELLING) and len(known) >= _OF_ANY
