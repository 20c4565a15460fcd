"""Play a plan and tell what was found: the bar goes to standard error, what was found to standard output."""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

import typer

from bot.clock import Clock
from bot.command_line import Language
from bot.plan_commands import leave, named
from bot.rehearsal import acts, cast, findings, playing, telling
from bot.rehearsal.cast import Entries, Player
from handlers.delivery import speech
from messages.words import say, speaking
from plans.problems import PlanProblems, Problem
from plans.schema import Plan


def rehearse(plan: str, people: Path | None, entries: Entries, out: Path | None, language: Language) -> None:
    """Play a plan with its people, and write the messages to a spreadsheet where one is wanted."""
    with speaking(language):
        found = named(plan)
    with speech.to(language, (), {found.code: found}, playing.HOUSE):
        players = _players(found, people)
        starts, ends = playing.span(found)
        whole = int((ends - starts).total_seconds())
        with typer.progressbar(length=whole, label=say("rehearse.bar"), file=sys.stderr) as bar:

            def told(at: datetime) -> None:
                bar.update(int((at - starts).total_seconds()) - bar.pos)

            played = asyncio.run(playing.play(found, players, acts.of(found, players, entries), told))
            told(ends)
        noted = findings.of(played, Clock().now(), answers=entries is not Entries.NONE)
        for line in telling.lines(played, entries, noted):
            typer.echo(line)
        if out is not None:
            _write(played, noted, out)


def _players(plan: Plan, file: Path | None) -> tuple[Player, ...]:
    if file is None:
        return cast.invented(plan)
    from bot.rehearsal import roster

    try:
        return roster.read(file, plan)
    except PlanProblems as error:
        leave(error.problems)


def _write(played: playing.Played, noted: tuple[findings.Finding, ...], out: Path) -> None:
    from bot.rehearsal import workbook

    try:
        with out.open("wb") as file:  # opened first: half a workbook cannot be thrown away quietly
            workbook.write(played, noted, file)
    except OSError as error:
        leave([Problem(0, "", "rehearse.unwritable", {"file": out, "why": error.strerror or error})])
    typer.echo(say("rehearse.written", file=out))
