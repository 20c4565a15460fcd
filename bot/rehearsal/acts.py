"""What invented officials do in a rehearsal, and when: the same each time, for nothing is drawn by lot.

Diligent: every task has a result before its window ends, every phase is brought up to date,
the signed report goes in mid-January. Typical: most are diligent, a third does half and is
near the deadline, some are late, a few never answer.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.rehearsal.cast import Entries, Player
from handlers.entries import access
from messages.words import ZONE, say
from plans import calendar
from plans.schema import Phase, Plan, Sensitive, Task
from storage.members.people import Role

_SIGNED_AFTER = timedelta(days=14)  # from the end of the campaign to the signed report of the diligent
_ONE_DAY = timedelta(days=1)
_SOON = timedelta(days=4)  # within which the diligent act in each phase
_ANY = timedelta.max
_RESULT = "/baocao"
_ONE_IN = 7  # results one lies for some days before the office reviews it
_LEFT_LYING = timedelta(days=3)


class Manner(StrEnum):
    """How one unit behaves."""

    DILIGENT = "diligent"
    NEAR = "near"  # half of its tasks, the report in the last week
    LATE = "late"  # one result, the report after the deadline
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody writes a line at an instant. `says` are answers to questions; `done`: the task is finished with it.

    `then` is the label of a button below what comes of it, typed.
    """

    at: datetime
    player: Player
    line: str
    says: Mapping[str, str] = field(default_factory=dict)
    done: bool = False
    then: str = ""


def of(plan: Plan, players: Sequence[Player], how: Entries) -> tuple[Act, ...]:
    """Give everything that is done, the earliest first."""
    if how is Entries.NONE:
        return ()
    coordinator = next((player for player in players if player.role is Role.COORDINATOR), None)
    officials = [player for player in players if player.role is Role.OFFICIAL]
    found: list[Act] = []
    for unit in plan.units:
        mine = next((player for player in officials if player.unit == unit.code), None)
        if mine is not None:
            manner = Manner.DILIGENT if how is Entries.DILIGENT else manner_of(unit.code)
            own = sorted(_of_unit(plan, mine, coordinator, manner), key=_order)
            found += own
            if coordinator is not None:
                found += _reviewed(plan, own, coordinator)
    return tuple(sorted(found, key=_order))


def _order(act: Act) -> tuple[datetime, str, str]:
    return act.at, act.player.chat, act.line


def manner_of(code: str) -> Manner:
    """Say how a unit behaves where most are as units are."""
    place = _drawn(code) % 100
    return next(manner for below, manner in _SHARES if place < below)


_SHARES = ((50, Manner.DILIGENT), (80, Manner.NEAR), (94, Manner.LATE), (100, Manner.SILENT))


def _of_unit(plan: Plan, mine: Player, coordinator: Player | None, manner: Manner) -> Iterator[Act]:
    tasks = [task for task in plan.tasks_of(mine.unit) if task.reminded and not task.umbrella]
    if manner is Manner.SILENT:
        return
    if manner is Manner.LATE:
        tasks = tasks[:1]
    elif manner is Manner.NEAR:
        tasks = tasks[::2]
    told: set[str] = set()
    for place, task in enumerate(tasks):
        is_first = manner is Manner.DILIGENT and place == 0
        phases = plan.phases if is_first else (_turn(plan, task, place, manner),)
        for phase in phases:
            day = _held(plan, mine, task, phase, _SOON if manner is Manner.DILIGENT else _ANY)
            told.add(plan.phase_of(day).key)
            yield _result(mine, task, day, done=phase is phases[-1] and manner is Manner.DILIGENT)
    if manner is Manner.DILIGENT:
        for phase in plan.phases:
            if phase.key not in told:
                what = say("nothing.phase", period=plan.period_word, phase=phase.name)
                yield Act(_hour(mine.unit, phase.ends, "none"), mine, "/khongphatsinh", {"nothing": what})
    yield from _report(plan, mine, coordinator, manner)


