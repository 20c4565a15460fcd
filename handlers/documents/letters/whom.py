"""To whom a letter goes: the groups of the chase board, or who has told nothing of a phase that has ended.

Nothing is asked for but what the board shows as owed; whoever the board does not urge is asked by a letter of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from handlers.obligations import tallies
from handlers.obligations.tallies import Unsent
from handlers.situation import owing
from handlers.situation.overview import Overview
from handlers.situation.owing import Owing
from plans.obligations import Kind
from plans.schema import Phase
from storage.obligations.owed import Standing

ALL: Final = "all"
PHASE: Final = "phase"
# The groups that are urged; the others have promised, or wait for the office itself.
URGED: Final = (Unsent.BROKEN, Unsent.UNREACHED, Unsent.REMINDED, Unsent.UNASKED, Unsent.CALLED)
KEYS: Final = (ALL, *URGED, Unsent.APART, PHASE)


@dataclass(frozen=True, slots=True)
class Addressed:
    """A unit to which a letter goes, and what it still owes."""

    unit: str
    rows: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """Units to which one letter goes; of the results of a phase, which."""

    key: str
    units: tuple[Addressed, ...]
    phase: Phase | None = None


def groups(here: Overview) -> tuple[LetterGroup, ...]:
    """Give the letters there may be now, none of them to nobody."""
    return tuple(group for group in _groups(here) if group.units)


def _groups(here: Overview) -> Iterator[LetterGroup]:
    found = owing.units(here)
    urged = [group for why in URGED if (group := _of(why, [one for one in found if one.why is why])).units]
    if len(urged) > 1:
        order = {unit.code: nth for nth, unit in enumerate(here.plan.units)}
        every = sorted((one for group in urged for one in group.units), key=lambda one: order[one.unit])
        yield LetterGroup(ALL, tuple(every))
    yield from urged
    yield _of(Unsent.APART, [one for one in found if one.why is Unsent.APART])
    told_nothing = _of_phase(here)
    apart = {unit.code for unit in here.plan.units if unit.not_chased}
    yield replace(told_nothing, units=tuple(one for one in told_nothing.units if one.unit not in apart))


def _of(key: str, found: Sequence[Owing]) -> LetterGroup:
    return LetterGroup(key, tuple(Addressed(one.unit, one.rows) for one in found))


def _of_phase(here: Overview) -> LetterGroup:
    """Give who told nothing of the phase that ended last, while no signed report is due soon, which tells all of it.

    Whoever promised it for a day to come is not asked again.
    """
    ended = [of for of in tallies.by_phase(here.plan, here.rows, here.today) if of.phase.ends < here.today]
    if here.is_near or not ended:
        return LetterGroup(PHASE, ())
    latest = ended[-1]
    rows = {row.unit: row for row in here.rows if row.kind == Kind.UPDATE and row.phase == latest.phase.key}
    missing = [rows[unit.code] for unit in here.plan.units if unit.code in latest.missing]
    asked = [row for row in missing if row.promised_for is None or row.promised_for < here.today]
    units = tuple(Addressed(row.unit, (row,)) for row in asked if row.unit != here.plan.office)
    return LetterGroup(PHASE, units, latest.phase)


def named(here: Overview, key: str) -> LetterGroup | None:
    """Give the letter to a group of units; None where nobody is in it now."""
    found = {group.key: group for group in groups(here)}
    if key == ALL and key not in found:  # of the groups that are urged one is left
        return next((group for group in found.values() if group.key in URGED), None)
    return found.get(key)


def of_unit(here: Overview, code: str) -> LetterGroup | None:
    """Give the letter to one unit, about all it owes; None where that is nothing."""
    owed = owing.of_unit(here, code)
    if owed is not None:
        return _of(owed.why, [owed])
    told_nothing = _of_phase(here)
    mine = tuple(one for one in told_nothing.units if one.unit == code)
    return replace(told_nothing, units=mine) if mine else None
