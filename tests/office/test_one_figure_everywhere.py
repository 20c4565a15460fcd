"""What the office is told of the same thing at the same instant is the same number, wherever it is told."""

from pathlib import Path

import pytest

from storage.schedule.reminders import Reminder
from tests.dialogue import Stage
from tests.office.mornings import at, reminded_of
from tests.played import played
from tests.talk.telling import hears


async def reminded(stage: Stage, who: str, plan: str, key: str, rule: str, when: str) -> None:
    """Let somebody have been reminded of something."""
    await reminded_of(stage, Reminder(0, plan, key.rpartition("/")[2], key, rule, when), who)


@pytest.fixture
async def department(tmp_path: Path) -> Stage:
    return await played(tmp_path / "d.db", asked, at("2024-12-16 09:00"))


async def asked(stage: Stage) -> Stage:
    """Let a plan without a deadline run, whose office has asked two of three units for a signed report by 25/12."""
    await stage.open("hai-phong-2024")
    await stage.enter("Bình", "coordinator", "LSNVNONN", "HP24")
    for who, unit in (("Nam", "HTQT"), ("Vân", "VPS"), ("Tú", "TTTTPTDN")):
        await stage.enter(who, "official", unit, "HP24")
    words = ("/yeucau", "gõ tên", "VPS; HTQT", "Báo cáo kết quả", "25/12", "báo cáo bằng văn bản", "gửi đề nghị")
    await hears(stage, "Bình", *words)
    return stage


async def test_whoever_was_asked_for_a_signed_report_owes_one_and_nobody_else(department: Stage) -> None:
    situation = await hears(department, "Bình", "/tinhhinh")
    closing = await hears(department, "Bình", "/chotsolieu", "Chốt tại thời điểm này", "Tất cả")
    of_all = await hears(department, "Bình", "/chotsolieu", "hủy", "/tiendo")

    assert "Báo cáo bằng văn bản: 00/02 đơn vị." in situation
    assert "BÁO CÁO BẰNG VĂN BẢN (02 đơn vị): đúng hạn 00; chậm 00; chưa nhận được 02" in closing
    assert "Báo cáo bằng văn bản: 00/02" in of_all


async def test_reminders_of_a_request_for_a_report_are_reminders_of_the_report(department: Stage) -> None:
    await reminded(department, "Nam", "HP24", "request/1/HTQT", "requested", "2024-12-16 09:05")
    await reminded(department, "Nam", "HP24", "request/1/HTQT", "request-near", "2024-12-24 08:00")
    await reminded(department, "Vân", "HP24", "task/1.1/VPS", "update-by", "2024-12-25 08:00")
    department.now = at("2024-12-30 09:00")

    situation, chase = await hears(department, "Bình", "/tinhhinh"), await hears(department, "Bình", "/donduc")

    assert "– Đã nhắc, chưa trả lời (01)" in situation
    assert "– Chưa nhắc (01)" in situation
    assert "– Đã nhắc, chưa trả lời (01)." in chase
    assert "– Chưa nhắc (01)." in chase
    assert "Phòng Hợp tác quốc tế: đã nhắc 02 lần, gần nhất ngày 24/12/2024 (Nam, Chuyên viên);" in chase
    assert "Văn phòng Sở: chưa nhắc lần nào; chưa gọi điện, chưa có công văn." in chase


async def test_that_the_campaign_opens_is_no_reminder_of_the_report(stage: Stage) -> None:
    await reminded(stage, "Lan", "705", "report/BNG", "campaign-opens", "2025-12-01 08:00")
    stage.now = at("2026-02-12 09:00")

    situation, chase = await hears(stage, "Minh", "/tinhhinh"), await hears(stage, "Minh", "/donduc")

    assert "– Chưa nhắc (01)" in situation
    assert "– Chưa nhắc (01)." in chase


async def test_that_the_office_asks_itself_for_nothing_is_said_with_the_number(stage: Stage) -> None:
    situation, offered = await hears(stage, "Minh", "/tinhhinh"), await hears(stage, "Minh", "/yeucau")

    assert "CHƯA CẬP NHẬT KẾT QUẢ: 49/49" in situation
    assert "Tất cả đơn vị (48), không kể Văn phòng" in offered
    assert "Cơ quan Trung ương (14), không kể Văn phòng" in offered
    assert "Địa phương (34)\n" in offered
    assert "Đơn vị chưa cập nhật kết quả (48), không kể Văn phòng" in offered


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Lan", "official", "BNG")
    return stage
