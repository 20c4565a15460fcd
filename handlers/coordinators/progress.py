"""/tiendo: where each unit stands, as a list at once and as a picture a moment later; of one unit; of one phase.

The facts of the picture are gathered here, for the daily digest as well. They hold counts
and states, never a task.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from handlers import figures, long_work
from handlers.coordinators import progress_lists
from handlers.desk import Desk
from handlers.figures import OfUnit
from handlers.handler import OFFICE, Handler
from handlers.long_work import File, Made, Wanted
from messages.documents.progress import MOST_ROWS, Drawing, Group, Mark, Phase, Row
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.values import FileKind
from messages.words import ZONE, language, say
from plans.obligations import State
from plans.schema import Plan
from plans.units import spelled
from storage import arrivals, owed
from storage.db import Db
from storage.owed import Standing

KIND: Final = "progress"
_CHOICES: Final = 8  # more units than this are not worth choosing from
_UPDATE: Final[Mapping[State, Mark]] = {State.GIVEN: Mark.DONE, State.NOT_ARISING: Mark.NOTHING}
_REPORT: Final[Mapping[State, Mark]] = {State.IN_TIME: Mark.DONE, State.LATE: Mark.LATE}
_LATE: Final = frozenset({State.DONE_LATE, State.OPEN_LATE})
_SETTLED: Final = frozenset({State.DONE_IN_TIME, State.NOT_ARISING})


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed behind the command, and where everything stands."""

    typed: str
    rows: tuple[Standing, ...]


async def look(desk: Desk) -> Given:
    return Given(desk.words.strip(), tuple(await owed.of_plan(desk.db, desk.plan.code)))


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    plan = desk.plan
    text = _text(desk, given)
    if text is None:
        return _not_found(plan, given.typed)
    wanted = Wanted(KIND, plan.code, language(), (desk.person.id,))
    await long_work.ask(desk.db, wanted, desk.now, by=desk.person.id, key=f"{KIND}/{plan.code}/{desk.person.id}")
    return Prompt(f"{text}\n\n{say('progress.coming')}")


def _text(desk: Desk, given: Given) -> str | None:
    """Word the list that was asked for; None where what was typed means nothing, or several things."""
    plan, rows, now = desk.plan, given.rows, desk.now
    if not given.typed:
        return progress_lists.of_all(plan, rows, now)
    phase = _phase(plan, given.typed)
    if phase:
        return progress_lists.of_phase(plan, phase, rows, now)
    units = plan.find_units(given.typed)
    return progress_lists.of_unit(plan, units[0].code, rows, now) if len(units) == 1 else None


def _phase(plan: Plan, typed: str) -> str:
    """Give the phase somebody means: its number, with or without the plan's word for it, or its name; else ""."""
    wanted = spelled(typed)
    for phase in plan.phases:
        words = {phase.key, f"{plan.period_word} {phase.key}", f"{say('progress.phase_word')} {phase.key}", phase.name}
        if wanted in {spelled(each) for each in words}:
            return phase.key
    return ""


def _not_found(plan: Plan, typed: str) -> Prompt:
    units = plan.find_units(typed)
    example = plan.units[0].code
    if not units:
        key, phase = plan.phases[0].key, plan.period_word
        return Prompt(say("progress.unknown", typed=typed, period=phase, plan=plan.short, unit=example, phase=key))
    if len(units) > _CHOICES:
        return Prompt(say("progress.too_many", typed=typed, n=len(units), unit=example))
    return Prompt(
        say("progress.several", typed=typed), tuple(Choice(f"/tiendo {unit.code}", unit.name) for unit in units)
    )


async def drawing(db: Db, plan: Plan, now: datetime) -> Drawing:
    """Gather what the progress picture shows at `now`."""
    today = now.astimezone(ZONE).date()
    rows = await owed.of_plan(db, plan.code)
    units = figures.by_unit(plan, rows, today)
    drawn = {unit.unit: unit for unit in sorted(units, key=_behind)[:MOST_ROWS]}
    kinds = dict.fromkeys(unit.kind for unit in plan.units)
    groups = (
        Group(
            kind.value,
            tuple(_row(plan, drawn[u.code], today) for u in plan.units if u.kind is kind and u.code in drawn),
        )
        for kind in kinds
    )
    reports, tasks = figures.written_reports(plan, rows, today), figures.tasks(plan, rows, today)
    return Drawing(
        plan=plan.short,
        phase_word=plan.period_word,
        at=now,
        phases=tuple(Phase(phase.key, phase.ends) for phase in plan.phases),
        groups=tuple(group for group in groups if group.rows),
        curve=figures.by_day(await arrivals.by_hour(db, plan.code), plan.starts, today),
        reports=(reports[State.IN_TIME] + reports[State.LATE], sum(reports.values())),
        tasks=(sum(tasks.values()) - tasks[State.NO_WORD], sum(tasks.values())),
        left_out=len(units) - len(drawn),
    )


async def make(db: Db, plan: Plan, wanted: Wanted, now: datetime) -> Made:
    """Draw the picture, as long work; without words of its own it gets a caption."""
    from messages.documents import progress_png

    picture = progress_png.png(await drawing(db, plan, now))
    text = wanted.text or say("progress.caption", plan=plan.short, at=now)
    return Made(text, (File(FileKind.PHOTO, say("progress.file", plan=plan.code), picture),))


def _behind(unit: OfUnit) -> tuple[bool, float]:
    """Order units by how much is missing; of very many only these are drawn."""
    return unit.report is not State.NOT_SENT, unit.heard / max(1, len(unit.tasks))


def _row(plan: Plan, unit: OfUnit, today: date) -> Row:
    phases = tuple(
        _UPDATE.get(unit.updates[phase.key], Mark.AHEAD if today < phase.starts else Mark.MISSING)
        for phase in plan.phases
    )
    overdue = plan.deadline is not None and today > plan.deadline.last_day
    report = _REPORT.get(unit.report, Mark.OVERDUE if overdue else Mark.MISSING)
    return Row(plan.unit(unit.unit).short, phases, _tasks(set(unit.tasks)), unit.heard, len(unit.tasks), report)


def _tasks(states: set[State]) -> Mark | None:
    """Give one mark for all tasks of a unit; None where it owes none."""
    if not states:
        return None
    if states & _LATE:
        return Mark.LATE
    if states == {State.NO_WORD}:
        return Mark.MISSING
    if states == {State.NOT_ARISING}:
        return Mark.NOTHING
    return Mark.DONE if states <= _SETTLED else Mark.GOING


PROGRESS: Final = Handler("progress", ("tiendo", "progress"), OFFICE, look, talk, act)
