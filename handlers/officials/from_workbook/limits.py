"""How a workbook of ours is known, how much of one is read. The process that reads it loads nothing else from here."""

from typing import Final

MOST_ROWS: Final = 200  # with something in them, below the headings
MARK: Final = "daumoi:"  # in the first cell of a sheet; behind it whom it was made for
