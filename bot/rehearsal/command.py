"""The command line: `plan rehearse PLAN`. What rehearses is loaded where it is used; a bot that runs needs none."""

from pathlib import Path
from typing import Annotated

import typer

from bot.plan_commands import Language
from bot.rehearsal.cast import Entries


def rehearse(
    plan: Annotated[str, typer.Argument(help="A plan file, or the code or key of a plan that comes with the program.")],
    people: Annotated[
        Path | None, typer.Option(help="A spreadsheet: unit, role, name, title; without it people are invented.")
    ] = None,
    entries: Annotated[Entries, typer.Option(help="How officials answer.")] = Entries.NONE,
    out: Annotated[Path | None, typer.Option(help="Write a spreadsheet of every message.")] = None,
    language: Language = Language.VI,
) -> None:
    """Play a plan from the first day to the last, in seconds, and tell what would be sent."""
    from bot.rehearsal import rehearsing

    rehearsing.rehearse(plan, people, entries, out, language)
