"""A day that a unit named on the telephone comes back on that day, until the unit has reported or it was seen to."""

from pathlib import Path

import pytest

from tests.dialogue import Stage
from tests.office.mornings import at, house, morning, promised, received
from tests.talk.telling import acts, ask, hears

CALL = "/donduc BNG đã gọi, hẹn thứ Sáu"
TODAY = "HÔM NAY ĐÃ HẸN QUA ĐIỆN THOẠI (01): Bộ Ngoại giao."


async def test_it_stands_on_the_board_the_pages_and_in_the_digest_of_its_day_alone(stage: Stage):
    kept = await hears(stage, "Minh", CALL)
    board, chase, unit = [await hears(stage, "Minh", said) for said in ("/donduc trang 6", "/donduc BNG", "/donvi BNG")]
    before = (await morning(stage, "2026-02-12 07:15"))["Minh"]
    on_the_day = (await morning(stage, "2026-02-13 07:15"))["Minh"]
    asked = await hears(stage, "Minh", "/tinhhinh")

    assert "đã hẹn đến thứ Sáu, 13/02/2026 (đã gọi, hẹn thứ Sáu)" in kept
    assert "Thứ Sáu, 13/02/2026, bản tin buổi sáng nhắc Văn phòng về việc này" in kept
    assert "Bộ Ngoại giao: chưa nhắc lần nào; đã hẹn đến thứ Sáu, 13/02/2026 (đã gọi, hẹn thứ Sáu)." in board
    assert "– 09:00 ngày 11/02/2026, Trần Văn Minh: đã hẹn đến thứ Sáu, 13/02/2026 (đã gọi, hẹn thứ Sáu)." in chase
    assert "Gần nhất Văn phòng đã hẹn đến thứ Sáu, 13/02/2026 (đã gọi, hẹn thứ Sáu)." in unit
    assert (TODAY in before, TODAY in on_the_day, TODAY in asked) == (False, True, True)


async def test_it_is_over_once_the_unit_has_reported(stage: Stage):
    await hears(stage, "Minh", CALL)
    await received(stage, "BNG", "2026-02-12")

    assert TODAY not in (await morning(stage, "2026-02-13 07:15"))["Minh"]


async def test_a_call_in_between_that_reached_nobody_leaves_it_open(stage: Stage):
    await hears(stage, "Minh", CALL)
    stage.now = at("2026-02-12 09:00")
    await hears(stage, "Dung", "/donduc BNG đã gọi, không nghe máy")
    chase, unit = await hears(stage, "Minh", "/donduc BNG"), await hears(stage, "Minh", "/donvi BNG")

    assert TODAY in (await morning(stage, "2026-02-13 07:15"))["Minh"]
    assert "Tình trạng: Đã hẹn." in chase
    assert "Đã hẹn với Văn phòng qua điện thoại: thứ Sáu, 13/02/2026." in unit


async def test_it_is_over_once_anything_is_noted_on_its_day(stage: Stage):
    await hears(stage, "Minh", CALL)
    stage.now = at("2026-02-13 09:00")
    before = await hears(stage, "Minh", "/tinhhinh")
    await hears(stage, "Dung", "/donduc BNG đã gọi, đang trình ký")

    assert TODAY in before
    assert TODAY not in await hears(stage, "Minh", "/tinhhinh")
    assert "Tình trạng: Đã gọi, chưa hẹn ngày." in await hears(stage, "Minh", "/donduc BNG")


async def test_another_day_takes_the_place_of_the_first(stage: Stage):
    await hears(stage, "Minh", CALL, "/donduc BNG đã gọi, hẹn thứ Năm")

    assert TODAY in (await morning(stage, "2026-02-12 07:15"))["Minh"]
    assert TODAY not in (await morning(stage, "2026-02-13 07:15"))["Minh"]


async def test_a_day_that_has_passed_without_a_word_stands_as_a_promise_not_kept(stage: Stage):
    await hears(stage, "Minh", "/donduc BNG đã gọi, hẹn thứ Năm")
    stage.now = at("2026-02-13 09:00")
    board, chase = await hears(stage, "Minh", "/donduc"), await hears(stage, "Minh", "/donduc BNG")

    assert "– Đã quá hẹn (01)." in board
    assert "ĐÃ QUÁ HẸN: báo cáo bằng văn bản, hạn 09/02/2026, quá 04 ngày làm việc\n1. Bộ Ngoại giao:" in board
    assert "Tình trạng: Đã quá hẹn." in chase


async def test_a_day_without_a_digest_is_said_to_be_on_the_board_alone(stage: Stage):
    heard = await hears(stage, "Minh", "/donduc BNG đã gọi, hẹn 24/02")

    assert "Thứ Ba, 24/02/2026 không có bản tin nào nữa; việc hẹn có trong danh sách đôn đốc" in heard


