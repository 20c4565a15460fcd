"""Where each unit stands, and each of its tasks."""

from typing import Final

from handlers.documents.material import Material
from handlers.documents.workbook.naming import PHASE, Naming, Ruled
from handlers.obligations import standing
from messages.documents.sheets import CellShape, Row, Sheet
from messages.words import ZONE
from plans.obligations import SCALES, Kind, State
from plans.schema import Plan
from storage.obligations.owed import Standing

_SENT: Final = (State.IN_TIME, State.LATE)
_SCALE: Final = SCALES[Kind.TASK]
TASKS: Final = (
    Ruled("task", 9),
    Ruled("label", 46, CellShape.TEXT),
    Ruled("unit", 30, CellShape.TEXT),
    Ruled("kind", 18),
    Ruled("role", 15),
    Ruled("month", 9),
    Ruled("due", 12, CellShape.DAY),
    Ruled("state", 22, CellShape.TEXT),
    Ruled("completed_on", 12, CellShape.DAY),
    Ruled("results", 9, CellShape.NUMBER),
    Ruled("reason", 24, CellShape.TEXT),
    Ruled("promised_for", 12, CellShape.DAY),
)


def units_columns(plan: Plan) -> tuple[Ruled, ...]:
    """Give the columns of the units: one for each state of a task, and for each phase."""
    return (
        Ruled("code", 11),
        Ruled("unit", 27, CellShape.TEXT),
        Ruled("kind", 17),
        Ruled("results", 7, CellShape.NUMBER),
        Ruled("owed", 7, CellShape.NUMBER),
        *(Ruled(f"tasks_{state.value}", 8.5, CellShape.NUMBER) for state in _SCALE),
        *(Ruled(f"{PHASE}{phase.key}", 13, CellShape.TEXT) for phase in plan.phases),
        Ruled("report", 15, CellShape.TEXT),
        Ruled("report_number", 16, CellShape.TEXT),
        Ruled("signed_on", 11, CellShape.DAY),
        Ruled("received_on", 11, CellShape.DAY),
    )


def write_units(sheet: Sheet, material: Material, naming: Naming) -> None:
    """Write a row for each unit, whatever it has sent."""
    for of in material.units:
        stands, code = of.stands, of.unit.code
        report = material.reports.get(code) if stands.report in _SENT else None
        sheet.add((
            code,
            naming.short(code),
            naming.kind(of.unit.kind),
            of.sums.results,
            len(stands.tasks),
            *(stands.tasks.count(state) for state in _SCALE),
            *(naming.word("state", stands.updates.get(phase.key, "")) for phase in material.plan.phases),
            naming.word("state", stands.report.value if stands.report else ""),
            report.number if report else "",
            report.signed_on if report else None,
            report.received_on if report else None,
        ))  # fmt: skip


def write_tasks(sheet: Sheet, material: Material, naming: Naming) -> None:
    """Write a row for each task of each unit, in the plan's order."""
    plan, today = material.plan, material.at.astimezone(ZONE).date()
    states = standing.states(plan, material.standings, today)
    for row in material.standings:
        if row.kind == Kind.TASK:
            sheet.add(_task(row, states[row.key], naming))


def _task(row: Standing, state: State, naming: Naming) -> Row:
    task, unit = naming.plan.task(row.task or ""), naming.plan.unit(row.unit)
    own_words = "" if task.key in naming.unlabelled else row.not_arising_because
    return (
        task.key,
        naming.task(task.key),
        naming.unit(unit.code),
        naming.kind(unit.kind),
        naming.word("role", task.role.value),
        row.month or "",
        row.due,
        naming.word("state", state.value),
        row.completed_on,
        row.entries,
        own_words or naming.word("reason", row.not_arising or ""),
        row.promised_for,
    )
