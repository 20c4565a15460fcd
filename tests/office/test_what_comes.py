"""What the office is told in time: who misses the period that closes, the days that the plan names, what comes next."""

from pathlib import Path

import pytest

from plans import reading
from tests.dialogue import PLANS, Stage
from tests.office.mornings import at, house, morning
from tests.officials.entering import enter
from tests.talk.telling import ask, entry, hears

UNITS = [unit.code for unit in reading.read(PLANS / "705-2025.yaml").units]


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    """Give a house in which everybody has a focal point but Cao Bằng."""
    stage = await house(tmp_path / "d.db", "2025-11-10 08:00")
    for unit in UNITS:
        if unit != "CBG":
            await stage.enter(f"A {unit}", "official", unit)
    return stage


@pytest.fixture
async def department(tmp_path: Path) -> Stage:
    """Give a plan of which the office hears on Mondays alone."""
    stage = Stage(tmp_path / "d.db", at("2024-10-28 08:00"))
    await stage.open("hai-phong-2024")
    await stage.enter("Minh", "coordinator", "LSNVNONN", "HP24")
    for who, unit in (("Nam", "HTQT"), ("Vân", "VPS"), ("Tú", "TTTTPTDN"), ("Lan", "LSNVNONN")):
        await stage.enter(who, "official", unit, "HP24")
    return stage


async def test_before_the_campaign_the_office_hears_whom_tasks_that_begin_cannot_reach(stage: Stage) -> None:
    heard = await morning(stage, "2025-11-14 08:00")

    assert heard["Minh"] == (
        "KẾ HOẠCH 705 – NHIỆM VỤ BẮT ĐẦU TRƯỚC ĐỢT CAO ĐIỂM (08:00 THỨ SÁU, 14/11/2025)\n"
        "– 7.1a. Tháng hành động vì bình đẳng giới (15/11 – 15/12):"
        " từ thứ Bảy, 15/11/2025 đến hết thứ Hai, 15/12/2025; 01 đơn vị thực hiện.\n"
        "– 16.4. Treo băng rôn, biểu ngữ có khẩu hiệu (15/11 – 31/12):"
        " từ thứ Bảy, 15/11/2025 đến hết thứ Tư, 31/12/2025; 34 đơn vị thực hiện.\n"
        "Đơn vị có đầu mối nhận được tin: 34/35.\n"
        "\n"
        "– Chưa có đầu mối đăng ký (01): Cao Bằng."
    )
    assert heard["Hà"].startswith("KẾ HOẠCH 705: 01/35 đơn vị chưa nhận được tin.")


async def test_what_was_entered_before_the_first_digest_is_new_in_it(stage: Stage) -> None:
    stage.now, stage.who = at("2025-11-20 09:00"), "A HNI"
    await enter(stage, "16.4", days="15-19/11", form="trực quan", figures="40 băng rôn")

    said = (await morning(stage, "2025-12-01 07:15"))["Minh"]

    assert "MỚI ĐẾN SÁNG NAY: 01 kết quả của 01 đơn vị\n– Hà Nội: " in said


async def test_who_misses_a_phase_is_named_before_it_is_closed(stage: Stage) -> None:
    await morning(stage, "2025-12-10 07:15")
    stage.now = at("2025-12-10 09:00")
    for unit in UNITS:
        if unit not in {"BNV", "HNI", "CBG"}:
            await hears(stage, f"A {unit}", "/khongphatsinh", "1", "Xác nhận")
    stage.who = "A HNI"
    await enter(stage, "16.3", days="10/12")

    said = (await morning(stage, "2025-12-12 07:15"))["Minh"]

    assert (
        "CẬP NHẬT THEO GIAI ĐOẠN\n"
        "– Trước thời điểm Ngày Nhân quyền thế giới (chốt 17:00 ngày 15/12): 00 đơn vị đã cập nhật,"
        " 46 không phát sinh, 03 chưa cập nhật.\n"
        "   Chưa cập nhật, ngoài các đơn vị nêu trên: Hà Nội."
    ) in said
    assert "– Đã có đầu mối (01): Bộ Nội vụ.\n– Chưa có đầu mối đăng ký (01): Cao Bằng." in said


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (
            "2025-12-01",
            "bắt đầu giai đoạn “Trước thời điểm Ngày Nhân quyền thế giới”; bắt đầu nhiệm vụ 1.1; 08:00 nhắc",
        ),
        ("2025-12-09", "HÔM NAY: ngày cuối của giai đoạn “Trước thời điểm Ngày Nhân quyền thế giới”."),
        (
            "2025-12-10",
            "giai đoạn “Ngày Nhân quyền thế giới”; bắt đầu giai đoạn “Sau thời điểm Ngày Nhân quyền thế giới”.",
        ),
        ("2025-12-15", "HÔM NAY: ngày cuối của nhiệm vụ 7.1a; 17:00 chốt số liệu"),
        ("2025-12-31", "ngày cuối của giai đoạn “Sau thời điểm Ngày Nhân quyền thế giới”; ngày cuối của nhiệm vụ"),
    ],
)
async def test_the_days_that_the_plan_names_are_told_on_the_day(stage: Stage, day: str, told: str) -> None:
    assert told in (await morning(stage, f"{day} 07:15"))["Minh"]


