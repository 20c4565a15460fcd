"""What the command line says of itself: in the language set, of every command; its version; words put in by Tab."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from bot.__main__ import commands
from bot.command_line import word
from messages.words import LANGUAGES, catalogue, say, speaking
from tests.running import ROOT
from tests.starting import Started

INSTALLED = Path(sys.executable).with_name("daumoi")


def said(folder: Path, *words: str, **settings: str) -> str:
    """Give what the command line prints, started in this folder."""
    out, err = folder / "out", folder / "err"
    settings = {f"DAUMOI_{name.upper()}": value for name, value in settings.items()}
    left = Started(words, {"PATH": os.environ["PATH"], "COLUMNS": "200"} | settings, folder, out, err).wait(60)
    told, complaint = out.read_text("utf-8"), err.read_text("utf-8")
    out.unlink()
    err.unlink()
    assert (left, complaint) == (0, "")
    return told


def explained() -> Iterator[tuple[str, str]]:
    """Give the key of every command, and of everything that can be written behind one."""

    def below(command, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        yield f"cli.command.{'.'.join(path) or 'daumoi'}", command.help or ""
        for one in command.params:
            if isinstance(one, TyperOption | TyperArgument) and not getattr(one, "hidden", False):
                yield f"cli.option.{'.'.join((*path, one.name))}", one.help or ""
        for name, inner in getattr(command, "commands", {}).items():
            yield from below(inner, (*path, name))

    command = get_command(commands)
    assert isinstance(command, TyperGroup)
    word(command)
    yield from below(command, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_explained_from_the_files_of_words(language: str):
    with speaking(language):
        shown = dict(explained())

    words = {key: text for key, text in catalogue(language).items() if key.startswith(("cli.command.", "cli.option."))}
    assert words.pop("cli.option.help") != ""
    assert shown == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_speaks_the_language_that_is_set(language: str, tmp_path: Path):
    shown = said(tmp_path, "invite", "--help", language=language)

    with speaking(language):
        keys = ("cli.command.invite", "cli.option.invite.role", "cli.option.help", "cli.panel.options")
        assert [key for key in keys if say(key) not in shown] == []


@pytest.mark.parametrize("written", [b"DAUMOI_LANGUAGE=fr\n", "DAUMOI_LANGUAGE=en".encode("utf-16"), b"\xff\xfe\x00"])
def test_help_is_given_also_where_the_settings_cannot_be_read(written: bytes, tmp_path: Path):
    (tmp_path / ".env").write_bytes(written)

    assert catalogue("vi")["cli.command.run"] in said(tmp_path, "--help")


def test_a_plan_is_shown_in_the_language_set_unless_another_is_asked_for(tmp_path: Path):
    english = said(tmp_path, "plan", "show", "705", language="en")

    assert said(tmp_path, "plan", "show", "705", "--language", "en", language="vi") == english
    assert said(tmp_path, "plan", "show", "705", language="vi") != english


def test_it_tells_its_version(tmp_path: Path):
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert said(tmp_path, "--version") == f"daumoi {version}\n"


def test_commands_are_put_in_by_tab(tmp_path: Path):
    asked = {"_DAUMOI_COMPLETE": "complete_bash", "COMP_WORDS": "daumoi plan lo", "COMP_CWORD": "2"}
    told = subprocess.run([INSTALLED], env=os.environ | asked, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["load"]
