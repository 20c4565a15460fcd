"""One message under a limit: lines of which some may be left out, or said shorter, before others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LIMIT: Final = 1500  # UTF-16 units, as channels count: one screen or two of a phone


@dataclass(frozen=True, slots=True)
class BlockLine:
    """What stands in a line. Where room is short what is most to `spare` goes first; 0: never.

    One with a `brief` is said in brief, the longest first; those without are left out together.
    """

    text: str
    spare: int = 0
    brief: str = ""


Block = tuple[BlockLine, ...]


def fitted(blocks: Sequence[Block], limit: int = LIMIT) -> str:
    """Put blocks together, an empty line between them; say no more than fits."""
    shown = [list(block) for block in blocks]
    for taken in _spared([line for block in blocks for line in block]):
        if _units(_worded(shown)) < limit:
            break
        shown = [[BlockLine(line.brief) if line in taken else line for line in block] for block in shown]
    return _worded(shown)


def _spared(lines: Sequence[BlockLine]) -> list[set[BlockLine]]:
    """Give what goes at once, one after another."""
    steps: list[set[BlockLine]] = []
    for level in sorted({line.spare for line in lines if line.spare}, reverse=True):
        mine = [line for line in lines if line.spare == level]
        steps.append({line for line in mine if not line.brief})
        steps += [{line} for line in sorted(mine, key=lambda line: -len(line.text)) if line.brief]
    return steps


def _worded(blocks: Sequence[Sequence[BlockLine]]) -> str:
    shown = ("\n".join(line.text for line in block if line.text) for block in blocks)
    return "\n\n".join(block for block in shown if block)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
