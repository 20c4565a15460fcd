"""A coordinator lets a unit be reminded, or all that can be: once a unit a working day, worded when it goes."""

from datetime import timedelta
from functools import partial

import pytest

from plans.obligations import Key, Kind
from storage.members import people
from tests.dialogue import Stage
from tests.office.mornings import at, promised, reminded
from tests.talk.telling import acts, ask, hears

ONE = ("/donduc BNG nhac", "1")
MISSING = "chưa nhận được báo cáo bằng văn bản của"
EARLY = "Mỗi đơn vị được nhắc nhiều nhất một lần trong một ngày làm việc; có thể nhắc lại từ"


async def went(stage: Stage, until: str) -> dict[str, str]:
    """Let time pass; give what each official is told of what is missing."""
    said: dict[str, list[str]] = {}
    for line in await stage.pass_until(at(until)):
        who, _, words = line.removeprefix("<").partition(": ")
        said.setdefault(who, []).append(words)
    told = {who: "\n".join(words) for who, words in said.items()}
    return {who: words for who, words in told.items() if MISSING in words}


async def test_every_focal_point_hears_and_nobody_else(stage: Stage):
    await stage.enter("Vy", "official", "BNG")
    await stage.enter("Sơn", "official", "BNG")
    member = (
        await ask(stage, int, "select m.id from member m join address a on a.person = m.person where chat = 'Sơn'")
    )[0]
    await stage.write(partial(people.hand, member=member, task="2.1b", at=stage.now))
    stage.now = at("2026-02-11 14:00")
    shown = await hears(stage, "Minh", ONE[0])
    await hears(stage, "Minh", ONE[1])

    assert "(người nhận: Nguyễn Thị Lan, Vy)" in shown
    assert (await went(stage, "2026-02-11 14:10")).keys() == {"Lan", "Vy"}


async def test_what_was_shown_is_what_goes(stage: Stage):
    stage.now = at("2026-02-11 14:00")
    shown = await hears(stage, "Minh", ONE[0])
    await hears(stage, "Minh", ONE[1])
    told = await went(stage, "2026-02-11 14:10")

    body = told["Lan"].split("\n", 1)[1].split("\n[")[0]
    assert body in shown


async def test_a_reminder_of_the_calendar_on_the_same_day_is_one_too(stage: Stage):
    await reminded(stage, "Lan", "BNG", "2026-02-11 08:00")
    heard = await hears(stage, "Minh", ONE[0])

    assert heard.startswith(f"Hệ thống đã nhắc Bộ Ngoại giao lúc 08:00 ngày 11/02/2026 theo lịch. {EARLY}")
    assert "thứ Năm, 12/02/2026" in heard


async def test_one_that_the_calendar_will_send_on_that_day_is_one_too(stage: Stage):
    await stage.pass_until(at("2026-02-11 17:00"))
    heard = await hears(stage, "Minh", ONE[0])

    assert heard.startswith(f"Hệ thống nhắc Bộ Ngoại giao lúc 08:00 ngày 12/02/2026 theo lịch. {EARLY}")


async def test_a_second_of_one_day_is_refused_with_who_and_when_and_the_next_working_day_is_open(stage: Stage):
    stage.now = at("2026-02-13 14:00")
    await hears(stage, "Minh", *ONE)
    early = await hears(stage, "Dung", ONE[0])
    stage.now = at("2026-02-13 18:00")
    evening = await hears(stage, "Dung", ONE[0])

    assert early.startswith("Trần Văn Minh đã chọn nhắc Bộ Ngoại giao lúc 14:00 ngày 13/02/2026;")
    assert "có thể nhắc lại từ thứ Hai, 23/02/2026" in early
    assert "Ngoài giờ hành chính: tin gửi lúc 08:00 thứ Hai, 23/02/2026." in evening


