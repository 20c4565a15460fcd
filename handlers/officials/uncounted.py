"""Numbers that stand in a title and in no figure: said on the review screen, so that nothing is lost in silence."""

from collections.abc import Sequence

from messages.reading import line_left
from messages.values import Figure


def worded(title: str, figures: Sequence[Figure]) -> str:
    """Quote the numbers of a title whose value is in no figure: "“35 phóng viên”; “12/15 xã”"; "" for none."""
    known = {figure.value for figure in figures}
    left = [piece.text for piece in line_left.numbers(title) if not known & piece.values]
    return "; ".join(f"“{text}”" for text in left)
