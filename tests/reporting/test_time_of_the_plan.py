"""Days outside the time of the plan are asked about once, and count for no phase; several phases are all offered."""

from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest

from handlers.closings import closing
from handlers.closings.snapshot import Closed, Scope
from handlers.house import running
from messages.words import ZONE
from plans import reading
from storage.db import Turn
from storage.obligations import owed
from tests.dialogue import PLANS, Stage
from tests.officials.entering import USUAL, answer, enter, hears

PLAN = reading.read(PLANS / "705-2025.yaml")
OUTSIDE = "ngoài thời gian của Kế hoạch 705 (từ 01/12/2025 đến 31/12/2025)"


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    for who, unit in (("Lan", "BNG"), ("Thảo", "HNI"), ("Vân", "BVHTTDL")):
        await stage.enter(who, "official", unit)
    return stage


async def covered(stage: Stage, unit: str) -> list[str]:
    """Give what the entries of a unit count for."""
    rows = await stage.write(partial(owed.of_unit, plan="705", unit=unit))
    return [row.key for row in rows if row.entries]


async def closed(stage: Stage, *phases: str) -> Closed:
    async def look(db: Turn) -> Closed:
        plan = (await running(db))["705"]
        return (await closing.stood(db, plan, stage.now, Scope(phases)))[0]

    found: Closed = await stage.write(look)
    return found


@pytest.mark.parametrize(
    ("now", "days"),
    [("2026-01-06 09:00", "5/1"), ("2025-11-21 09:00", "20/11"), ("2025-12-05 09:00", "12/04/2025")],
    ids=["after", "before", "long before"],
)
async def test_days_outside_the_time_of_the_plan_are_asked_about_and_count_for_no_phase(
    stage: Stage, now: str, days: str
) -> None:
    stage.now = at(now)
    await hears(stage, "Lan", "/baocao 2.1b")

    asked = "\n".join(await stage.say(days))

    assert OUTSIDE in asked
    heard = "\n".join(await stage.say("Đúng, vẫn ghi"))
    assert OUTSIDE not in heard
    await answer(stage, heard, USUAL)
    assert await covered(stage, "BNG") == ["task/2.1b/BNG"]
    of_phases, of_all = await closed(stage, "1", "2", "3"), await closed(stage)
    assert (of_phases.results, of_phases.untimely, of_phases.totals) == (0, 1, ())
    assert (of_all.results, of_all.untimely) == (1, 1)
    assert "Tính cho: không giai đoạn nào" in await hears(stage, "Lan", "/xem 1")


async def test_a_slip_is_put_right_and_other_days_outside_are_asked_about_anew(stage: Stage) -> None:
    stage.now = at("2026-01-06 09:00")
    await hears(stage, "Lan", "/baocao 2.1b", "5/1")

    again = "\n".join(await stage.say("Nhập lại thời gian"))
    other = "\n".join(await stage.say("4/1"))

    right = "\n".join([*await stage.say("Nhập lại thời gian"), *await stage.say("5/12")])

    assert "Hoạt động diễn ra ngày nào" in again
    assert other.count(OUTSIDE) == 1
    assert OUTSIDE not in right


async def test_what_is_held_in_the_days_of_its_own_task_is_not_asked_about(stage: Stage) -> None:
    stage.now = at("2025-11-20 09:00")
    stage.who = "Thảo"

    await enter(stage, "16.4", days="15-19/11", form="trực quan", figures="40 băng rôn")

    assert await covered(stage, "HNI") == ["task/16.4/HNI"]
    one = await closed(stage, "1", "2")
    assert (one.results, one.early, one.untimely) == (1, 1, 0)
    assert [int(total.value) for total in one.totals] == [40]
    assert [phase.results for phase in one.updates] == [0, 0]


async def test_what_goes_on_into_the_campaign_counts_for_the_phase_it_touches(stage: Stage) -> None:
    stage.who = "Thảo"

    await enter(stage, "16.4", days="15/11-2/12", form="trực quan", figures="40 băng rôn")

    assert await covered(stage, "HNI") == ["task/16.4/HNI", "update/1/HNI"]


