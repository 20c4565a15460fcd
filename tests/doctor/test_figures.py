"""`doctor figures`: a plan's figures counted from all that was said and decided, and whatever is kept otherwise."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import orders
from bot.__main__ import commands
from bot.clock import Clock
from bot.data_dir import Folder, occupied
from bot.settings import Settings
from storage.db import Database
from tests.dialogue import HOUSE, Stage
from tests.doctor.test_doctor import officials, spoil, sql
from tests.running import ready
from tests.talk.telling import entry, hears

TASK = "task/2.1b/BNG"
RUN = "Run: python -m bot doctor --rebuild."
WELL = "What is kept agrees with the count in every unit."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A folder in which an official has told two results, of which the office took one in."""
    monkeypatch.setenv("DAUMOI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DAUMOI_LANGUAGE", "en")
    (tmp_path / "secret").write_bytes(HOUSE.secret)
    (tmp_path / "secret").chmod(0o600)
    folder = Folder(tmp_path)
    stage = officials(folder, entry("2.1b", figures="120 đại biểu"), entry("2.2b", figures="30 đại biểu"))
    asyncio.run(_taken_in(stage))
    return folder


async def _taken_in(stage: Stage) -> None:
    await stage.enter("Hà", "coordinator", "")
    await hears(stage, "Hà", "/rasoat", "đưa vào tổng hợp")


def again(plan: str = "705") -> Result:
    return CliRunner().invoke(commands, ["doctor", "figures", plan])


def test_what_figures_come_to_is_told_and_that_all_agrees(folder: Folder):
    went = again()

    assert went.output.splitlines() == [
        "Plan 705, counted again from all that was sent and decided: 2 results of 1 unit, 1 taken in.",
        "– Lượt người tham dự: 150; taken in 120.",
        WELL,
    ]
    assert went.exit_code == 0
    assert sql(folder, "select count(*) from result") == [(2,)]


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (
            "update result_count set entries = 5",
            "BNG: 5 results kept, 1 taken in; counted again 2, 1 taken in.",
        ),
        (
            "update entry set taken_in = null",
            "BNG: 2 results kept, 0 taken in; counted again 2, 1 taken in.",
        ),
        (
            "update entry set status = 'withdrawn' where number = 2",
            "BNG: 1 result kept, 1 taken in; counted again 2, 1 taken in.",
        ),
        (
            "update subtotal set thousandths = 7500 where task = '2.1b'",
            f"BNG, task 2.1b, people: the sums kept (7.5) do not agree with the figures (120). {RUN}",
        ),
        (
            "delete from subtotal where task = '2.2b'",
            f"BNG, task 2.2b, people: the sums kept (–) do not agree with the figures (30). {RUN}",
        ),
        (
            "update version set content = json_set(content, '$.figures[0].value', '121') where entry = 1",
            f"BNG, task 2.1b, people: the sums kept (120) do not agree with the figures (121). {RUN}",
        ),
    ],
)
def test_a_figure_that_is_kept_otherwise_is_told_with_its_unit(folder: Folder, spoilt: str, told: str):
    sql(folder, spoilt)
    went = again()

    assert went.output.splitlines()[2:] == [told]
    assert went.exit_code == 1


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("entries", 7, "number of results is kept as 7; by what was sent and decided it is 1."),
        (
            "completed_on",
            "2025-12-01",
            "day of completion is kept as 01/12/2025; by what was sent and decided it is –.",
        ),
        ("not_arising", "other", "reason why nothing arises is kept as other; by what was sent and decided it is –."),
        ("not_arising_because", "bận", "explanation of why nothing arises is kept as bận; by"),
        ("accepted", 1, "noted by the office is kept as True; by what was sent and decided it is –."),
        ("promised_for", "2025-12-09", "day promised is kept as 09/12/2025; by"),
        ("received_on", "2025-12-09", "day the report was received is kept as 09/12/2025; by"),
        ("extended_to", "2025-12-09", "day extended to is kept as 09/12/2025; by"),
        ("extension_asked", "2025-12-09", "day asked for is kept as 09/12/2025; by"),
    ],
)
def test_what_is_owed_and_kept_otherwise_is_told_field_by_field(folder: Folder, column: str, value: object, told: str):
    spoil(folder, TASK, **{column: value})
    went = again()

    assert f"{TASK}: {told}" in went.output
    assert WELL not in went.output
    assert went.exit_code == 1


def test_a_row_of_what_is_owed_that_is_gone_is_told(folder: Folder):
    sql(folder, "delete from standing where obligation = (select id from obligation where key = ?)", TASK)

    assert f"{TASK}: no row is left; counted again there is 1 result." in again().output


@pytest.mark.usefixtures("folder")
def test_a_plan_that_does_not_run_is_answered_with_those_that_do():
    went = again("706")

    assert went.exit_code == 1
    assert "706" in went.stderr
    assert "705" in went.stderr


def test_the_running_bot_counts_again_too(folder: Folder):
    async def ask() -> list[str]:
        db = Database(folder.database)
        await db.open()
        with occupied(folder):
            server = await orders.listen(db, ready(HOUSE), Clock(), folder)
            answers = [await orders.send(Settings(), {"order": "figures", "plan": plan}) for plan in ("705", "706")]
            server.close()
            await server.wait_closed()
        await db.close()
        return [*(finding["what"] for finding in answers[0]["findings"]), answers[1]["refused"]]

    assert asyncio.run(ask()) == ["figures", "figures.total", "figures.well", "order.no_plan"]
