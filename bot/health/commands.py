"""The command line: `status` asks a running bot how it does; `stuck` shows what waits for a person, and decides it."""

import asyncio
import json
from typing import Annotated, Any

import typer

from bot import exits, orders
from bot.command_line import leave, ordered, read_settings
from bot.data_dir import Folder, is_occupied
from handlers.delivery.stuck_messages import AGAIN, LET_GO
from messages.words import say, speaking


def status(
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Say how the running bot does (exit 1: somebody has to look, or none runs)."""
    settings = read_settings()
    folder = Folder(settings.data_dir)
    with speaking(settings.language):
        answer = asyncio.run(orders.hand_over(folder, {"order": "status", "language": settings.language}))
        if "refused" in answer:
            if not is_occupied(folder):
                leave(say("status.not_running", path=settings.data_dir))
            leave(say(answer["refused"], **answer["facts"]), answer.get("code", exits.FAILED))
        if as_json:
            typer.echo(json.dumps(answer, ensure_ascii=False))
        else:
            typer.echo(say("status.well" if answer["well"] else "status.wrong", n=sum(map(_wrong, answer["signs"]))))
            for one in sorted(answer["signs"], key=lambda one: not one["wrong"]):
                typer.echo(f"– {one['text']}")
    if not answer["well"]:
        raise typer.Exit(exits.FAILED)


def _wrong(sign: dict[str, Any]) -> bool:
    return bool(sign["wrong"])


stuck = typer.Typer()
Which = Annotated[list[str], typer.Argument()]


@stuck.callback(invoke_without_command=True)
def listed(context: typer.Context) -> None:
    """List them, without a word of any; works while the bot runs."""
    if context.invoked_subcommand is not None:
        return
    found = _decided("", [])
    with speaking(read_settings().language):
        for one in found["stuck"]:
            typer.echo(f"{one['key']}: {one['text']}")
        if not found["stuck"]:
            typer.echo(say("stuck.none"))


@stuck.command("retry")
def retry(which: Which) -> None:
    """Serve again what could not be served, as if it had just come; send again what may not have arrived."""
    _decided(AGAIN, which)


@stuck.command("drop")
def drop(which: Which) -> None:
    """Let them be, and empty them."""
    _decided(LET_GO, which)


def _decided(what: str, which: list[str]) -> Any:
    language = read_settings().language
    answer = ordered({"order": "stuck", "do": what, "which": which, "language": language})
    for line in answer["done"]:
        typer.echo(line)
    return answer
