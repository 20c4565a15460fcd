"""What entries count for is counted anew where the plan, or what an entry is, has changed."""

from datetime import datetime
from functools import partial

from handlers.obligations import laying_down, recount
from messages.words import ZONE
from plans import reading
from plans.schema import Plan
from tests.dialogue import PLANS, Stage
from tests.officials.entering import hears
from tests.officials.keeping import standing

PLAN = reading.read(PLANS / "705-2025.yaml")
SKIPPED = ("không có", "không")  # what is asked of a result besides what was planned


async def load(stage: Stage, plan: Plan) -> None:
    await stage.write(partial(laying_down.load, plan=plan, at=stage.now))


async def agrees(stage: Stage) -> bool:
    found: list[recount.Difference] = await stage.write(partial(recount.differences, plan=PLAN))
    return not found


async def test_what_was_entered_before_counts_for_what_a_changed_plan_asks(stage: Stage) -> None:
    task = PLAN.task("2.2b").model_copy(update={"unit": "BTP", "named": ("BNG",)})
    await load(
        stage, PLAN.model_copy(update={"tasks": tuple(task if one.key == "2.2b" else one for one in PLAN.tasks)})
    )
    await hears(stage, "Lan", "/baocao 2.2b", "1")
    await enter_part(stage)

    await load(stage, PLAN)

    assert (await standing(stage, "task/2.2b/BNG")).entries == 1
    assert await agrees(stage)


async def enter_part(stage: Stage) -> None:
    """Enter the unit's part, from the days on."""
    said = ("4/12", "hội thảo", "Hội thảo chung", "120 đại biểu", "không", "gửi")
    assert "Mã số" in await hears(stage, "Lan", *said)


async def test_what_was_planned_and_turned_out_not_public_counts_for_the_day_it_was_told(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", "15/12", "1", "hội thảo", "Hội thảo dự kiến", "gửi")
    stage.now = datetime(2025, 12, 16, 9, tzinfo=ZONE)
    await hears(stage, "Lan", "/sua 1", *SKIPPED, "Sửa nhiệm vụ", "2.2a", "3", "rồi", "1")
    assert "Đã lưu thay đổi" in await hears(stage, "Lan", "Lưu thay đổi")

    assert await agrees(stage)