def _reviewed(plan: Plan, own: Sequence[Act], coordinator: Player) -> Iterator[Act]:
    """Let the office look at each result of a unit and take it in, most of them the next day."""
    results = [act for act in own if act.line.startswith(_RESULT)]
    for place, act in enumerate(results, 1):
        number = access.numbered(plan.code, act.player.unit, place)
        day = act.at.date()
        if _drawn(number) % _ONE_IN == 0:
            day += _LEFT_LYING
        at, do = _hour(act.player.unit, day, f"look {place}"), say("review.do.taken_in")
        yield Act(at, coordinator, f"/rasoat {number}", then=do)


def _turn(plan: Plan, task: Task, place: int, manner: Manner) -> Phase:
    if manner is Manner.LATE:
        return plan.phases[-1]
    ends_early = task.window is not None and task.window.ends < plan.phases[-1].ends
    return plan.phases[0] if ends_early else plan.phases[place % len(plan.phases)]


def _held(plan: Plan, mine: Player, task: Task, phase: Phase, soon: timedelta) -> date:
    """Give a day for it: within the task's own days, and within the phase where they meet, of the first `soon`."""
    first, last = phase.starts, phase.ends
    if task.window is not None and task.window.starts <= last and first <= task.window.ends:
        first, last = max(first, task.window.starts), min(last, task.window.ends)
    elif task.window is not None:
        first, last = task.window.starts, task.window.ends
    if plan.phase_of(first).key != phase.key and first < last:
        first += _ONE_DAY  # the day two phases share counts for the other
    days = min(last - first, soon).days
    return first + timedelta(days=_drawn(f"{mine.unit}/{task.key}/{phase.key}") % max(1, days))


def _result(mine: Player, task: Task, day: date, *, done: bool) -> Act:
    drawn = _drawn(f"{mine.unit}/{task.key}/{day}")
    words = say("rehearse.says.result", day=day, n=20 + drawn % 180)
    if done:
        words += f", {say('rehearse.says.done')}"
    line = f"{_RESULT} {task.key}"
    if task.sensitive is Sensitive.NO:
        line += f" {words}"
    says = {"days": f"{day:%d/%m/%Y}", "title": say("rehearse.says.title"), "count": f"{1 + drawn % 3}"}
    return Act(_hour(mine.unit, day, task.key), mine, line, says, done)


def _report(plan: Plan, mine: Player, coordinator: Player | None, manner: Manner) -> Iterator[Act]:
    """Let the unit say it has sent its signed report, and the office, the next day, that it is there."""
    if mine.unit == plan.office:  # it consolidates the others'
        return
    if plan.deadline is None or plan.deadline.last_day is None:
        return
    last = plan.deadline.last_day
    on = {
        Manner.DILIGENT: min(plan.ends + _SIGNED_AFTER, last - _ONE_DAY),
        Manner.NEAR: last - timedelta(days=_drawn(mine.unit) % 6),
        Manner.LATE: last + timedelta(days=1 + _drawn(mine.unit) % 4),
    }[manner]
    stated = _hour(mine.unit, on, "report")
    number = f"{_drawn(mine.unit) % 300 + 1}/BC-{mine.unit}"
    yield Act(stated, mine, "/vanban", {"signed_report_number": number, "signed_on": f"{stated:%d/%m/%Y}"})
    if coordinator is not None:
        got = _hour(mine.unit, stated.date(), "got")
        yield Act(got, coordinator, f"/danhan {mine.unit} got", {"received_on": f"{stated:%d/%m/%Y}"})


def _hour(unit: str, day: date, what: str) -> datetime:
    """Give an instant of office hours on the first working day after."""
    drawn = _drawn(f"{unit}/{what}")
    hour = 8 + drawn % 3 if drawn % 2 else 14 + drawn % 2
    at = time(hour, drawn // 7 % 60)
    return datetime.combine(calendar.next_working_day(day), at, ZONE)


def _drawn(word: str) -> int:
    """Give a number that is always the same for the same words."""
    return zlib.crc32(word.encode())
