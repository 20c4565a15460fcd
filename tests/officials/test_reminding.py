"""/nhacviec: each person's own wishes, kept until reminders heed them."""

from datetime import date
from functools import partial

import pytest

from storage.members import wishes
from storage.members.wishes import Wish
from tests.dialogue import Stage
from tests.officials.entering import hears
from tests.officials.keeping import acts, ask


async def person(stage: Stage, who: str) -> int:
    return int((await ask(stage, f"select cast(person as text) from address where chat = '{who}'"))[0])


async def wish(stage: Stage, who: str) -> Wish:
    found: Wish = await stage.write(partial(wishes.of, person=await person(stage, who)))
    return found


async def test_who_never_said_is_reminded_at_any_hour(stage: Stage) -> None:
    assert await wish(stage, "Lan") == Wish()
    assert "trong giờ làm việc, mỗi ngày không quá một tin" in await hears(stage, "Lan", "/nhacviec")


async def test_an_own_hour_is_kept(stage: Stage) -> None:
    await hears(stage, "Lan", "/nhacviec", "Chọn giờ nhắc", "09:00")

    assert await wish(stage, "Lan") == Wish(hour=9)
    assert ("reminders.wished", "") in await acts(stage)


async def test_fewer_reminders_are_kept_and_all_of_them_again(stage: Stage) -> None:
    heard = await hears(stage, "Lan", "/nhacviec", "Chỉ nhắc khi sắp đến hạn")
    assert "Chỉ nhắc khi sắp đến hạn." in heard
    assert await wish(stage, "Lan") == Wish(near=True)

    await hears(stage, "Lan", "/nhacviec", "Nhắc đầy đủ")

    assert await wish(stage, "Lan") == Wish()


async def test_a_pause_ends_on_a_day_and_can_be_ended_before(stage: Stage) -> None:
    heard = await hears(stage, "Lan", "/nhacviec", "Dừng nhắc đến một ngày", "12/12")
    assert "Đang dừng nhắc đến hết thứ Sáu, 12/12/2025" in heard
    assert await wish(stage, "Lan") == Wish(paused_until=date(2025, 12, 12))

    await hears(stage, "Lan", "/nhacviec", "Nhắc bình thường từ hôm nay")

    assert await wish(stage, "Lan") == Wish()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("20/12", "không sau thứ Sáu, 19/12/2025"),
        ("5/12", "không phải ngày sắp tới"),
        ("1/12", "không phải ngày sắp tới"),
        ("8/12 đến 10/12", "nhập một ngày"),
    ],
)
async def test_a_pause_is_at_most_fourteen_days_to_come(stage: Stage, typed: str, why: str) -> None:
    assert why in await hears(stage, "Lan", "/nhacviec", "Dừng nhắc đến một ngày", typed)


async def test_one_task_rests_and_wakes(stage: Stage) -> None:
    heard = await hears(stage, "Lan", "/nhacviec", "Không nhắc một nhiệm vụ", "2.1b")
    assert "Không nhắc: 2.1b" in heard

    heard = await hears(stage, "Lan", "/nhacviec", "Nhắc lại một nhiệm vụ", "2.1b")

    assert "Không nhắc:" not in heard
    assert [about for act, about in await acts(stage) if act == "reminders.wished"] == ["task/2.1b/BNG"] * 2


async def test_what_lan_wishes_changes_nothing_for_hoa_and_quan(stage: Stage) -> None:
    await hears(stage, "Lan", "/nhacviec", "Chỉ nhắc khi sắp đến hạn")

    assert await wish(stage, "Hoa") == Wish()
    assert await wish(stage, "Quân") == Wish()


async def test_a_sensitive_task_is_named_by_its_key_alone(stage: Stage) -> None:
    assert "\n3. Nhiệm vụ 2.2a\n" in await hears(stage, "Lan", "/nhacviec", "Không nhắc một nhiệm vụ")
