"""What the commands of the command line share: the settings, and how one leaves."""

from typing import NoReturn

import typer
from pydantic import ValidationError

from bot.settings import Settings
from messages.words import say


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
        leave("\n".join(lines))


def leave(sentence: str) -> NoReturn:
    """Say why on standard error, and leave with 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
