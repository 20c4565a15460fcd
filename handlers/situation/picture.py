"""The facts of the progress picture."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from handlers.delivery.long_work import Bench, Made, MadeFile
from handlers.obligations import tallies
from handlers.obligations.tallies import OfUnit
from messages.documents.progress import MOST_ROWS, Drawing, Mark, PhaseHeading, Row, Section
from messages.values import FileKind
from messages.words import ZONE, say
from plans.obligations import State
from plans.schema import Phase, Plan
from storage.db import Db
from storage.obligations import owed
from storage.results import tally

KIND: Final = "progress"


_UPDATE: Final[Mapping[State, Mark]] = {State.GIVEN: Mark.DONE, State.NOT_ARISING: Mark.NOTHING}


_REPORT: Final[Mapping[State, Mark]] = {State.IN_TIME: Mark.DONE, State.LATE: Mark.LATE}


_LATE: Final = frozenset({State.DONE_LATE, State.OPEN_LATE})


_SETTLED: Final = frozenset({State.DONE_IN_TIME, State.NOT_ARISING})


async def drawing(db: Db, plan: Plan, now: datetime) -> Drawing:
    """Gather what the progress picture shows at `now`."""
    today = now.astimezone(ZONE).date()
    rows = await owed.of_plan(db, plan.code)
    units = tallies.by_unit(plan, rows, today)
    drawn = {unit.unit: unit for unit in sorted(units, key=_behind)[:MOST_ROWS]}
    kinds = dict.fromkeys(unit.kind for unit in plan.units)
    groups = (
        Section(
            kind.value,
            tuple(_row(plan, drawn[u.code], today) for u in plan.units if u.kind is kind and u.code in drawn),
        )
        for kind in kinds
    )
    reports, tasks = tallies.signed_reports(plan, rows, today), tallies.tasks(plan, rows, today)
    return Drawing(
        plan=plan.short,
        phase_word=plan.period_word,
        at=now,
        phases=tuple(PhaseHeading(phase.key, phase.ends) for phase in plan.phases),
        groups=tuple(group for group in groups if group.rows),
        curve=tallies.by_day(await tally.by_hour(db, plan.code), plan.starts, today),
        reports=(tallies.sent(reports), sum(reports.values())),
        tasks=(sum(tasks.values()) - tasks[State.NO_WORD], sum(tasks.values())),
        left_out=len(units) - len(drawn),
    )


async def make(bench: Bench) -> Made:
    """Draw the picture, as long work; without words of its own it gets a caption."""
    from messages.documents import progress_png

    plan, now = bench.plan, bench.now
    picture = progress_png.png(await drawing(bench.db, plan, now))
    text = bench.wanted.text or say("progress.caption", plan=plan.short, at=now)
    return Made(text, (MadeFile(FileKind.PHOTO, say("progress.file", plan=plan.code), picture),))


def _behind(unit: OfUnit) -> tuple[bool, float]:
    """Order units by how much is missing; of very many only these are drawn."""
    return unit.report in {State.IN_TIME, State.LATE}, unit.heard / max(1, len(unit.tasks))


def _row(plan: Plan, unit: OfUnit, today: date) -> Row:
    phases = tuple(_update(unit.updates[phase.key], phase, today) for phase in plan.phases)
    is_overdue = plan.deadline is not None and today > plan.deadline.last_day
    not_sent = Mark.OVERDUE if is_overdue else Mark.MISSING
    report = None if unit.report is None else _REPORT.get(unit.report, not_sent)
    return Row(plan.unit(unit.unit).short, phases, _tasks(set(unit.tasks)), unit.heard, len(unit.tasks), report)


def _update(state: State, phase: Phase, today: date) -> Mark:
    not_given = Mark.AHEAD if today < phase.starts else Mark.MISSING
    return _UPDATE.get(state, not_given)


def _tasks(states: set[State]) -> Mark | None:
    """Give one mark for all tasks of a unit; None where it owes none."""
    if not states:
        return None
    if states & _LATE:
        return Mark.LATE
    if states == {State.NO_WORD}:
        return Mark.MISSING
    if states <= {State.NOT_ARISING, State.SAID_NOTHING}:
        return Mark.NOTHING
    return Mark.DONE if states <= _SETTLED else Mark.GOING
