"""The command line for plans: `plan check FILE` and `plan show FILE|CODE [--json]`.

A bad file is told on standard error, a sentence for each problem with line and field,
and leaves with 1; notes on what is odd but allowed leave with 0. What reads plans is loaded where it is
used: a bot that runs needs none of it.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot import exits
from bot.command_line import Language, spoken
from messages.words import say
from plans.schema import Plan

if TYPE_CHECKING:
    from plans.problems import Problem

commands = typer.Typer(no_args_is_help=True)


@commands.command("check")
def check_file(file: Path, language: Language | None = None) -> None:
    """Tell everything that is wrong with a plan file, then what is odd in it but allowed."""
    from plans import check

    with spoken(language):
        plan = read_file(file)
        notes = check.notes(plan)
        for note in notes:
            typer.echo(say("planfile.note.line", field=note.field, what=say(note.because, **note.facts)))
        typer.echo(say("planfile.sound", file=file, tasks=len(plan.tasks), units=len(plan.units), notes=len(notes)))


@commands.command("show")
def show_plan(
    plan: str,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    language: Language | None = None,
) -> None:
    """Show a plan whole."""
    from plans import show

    with spoken(language):
        found = named(plan)
        typer.echo(json.dumps(show.as_json(found), ensure_ascii=False, indent=2) if as_json else show.as_text(found))


def problem_lines(problems: Iterable["Problem"]) -> list[str]:
    """Word each problem in a line: where, and what to write instead."""
    return [_line(problem) for problem in problems]


def _line(problem: "Problem") -> str:
    what = say(problem.because, **problem.facts)
    if not problem.line:
        return what
    if not problem.field:
        return say("planfile.problem.line", line=problem.line, what=what)
    return say("planfile.problem.field", line=problem.line, field=problem.field, what=what)


def named(name: str) -> Plan:
    """Find a plan by its file, code or key, or leave with a sentence."""
    from plans import reading
    from plans.problems import Problem

    if not Path(name).exists():
        shipped = [read_file(path) for path in reading.shipped()]
        for plan in shipped:
            if name.casefold() in {plan.key.casefold(), plan.code.casefold()}:
                return plan
        known = ", ".join(word for plan in shipped for word in (plan.code, plan.key))
        leave([Problem(0, "", "planfile.unknown_plan", {"typed": name, "known": known})])
    return read_file(Path(name))


def read_file(file: Path) -> Plan:
    """Read a plan file, or leave with a sentence for each problem."""
    from plans import reading
    from plans.problems import PlanProblems

    try:
        return reading.read(file)
    except PlanProblems as error:
        leave(error.problems)


def leave(problems: Iterable["Problem"]) -> NoReturn:
    """Tell each problem on standard error, and leave with 1."""
    for line in problem_lines(problems):
        typer.echo(line, err=True)
    raise typer.Exit(exits.FAILED)