async def test_a_task_whose_days_end_without_a_word_is_told_before_and_after(stage: Stage) -> None:
    before = (await morning(stage, "2025-12-11 07:15"))["Minh"]
    after = (await morning(stage, "2025-12-16 07:15"))["Minh"]
    chase = await hears(stage, "Minh", "/donduc")
    stage.now, stage.who = at("2025-12-16 10:00"), "A BNV"
    await enter(stage, "7.1a", days="14/12")
    later = (await morning(stage, "2025-12-17 07:15"))["Minh"]

    row = "– Nhiệm vụ 7.1a, đã hết thời gian ngày 15/12: 01 đơn vị chưa có thông tin: Bộ Nội vụ."
    assert "– Nhiệm vụ 7.1a, đến hết 15/12: 01 đơn vị chưa có thông tin: Bộ Nội vụ." in before
    assert row in after
    assert row in chase
    assert "Nhiệm vụ 7.1a" not in later


async def test_a_weekly_digest_says_what_is_new_who_is_silent_and_what_comes(department: Stage) -> None:
    first = (await morning(department, "2024-11-04 07:15"))["Minh"]
    department.now = at("2024-11-05 09:00")
    await hears(department, "Nam", *entry("3.1", days="4/11"))
    second = (await morning(department, "2024-11-11 07:15"))["Minh"]
    nothing = await morning(department, "2024-11-18 07:15")
    last_day = (await morning(department, "2024-12-09 07:15"))["Minh"]

    assert "CHƯA CẬP NHẬT KẾT QUẢ: 04/04 ĐƠN VỊ" in first
    assert "MỚI TỪ THỨ HAI, 04/11/2024: 01 kết quả của 01 đơn vị" in second
    assert "01 kết quả chờ rà soát" in second
    assert "THỰC HIỆN NHIỆM VỤ (11 đầu việc" in second
    assert nothing == {}
    assert "HÔM NAY: ngày cuối của giai đoạn “Trước thời điểm Ngày Nhân quyền thế giới”." in last_day
    assert (
        "ĐẾN BẢN TIN SAU\n"
        "– Thứ Ba, 10/12/2024: giai đoạn “Ngày Nhân quyền thế giới”;"
        " bắt đầu giai đoạn “Sau thời điểm Ngày Nhân quyền thế giới”.\n"
        "– Thứ Tư, 11/12/2024: 08:00 nhắc 04 đơn vị.\n"
        "– Thứ Sáu, 13/12/2024: 17:00 chốt số liệu."
    ) in last_day
    assert await ask(department, str, "select distinct kind from work") == ["progress"]


async def test_that_nothing_arises_is_news_to_the_office(stage: Stage) -> None:
    await morning(stage, "2025-12-02 07:15")
    stage.now = at("2025-12-02 09:00")
    await hears(stage, "A BNG", "/khongphatsinh 2.1b", "Không tổ chức", "Xác nhận")

    said = (await morning(stage, "2025-12-03 07:15"))["Minh"]

    assert "01 đầu việc đơn vị báo không phát sinh: Bộ Ngoại giao." in said
    assert "CHƯA CẬP NHẬT KẾT QUẢ: 48/49 ĐƠN VỊ" in said
