"""What a unit is told over the campaign, by what it owes, and how often at most."""

from functools import partial
from pathlib import Path

import pytest

from handlers.reminders import still_owed
from plans import reading
from plans.obligations import Kind
from storage.obligations import owed
from tests.clock.living import campaign, days, local, told
from tests.dialogue import PLANS
from tests.officials.entering import enter

END = local("02-27")


@pytest.mark.parametrize(
    ("name", "unit", "task"),
    [("705-2025", "HNI", "task/16.2/HNI"), ("hai-phong-2024", "LSNVNONN", "task/2.4/LSNVNONN")],
)
async def test_a_task_over_others_and_the_consolidating_itself_are_owed_but_nobody_is_reminded_of_them(
    tmp_path: Path, name: str, unit: str, task: str
) -> None:
    stage = await campaign(tmp_path)
    await stage.load(name)
    plan, today = reading.read(PLANS / f"{name}.yaml"), local("12-05").date()

    here = await stage.write(partial(still_owed.affairs, plan=plan, unit=unit, today=today))

    assert {row.key for row in here.rows if row.kind == Kind.TASK} - {row.key for row in here.tasks()} == {task}


async def test_a_silent_ministry_is_reminded_eleven_times_and_a_silent_province_twelve(tmp_path: Path) -> None:
    stage = await campaign(tmp_path)
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Quân", "official", "HNI")

    went = await told(stage, END)

    calendar = ["12-01", "12-08", "12-11", "12-25", "01-05", "01-26", "02-02", "02-06", "02-09", "02-10", "02-12"]
    assert days(went, "Lan") == calendar
    assert days(went, "Quân") == ["11-14", *calendar]


async def test_an_own_window_is_told_only_to_the_units_that_have_it(tmp_path: Path) -> None:
    stage = await campaign(tmp_path)
    for who, unit in (("Lan", "BNG"), ("Bình", "BNV"), ("Quân", "HNI")):
        await stage.enter(who, "official", unit)

    went = await told(stage, local("11-30"))

    assert {one.who for one in went} == {"Bình", "Quân"}
    assert "thứ Bảy, 15/11/2025 đến hết thứ Hai, 15/12/2025" in next(one.text for one in went if one.who == "Bình")


async def test_a_unit_whose_report_was_received_early_hears_no_more_of_it(tmp_path: Path) -> None:
    stage = await campaign(tmp_path)
    await stage.enter("Quân", "official", "HNI")
    early = await told(stage, local("01-12"))
    at = local("01-12", "09:00")
    await stage.write(
        partial(owed.received, plan="705", key="report/HNI", on=at.date(), at=at, member=None),
    )

    late = await told(stage, END)

    assert len(early) == 6
    assert late == []


async def test_who_has_entered_results_is_not_told_that_there_are_none(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-04"))
    await stage.enter("Lan", "official", "BNG")
    await enter(stage, "2.1b", days="4/12")

    went = await told(stage, local("12-12"))

    assert days(went, "Lan") == ["12-11"]
    assert "Giai đoạn “Ngày Nhân quyền thế giới” theo Kế hoạch số 705/KH-BCĐNQ đã kết thúc" in went[0].text


async def test_what_was_past_when_the_plan_was_loaded_is_not_sent(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("02-11"))
    await stage.enter("Lan", "official", "BNG")

    assert days(await told(stage, END), "Lan") == ["02-12"]


async def test_a_sensitive_task_stands_in_a_reminder_by_its_key_alone(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BCA")

    [message] = await told(stage, local("12-09"))

    assert "– Nhiệm vụ 3.1a" in message.text
    assert "3.1a –" not in message.text


@pytest.mark.parametrize("leaves", [True, False], ids=["has left", "was never named"])
async def test_a_unit_without_anybody_is_written_to_by_nobody_and_holds_up_nobody(tmp_path: Path, leaves: bool) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    if leaves:
        await stage.enter("Vân", "official", "BYT")
        await stage.write(lambda turn: turn.run("update member set until = '2025-12-06' where unit = 'BYT'"))

    assert {one.who for one in await told(stage, local("12-12"))} == {"Lan"}


async def test_the_office_does_not_remind_itself_of_its_own_report(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("01-20"))
    await stage.enter("Vân", "official", "VPCQTT")

    assert await told(stage, END) == []