async def test_what_is_to_come_outside_the_time_of_the_plan_is_asked_about_too(stage: Stage) -> None:
    heard = await hears(stage, "Lan", "/baocao 2.1b", "5/3/2026")

    assert OUTSIDE in heard


async def test_a_status_told_after_the_campaign_says_where_its_last_phase_came_to(stage: Stage) -> None:
    stage.now = at("2026-01-06 09:00")
    stage.who = "Lan"

    await enter(stage, "2.2a")

    assert await covered(stage, "BNG") == ["task/2.2a/BNG", "update/3/BNG"]


async def test_every_phase_that_the_days_touch_is_offered(stage: Stage) -> None:
    stage.now = at("2025-12-13 09:00")

    heard = await hears(stage, "Lan", "/baocao 2.1b", "1-12/12", "hội nghị")

    assert "kéo dài qua 03 giai đoạn" in heard
    for phase in PLAN.phases:
        assert f". {phase.name}" in heard


@pytest.mark.parametrize(
    "told",
    [
        ("/baocao 2.1b", "ngày 10/12 hội thảo về CEDAW, 120 đại biểu"),
        ("/baocao 2.1b", "10/12", "hội thảo", "Hội thảo về CEDAW", "120 đại biểu"),
        ("/baocao 2.1b hội thảo về CEDAW, 10/12, 120 đại biểu",),
        ("Nhiệm vụ: 2.1b⏎Ngày: 10/12⏎Hình thức: hội thảo⏎Nội dung: Hội thảo về CEDAW⏎Số liệu: 120 đại biểu",),
    ],
    ids=["in one's own words", "question by question", "in a line", "in a block"],
)
async def test_a_day_that_two_phases_share_counts_for_the_other_one_at_a_press(
    stage: Stage, told: tuple[str, ...]
) -> None:
    stage.now = at("2025-12-12 09:00")
    heard = await hears(stage, "Lan", *told)
    review = heard if "kiểm tra trước khi gửi" in heard else "\n".join(await stage.say("không"))
    assert "Tính cho: giai đoạn “Ngày Nhân quyền thế giới”" in review

    offered = "\n".join(await stage.say("Sửa phần tính cho"))
    changed = "\n".join(await stage.say("Sau thời điểm"))

    assert "Ngày 10/12/2025 thuộc 02 giai đoạn" in offered
    assert "Tính cho: giai đoạn “Sau thời điểm Ngày Nhân quyền thế giới”" in changed
    await stage.say("gửi")
    assert await covered(stage, "BNG") == ["task/2.1b/BNG", "update/3/BNG"]


async def test_the_phase_of_days_over_several_is_changed_on_the_review_and_asked_anew_with_other_days(
    stage: Stage,
) -> None:
    stage.now = at("2025-12-13 09:00")
    await hears(stage, "Lan", "/baocao 2.1b", "8-11/12 hội thảo về CEDAW, 120 đại biểu", "Trước thời điểm", "không")

    offered = "\n".join(await stage.say("Sửa phần tính cho"))
    changed = "\n".join(await stage.say("3"))
    await stage.say("Sửa thời gian")
    shared = "\n".join(await stage.say("10/12"))

    assert "kéo dài qua 03 giai đoạn" in offered
    assert "Tính cho: giai đoạn “Sau thời điểm Ngày Nhân quyền thế giới”" in changed
    assert "Tính cho: giai đoạn “Ngày Nhân quyền thế giới”" in shared


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [
        ("2025-12-01", "2025-12-12", ["1", "2", "3"]),
        ("2025-12-09", "2025-12-10", ["1", "2"]),
        ("2025-12-10", "2025-12-11", ["2", "3"]),
        ("2025-12-10", "2025-12-10", ["2", "3"]),
        ("2025-11-20", "2025-12-01", ["1"]),
        ("2025-12-31", "2026-01-05", ["3"]),
        ("2025-11-15", "2025-11-30", []),
        ("2026-01-01", "2026-01-01", []),
    ],
)
def test_days_touch_phases_the_one_they_count_for_first(first: str, last: str, touched: list[str]) -> None:
    found = PLAN.touched(date.fromisoformat(first), date.fromisoformat(last))

    assert [phase.key for phase in found] == touched
