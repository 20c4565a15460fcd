"""Draw the chart of an annex: how many results each unit has, in black on white, to be printed."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

_WIDTH: Final = 6.3  # inches, as wide as the text
_BAR: Final = 0.26  # inches for each
_AROUND: Final = 0.7
_DPI: Final = 200
_FONTS: Final = "DejaVu Serif"  # comes with matplotlib and has every Vietnamese letter
_SIZE: Final = 10


def bars(title: str, rows: Sequence[tuple[str, int]]) -> bytes:
    """Draw a bar for each row, the first on top, with its number behind it; give a PNG."""
    figure = Figure(figsize=(_WIDTH, _AROUND + _BAR * len(rows)), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    names, counts = [name for name, _ in rows], [count for _, count in rows]
    drawn = axes.barh(names, counts, color="0.45", height=0.7)
    axes.bar_label(drawn, padding=3, fontfamily=_FONTS, fontsize=_SIZE)
    figure.suptitle(title, fontfamily=_FONTS, fontsize=11)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    for label in (*axes.get_yticklabels(), *axes.get_xticklabels()):
        label.set_fontfamily(_FONTS)
        label.set_fontsize(_SIZE)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    file = BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()
