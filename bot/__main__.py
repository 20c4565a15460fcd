"""The command line: run, sandbox, plan, invite, export, template, backup, restore, status, stuck, doctor."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from bot import children, exits, garbage, orders, plan_commands
from bot.backups import command as backups
from bot.command_line import language_of_help, leave, ordered, read_settings, word
from bot.data_dir import Occupied, Unusable
from bot.documents import exporting, templates
from bot.health import commands as health
from bot.health import examining
from bot.rehearsal import command as rehearsal
from messages.words import ZONE, say, speaking
from storage import checking
from storage.members.people import Role

commands = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # among them are the token, and what people wrote
)
commands.add_typer(plan_commands.commands, name="plan")
plan_commands.commands.command("rehearse")(rehearsal.rehearse)
commands.add_typer(templates.commands, name="template")
commands.command("export")(exporting.export)
commands.command("status")(health.status)
commands.add_typer(health.stuck, name="stuck")
commands.command("backup")(backups.backup)
commands.command("restore")(backups.restore)


def _tell_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"daumoi {metadata.version('daumoi')}")
        raise typer.Exit


@commands.callback()
def program(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_tell_version)] = False,
) -> None:
    """Đầu Mối, a chat bot for reporting offices."""


@commands.command()
def run(
    beside: Annotated[int, typer.Option(hidden=True)] = 0,
    new_bot: Annotated[bool, typer.Option("--new-bot")] = False,
) -> None:
    """Run the bot until it is told to stop."""
    garbage.rest()
    from bot.channel import ChannelStopped, TwoBots
    from bot.running import run as run_bot

    if beside:
        children.end_with(beside)
    settings = read_settings()
    with speaking(settings.language):
        if not settings.telegram_token:
            leave(say("cli.no_token"), exits.CONFIGURATION)
        try:
            run_bot(settings, new_bot=new_bot, is_played=bool(beside))
        except Occupied as other:
            leave(say("cli.occupied", path=settings.data_dir, process=str(other)), exits.OCCUPIED)
        except Unusable as no:
            leave(say(no.because, **no.facts), no.code)
        except TwoBots:
            leave(say("cli.two_bots"), exits.OCCUPIED)
        except ChannelStopped as why:
            leave(say("cli.channel_stopped", why=str(why)), exits.CONFIGURATION)


@commands.command()
def invite(
    unit: Annotated[str, typer.Argument()] = "",
    role: Role = Role.OFFICIAL,
    plan: str = "",
    admin: Annotated[bool, typer.Option("--admin")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Make a one-time code, good for 72 hours; works while the bot runs."""
    wanted = Role.ADMIN if admin else role
    answer = ordered({"order": "invite", "unit": unit, "role": wanted.value, "plan": plan})
    if as_json:
        typer.echo(json.dumps(answer))
    else:
        typer.echo("\n".join(str(answer[part]) for part in ("code", "link", "expires") if answer[part]))


@plan_commands.commands.command("load")
def load_plan(
    plan: str,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    """Make a plan the running one; works while the bot runs."""
    with speaking(read_settings().language):
        found = plan_commands.named(plan)
        if not yes:
            leave(say("cli.load.needs_yes", plan=found.key), exits.USAGE)
        ordered({"order": "load", "plan": found.model_dump_json()})
        typer.echo(say("cli.load.done", plan=found.key, units=len(found.units), tasks=len(found.assignments())))


doctoring = typer.Typer()
commands.add_typer(doctoring, name="doctor")


@doctoring.callback(invoke_without_command=True)
def doctor(
    context: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild")] = False,
) -> None:
    """Look whether everything kept agrees (exit 1: no); works while the bot runs."""
    if context.invoked_subcommand is None:
        settings = read_settings()
        here = [*examining.place(settings), *asyncio.run(examining.channel(settings))]
        answer = asyncio.run(
            orders.send(settings, {"order": "doctor", "rebuild": rebuild, "language": settings.language})
        )
        if "refused" not in answer and (old := checking.old_sqlite()):
            with speaking(settings.language):
                typer.echo(say("doctor.sqlite", version=old), err=True)
        _tell({"findings": [*map(asdict, here), *answer.get("findings", [])]}, answer)


@doctoring.command("figures")
def doctor_figures(plan: str) -> None:
    """Count a plan's figures again, from all that was said and decided, and tell where what is kept differs."""
    _tell(ordered({"order": "figures", "plan": plan}), {})


def _tell(answer: Mapping[str, Any], refused: Mapping[str, Any]) -> None:
    """Print what was found; leave with 1 where something is wrong, and otherwise where the data could not be had."""
    findings = answer["findings"]
    with speaking(read_settings().language):
        for one in findings:
            typer.echo(say(f"doctor.{one['what']}", **one["facts"]))
        if "refused" in refused:
            leave(say(refused["refused"], **refused["facts"]), refused["code"])
        if not findings:
            typer.echo(say("doctor.well"))
    if any(one["wrong"] for one in findings):
        raise typer.Exit(exits.FAILED)


@commands.command()
def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8080,
    keep: Path | None = None,
    at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"]),
    ] = None,
) -> None:
    """The whole product on this machine: no token, no network, a page with a chat for each person."""
    from bot.sandbox.starting import start
    from bot.sandbox.world import MORNING

    start(port, keep, MORNING if at is None else at.replace(hour=7, tzinfo=ZONE))


def main() -> None:
    """Run the command line."""
    children.leave_this_folder()
    command = get_command(commands)
    assert isinstance(command, TyperGroup)
    with speaking(language_of_help()):
        word(command)
    command()


if __name__ == "__main__":
    main()
