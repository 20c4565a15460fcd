"""The command line: `export PLAN`, documents from what is kept. It reads as of one moment, also while the bot runs."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot import exits, garbage
from bot.clock import Clock
from bot.command_line import leave, read_settings
from bot.data_dir import Folder
from bot.files import store
from bot.settings import Settings
from handlers.closings.snapshot import Scope
from handlers.documents import making, own_documents
from handlers.documents.choice import ExportChoice
from handlers.documents.consolidated.report import IssuedBy, ReportWish
from handlers.documents.making import SUMMED, DocumentKind, DocumentsWish, MadeDocument, Workroom
from handlers.house import running
from messages.words import ZONE, say, speaking
from plans.schema import Plan
from storage import migrating
from storage.db import Damaged, Db, reading

_DAY = ["%Y-%m-%d"]


class ExportRefused(Exception):  # noqa: N818 - worded for the person who typed the command
    """What was asked for cannot be made; worded."""

    def __init__(self, sentence: str, code: int = exits.FAILED) -> None:
        """Say why, and with which code of `exits` the command leaves."""
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """What was typed."""

    plan: str
    kinds: Collection[DocumentKind]
    period: str
    unit: str
    first: date | None
    last: date | None
    as_closed: int | None
    as_of: date | None
    now: datetime
    by: IssuedBy
    names_silent: bool
    coded: bool
    out: Path


def export(  # noqa: PLR0913, PLR0917 - each is a word of the command line
    plan: str,
    docx: Annotated[bool, typer.Option("--docx")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx")] = False,
    evidence: Annotated[bool, typer.Option("--evidence")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl")] = False,
    csv: Annotated[bool, typer.Option("--csv")] = False,
    period: str = "",
    unit: str = "",
    first: Annotated[
        datetime | None,
        typer.Option("--from", formats=_DAY),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option("--to", formats=_DAY),
    ] = None,
    as_closed: int | None = None,
    as_of: Annotated[datetime | None, typer.Option(formats=_DAY)] = None,
    by: IssuedBy = IssuedBy.OFFICE,
    names_silent: Annotated[bool, typer.Option("--annex-3")] = False,
    coded: Annotated[bool, typer.Option("--codes")] = False,
    out: Annotated[Path, typer.Option("-o", "--out")] = Path(),
) -> None:
    """Make documents of a plan; works while the bot runs."""
    settings = read_settings()
    named = {
        DocumentKind.DOCX: docx, DocumentKind.XLSX: xlsx, DocumentKind.EVIDENCE: evidence,
        DocumentKind.JSONL: jsonl, DocumentKind.CSV: csv,
    }  # fmt: skip
    with speaking(settings.language):
        asked = ExportAsked(
            plan=plan,
            kinds=[kind for kind, wanted in named.items() if wanted] or [DocumentKind.DOCX],
            period=period,
            unit=unit,
            first=first.date() if first else None,
            last=last.date() if last else None,
            as_closed=as_closed,
            as_of=as_of.date() if as_of else None,
            now=Clock(settings.clock_file if settings.is_local else None).now(),
            by=by,
            names_silent=names_silent,
            coded=coded,
            out=out,
        )
        try:
            with garbage.resting():
                made = asyncio.run(_export(settings, asked))
        except ExportRefused as no:
            leave(str(no), no.code)
        except Damaged as error:
            path = Folder(settings.data_dir).database
            leave(say("data.damaged", path=path, why=str(error)), exits.CONFIGURATION)
        for one in made:
            if one.unusable is None:
                typer.echo(say(f"export.{one.kind}", path=one.path, n=one.n))
        for one in made:
            if one.unusable is not None:
                why = say(one.unusable.key, **one.unusable.facts)
                leave(say("document.not_made", what=say(f"export.kind.{one.kind}"), why=why))


async def _export(settings: Settings, asked: ExportAsked) -> Sequence[MadeDocument]:
    folder = Folder(settings.data_dir)
    if not folder.database.is_file():
        raise ExportRefused(say("export.no_house", path=settings.data_dir), exits.CONFIGURATION)
    if release := migrating.compared(folder.database):
        sentence = say("export.older" if release < 0 else "export.newer", path=settings.data_dir)
        raise ExportRefused(sentence, exits.CONFIGURATION)
    with reading(folder.database) as db:
        plans = await running(db)
        if asked.plan not in plans:
            raise ExportRefused(say("export.no_plan", plan=asked.plan, plans=", ".join(plans) or "–"))
        plan = plans[asked.plan]
        wish = await _wish(db, plan, asked)
        template = folder.template.read_bytes() if folder.template.is_file() else None
        room = Workroom(partial(store.open_path, folder.store), template)
        try:
            asked.out.mkdir(parents=True, exist_ok=True)
            made = await own_documents.wanted(db, plan, wish, asked.out, room)
        except LookupError:  # it was not of the plan then
            raise ExportRefused(say("export.no_unit", unit=asked.unit, example=plan.units[0].code)) from None
        except OSError as why:
            raise ExportRefused(say("export.not_written", path=asked.out, why=why.strerror)) from why
    return made


async def _wish(db: Db, plan: Plan, asked: ExportAsked) -> DocumentsWish:
    _refuse(plan, asked)
    if asked.as_closed is None:
        at = asked.now if asked.as_of is None else datetime.combine(asked.as_of, time(23, 59, 59), ZONE)
        report = ReportWish(at, Scope((asked.period,)) if asked.period else Scope())
    else:
        found = await making.closed(db, plan, asked.as_closed)
        if found is None:
            raise ExportRefused(say("export.no_closing", n=asked.as_closed))
        report = found
    report = replace(report, by=asked.by, names_silent=asked.names_silent)
    choice = ExportChoice(report.scope, asked.unit, asked.first, asked.last)
    return DocumentsWish(asked.kinds, report, choice, asked.coded)


def _refuse(plan: Plan, asked: ExportAsked) -> None:
    """Say what cannot be, or what says two things. Raise ExportRefused."""
    keys = [phase.key for phase in plan.phases]
    if asked.by is IssuedBy.COMMITTEE and (plan.consolidated is None or plan.consolidated.committee is None):
        raise ExportRefused(say("export.no_committee", plan=asked.plan))
    if asked.as_closed is not None and (asked.period or asked.as_of):
        raise ExportRefused(say("export.two_instants"))
    if asked.period and asked.period not in keys:
        raise ExportRefused(say("export.no_period", period=asked.period, periods=", ".join(keys)))
    if asked.unit and not plan.has_unit(asked.unit):
        raise ExportRefused(say("export.no_unit", unit=asked.unit, example=plan.units[0].code))
    sums = not SUMMED.isdisjoint(asked.kinds)
    if sums and (asked.first or asked.last):
        raise ExportRefused(say("export.days_of_sums"))
    if sums and asked.unit and (asked.period or asked.as_closed is not None):
        raise ExportRefused(say("export.unit_whole"))
    if asked.unit == plan.office and DocumentKind.DOCX in asked.kinds:
        raise ExportRefused(say("export.no_own", unit=plan.unit(asked.unit).name))
    if asked.first and asked.last and asked.last < asked.first:
        raise ExportRefused(say("export.days_reversed"))
