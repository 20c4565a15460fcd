"""The opening day, the chase list, and a plan that pauses: told to those it concerns, hidden from all others."""

from functools import partial
from pathlib import Path

import pytest

from storage.members import people
from storage.schedule import occasions
from tests.dialogue import Stage
from tests.office.mornings import at, house, morning, promised, received, reminded, told
from tests.talk.telling import acts, ask, entry, hears

LATE = {"BYT", "BCA", "HNI", "SLA"}


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = await house(tmp_path / "d.db")
    for who, unit in (("Lan", "BNG"), ("Bình", "BYT"), ("Dũng", "BCA"), ("Thảo", "HNI"), ("Sơn", "SLA")):
        await stage.enter(who, "official", unit)
    await stage.block("Dũng")
    await stage.write(partial(people.leave, member=await _member(stage, "SLA"), at=stage.now))
    return stage


async def _member(stage: Stage, unit: str) -> int:
    found = await ask(stage, int, "select id from member where unit = :unit", unit=unit)
    return int(found[0])


async def past_the_deadline(stage: Stage) -> None:
    """Let four reports be missing when the list begins."""
    await morning(stage, "2026-02-10 07:15")
    for unit in await ask(stage, str, "select unit from obligation where kind = 'report'"):
        if unit not in LATE:
            await received(stage, unit, "2026-02-09")
    await reminded(stage, "Thảo", "HNI", "2026-02-02 08:00")
    await reminded(stage, "Thảo", "HNI", "2026-02-10 08:00")
    await promised(stage, "BYT", "2026-02-13")


async def test_the_office_hears_who_is_reached_on_the_day_the_campaign_opens(stage: Stage):
    for unit in await ask(stage, str, "select distinct unit from obligation where unit not in ('BCA', 'SLA')"):
        await stage.enter(f"A {unit}", "official", unit)

    heard = {
        one.chat: one for one in await told(stage, "2025-12-01 08:00") if "BẮT ĐẦU" in one.text or one.chat == "Hà"
    }

    assert heard.keys() == {"Minh", "Hương", "Hà"}
    assert (
        heard["Minh"].text
        == heard["Hương"].text
        == (
            "KẾ HOẠCH 705 – BẮT ĐẦU ĐỢT TUYÊN TRUYỀN CAO ĐIỂM (08:00 THỨ HAI, 01/12/2025)\n"
            "Đơn vị có đầu mối nhận được tin: 47/49.\n"
            "\n"
            "– Đầu mối đã thôi nhiệm vụ, chưa có người thay (01): Sơn La.\n"
            "– Đầu mối không nhận được tin (01): Bộ Công an."
        )
    )
    assert heard["Hà"].text.startswith(
        "KẾ HOẠCH 705: 02/49 đơn vị chưa nhận được tin. Để cấp mã đăng ký: /capma\n– Đầu mối đã thôi nhiệm vụ"
    )
    assert heard["Hà"].not_after == at("2025-12-01 16:30")


async def test_an_opening_missed_by_days_is_not_told_any_more(stage: Stage):
    assert await told(stage, "2025-12-03 12:30") == []


async def test_the_board_has_whoever_owes_a_report_from_before_the_deadline_on(stage: Stage):
    await past_the_deadline(stage)

    stage.now = at("2026-02-11 07:30")
    late = await hears(stage, "Hương", "/donduc")

    ended = (
        "\n"
        "\n"
        "NHIỆM VỤ CÓ THỜI GIAN RIÊNG\n"
        "– Nhiệm vụ 1.1, đã hết thời gian ngày 31/12: 01 đơn vị chưa có thông tin: Ban TG&DV Trung ương.\n"
        "– Nhiệm vụ 7.1a, đã hết thời gian ngày 15/12: 01 đơn vị chưa có thông tin: Bộ Nội vụ.\n"
        "– Nhiệm vụ 16.4, đã hết thời gian ngày 31/12: 34 đơn vị chưa có thông tin.\n"
        "1. Bộ Công an\n"
        "2. Sơn La\n"
        "3. Hà Nội\n"
        "4. Bộ Y tế"
    )
    assert late.removesuffix(ended) == (
        "ĐÔN ĐỐC: 04 đơn vị chưa gửi báo cáo, trả lời có hạn trong 14 ngày tới hoặc đã quá hạn"
        " (đến 07:30 ngày 11/02/2026)\n"
        "– Chưa liên lạc được (02).\n"
        "– Đã nhắc, chưa trả lời (01).\n"
        "– Đã hẹn (01).\n"
        "\n"
        "CHƯA LIÊN LẠC ĐƯỢC: báo cáo bằng văn bản, hạn 09/02/2026, quá 02 ngày làm việc\n"
        "Chưa gọi điện, chưa có công văn:\n"
        "1. Bộ Công an: đầu mối không nhận được tin.\n"
        "2. Sơn La: đầu mối đã thôi nhiệm vụ.\n"
        "\n"
        "ĐÃ NHẮC, CHƯA TRẢ LỜI: báo cáo bằng văn bản, hạn 09/02/2026, quá 02 ngày làm việc\n"
        "3. Hà Nội: đã nhắc 02 lần, gần nhất ngày 10/02/2026 (Thảo, Chuyên viên);"
        " chưa gọi điện, chưa có công văn.\n"
        "\n"
        "ĐÃ HẸN: báo cáo bằng văn bản, hạn 09/02/2026, quá 02 ngày làm việc\n"
        "4. Bộ Y tế: chưa nhắc lần nào; đã hẹn gửi ngày 13/02/2026; chưa gọi điện, chưa có công văn."
    )


