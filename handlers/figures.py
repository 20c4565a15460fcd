"""Every count that is ever shown, from the standing rows alone; what units count is added in handlers/sums.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers import owing
from plans import obligations
from plans.obligations import Kind, State
from plans.schema import Plan
from storage.owed import Standing
from storage.people import Listed, Role


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether anybody of a unit can be written to."""

    unit: str
    officials: int
    reachable: int


def tasks(plan: Plan, rows: Sequence[Standing], today: date) -> Mapping[State, int]:
    """Count tasks on the government's scale; the parts sum to all the assignments there are."""
    return _tally(plan, rows, today, Kind.TASK)


def written_reports(plan: Plan, rows: Sequence[Standing], today: date) -> Mapping[State, int]:
    """Count written reports on their own scale; the parts sum to the units."""
    return _tally(plan, rows, today, Kind.REPORT)


def _tally(plan: Plan, rows: Sequence[Standing], today: date, kind: Kind) -> Mapping[State, int]:
    stand = owing.states(plan, rows, today)
    return obligations.tally(kind, [stand[row.key] for row in rows if row.kind == kind])


def silent_units(plan: Plan, rows: Sequence[Standing]) -> tuple[str, ...]:
    """Give the units that owe a task and have entered nothing yet, in the plan's order."""
    owing_units = {row.unit for row in rows if row.kind == Kind.TASK}
    heard = {row.unit for row in rows if row.entries}
    return tuple(unit.code for unit in plan.units if unit.code in owing_units - heard)


def reached(plan: Plan, members: Sequence[Listed]) -> Mapping[str, Reach]:
    """Say of each unit how many officials it has here, and how many a message reaches."""
    officials = [member for member in members if member.role is Role.OFFICIAL]
    return {
        unit.code: Reach(
            unit.code,
            sum(member.unit == unit.code for member in officials),
            sum(member.unit == unit.code and member.reachable for member in officials),
        )
        for unit in plan.units
    }
