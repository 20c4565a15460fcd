"""`stuck` on the command line: what waits for a person is listed without a word of it, sent again or dropped."""

import asyncio
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import exits
from bot.__main__ import commands
from bot.data_dir import Folder
from storage.queues import stuck
from tests.dialogue import HOUSE, Stage
from tests.left_over import WORDS, left_over
from tests.talk.telling import acts


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A folder in which a message of Lan's has failed, and a digest to her is of unknown fate."""
    monkeypatch.setenv("DAUMOI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DAUMOI_LANGUAGE", "en")
    (tmp_path / "secret").write_bytes(HOUSE.secret)
    stage = Stage(Folder(tmp_path).database)

    async def live() -> None:
        await stage.open()
        await stage.enter("Lan", "official", "BNG")
        await stage.write(partial(left_over, who="Lan", at=stage.now))

    asyncio.run(live())
    return stage


def said(*words: str) -> Result:
    return CliRunner().invoke(commands, ["stuck", *words])


def names(stage: Stage) -> list[str]:
    return [f"{one.kind}-{one.id}" for one in asyncio.run(stage.write(stuck.all_of))]


def test_what_waits_is_listed_without_a_word_of_it(stage: Stage) -> None:
    listed = said().stdout

    assert [line.partition(":")[0] for line in listed.splitlines()] == names(stage)
    assert WORDS not in listed


def test_what_is_retried_and_what_is_dropped_waits_no_more_and_stands_in_the_audit(stage: Stage) -> None:
    first, second = names(stage)
    again, gone = said("retry", first), said("drop", second)

    assert [again.stdout.partition(":")[0], gone.stdout.partition(":")[0]] == [first, second]
    assert said().stdout == "No message waits for a person.\n"
    assert [act for act, *_ in asyncio.run(acts(stage))] == ["message.again", "message.let_go"]


def test_of_a_name_that_is_not_among_them_nothing_is_decided(stage: Stage) -> None:
    before = names(stage)
    refused = said("drop", before[0], "dead-99")

    assert refused.exit_code == exits.FAILED
    assert "dead-99" in refused.stderr
    assert names(stage) == before
