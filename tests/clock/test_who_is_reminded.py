"""Whom a reminder goes to, and what one's own wishes change."""

from functools import partial
from pathlib import Path

import pytest

from storage.members import people
from storage.schedule import pauses
from tests.clock.living import campaign, days, local, told
from tests.dialogue import Stage
from tests.officials.entering import enter, hears

END = local("02-27")


async def ministry(folder: Path, *, deputy: bool = True) -> Stage:
    """Give a house in which Lan is the main focal point of a ministry, and Hoa her deputy."""
    stage = await campaign(folder, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    if deputy:
        await stage.enter("Hoa", "official", "BNG")
    return stage


async def test_the_deputy_hears_only_once_the_main_one_has_let_two_pass(tmp_path: Path) -> None:
    went = await told(await ministry(tmp_path), local("01-06"))

    assert days(went, "Lan") == ["12-08", "12-11", "12-25", "01-05"]
    assert days(went, "Hoa") == ["12-25", "01-05"]


async def test_as_long_as_the_main_one_answers_the_deputy_is_left_alone(tmp_path: Path) -> None:
    stage = await ministry(tmp_path)
    went = await told(stage, local("12-12"))
    await hears(stage, "Lan", "/khongphatsinh", "1", "có")

    went += await told(stage, local("12-26"))

    assert days(went, "Lan") == ["12-08", "12-11", "12-25"]
    assert days(went, "Hoa") == []


async def test_where_the_main_one_cannot_be_reached_the_deputy_is_reminded(tmp_path: Path) -> None:
    stage = await ministry(tmp_path)
    await stage.block("Lan")

    assert {one.who for one in await told(stage, local("12-12"))} == {"Hoa"}


async def test_a_stand_in_is_reminded_while_the_main_one_is_away(tmp_path: Path) -> None:
    stage = await ministry(tmp_path)
    await hears(stage, "Lan", "/nguoithay", "Hoa", "từ 8/12 đến 10/12", "có")

    went = await told(stage, local("12-12"))

    assert ("Lan", "12-08") not in {(one.who, f"{one.at:%m-%d}") for one in went}
    assert "12-08" in days(went, "Hoa")
    assert days(went, "Lan") == ["12-11"]


async def test_who_was_handed_a_task_is_asked_for_that_and_the_main_one_for_the_rest(tmp_path: Path) -> None:
    stage = await ministry(tmp_path)
    member = (await stage.write(partial(people.listed, plan="705", units=["BNG"])))[1].member
    await stage.write(partial(people.hand, member=member, task="2.1b", at=stage.now))

    lan, hoa = sorted(await told(stage, local("12-09")), key=lambda one: one.who != "Lan")

    assert "2.1b" not in lan.text
    assert "2.1a" in lan.text
    assert "– 2.1b" in hoa.text
    assert "2.1a" not in hoa.text


async def test_one_person_in_two_units_gets_one_message_a_day_for_both(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    person = await stage.write(partial(people.at_address, channel="telegram", chat="Lan"))
    await stage.write(
        partial(
            people.join,
            person=person.id,
            plan="705",
            unit="BTP",
            role=people.Role.OFFICIAL,
            invitation=None,
            at=stage.now,
        )
    )

    [message] = await told(stage, local("12-09"))

    assert "Bộ Ngoại giao:\n" in message.text
    assert "Bộ Tư pháp:\n" in message.text


async def test_who_wishes_for_fewer_hears_only_what_is_close_to_a_deadline(tmp_path: Path) -> None:
    stage = await ministry(tmp_path, deputy=False)
    await hears(stage, "Lan", "/nhacviec", "Chỉ nhắc khi sắp đến hạn")

    assert days(await told(stage, END), "Lan") == ["01-26", "02-02", "02-06", "02-09", "02-10", "02-12"]


async def test_nobody_can_wish_the_last_day_away(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("02-01"))
    await stage.enter("Lan", "official", "BNG")
    await hears(stage, "Lan", "/nhacviec", "Dừng nhắc đến một ngày", "12/02")

    went = await told(stage, END)

    assert days(went, "Lan") == ["02-09"]


async def test_a_task_that_rests_stands_in_no_reminder(tmp_path: Path) -> None:
    stage = await ministry(tmp_path, deputy=False)
    await hears(stage, "Lan", "/nhacviec", "Không nhắc một nhiệm vụ", "2.1b")

    [message] = await told(stage, local("12-09"))

    assert "2.1b" not in message.text


async def test_a_plan_that_pauses_is_silent_and_goes_on_with_what_is_still_true(tmp_path: Path) -> None:
    stage = await ministry(tmp_path, deputy=False)
    await stage.write(partial(pauses.begin, plan="705", by=1, at=stage.now))
    paused = await told(stage, local("12-12"))
    await stage.write(partial(pauses.end, plan="705"))

    went = await told(stage, local("12-12", "17:00"))

    assert paused == []
    assert [f"{one.at:%m-%d %H:%M}" for one in went] == ["12-12 08:00"]
    assert "đến hết thứ Tư, 10/12/2025" in went[0].text


async def test_a_pause_holds_back_a_message_that_waits_already(tmp_path: Path) -> None:
    stage = await ministry(tmp_path, deputy=False)
    await hears(stage, "Lan", "/nhacviec", "Chọn giờ nhắc", "15:00")
    went = await told(stage, local("12-08", "14:00"))
    await stage.write(partial(pauses.begin, plan="705", by=1, at=stage.now))
    went += await told(stage, local("12-08", "16:00"))
    await stage.write(partial(pauses.end, plan="705"))

    went += await told(stage, local("12-08", "17:00"))

    assert [f"{one.at:%m-%d %H:%M}" for one in went] == ["12-08 16:01"]


async def test_what_was_done_between_planning_and_sending_is_not_asked_for(tmp_path: Path) -> None:
    stage = await ministry(tmp_path, deputy=False)
    await hears(stage, "Lan", "/nhacviec", "Chọn giờ nhắc", "15:00")
    await told(stage, local("12-11", "14:00"))
    await hears(stage, "Lan", "/khongphatsinh", "1", "có")
    await hears(stage, "Lan", "/khongphatsinh", "1", "có")

    assert await told(stage, local("12-11", "17:00")) == []


@pytest.mark.parametrize("limit", [1, 3])
async def test_nobody_gets_more_than_the_plan_allows(tmp_path: Path, limit: int) -> None:
    stage = await ministry(tmp_path, deputy=False)
    await stage.write(
        lambda turn: turn.run(
            "update plan_version set body = json_set(body, '$.limits.campaign', :limit) where running", limit=limit
        )
    )

    assert len(days(await told(stage, END), "Lan")) == limit


async def test_of_a_monthly_task_that_has_a_result_it_is_not_said_that_it_has_none(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-19"))
    await stage.enter("Thu", "official", "BVHTTDL")
    await stage.enter("Vân", "official", "BVHTTDL")
    stage.who = "Thu"
    await enter(stage, "6.3b", days="18/12")

    went = await told(stage, local("12-27"))

    assert [message.day.day for message in went if message.who == "Thu"] == [25]
    assert not any("hằng tháng chưa có kết quả" in message.text for message in went)