async def test_what_a_coordinator_marks_stands_in_the_list_and_in_the_digest(stage: Stage):
    await past_the_deadline(stage)
    stage.now = at("2026-02-11 08:00")
    before = (await acts(stage))[-1:]

    letter = await hears(stage, "Minh", "/donduc Hà Nội", "Đã gửi công văn", "hôm nay", "gặp Chánh Văn phòng")
    agreed = await hears(stage, "Minh", "/donduc SLA đã gọi, hẹn 13/02")
    said = (await morning(stage, "2026-02-12 07:15"))["Minh"]

    assert letter.startswith(
        "Đã ghi việc với Ban Chỉ đạo Nhân quyền thành phố Hà Nội:"
        " đã gửi công văn ngày 11/02/2026 (gặp Chánh Văn phòng)."
    )
    assert "đã hẹn đến thứ Sáu, 13/02/2026 (đã gọi, hẹn 13/02)." in agreed
    assert [act for act in (await acts(stage)) if act[0] == "unit.chased"] == [
        ("unit.chased", "705", "VPCQTT", "HNI letter"),
        ("unit.chased", "705", "VPCQTT", "SLA agreed"),
    ]
    assert before == [] or before[0][0] != "unit.chased"
    assert (
        "ĐÔN ĐỐC, QUÁ HẠN TỪ 02 NGÀY LÀM VIỆC: 04\n"
        "– Đã gửi công văn (01): Hà Nội.\n"
        "– Đã hẹn ngày (01): Sơn La 13/02.\n"
        "– Chưa gọi điện, chưa có công văn (02): Bộ Công an, Bộ Y tế."
    ) in said
    assert "1. 02 đơn vị quá hạn từ 02 ngày làm việc; xin ý kiến về công văn đôn đốc" in said


async def test_quan_and_the_admin_have_no_chase_list(stage: Stage):
    await stage.enter("Quân", "official", "BTP")

    assert "Lệnh này dành cho" in await hears(stage, "Quân", "/donduc")
    assert "Lệnh này dành cho" in await hears(stage, "Hà", "/donduc")


async def test_a_paused_plan_sends_nothing_until_it_goes_on(stage: Stage):
    stage.now = at("2025-12-02 09:00")
    await morning(stage, "2025-12-02 09:00")
    asked = await hears(stage, "Hà", "/tamdungkehoach")
    done = await hears(stage, "Hà", "1")
    paused = await told(stage, "2025-12-03 09:00")
    again = await hears(stage, "Hà", "/tamdungkehoach")
    none_due = await stage.write(partial(occasions.next_due, rules=["digest"], at=stage.now))
    resumed = await hears(stage, "Hà", "/khoiphuckehoach", "1")

    assert asked.startswith("Tạm dừng Kế hoạch 705? Trong thời gian tạm dừng, hệ thống không nhắc việc")
    assert "– thứ Tư, 03/12/2025: bản tin buổi sáng" in asked
    assert "\nĐã tạm dừng Kế hoạch 705 từ 09:00 ngày 02/12/2025." in done
    assert "<Minh: Quản trị hệ thống đã tạm dừng Kế hoạch 705" in done
    assert "<Hương: Quản trị hệ thống đã tạm dừng Kế hoạch 705" in done
    assert (paused, again, none_due) == ([], "Các kế hoạch đều đang tạm dừng.", None)
    assert "\nĐã khôi phục Kế hoạch 705 lúc 09:00 ngày 03/12/2025." in resumed
    await hears(stage, "Lan", *entry("2.1b"))
    assert (await morning(stage, "2025-12-04 07:15")).keys() == {"Minh", "Hương"}
    audited = [act[:2] for act in await acts(stage) if act[0].startswith("plan.")]
    assert audited == [("plan.paused", "705"), ("plan.resumed", "705")]


async def test_only_an_admin_pauses_a_plan(stage: Stage):
    for who in ("Minh", "Hương", "Lan"):
        assert "Lệnh này dành cho" in await hears(stage, who, "/tamdungkehoach")
        assert "Lệnh này dành cho" in await hears(stage, who, "/khoiphuckehoach")
