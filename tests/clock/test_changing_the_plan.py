"""What changes in a plan while it runs takes effect at the next tick."""

from datetime import date
from functools import partial
from pathlib import Path

from handlers.obligations import laying_down
from plans import reading
from plans.schema import Deadline, Plan
from tests.clock.living import campaign, days, local, told
from tests.dialogue import PLANS, Stage

END = local("02-27")


def plan(last_day: date) -> Plan:
    """Give plan 705 with another last day."""
    deadline = Deadline(before=last_day, last_day=last_day, text=f"trước ngày {last_day:%d/%m/%Y}")
    return reading.read(PLANS / "705-2025.yaml").model_copy(update={"deadline": deadline})


async def load(stage: Stage, changed: Plan) -> None:
    await stage.write(partial(laying_down.load, plan=changed, at=stage.now))


async def test_a_deadline_moved_later_moves_what_hangs_on_it(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("01-20"))
    await stage.enter("Lan", "official", "BNG")
    went = await told(stage, local("02-03"))
    await load(stage, plan(date(2026, 2, 12)))

    went += await told(stage, END)

    # 12/02 is a Thursday: seven days before is the 5th, three the 9th, one after the 13th; 15/02 lies in the Tết leave
    assert days(went, "Lan") == ["01-26", "02-02", "02-05", "02-09", "02-12", "02-13", "02-23"]
    assert "hôm nay, thứ Năm, 12/02/2026" in next(one.text for one in went if f"{one.at:%m-%d}" == "02-12")


async def test_a_deadline_moved_into_the_past_asks_as_for_one_that_has_passed(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("01-20"))
    await stage.enter("Lan", "official", "BNG")
    await load(stage, plan(date(2026, 1, 19)))

    went = await told(stage, local("01-23"))

    assert days(went, "Lan") == ["01-20", "01-22"]
    assert all("chậm nhất hết thứ Hai, 19/01/2026; thời hạn này đã qua" in one.text for one in went)


async def test_a_deadline_on_a_day_off_is_told_of_on_the_working_day_before_it(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("02-01"))
    await stage.enter("Lan", "official", "BNG")
    await load(stage, plan(date(2026, 2, 8)))  # a Sunday

    last = [one for one in await told(stage, local("02-07")) if f"{one.at:%m-%d}" == "02-06"]

    assert ["chậm nhất hết Chủ nhật, 08/02/2026" in one.text for one in last] == [True]


async def test_a_plan_loaded_again_unchanged_sends_nothing_again(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    went = await told(stage, local("12-08", "09:00"))
    await load(stage, plan(date(2026, 2, 9)))

    went += await told(stage, local("12-10"))

    assert days(went, "Lan") == ["12-08"]


async def test_the_last_day_of_february_in_a_leap_year_is_a_day_like_any_other(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("02-01"))
    stage.now = stage.now.replace(year=2028)
    await stage.enter("Lan", "official", "BNG")
    await load(stage, plan(date(2028, 2, 29)))

    went = await told(stage, stage.now.replace(month=3, day=10))

    assert [f"{one.at:%d/%m/%Y}" for one in went if "hôm nay, thứ Ba, 29/02/2028" in one.text] == ["29/02/2028"]
