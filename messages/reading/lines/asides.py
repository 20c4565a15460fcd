"""What a line says on the side: where, with whom, and whether the task is done.

Only what surely is such a thing is found. "tại hội nghị" is no place, "phối hợp với các
đơn vị" names nobody, "về nhân quyền tại Tây Nguyên" says what about: all this stays in the title.
"""

import re
from typing import Final

from messages.folding import folded
from messages.reading.lines.names import Aside, IsUnit, Names
from messages.reading.lines.partners import partners
from messages.reading.lines.places import place
from messages.reading.lines.vocabulary import STAGES
from messages.reading.typed import words

FINISHED: Final = "finished"
_CLAUSES: Final = re.compile(r"[^\n;,.!]+")


def asides(masked: str, is_unit: IsUnit | None) -> list[Aside]:
    """Give what is said on the side; of two places, or of done and not done, neither is sure and none is given.

    Without `is_unit` neither place nor partners are looked for.
    """
    found = _stages(masked) + (_names(masked, is_unit) if is_unit is not None else [])
    return [one for one in found if len({folded(other.text) for other in found if other.kind == one.kind}) == 1]


def _names(masked: str, is_unit: IsUnit) -> list[Aside]:
    line = Names(masked, words(masked), is_unit)
    found: list[Aside] = []
    at = 0
    while at < len(line.typed):
        one = partners(line, at) or place(line, at)
        if one is None:
            at += 1
            continue
        found.append(one)
        at = next((n for n, word in enumerate(line.typed) if word.start >= one.end), len(line.typed))
    return found


def _stages(masked: str) -> list[Aside]:
    """Find clauses that say nothing but how far the task is."""
    stages = [(clause, STAGES.get(folded(clause.group()).strip(" -–"), "")) for clause in _CLAUSES.finditer(masked)]
    return [Aside(FINISHED, clause.start(), clause.end(), stage) for clause, stage in stages if stage]