async def test_out_of_hours_it_goes_when_hours_open(stage: Stage):
    await stage.pass_until(at("2026-02-13 18:00"))
    heard = await hears(stage, "Minh", *ONE)
    night = await went(stage, "2026-02-23 07:59")
    told = await went(stage, "2026-02-23 08:05")

    assert "tin gửi lúc 08:00 thứ Hai, 23/02/2026" in heard
    assert (night.keys(), told.keys()) == (set(), {"Lan"})


async def test_what_has_come_meanwhile_is_not_asked_for_any_more(stage: Stage):
    stage.now = at("2026-02-13 18:00")
    await hears(stage, "Minh", *ONE)
    await hears(stage, "Lan", "/vanban 215/BC-BNG ngày 10/02/2026", "bỏ qua", "gửi")

    assert await went(stage, "2026-02-23 08:05") == {}


async def test_a_unit_that_promised_for_a_day_to_come_is_left_in_peace_and_on_that_day_is_not(stage: Stage):
    await promised(stage, "BNG", "2026-02-13")
    before = await hears(stage, "Minh", ONE[0])
    stage.now = at("2026-02-13 14:00")
    on_the_day = await hears(stage, "Minh", ONE[0])

    assert before.startswith("Bộ Ngoại giao đã hẹn thứ Sáu, 13/02/2026; chưa cần nhắc trước ngày đó.")
    assert on_the_day.startswith(("Tin nhắc gửi Bộ Ngoại giao", "Hệ thống nhắc Bộ Ngoại giao"))


async def test_a_unit_that_no_message_reaches_is_to_be_called(stage: Stage):
    await stage.block("Lan")
    blocked, nobody = await hears(stage, "Minh", ONE[0]), await hears(stage, "Minh", "/donduc BYT nhac")

    assert blocked.startswith("Không có đầu mối nào của Bộ Ngoại giao nhận được tin. Đề nghị đồng chí gọi điện")
    assert nobody.startswith("Không có đầu mối nào của Bộ Y tế nhận được tin.")


async def test_two_who_confirm_the_same_unit_send_once(stage: Stage):
    stage.now = at("2026-02-11 14:00")
    await hears(stage, "Minh", ONE[0])
    await hears(stage, "Dung", *ONE)
    second = await hears(stage, "Minh", ONE[1])

    assert second.startswith("Dung đã chọn nhắc Bộ Ngoại giao lúc 14:00 ngày 11/02/2026;")
    assert await ask(stage, str, "select unit from nudge") == ["BNG"]
    assert (await went(stage, "2026-02-11 14:10"))["Lan"].count(MISSING) == 1


async def test_all_at_once_leaves_out_whom_it_should_and_names_everybody(stage: Stage):
    await promised(stage, "HNI", "2026-02-13")
    stage.now = at("2026-02-11 14:00")
    board = await hears(stage, "Minh", "/donduc")
    shown = await hears(stage, "Minh", "Nhắc cả 02 đơn vị")
    await hears(stage, "Dung", "/donduc nhắc cả", "1")
    second = await hears(stage, "Minh", "1")
    told = await went(stage, "2026-02-11 14:10")

    assert "Nhắc cả 02 đơn vị" in board
    assert shown.startswith("Tin nhắc gửi 02 đơn vị: Bộ Ngoại giao, Bộ Tư pháp. Tin được gửi ngay.")
    assert "– Đã hẹn ngày sắp tới (01): Hà Nội." in shown
    assert "– Không đôn đốc, cần trao đổi (01): Ban TG&DV Trung ương." in shown
    assert second.startswith("Hiện không có đơn vị nào để nhắc; Dung đã nhắc lúc 14:01 ngày 11/02/2026.")
    assert told.keys() == {"Lan", "Quân"}


