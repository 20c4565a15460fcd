"""The lists behind the progress picture: of every unit, of one unit, of one phase. Words only."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from handlers.obligations import standing, tallies
from handlers.obligations.tallies import OfUnit
from messages.documents import progress
from messages.words import ZONE, say
from plans.obligations import SCALES, Kind, State
from plans.schema import Plan, UnitKind
from storage.obligations.owed import Standing

_NOT_IN: Final = frozenset({None, State.NOT_SENT})
_LASTS: Final = {False: "progress.phase.until", True: "progress.phase.day"}
_MOST: Final = 100  # units by name in one list; thousands would make a dozen messages


def of_all(plan: Plan, rows: Sequence[Standing], entered: Collection[str], now: datetime) -> str:
    """Word where the units stand: a line for each that has anything, the others by name."""
    said = tallies.heard_units(rows, entered)
    today = now.astimezone(ZONE).date()
    units = tallies.by_unit(plan, rows, today)
    reports, tasks = tallies.signed_reports(plan, rows, today), tallies.tasks(plan, rows, today)
    lines = [
        say("progress.head", plan=plan.short.upper(), at=now),
        progress.counts(
            (tallies.sent(reports), sum(reports.values())),
            (sum(tasks.values()) - tasks[State.NO_WORD], sum(tasks.values())),
        ),
        say("progress.legend", period=plan.period_word),
    ]
    for kind in UnitKind:
        mine = [unit for unit in units if plan.unit(unit.unit).kind is kind]
        if mine:
            lines += ["", say("progress.group", kind=say(f"progress.kind.{kind.value}"), n=len(mine))]
            silent = [unit for unit in mine if unit.unit not in said and unit.report in _NOT_IN]
            lines += _group(plan, [unit for unit in mine if unit not in silent], silent)
    return "\n".join(lines)


def _group(plan: Plan, heard: Sequence[OfUnit], silent: Sequence[OfUnit]) -> list[str]:
    lines = [_row(plan, unit) for unit in heard[:_MOST]]
    if len(heard) > _MOST:
        lines.append(say("progress.more", n=len(heard) - _MOST))
    if silent:
        names = _names([plan.unit(unit.unit).short for unit in silent])
        lines.append(say("progress.silent", n=len(silent), units=names))
    return lines


def _names(units: Sequence[str]) -> str:
    """Name the units, the first of very many only."""
    names = ", ".join(units[:_MOST])
    return say("progress.silent.rest", names=names, rest=len(units) - _MOST) if len(units) > _MOST else names


def _row(plan: Plan, unit: OfUnit) -> str:
    key = "progress.row" if unit.tasks else "progress.row.no_tasks"
    report = "" if unit.report is None or unit.report in _NOT_IN else say(f"progress.row.{unit.report.value}")
    return say(
        key,
        unit=plan.unit(unit.unit).short,
        heard=unit.heard,
        owed=len(unit.tasks),
        given=unit.updated,
        phases=len(unit.updates),
        period=plan.period_word,
        report=report,
    )


def named(plan: Plan, code: str, rows: Sequence[Standing]) -> str:
    """Name a unit shortly, with the last day it was given of its own for a signed report that is not in."""
    mine = (row for row in rows if row.unit == code and row.kind == Kind.REPORT and row.received_on is None)
    until = next((row.extended_to for row in mine), None)
    short = plan.unit(code).short
    return short if until is None else say("extension.named", unit=short, day=until)


def of_unit(plan: Plan, code: str, rows: Sequence[Standing], now: datetime) -> str:
    """Word where one unit stands: its updates, its signed report, each of its tasks; sensitive ones by key alone."""
    today = now.astimezone(ZONE).date()
    unit = next(unit for unit in tallies.by_unit(plan, rows, today) if unit.unit == code)
    stand = standing.states(plan, [row for row in rows if row.unit == code], today)
    lines = [say("progress.unit", unit=plan.unit(code).name.upper(), at=now)]
    for phase in plan.phases:
        state = unit.updates[phase.key]
        ahead = state is State.NOT_GIVEN and today < phase.starts
        words = say("progress.ahead") if ahead else say(f"state.{state.value}")
        lines.append(say("tasks.update", period=plan.period_word, phase=phase.name, ends=phase.ends, state=words))
    if unit.report is not None:
        lines.append(say("progress.unit.report", state=say(f"state.{unit.report.value}")))
        lines += [
            say("extension.until", day=row.extended_to)
            for row in rows
            if row.unit == code and row.kind == Kind.REPORT and row.extended_to is not None
        ]
    promised = tallies.promised_results([row for row in rows if row.unit == code], today)
    lines += [say("progress.unit.promised", day=day) for day in promised.values()]
    if unit.tasks:
        lines += ["", say("progress.unit.tasks", heard=unit.heard, owed=len(unit.tasks))]
    for row in rows:
        if row.unit == code and row.kind == Kind.TASK:
            lines.append(say("tasks.row", label=standing.label(plan, row), state=standing.worded(row, stand[row.key])))
    return "\n".join(lines)


def of_phase(plan: Plan, key: str, rows: Sequence[Standing], now: datetime) -> str:
    """Word who gave an update for one phase, for whom nothing arose, who has not."""
    phase = plan.phase(key)
    units = tallies.by_unit(plan, rows, now.astimezone(ZONE).date())
    word = plan.period_word
    lines = [
        say("progress.phase", period=word.upper(), phase=phase.name, at=now),
        say(_LASTS[phase.starts == phase.ends], period=word, starts=phase.starts, ends=phase.ends),
    ]
    for state in SCALES[Kind.UPDATE]:
        names = [plan.unit(unit.unit).short for unit in units if unit.updates[key] is state]
        if names:
            words = say(f"progress.phase.{state.value}")
            lines += ["", say("progress.phase.row", state=words, n=len(names), units=_names(names))]
    return "\n".join(lines)
