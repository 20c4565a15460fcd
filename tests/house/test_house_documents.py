"""What the documents say is so: paths are there, commands run, figures are right."""

import json
import re
import tomllib
from fnmatch import fnmatch

import pytest
from typer.testing import CliRunner

from bot.__main__ import commands
from tests.house.sources import ROOT, text

DOCUMENTS = sorted(
    file.relative_to(ROOT).as_posix()
    for file in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md"))
)
README = text("README.md")
COMMANDS = sorted(set(re.findall(r"python -m bot ((?:[a-z]+ ?)+)", README)))
PLANS = {"705": "Plan 705", "hai-phong-2024": "Hải Phòng"}
KNOWN = {
    *("run", "sandbox", "invite", "plan", "check", "show", "load", "rehearse", "doctor"),
    *("export", "template", "write", "backup", "restore", "status", "stuck", "retry", "drop"),
}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str):
    links = [link for link in re.findall(r"\]\(([^)#\s]+)\)", text(document)) if "://" not in link]
    here = (ROOT / document).parent

    assert [link for link in links if not (here / link).exists()] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_path_that_is_named_is_there(document: str):
    folders = {file.name for file in ROOT.iterdir() if file.is_dir()}
    named = {
        word for word in re.findall(r"[\w./-]+", text(document)) if word.partition("/")[0] in folders and "/" in word
    }

    assert len(named) > 5
    assert sorted(path for path in named if not (ROOT / path.rstrip(".")).exists() and "<" not in path) == []


def test_every_note_is_in_the_list():
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", text("docs/why/README.md")))
    there = {file.name for file in (ROOT / "docs" / "why").glob("*.md")} - {"README.md"}

    assert listed == there


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_the_readme_is_there(command: str):
    known = [word for word in command.split() if word in KNOWN]

    went = CliRunner().invoke(commands, [*known, "--help"])

    assert (went.exit_code, known != []) == (0, True)


def test_every_option_in_the_readme_is_there():
    wrong = []
    for words, options in re.findall(r"python -m bot ((?:[a-z]+ ?)+)([^#\n]*)", README):
        known = [word for word in words.split() if word in KNOWN]
        helped = CliRunner().invoke(commands, [*known, "--help"]).output
        wrong += [(words, option) for option in re.findall(r"--[a-z]+", options) if option not in helped]

    assert wrong == []


def test_every_command_of_the_command_line_is_in_the_readme():
    there = {command.name or command.callback.__name__ for command in commands.registered_commands}
    there |= {group.name for group in commands.registered_groups}

    assert sorted(name for name in there if f"python -m bot {name}" not in README) == []


@pytest.mark.parametrize("plan", PLANS)
def test_the_plans_have_what_the_readme_says(plan: str):
    shown = json.loads(CliRunner().invoke(commands, ["plan", "show", plan, "--json"]).output)
    topics = sum(len(phase["topics"]) for phase in shown["phases"])
    counts = [len(shown[part]) for part in ("units", "tasks", "assignments")] + [topics, len(shown["slogans"])]

    words = ("units", "tasks", "assignments", "topics", "slogans")
    said = ", ".join(f"{n} {word}" for n, word in zip(counts, words, strict=True))
    assert f"{PLANS[plan]} has {said}" in README


def test_every_target_of_the_makefile_is_in_the_readme():
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE)) - {"clean"}

    assert len(targets) > 5
    assert sorted(target for target in targets if f"make {target}" not in README) == []


def test_no_file_names_a_place_of_one_machine_or_a_registry():
    wanted = re.compile(r"/(?:wor[k]|roo[t])/|pypi\.or[g]|pythonhoste[d]|registry\.npmj[s]|deb\.debia[n]")
    files = [
        *(ROOT / name for name in ("Makefile", "pyproject.toml", ".ci/run", ".env.example")),
        *ROOT.glob("*.lock"),
        *(file for file in ROOT.glob("deploy/**/*") if file.is_file() and file.suffix != ".pyc"),
        *(ROOT / document for document in DOCUMENTS),
    ]

    assert [file.name for file in files if wanted.search(file.read_text(encoding="utf-8"))] == []


def test_every_guide_and_picture_goes_into_the_wheel():
    patterns = tomllib.loads(text("pyproject.toml"))["tool"]["setuptools"]["package-data"]["*"]
    guides = ROOT / "messages" / "guides"
    files = [file.relative_to(guides).as_posix() for file in (*guides.glob("*.*"), *guides.glob("*/*"))]

    assert len(files) > 8
    assert [file for file in files if not any(fnmatch(file, pattern) for pattern in patterns)] == []
