"""Whatever anybody does in any conversation, in either language and plan, there are words for it."""

import ast
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest

from handlers import book
from handlers.entries import contents
from messages.said import Prompt
from messages.words import ZONE
from plans import reading
from plans.schema import Plan, Sensitive
from storage.db import Turn
from tests.dialogue import PLANS, Stage
from tests.house.sources import ROOT, modules, tree
from tests.walking.outline import outline
from tests.walking.tour import Went, tour

FILES = {"705": "705-2025", "HP24": "hai-phong-2024"}
WHEN = {"705": date(2025, 12, 12), "HP24": date(2024, 12, 12)}  # two days after the short phase
NEVER_MET = {
    **{
        f"called.{why}": "asked of a call alone, once a deadline is near"
        for why in ("past", "several", "too_far", "which_day")
    },
    "choose.command": "said of a command's name without its slash, by the house",
    "choose.which_list": "said of a number between two messages, by the house",
    "days.to_come": "of days to come it is asked whether they are planned",
    "oneline.days_several": "said of the words after the command, before the conversation",
    "oneline.days_unsure": "said of the words after the command, before the conversation",
    "way.not_here": "said by the house, not by the conversation",
}
PAGE = ROOT / "docs" / "conversations.md"
TEXT = 4096  # UTF-16 units of a Telegram message
BUTTONS = 100  # of a Telegram message
ENTERING = ("report", "amend", "add", "sentence")
STEP = 600  # characters with what was understood, and why it was not, above the question: a phone's screen


_TOURS: dict[tuple[str, str], list[Went]] = {}  # a tour takes seconds, and every test here reads the same
_PROBED: dict[str, set[str]] = {"vi": set(), "en": set()}


async def toured(path: Path, code: str, language: str) -> list[Went]:
    if (code, language) not in _TOURS:
        stage = Stage(path / "d.db", datetime(WHEN[code].year, WHEN[code].month, WHEN[code].day, 9, tzinfo=ZONE))
        await stage.open("705-2025")
        await stage.load("hai-phong-2024")  # the admin has two plans to choose from
        _TOURS[code, language] = await stage.write(partial(_all, code=code, language=language, at=stage.now))
    return _TOURS[code, language]


async def _all(db: Turn, code: str, language: str, at: datetime) -> list[Went]:
    return [went async for went in tour(db, code, language, at, _PROBED[language])]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", FILES)
async def test_every_stop_of_every_conversation_can_be_worded(tmp_path: Path, code: str, language: str):
    went = await toured(tmp_path, code, language)
    hidden = [words for plan in _plans() for words in _hidden(plan)]
    shown = {prompt for one in went for prompt in (*one.walk.prompts, one.said)}

    assert {one.handler.name for one in went} == {handler.name for handler in book.HANDLERS}
    assert {problem for prompt in shown for problem in _problems(prompt, hidden)} == set()
    steps = {prompt.text for one in went if one.handler.name in ENTERING for prompt in one.walk.prompts}
    assert {text for text in steps if len(text) > STEP} == set()


def _plans() -> list[Plan]:
    return [reading.read(PLANS / f"{file}.yaml") for file in FILES.values()]


def _hidden(plan: Plan) -> Iterator[str]:
    """Give what a sensitive task is called: on a lock screen it may not show."""
    for task in plan.tasks:
        if task.sensitive is Sensitive.YES:
            yield from (task.label, task.text)


def _problems(prompt: Prompt, hidden: list[str]) -> Iterator[str]:
    labels = [choice.label for choice in (*prompt.choices, *prompt.ways)]
    everything = "\n".join([prompt.text, *labels])
    if not prompt.text.strip() or not all(label.strip() for label in labels):
        yield f"nothing is said: {prompt}"
    if "{" in everything or "}" in everything:
        yield f"a fact is missing: {everything}"
    if len(everything.encode("utf-16-le")) // 2 > TEXT:
        yield f"too long: {everything}"
    if len(set(labels)) < len(labels):
        yield f"two choices look the same: {labels}"
    if len(labels) > BUTTONS:
        yield f"too many buttons: {labels}"
    if any(words in everything for words in hidden):
        yield f"a sensitive task is named: {everything}"


async def test_the_walks_lead_to_every_part_of_a_report(tmp_path: Path):
    went = await toured(tmp_path, "705", "vi")
    reports = [one.walk for one in went if one.handler.name == "report"]
    keys = {plan_task.key for plan_task in _plans()[0].tasks}

    assert {walk.end.content.task for walk in reports} == keys | {contents.OTHER}
    assert {walk.end.content.form for walk in reports} - {""} == {form.key for form in _plans()[0].forms}
    assert {walk.end.content.finished for walk in reports} == {True, False}


async def test_the_outline_for_officials_is_of_today(tmp_path: Path, request: pytest.FixtureRequest):
    written = outline(await toured(tmp_path, "705", "vi"))

    if request.config.getoption("--update-dialogues"):
        PAGE.write_text(written, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written


async def test_every_reason_not_to_understand_is_met(tmp_path: Path):
    met = {reason for one in await toured(tmp_path, "705", "vi") for reason in one.walk.reasons}

    assert {reason for file in modules("messages", "bot") for reason in _raised(file)} - met == set(NEVER_MET)


def _raised(file: Path) -> Iterator[str]:
    """Give the reasons a module raises Unclear with, where they are written out."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Unclear" and node.args:
            written = (part for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant))
            yield from (str(part.value) for part in written if "." in str(part.value))