async def test_a_day_of_one_s_own_extension_is_named_beside_the_unit(stage: Stage):
    await hears(stage, "Lan", "/xingiahan 24/02", "Đang trình ký")
    await hears(stage, "Minh", "/giahan BNG 24/02/2026", "đồng ý")

    assert "24/02" in await hears(stage, "Minh", "/donduc BNG")


@pytest.fixture
async def department(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db", at("2024-12-09 08:00"))
    await stage.open("hai-phong-2024")
    await stage.enter("Bình", "coordinator", "LSNVNONN", "HP24")
    await stage.enter("Nam", "official", "HTQT", "HP24")
    await hears(stage, "Bình", "/yeucau", "gõ tên", "HTQT", "Báo cáo", "20/12", "Báo cáo bằng văn bản", "gửi đề nghị")
    return stage


async def test_a_digest_of_once_a_week_names_the_days_of_that_week(department: Stage):
    await hears(department, "Bình", "/donduc HTQT đã gọi, hẹn 18/12")
    monday = (await morning(department, "2024-12-16 07:15"))["Bình"]

    assert "– Thứ Tư, 18/12/2024: 01 đơn vị đã hẹn qua điện thoại: Phòng Hợp tác quốc tế." in monday


async def test_a_call_is_audited_without_a_word_of_it(stage: Stage):
    await hears(stage, "Minh", CALL, "/donduc BTP đã gọi, không nghe máy", "/donduc HNI đã gọi, chưa hẹn ngày")

    assert await acts(stage) == [
        ("unit.chased", "705", "VPCQTT", "BNG agreed"),
        ("unit.chased", "705", "VPCQTT", "BTP no_answer"),
        ("unit.chased", "705", "VPCQTT", "HNI phoned"),
    ]


async def test_two_who_note_the_same_call_lose_nothing(stage: Stage):
    await hears(stage, "Minh", "/donduc BNG goi")
    await hears(stage, "Dung", CALL)
    await hears(stage, "Minh", "đã gọi, gặp Chánh Văn phòng")

    steps = await ask(stage, str, "select step || ' ' || day from chase order by id")
    assert steps == ["agreed 2026-02-13", "phoned 2026-02-11"]
    assert "Đã hẹn" in await hears(stage, "Minh", "/donduc BNG")


@pytest.fixture
async def before(tmp_path: Path) -> Stage:
    """Give a house some days before the deadline, with two officials."""
    stage = await house(tmp_path / "b.db", "2026-02-05 09:00")
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Quân", "official", "BTP")
    return stage


async def days_reminded(stage: Stage, until: str) -> dict[str, list[str]]:
    """Let time pass; give the days on which each official is reminded of the signed report."""
    days: dict[str, list[str]] = {}
    for line in await stage.pass_until(at(until)):
        who, _, words = line.removeprefix("<").partition(": ")
        if words.startswith("["):
            day = words[7:12]
        elif "báo cáo" in words and who in ("Lan", "Quân") and day not in days.setdefault(who, []):
            days[who].append(day)
    return days


async def test_until_that_day_the_calendar_is_silent_of_it_but_for_the_last_day_itself(before: Stage):
    await hears(before, "Minh", "/donduc BNG đã gọi, hẹn 12/02")
    days = await days_reminded(before, "2026-02-13 17:00")

    assert days["Lan"] == ["09/02", "12/02"]
    assert days["Quân"] == ["06/02", "09/02", "10/02", "12/02"]


async def test_a_promise_of_the_unit_itself_is_treated_alike(before: Stage):
    await promised(before, "BNG", "2026-02-12")

    assert (await days_reminded(before, "2026-02-11 17:00"))["Lan"] == ["09/02"]


async def test_behind_a_nearer_day_that_was_named_later_the_calendar_goes_on(before: Stage):
    await hears(before, "Minh", "/donduc BNG đã gọi, hẹn 12/02", "/donduc BNG đã gọi, hẹn 06/02")
    days = await days_reminded(before, "2026-02-11 17:00")

    assert days["Lan"] == days["Quân"]


@pytest.mark.parametrize(("call", "units"), [((), "02"), (("/donduc BNG đã gọi, hẹn 12/02",), "01")])
async def test_the_digest_foretells_no_reminder_of_a_unit_that_named_a_day(
    before: Stage, call: tuple[str, ...], units: str
):
    await hears(before, "Minh", "/donduc", *call)

    assert f"08:00 nhắc {units} đơn vị" in (await morning(before, "2026-02-06 07:15"))["Minh"]
