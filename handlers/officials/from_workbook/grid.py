"""What was read of a workbook: the cells below the headings, and what only its looks told; kept as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from messages.words import number

DAY = "d"
ERROR = "e"
FORMULA = "f"  # without a value
MARKED = "s"  # it bore the letters of a degree of secrecy, and nothing of it was kept


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: the kind of its value, and the value as text."""

    kind: str
    value: str

    @property
    def text(self) -> str:
        """Give it as somebody would have typed it."""
        match self.kind:
            case "n":
                return number(Decimal(self.value), "vi")
            case "d":
                return f"{date.fromisoformat(self.value):%d/%m/%Y}"
            case "m":
                return f"{datetime.fromisoformat(self.value):%H:%M %d/%m/%Y}"
            case _:
                return self.value

    @property
    def plain(self) -> str:
        """Give it with a number as it stands in code: 1.1 may be the key of a task."""
        return self.value if self.kind == "n" else self.text


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with something in it: where it stands in the sheet, and its cells by the number of their column."""

    number: int
    cells: Mapping[int, GridCell]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table of a workbook. `names` are its headings by column; `more` counts rows beyond those that are read.

    `mark` says whom our own workbook was made for: "705/BNG"; "" of any other. `others` are sheets with a table too.
    """

    sheet: str
    names: Mapping[int, str]
    rows: Sequence[GridRow]
    more: int = 0
    mark: str = ""
    others: Sequence[str] = ()
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    hidden_sheets: Sequence[str] = ()


def of_kept(kept: Mapping[str, Any]) -> Grid:
    """Give the grid of what was read or kept of it; formulas without a value are cells too."""
    rows: dict[int, dict[int, GridCell]] = {
        at: {column: GridCell(kind, value) for column, kind, value in cells} for at, cells in kept["rows"]
    }
    for at, column in kept.get("formulas", ()):
        if at in rows:
            rows[at][column] = GridCell(FORMULA, "")
    return Grid(
        sheet=kept["sheet"],
        names=dict(kept["names"]),
        rows=tuple(GridRow(at, cells) for at, cells in sorted(rows.items())),
        more=kept["more"],
        mark=kept.get("mark", ""),
        others=tuple(kept.get("others", ())),
        merged=tuple(kept.get("merged", ())),
        hidden_rows=tuple(kept.get("hidden_rows", ())),
        hidden_columns=tuple(kept.get("hidden_columns", ())),
        hidden_sheets=tuple(kept.get("hidden_sheets", ())),
    )
