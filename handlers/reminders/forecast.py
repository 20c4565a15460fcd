"""What the clock will do, and whom it concerns, as far as it can be known now.

It is looked at as if nothing were entered until then: whoever reports meanwhile is
not written to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from handlers.obligations import standing, tallies
from handlers.reminders import still_owed
from handlers.reminders.still_owed import Affairs
from handlers.roles import OFFICE
from messages.words import ZONE
from plans.notices import Rule
from plans.schema import Plan
from storage.db import Db
from storage.members import people
from storage.members.people import Listed, Role
from storage.obligations import chases, owed, signed_reports
from storage.obligations.owed import Standing
from storage.results import tally
from storage.schedule import occasions
from storage.schedule.occasions import Occasion

RULES: Final = frozenset(rule.value for rule in Rule)  # of messages to units; the others are for the office
_OF_ONE_UNIT: Final = frozenset({Rule.HELD, Rule.PROMISED})


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something to come: when, by which rule and step, for which units (none: the office), to how many people."""

    at: datetime
    plan: str
    rule: str
    step: str
    units: tuple[str, ...]
    people: int


async def read(db: Db, plan: Plan) -> tuple[Ahead, ...]:
    """Give what is to come, the earliest first."""
    rows, stated = await owed.of_plan(db, plan.code), await signed_reports.stated(db, plan.code)
    entered = frozenset(await tally.units(db, plan.code))
    agreed = tallies.agreed(rows, await chases.of_plan(db, plan.code))
    members = await people.listed(db, plan.code)
    days: dict[date, Mapping[str, Affairs]] = {}
    found = []
    for occasion in await occasions.to_come(db, plan.code):
        codes: tuple[str, ...] = ()
        if occasion.rule in RULES:
            day = occasion.due_at.astimezone(ZONE).date()
            if day not in days:
                days[day] = affairs(plan, rows, Known(stated, entered, agreed), day)
            concerned = units(days[day], occasion)
            codes = tuple(unit.code for unit in plan.units if unit.code in concerned)
        reached = _people(members, occasion.rule, codes)
        found.append(Ahead(occasion.due_at, plan.code, occasion.rule, occasion.step, codes, reached))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Known:
    """Which units say that their signed report is on its way, which have results, and the days agreed on with some."""

    stated: frozenset[str]
    entered: frozenset[str]
    agreed: Mapping[str, date]


def affairs(plan: Plan, rows: Iterable[Standing], known: Known, today: date) -> Mapping[str, Affairs]:
    """Give what each unit owes on a day; what it plans is left out."""
    rows = tuple(rows)
    states = standing.states(plan, rows, today)
    own: dict[str, list[Standing]] = {unit.code: [] for unit in plan.units}
    for row in rows:
        if row.unit in own:
            own[row.unit].append(row)
    return {
        code: Affairs(
            plan,
            code,
            tuple(mine),
            states,
            (),
            code in known.stated,
            today,
            code in known.entered,
            known.agreed.get(code),
        )
        for code, mine in own.items()
    }


def units(of: Mapping[str, Affairs], occasion: Occasion) -> frozenset[str]:
    """Give the units a reminder concerns."""
    rule = Rule(occasion.rule)
    if occasion.unit and rule in _OF_ONE_UNIT:
        return frozenset({occasion.unit})
    codes = [occasion.unit] if occasion.unit else list(of)
    return frozenset(code for code in codes if code in of and still_owed.of(of[code], rule, occasion.step))


def _people(members: Sequence[Listed], rule: str, codes: tuple[str, ...]) -> int:
    """Count one reachable focal point of each unit; for the office everybody who hears of the plan."""
    here = [member for member in members if member.reachable]
    if rule not in RULES:
        return len({member.person for member in here if member.role in OFFICE})
    return len({member.unit for member in here if member.role is Role.OFFICIAL and member.unit in codes})
