"""The command line: `export PLAN`, documents from what is kept. It reads as of one moment, also while the bot runs."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.command_line import read_settings
from bot.data_dir import Folder
from bot.settings import Settings
from handlers.closings.snapshot import Scope
from handlers.documents import making
from handlers.documents.consolidated.report import IssuedBy
from handlers.documents.making import ReportWish
from handlers.house import running
from messages.documents.paper.rendering import UnusableTemplateError
from messages.words import ZONE, say, speaking, write
from plans.schema import Plan
from storage.db import Db, reading


class ExportRefused(Exception):  # noqa: N818 - worded for the person who typed the command
    """What was asked for cannot be made; worded."""


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """What was typed."""

    plan: str
    period: str
    as_closed: int | None
    at: datetime
    by: IssuedBy
    names_silent: bool
    out: Path


def export(
    plan: Annotated[str, typer.Argument(help="The code of a running plan.")],
    period: Annotated[str, typer.Option(help="The key of one period of the plan; without it all of the plan.")] = "",
    as_closed: Annotated[int | None, typer.Option(help="As closing number N held it.")] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="As it stood at the end of this day.")
    ] = None,
    by: Annotated[IssuedBy, typer.Option(help="Who issues the report.")] = IssuedBy.OFFICE,
    names_silent: Annotated[bool, typer.Option("--annex-3", help="With the annex that says who has not sent.")] = False,
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder for the documents.")] = Path(),
) -> None:
    """Make documents of a plan; works while the bot runs."""
    settings = read_settings()
    with speaking(settings.language):
        now = Clock(settings.clock_file if settings.is_local else None).now()
        at = now if until is None else datetime.combine(until.date(), time(23, 59, 59), ZONE)
        asked = ExportAsked(plan, period, as_closed, at, by, names_silent, out)
        try:
            for line in asyncio.run(_export(settings, asked)):
                typer.echo(line)
        except ExportRefused as no:
            typer.echo(str(no), err=True)
            raise typer.Exit(1) from None


async def _export(settings: Settings, asked: ExportAsked) -> Sequence[str]:
    folder = Folder(settings.data_dir)
    if not folder.database.is_file():
        raise ExportRefused(say("export.no_house", path=settings.data_dir))
    with reading(folder.database) as db:
        plans = await running(db)
        if asked.plan not in plans:
            raise ExportRefused(say("export.no_plan", plan=asked.plan, plans=", ".join(plans) or "–"))
        plan = plans[asked.plan]
        if asked.by is IssuedBy.COMMITTEE and (plan.consolidated is None or plan.consolidated.committee is None):
            raise ExportRefused(say("export.no_committee", plan=asked.plan))
        wish = await _wish(db, plan, asked)
        template = folder.template.read_bytes() if folder.template.is_file() else None
        try:
            made = await making.consolidated(db, plan, wish, template)
        except UnusableTemplateError as no:
            raise ExportRefused(say(no.key, **no.facts)) from no
    path = asked.out / write("file.report", plan=plan.code, day=f"{wish.at.astimezone(ZONE):%Y-%m-%d}")
    try:
        asked.out.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.file)
    except OSError as why:
        raise ExportRefused(say("export.not_written", path=path, why=why.strerror)) from why
    return [say("export.report", path=path, n=made.to_fill)]


async def _wish(db: Db, plan: Plan, asked: ExportAsked) -> ReportWish:
    if asked.as_closed is not None:
        found = await making.closed(db, plan, asked.as_closed)
        if found is None:
            raise ExportRefused(say("export.no_closing", n=asked.as_closed))
        return replace(found, by=asked.by, names_silent=asked.names_silent)
    keys = [phase.key for phase in plan.phases]
    if asked.period and asked.period not in keys:
        raise ExportRefused(say("export.no_period", period=asked.period, periods=", ".join(keys)))
    scope = Scope((asked.period,)) if asked.period else Scope()
    return ReportWish(asked.at, scope, asked.by, asked.names_silent)
