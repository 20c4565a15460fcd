"""What the commands of the command line share: the settings, the words of their help, and how one leaves."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, NoReturn

import typer
from pydantic import ValidationError
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from bot import exits, orders
from bot.settings import FILE, Settings
from messages.words import has, say, speaking


class Language(StrEnum):
    """The languages there are words in."""

    VI = "vi"
    EN = "en"


@contextmanager
def spoken(language: Language | None) -> Iterator[None]:
    """Speak the language that was asked for, or that of the settings."""
    with speaking(language or read_settings().language):
        yield


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


def word(command: TyperCommand | TyperGroup, *path: str) -> None:
    """Give a command, and those below it, the words of their help in the language now spoken."""
    command.help = _words("command", path, command.help)
    for one in command.params:
        if isinstance(one, TyperOption | TyperArgument):
            one.help = _words("option", (*path, one.name or ""), one.help)
            kind = "options" if isinstance(one, TyperOption) else "arguments"
            one.rich_help_panel = say(f"cli.panel.{kind}")
    shown = command.get_help_option(typer.Context(command))
    if isinstance(shown, TyperOption):
        shown.help, shown.rich_help_panel = say("cli.option.help"), say("cli.panel.options")
    for name, below in getattr(command, "commands", {}).items():
        below.rich_help_panel = say("cli.panel.commands")
        word(below, *path, name)


def _words(kind: str, path: tuple[str, ...], otherwise: str | None) -> str | None:
    key = f"cli.{kind}.{'.'.join(path) or 'daumoi'}"
    return say(key) if has(key) else otherwise


def language_of_help() -> str:
    """Give the language of the settings; help is shown also where these cannot be read."""
    try:
        return Settings().language
    except (ValueError, OSError):
        return Language.VI
