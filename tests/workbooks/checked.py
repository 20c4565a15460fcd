"""Read and check a workbook of a unit of Plan 705, without a house around it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.files import table
from handlers.entries.contents import Content
from handlers.officials.entering import choosing_task
from handlers.officials.entering.new_entry import Given
from handlers.officials.from_workbook import checking, columns, keeping, wording
from handlers.officials.from_workbook.checking import CheckedTable
from handlers.officials.from_workbook.grid import of_kept
from messages.words import ZONE, speaking
from plans import reading
from storage.results.figures import Told

PLAN = reading.read(Path(__file__).parents[2] / "plans" / "705-2025.yaml")
FRIDAY = datetime(2025, 12, 5, 8, 30, tzinfo=ZONE)
NOBODY: dict[str, int] = {}


def given(unit: str = "HNI", tasks: tuple[str, ...] = (), told: tuple[Told, ...] = ()) -> Given:
    """Give what somebody of a unit is given; somebody to whom single tasks were handed has no others."""
    own = tuple(choosing_task.option(task) for task in PLAN.tasks_of(unit) if not tasks or task.key in tasks)
    others = () if tasks else choosing_task.others(PLAN, unit)
    return Given(own, PLAN, FRIDAY.date(), PLAN.unit(unit), others, told=told)


def checked(data: bytes, of: Given | None = None, known: dict[str, int] = NOBODY) -> CheckedTable:
    """Read a workbook as it would be kept, and check it."""
    found = table.read(data, columns.names())
    assert found, "it is a table of results"
    kept = keeping.without_secrets(found, [PLAN])
    return checking.checked(of or given(), of_kept(kept), known, 1, FRIDAY)


def told(data: bytes, of: Given | None = None) -> list[str]:
    """Give what is said of the faults of a workbook, a line each, head and end apart."""
    with speaking("vi", you="đồng chí", office="Văn phòng"):
        return wording.faults(checked(data, of)).split("\n")[1:-1]


def contents(data: bytes, of: Given | None = None) -> list[Content]:
    """Give what the rows of a workbook say, which has no faults."""
    with speaking("vi", you="đồng chí", office="Văn phòng"):
        found = checked(data, of)
    assert found.faults == (), [(fault.row, fault.column, fault.why.because) for fault in found.faults]
    return [row.entered.content for row in found.rows if row.entered is not None]


def shown(data: bytes, of: Given | None = None) -> list[str]:
    """Give the preview of a workbook, line by line."""
    at_hand = of or given()
    with speaking("vi", you="đồng chí", office="Văn phòng"):
        return wording.preview(at_hand, checked(data, at_hand)).split("\n")


def in_english(data: bytes) -> list[str]:
    """Give the same in English, with the plan's English names."""
    with speaking("en", you="", office="the Office"):
        spoken = replace(given(), plan=PLAN.spoken("en"))
        found: Any = checked(data, spoken)
        return (wording.faults(found) if found.faults else wording.preview(spoken, found)).split("\n")
