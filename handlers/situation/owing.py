"""Who owes something with a real deadline that is near or past: what, until when, and why it is not in.

One row a unit, in the groups of the digest; the units that the office does not urge stand apart, at the end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.obligations import tallies
from handlers.obligations.tallies import Unsent
from handlers.situation.overview import Overview
from plans.obligations import Key, Kind
from storage.obligations.owed import Standing

# The order in which the office deals with them.
GROUPS: Final = (
    Unsent.BROKEN,
    Unsent.UNREACHED,
    Unsent.REMINDED,
    Unsent.UNASKED,
    Unsent.CALLED,
    Unsent.PROMISED,
    Unsent.EXTENDING,
    Unsent.STATED,
    Unsent.APART,
)


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit, what it owes, the most urgent first, and in which group it stands; `promised` is the latest day named."""

    unit: str
    rows: tuple[Standing, ...]
    why: Unsent
    promised: date | None

    @property
    def due(self) -> date:
        """The last day of what is most urgent."""
        return _due(self.rows[0])


def units(here: Overview) -> tuple[Owing, ...]:
    """Give them group by group, in each the most urgent first.

    Near the deadline of the signed reports these are all whose report is not in; its state is the unit's.
    """
    found = [_owing(here, rows) for rows in _by_unit(here).values()]
    place = {unit.code: nth for nth, unit in enumerate(here.plan.units)}
    return tuple(
        sorted(found, key=lambda owing: (GROUPS.index(owing.why), _urgency(owing), place.get(owing.unit, len(place))))
    )


def grouped(found: Sequence[Owing]) -> Mapping[Unsent, int]:
    """Count the units of each group, in the order of the groups; the parts sum to all."""
    counts = {group: sum(owing.why is group for owing in found) for group in GROUPS}
    return {group: n for group, n in counts.items() if n}


def of_unit(here: Overview, code: str) -> Owing | None:
    """Give what one unit owes; None where that is nothing."""
    rows = _by_unit(here).get(code)
    return None if rows is None else _owing(here, rows)


def _by_unit(here: Overview) -> Mapping[str, list[Standing]]:
    missing = [row for rows in here.unsent.values() for row in rows if here.is_near and row.due is not None]
    reported, known = {row.unit for row in missing}, {row.key for row in missing}
    for row in here.rows:
        if row.key in known or not tallies.is_pressing(row, here.today):
            continue
        key = Key.parse(row.key)
        if key.kind is Kind.REQUEST and key.of in here.for_reports and row.unit in reported:
            continue  # the signed report is the answer, and stands there already
        missing.append(row)
    found: dict[str, list[Standing]] = {}
    for row in sorted(missing, key=lambda row: (_due(row), row.kind != Kind.REPORT)):
        if row.unit != here.plan.office:
            found.setdefault(row.unit, []).append(row)
    return found


def _owing(here: Overview, rows: Sequence[Standing]) -> Owing:
    decisive = next((row for row in rows if row.kind == Kind.REPORT), rows[0])
    why = tallies.why_missing(decisive, here.heard, here.today)
    return Owing(rows[0].unit, tuple(rows), why, here.heard.promised(decisive))


def _urgency(owing: Owing) -> tuple[date, date]:
    """Order by the day that was promised where one was, else by the last day."""
    return (owing.promised or owing.due, owing.due)


def _due(row: Standing) -> date:
    assert row.due is not None, "it has a deadline"
    return row.due
