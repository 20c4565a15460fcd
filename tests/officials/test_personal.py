"""/dulieucanhan: everybody sees what is kept of them, puts it right, withdraws, asks for deletion."""

import pytest

from tests.dialogue import Stage
from tests.officials.entering import enter, hears
from tests.officials.keeping import acts, ask

WITHDRAW = ("/dulieucanhan", "Rút lại sự đồng ý", "Tiếp tục rút lại sự đồng ý", "Rút lại sự đồng ý")


async def test_everything_kept_is_shown(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Lan", "/dulieucanhan")

    assert heard.startswith(
        "Hệ thống lưu về đồng chí:\n"
        "– Họ tên, chức vụ: Nguyễn Thị Lan, Chuyên viên\n"
        "– Vai trò: cán bộ đầu mối, Bộ Ngoại giao, Kế hoạch 705, từ 08:30 ngày 05/12/2025\n"
        "– Tài khoản Telegram: Lan\n"
        "– Đồng ý với thông báo về dữ liệu (bản test) lúc 08:30 ngày 05/12/2025\n"
        "– Ngôn ngữ: tiếng Việt\n"
        "– Nhắc việc: trong giờ làm việc\n"
        "– Số kết quả đã nhập: 01\n"
    )


@pytest.mark.parametrize("who", ["Minh", "Hà", "Quân"])
async def test_everybody_sees_their_own_and_nobody_elses(stage: Stage, who: str) -> None:
    heard = await hears(stage, who, "/dulieucanhan")

    assert "Hệ thống lưu về đồng chí" in heard
    assert "Nguyễn Thị Lan" not in heard


@pytest.mark.parametrize(
    ("day", "law"),
    [("2025-12-05", "Nghị định số 13/2023/NĐ-CP."), ("2026-01-05", "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15;")],
)
async def test_the_law_in_force_that_day_is_named(stage: Stage, day: str, law: str) -> None:
    year, month, of_month = map(int, day.split("-"))
    stage.now = stage.now.replace(year=year, month=month, day=of_month)

    assert f"Căn cứ: {law}" in await hears(stage, "Lan", "/dulieucanhan")


@pytest.mark.parametrize(
    ("what", "new", "reads", "about"),
    [
        ("Sửa họ tên", "Nguyễn Thị Mai Lan", "Nguyễn Thị Mai Lan, Chuyên viên", "name"),
        ("Sửa chức vụ", "Phó Vụ trưởng", "Nguyễn Thị Lan, Phó Vụ trưởng", "title"),
    ],
)
async def test_name_and_title_are_put_right_and_the_audit_says_which_not_what(
    stage: Stage, what: str, new: str, reads: str, about: str
) -> None:
    await hears(stage, "Lan", "/dulieucanhan", what, new)

    assert reads in await hears(stage, "Lan", "/dulieucanhan")
    assert ("person.corrected", about) in await acts(stage)


async def test_a_withdrawn_consent_unlinks_the_person_and_leaves_the_entries(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Lan", *WITHDRAW)

    assert "Đã ghi nhận việc rút lại sự đồng ý và xóa họ tên, chức vụ, tài khoản" in heard
    assert await ask(stage, "select name || title from person where id = (select min(person) from audit)") == [""]
    assert await ask(stage, "select chat from address where chat = 'Lan'") == []
    assert await ask(stage, "select body from outbox where body like '%Nguyễn Thị Lan%'") == []
    assert "Người nhập: –" in await hears(stage, "Hoa", "/xem 1")
    assert ("consent.withdrawn", "") in await acts(stage)


async def test_whoever_has_withdrawn_is_a_stranger(stage: Stage) -> None:
    await hears(stage, "Lan", *WITHDRAW)

    assert (await hears(stage, "Lan", "/xem 1")).startswith("Kính chào đồng chí. Đây là kênh nội bộ")


async def test_they_can_come_back_with_a_new_code(stage: Stage) -> None:
    await hears(stage, "Lan", *WITHDRAW)
    await stage.invite("official", "BNG")

    assert "Đề nghị đồng chí cho biết họ và tên" in await hears(stage, "Lan", "CODE")


async def test_one_yes_is_not_enough(stage: Stage) -> None:
    await hears(stage, "Lan", *WITHDRAW[:-1], "Hủy")

    assert "Nguyễn Thị Lan" in await hears(stage, "Lan", "/dulieucanhan")


async def test_the_admin_is_told_which_unit_and_not_who(stage: Stage) -> None:
    heard = await hears(stage, "Lan", *WITHDRAW)

    told = [line for line in heard.splitlines() if line.startswith("<Hà:")]
    assert told
    assert "Bộ Ngoại giao" in told[0]
    assert "Lan" not in told[0]


async def test_a_request_to_delete_is_kept_with_its_day_and_told_to_the_admin(stage: Stage) -> None:
    heard = await hears(stage, "Lan", "/dulieucanhan", "Đề nghị xóa dữ liệu", "Gửi đề nghị")

    assert "trả lời chậm nhất thứ Ba, 09/12/2025" in heard
    assert "<Hà: Một cán bộ đầu mối của Bộ Ngoại giao đề nghị xóa dữ liệu cá nhân" in heard
    assert await ask(stage, "select due from deletion where done_at is null") == ["2025-12-09"]
    assert ("deletion.asked", "2025-12-09") in await acts(stage)


async def test_it_is_asked_for_once(stage: Stage) -> None:
    await hears(stage, "Lan", "/dulieucanhan", "Đề nghị xóa dữ liệu", "Gửi đề nghị")

    heard = await hears(stage, "Lan", "/dulieucanhan")

    assert "đã tiếp nhận, trả lời chậm nhất thứ Ba, 09/12/2025" in heard
    assert "Đề nghị xóa dữ liệu\n" not in heard


GREETED = "Kính chào đồng chí. Đây là kênh nội bộ"


async def ended(stage: Stage) -> None:
    """Let an admin end what Lan is."""
    await hears(stage, "Hà", "/daumoi", "Nguyễn Thị Lan", "thu hồi")


async def test_whoever_is_no_member_any_more_still_sees_what_is_kept(stage: Stage) -> None:
    await enter(stage)
    await ended(stage)

    heard = await hears(stage, "Lan", "/dulieucanhan")

    assert "– Họ tên, chức vụ: Nguyễn Thị Lan, Chuyên viên\n" in heard
    assert "– Số kết quả đã nhập: 01\n" in heard
    assert "cán bộ đầu mối" not in heard


async def test_whoever_is_no_member_any_more_can_withdraw_their_consent(stage: Stage) -> None:
    await ended(stage)

    assert "Đã ghi nhận việc rút lại sự đồng ý" in await hears(stage, "Lan", *WITHDRAW)
    assert await ask(stage, "select chat from address where chat = 'Lan'") == []
    assert (await hears(stage, "Lan", "/dulieucanhan")).startswith(GREETED)


async def test_whoever_is_no_member_any_more_can_ask_for_deletion(stage: Stage) -> None:
    await ended(stage)
    await hears(stage, "Lan", "/mydata", "Đề nghị xóa", "đồng ý")

    assert ("deletion.asked", "2025-12-09") in await acts(stage)


@pytest.mark.parametrize("leaving", ["/huy", "hủy", "[nút Hủy]"])
async def test_whoever_is_no_member_any_more_can_leave_it_and_is_a_stranger_else(stage: Stage, leaving: str) -> None:
    await ended(stage)

    assert (await hears(stage, "Lan", "/xem 1")).startswith(GREETED)
    await hears(stage, "Lan", "/dulieucanhan")
    assert await hears(stage, "Lan", leaving) == "Đã đóng."
    assert await hears(stage, "Lan", "/xem 1") == ""


async def test_a_new_code_opens_the_door_also_while_it_is_asked(stage: Stage) -> None:
    await ended(stage)
    await hears(stage, "Lan", "/dulieucanhan")
    code = await stage.invite("official", "BNG")

    heard = await hears(stage, "Lan", code)

    assert heard.startswith("Ghi thêm vai trò: đầu mối của Bộ Ngoại giao")
