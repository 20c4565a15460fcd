"""Results for other programs, one after another: as JSON Lines, or as CSV with a row for each figure."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from handlers.closings import as_of, placing
from handlers.documents import reviewed, whole, withheld
from handlers.documents.choice import ALL, ExportChoice
from handlers.documents.lists.exported import ExportedFigure, ExportedPartner, ExportedResult, ExportedRow, Number
from handlers.entries import access
from handlers.entries.contents import Result
from messages.documents import separated
from messages.words import ZONE
from plans.schema import Plan
from storage.db import Db
from storage.results import entries, history
from storage.results.status import Status

_RECEIVED: Final = Status.RECEIVED  # looked up once, for all of them


class LineForm(StrEnum):
    """As what results are written."""

    JSONL = "jsonl"
    CSV = "csv"


async def write(
    db: Db, plan: Plan, at: datetime, path: Path, choice: ExportChoice = ALL, form: LineForm = LineForm.JSONL
) -> int:
    """Write the results that stood at an instant, in the order of units and numbers; give how many."""
    found = _results(db, plan, at, choice)
    with whole.file(path) as place:
        return await (_as_json(found, place) if form is LineForm.JSONL else _as_rows(found, place))


async def _as_json(found: AsyncIterator[ExportedResult], place: Path) -> int:
    count = 0
    with place.open("w", encoding="utf-8", newline="\n") as file:
        async for result in found:
            file.write(f"{result.model_dump_json()}\n")
            count += 1
    return count


async def _as_rows(found: AsyncIterator[ExportedResult], place: Path) -> int:
    count = 0
    with separated.writing(place) as table:
        table.add(list(ExportedRow.model_fields))
        async for result in found:
            for row in _rows(result):
                table.add([_plain(value) for value in row.model_dump(mode="json").values()])
            count += 1
    return count


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _rows(result: ExportedResult) -> Iterator[ExportedRow]:
    of_both = {name: getattr(result, name) for name in ExportedRow.model_fields if hasattr(result, name)}
    for figure in result.figures or (None,):
        told = (
            figure.model_dump(exclude={"label"})
            if figure
            else dict.fromkeys(("indicator", "value", "measure", "precision"))
        )
        yield ExportedRow(**{**of_both, "tasks": " ".join(result.tasks), **told})


async def _results(db: Db, plan: Plan, at: datetime, choice: ExportChoice) -> AsyncIterator[ExportedResult]:
    then = await as_of.plan_at(db, plan, at)
    secret = withheld.tasks(plan, then)
    for unit in choice.units(await entries.units(db, plan.code)):
        every = as_of.results(then, await history.of_unit(db, plan.code, unit, at), at)
        statuses = reviewed.statuses(await history.happened(db, plan.code, unit, at))
        for result in choice.results(then, every):
            status = statuses.get(result.entry.number, _RECEIVED)
            yield _exported(then, result, status, tells=not withheld.is_withheld(result.content, secret))


def _exported(plan: Plan, result: Result, status: Status, *, tells: bool) -> ExportedResult:
    content, entry = result.content, result.entry
    unit, days = plan.unit(entry.unit), content.days if tells else None
    told = tells and bool(content.figures)
    return ExportedResult(
        form_version=1,
        plan=plan.code,
        number=access.number(entry),
        unit=unit.code,
        unit_name=unit.name,
        unit_kind=unit.kind,
        kind=content.kind,
        withheld=not tells,
        status=status,
        version=entry.version,
        tasks=list(content.tasks),
        phase=placing.goes_with(plan, content, _day(entry.made_at)) or None,
        form=(content.form or None) if tells else None,
        title=(content.title or None) if tells else None,
        first_day=days.first if days else None,
        last_day=days.last if days else None,
        place=(content.place or None) if tells else None,
        partners=[ExportedPartner(unit=one.unit or None, name=one.name) for one in content.partners] if tells else [],
        figures=list(_figures(plan, result)) if tells else [],
        counts=content.counts if told else None,
        within=access.numbered(plan.code, unit.code, content.within) if told and content.within is not None else None,
        activities=content.count,
        by_letter=content.by_letter,
        finished=content.finished if content.states else None,
        made_at=entry.made_at.astimezone(ZONE),
        said_at=entry.said_at.astimezone(ZONE),
    )


def _figures(plan: Plan, result: Result) -> Iterator[ExportedFigure]:
    for figure in result.content.figures:
        indicator = plan.indicator(figure.indicator)
        yield ExportedFigure(
            indicator=indicator.key,
            label=indicator.label,
            value=number(figure.value),
            measure=indicator.unit,
            precision=figure.precision,
        )


def number(value: Decimal) -> Number:
    """Give a value as JSON has numbers; three decimals fit."""
    return int(value) if value == int(value) else float(value)


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()
