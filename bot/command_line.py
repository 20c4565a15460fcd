"""What the commands of the command line share: the settings, and how one leaves."""

import asyncio
from collections.abc import Mapping
from typing import Any, NoReturn

import typer
from pydantic import ValidationError

from bot import exits, orders
from bot.settings import FILE, Settings
from messages.words import say, speaking


def read_settings() -> Settings:
    """Read the settings, or leave with a sentence for each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            say(
                "cli.setting",
                name="DAUMOI_" + "_".join(str(part) for part in problem["loc"]).upper(),
                why=problem["msg"],
            )
            for problem in error.errors()
        ]
        leave("\n".join(lines), exits.CONFIGURATION)
    except UnicodeDecodeError:
        leave(say("cli.settings_not_utf8", file=FILE), exits.CONFIGURATION)
    except OSError as error:
        leave(say("cli.settings_unreadable", file=FILE, why=error.strerror), exits.CONFIGURATION)


def leave(sentence: str, code: int = exits.FAILED) -> NoReturn:
    """Say why on standard error, and leave with one of the codes of `exits`."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def ordered(order: Mapping[str, Any]) -> Mapping[str, Any]:
    """Carry an order out, or hand it to the running bot; leave with a sentence when it is refused."""
    settings = read_settings()
    answer = asyncio.run(orders.send(settings, order))
    if "refused" in answer:
        with speaking(settings.language):
            leave(say(answer["refused"], **answer["facts"]), answer.get("code", exits.FAILED))
    return answer
