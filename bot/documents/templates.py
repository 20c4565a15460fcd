"""The command line for the template of the consolidated report: write it out, name its fields, check it, keep it."""

from pathlib import Path

import typer

from bot import exits
from bot.command_line import leave, read_settings
from bot.data_dir import Folder
from handlers.documents import whole
from messages.documents.paper import consolidated, rendering
from messages.documents.paper.rendering import UnusableTemplateError
from messages.words import say, speaking, write

commands = typer.Typer(no_args_is_help=True)


@commands.command("write")
def write_out(file: Path) -> None:
    """Write the shipped template out, to be edited in Word."""
    with speaking(read_settings().language):
        if file.exists():
            leave(say("template.exists", path=file))
        _keep(file, consolidated.template())
        typer.echo(say("template.written", path=file))


@commands.command("fields")
def fields() -> None:
    """Name the fields a template may have, with what they mean."""
    for name in consolidated.FIELDS:
        typer.echo(f"{name}: {write(f'field.{name}')}")


@commands.command("check")
def check(file: Path) -> None:
    """Tell whether an edited template can be filled (exit 1: no)."""
    with speaking(read_settings().language):
        _read(file)
        typer.echo(say("template.sound", path=file))


@commands.command("keep")
def keep(file: Path) -> None:
    """Let reports be made from this template from now on, where it can be filled."""
    settings = read_settings()
    with speaking(settings.language):
        template = _read(file)
        folder = Folder(settings.data_dir)
        if not folder.path.is_dir():
            leave(say("export.no_house", path=settings.data_dir), exits.CONFIGURATION)
        _keep(folder.template, template)
        typer.echo(say("template.kept", path=file))


def _keep(file: Path, template: bytes) -> None:
    """Write it whole, or leave what was there and say why."""
    try:
        with whole.file(file) as place:
            place.write_bytes(template)
    except OSError as why:
        leave(say("template.not_written", path=file, why=why.strerror))


def _read(file: Path) -> bytes:
    """Read a template and fill it once with examples; leave with a sentence where that cannot be done."""
    if not file.is_file():
        leave(say("template.no_file", path=file))
    template = file.read_bytes()
    try:
        rendering.check(template, consolidated.example())
    except UnusableTemplateError as no:
        leave(say(no.key, **no.facts))
    return template