@pytest.mark.parametrize(
    ("language", "head", "button"),
    [
        ("vi", "Tin nhắc gửi Ban Chỉ đạo Nhân quyền thành phố Hà Nội (người nhận: Thảo).", "1. Nhắc Hà Nội"),
        ("en", "Reminder to Ban Chỉ đạo Nhân quyền thành phố Hà Nội (readers: Thảo).", "1. Remind Hà Nội"),
    ],
)
async def test_where_all_are_one_unit_that_is_named(stage: Stage, language: str, head: str, button: str):
    stage.now = at("2026-02-11 14:00")
    await hears(stage, "Dung", *ONE)
    await hears(stage, "Dung", "/donduc BTP nhac", "1")
    await hears(stage, "Minh", f"/ngonngu {language}")
    shown = await hears(stage, "Minh", "/donduc nhac")

    assert head in shown
    assert button in shown
    assert "cả 01" not in shown
    assert "all 1" not in shown
    assert "01 đơn vị" not in await hears(stage, "Minh", "1")


async def test_of_all_those_are_left_out_whom_somebody_reminded_while_the_list_was_read(stage: Stage):
    stage.now = at("2026-02-11 14:00")
    await hears(stage, "Minh", "/donduc nhac")
    await hears(stage, "Dung", *ONE)
    shown = await hears(stage, "Minh", "1")
    sent = await hears(stage, "Minh", "1")

    assert "Tin nhắc gửi 02 đơn vị: Bộ Tư pháp, Hà Nội." in shown
    assert sent.startswith("Đã chuyển tin nhắc 02 đơn vị: Bộ Tư pháp, Hà Nội.")


async def test_a_paused_plan_says_that_it_waits(stage: Stage):
    stage.now = at("2026-02-11 14:00")
    await hears(stage, "Hà", "/tamdungkehoach", "1")
    heard = await hears(stage, "Minh", *ONE)

    assert "tin chờ đến khi khôi phục" in heard
    assert await went(stage, "2026-02-11 15:00") == {}


async def test_where_the_calendar_speaks_of_the_report_on_that_day_it_is_said_once(stage: Stage):
    stage.now = at("2026-02-11 14:00")
    await hears(stage, "Minh", *ONE)
    await stage.pass_until(stage.now + timedelta(minutes=5))
    text = (await ask(stage, str, "select body ->> 'text' from outbox where chat = 'Lan' and lane = 1"))[-1]

    assert text.count("báo cáo bằng văn bản") == 1


async def test_each_is_audited_and_counts_as_a_reminder_everywhere(stage: Stage):
    stage.now = at("2026-02-11 14:00")
    await hears(stage, "Minh", *ONE)
    await stage.pass_until(at("2026-02-11 14:05"))
    page, unit = await hears(stage, "Minh", "/donduc BNG"), await hears(stage, "Minh", "/donvi BNG")
    why = await hears(stage, "Lan", "/lydo")

    assert ("unit.nudged", "705", "VPCQTT", "BNG 2026-02-11") in await acts(stage)
    assert "– 14:00 ngày 11/02/2026: Trần Văn Minh nhắc Nguyễn Thị Lan." in page
    assert "Đã nhắc 01 lần, gần nhất ngày 11/02/2026." in unit
    assert "Văn phòng trực tiếp đề nghị gửi báo cáo, trả lời còn thiếu." in why
    keys = await ask(stage, str, "select obligation from reminder where rule = 'nudged'")
    assert keys == [str(Key(Kind.REPORT, "BNG"))]


async def test_an_answer_to_a_request_is_asked_for_with_its_own_button(stage: Stage):
    stage.now = at("2025-12-10 09:00")
    await hears(stage, "Minh", "/yeucau", "gõ tên", "BNG", "Số hội nghị", "19/12", "Trả lời tại đây", "gửi đề nghị")
    await stage.pass_until(at("2025-12-11 14:00"))
    heard = await hears(stage, "Minh", *ONE)
    lines = await stage.pass_until(at("2025-12-11 14:10"))

    told = [line for line in lines if line.startswith("<Lan")]
    assert heard.startswith("Đã chuyển tin nhắc Bộ Ngoại giao.")
    assert any("đề nghị cung cấp thông tin số 01: Số hội nghị (chậm nhất hết thứ Sáu, 19/12/2025)" in of for of in told)
    assert [line for line in told if MISSING in line or "số, ngày của văn bản" in line] == []
    assert "<Lan: [Trả lời đề nghị số 1]" in told
