"""What a unit stands by, from the database: withdrawn and planned entries count nothing anywhere."""

from functools import partial
from pathlib import Path

import pytest

from handlers.entries import sums
from storage.db import Turn
from storage.obligations import owed
from storage.results import entries, subtotals, tally
from storage.results.figures import SumScope, Told
from tests.dialogue import Stage

TASK = "2.1b"
PEOPLE = SumScope("BNG", TASK, "people")


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Lan", "official", "BNG")
    return stage


async def send(stage: Stage, *words: str) -> list[str]:
    answer: list[str] = []
    for word in (f"/baocao {TASK}", *words):
        answer = await stage.say(word)
    assert any(line.startswith("Mã số: 705-BNG-") for line in answer), answer
    return answer


async def activity(stage: Stage, day: str, figures: str, *how: str) -> list[str]:
    return await send(stage, day, "hội thảo", f"Hội thảo {day}", figures, *how, "không có", "gửi")


async def period(stage: Stage, days: str, figures: str, *how: str) -> list[str]:
    return await send(stage, days, "số liệu tổng hợp", figures, *how, "không có", "gửi")


async def told(stage: Stage) -> list[Told]:
    return await stage.write(partial(subtotals.of_unit, plan="705", unit="BNG"))


async def withdraw(stage: Stage, number: int) -> None:
    async def work(db: Turn) -> None:
        entry = await entries.find(db, "705", "BNG", number)
        assert entry is not None
        await entries.withdraw(db, entry.id, stage.now)

    await stage.write(work)


async def test_totals_and_additions_add_up_as_they_were_told(stage: Stage) -> None:
    await activity(stage, "1/12", "100 người")
    await period(stage, "từ 1/12 đến 3/12", "250 người")
    await activity(stage, "2/12", "40 người", "3")  # part of the total
    await activity(stage, "3/12", "30 người", "1")  # on top of it
    await activity(stage, "4/12", "20 người", "1")

    assert sums.totals(await told(stage))[PEOPLE].value == 300


async def test_a_withdrawn_total_leaves_what_was_told_beside_it(stage: Stage) -> None:
    await activity(stage, "1/12", "100 người")
    await period(stage, "từ 1/12 đến 3/12", "250 người")
    await activity(stage, "2/12", "40 người", "3")
    await withdraw(stage, 2)

    assert sums.totals(await told(stage))[PEOPLE].value == 140


async def test_a_planned_activity_covers_nothing_and_counts_nowhere(stage: Stage) -> None:
    await send(stage, "15/12", "1", "hội thảo", "Hội thảo tổng kết", "gửi")

    assert await told(stage) == []
    assert await stage.write(partial(tally.count, plan="705")) == 0
    assert {row.entries for row in await stage.write(partial(owed.of_unit, plan="705", unit="BNG"))} == {0}
    await stage.enter("Minh")
    assert "Hội thảo tổng kết" not in "\n".join(await stage.say("/tinhhinh"))


async def test_figures_of_another_unit_are_not_told_before(stage: Stage) -> None:
    await stage.enter("Quân", "official", "BTP")
    await stage.enter("Quân")
    await stage.say("/baocao 4.2")
    for words in ("4/12", "hội thảo", "Hội thảo tư pháp", "500 người", "không có", "gửi"):
        await stage.say(words)
    await stage.enter("Lan")

    answer = await activity(stage, "4/12", "40 người")  # nothing is asked about how they count

    assert "Số liệu: 40 lượt người" in answer
