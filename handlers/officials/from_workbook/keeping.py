"""What may be kept of a table before anybody has looked at it."""

from collections.abc import Collection, Mapping
from typing import Any

from handlers.officials.from_workbook import columns, one_row
from handlers.officials.from_workbook.columns import Columns
from handlers.officials.from_workbook.grid import MARKED, GridCell, of_kept
from messages.questions.evidence import is_marked
from plans.schema import Plan


def without_secrets(found: Mapping[str, Any], plans: Collection[Plan], *, places: bool = True) -> dict[str, Any]:
    """Give what may be kept of a table: of a row of a task that may be secret its key alone, no marked number.

    Where the sender's units are not asked `places`, nothing of where and with whom.
    """
    grid = of_kept(found)
    where = set() if places else {place for place, name in grid.names.items() if columns.is_where(name)}
    rows = []
    for at, cells in found["rows"]:
        secret = next(filter(None, (_secret(plan, columns.of_grid(plan, grid), cells) for plan in plans)), None)
        rows.append([at, [secret] if secret else [_unmarked(cell) for cell in cells if cell[0] not in where]])
    return {**found, "rows": rows}


def _secret(plan: Plan, of: Columns, cells: Collection[list[Any]]) -> list[Any] | None:
    """Give a cell that names such a task, as that of the row's task."""
    places = {of.fields[field].place for field in one_row.NAMING if field in of.fields}
    for place, kind, value in cells:
        if place in places and (key := one_row.secret_in(plan, GridCell(kind, value))):
            return [of.fields[one_row.TASK].place if one_row.TASK in of.fields else place, "t", key]
    return None


def _unmarked(cell: list[Any]) -> list[Any]:
    place, kind, value = cell
    return [place, MARKED, ""] if kind == "t" and is_marked(value) else [place, kind, value]
