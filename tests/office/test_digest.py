"""The digest: what the office is told in the morning, what it is spared, and that every part closes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.clock import digest
from handlers.clock.agenda import Agenda
from handlers.obligations.tallies import Contacts
from handlers.situation.overview import Overview
from messages.words import ZONE, speaking
from plans import obligations, reading
from plans.schema import Plan
from storage.members.manning import Manned
from storage.obligations.chases import Chase, ChaseStep
from storage.obligations.owed import Standing
from storage.results.tally import Since
from storage.results.waiting import ToReview
from storage.schedule.digests import LastDigest
from tests.dialogue import PLANS, Stage
from tests.office.mornings import at, house, morning, promised, received, reminded, told
from tests.standings import row_of
from tests.talk.telling import ask, entry, hears

_PART = re.compile(r"\((\d{2,})\)")
_TITLES = (
    "VĂN PHÒNG CHƯA NHẬN ĐƯỢC BÁO CÁO: ",
    "ĐÔN ĐỐC, QUÁ HẠN TỪ 02 NGÀY LÀM VIỆC: ",
    "QUÁ HẠN TRẢ LỜI ĐỀ NGHỊ CUNG CẤP THÔNG TIN: ",
    "CẦN TRAO ĐỔI, CÓ CÔNG VĂN ĐỀ NGHỊ: ",
)


@cache
def plan() -> Plan:
    return reading.read(PLANS / "705-2025.yaml")


CODES = [unit.code for unit in plan().units]
DAYS = st.dates(date(2025, 12, 1), date(2026, 2, 27))
SOME = st.frozensets(st.sampled_from(CODES))


@st.composite
def overviews(draw: st.DrawFn) -> Overview:
    """Give a plan in any state on any day."""
    today = draw(DAYS)
    now = datetime.combine(today, time(7, 15), ZONE)
    requests = [one for n in range(draw(st.integers(0, 7))) for one in obligations.asked(str(n), CODES, draw(DAYS))]
    rows = [_row(draw, one) for one in (*obligations.of(plan()), *requests)]
    for nth in draw(st.frozensets(st.integers(0, 237), max_size=20)):  # the tasks stand first
        rows[nth] = replace(rows[nth], not_arising="not_held")
    here = draw(SOME)
    manned = {code: Manned(code, int(code in here or nth % 3 > 0), int(code in here)) for nth, code in enumerate(CODES)}
    steps = st.builds(
        Chase,
        st.just(""),
        st.sampled_from(ChaseStep),
        DAYS,
        st.just(""),
        st.just("Minh"),
        st.just(now - timedelta(hours=1)),
    )
    chased = {code: draw(steps) for code in draw(SOME)}
    unseen = ToReview(draw(st.integers(0, 900)), now - timedelta(days=draw(st.integers(0, 90))), "BYT")
    heard = Contacts(draw(SOME), here, draw(SOME))
    return Overview(
        plan(), now, now - timedelta(days=1), tuple(rows), manned, heard, draw(SOME), chased,
        unseen, unseen, tuple(sorted(draw(SOME))), (), Since(draw(st.integers(0, 99)), 3), (), 99,
    )  # fmt: skip


def _row(draw: st.DrawFn, one: obligations.Obligation) -> Standing:
    row = row_of(one)
    if one.key.kind in (obligations.Kind.TASK, obligations.Kind.UPDATE):
        return row
    how = draw(st.integers(0, 3))
    if how > 1:
        return row
    return replace(row, received_on=draw(DAYS)) if how else replace(row, promised_for=draw(DAYS))


def parts(text: str) -> list[tuple[int, list[int]]]:
    """Give the total of each block that has one, and its parts."""
    found = []
    for block in text.split("\n\n"):
        first, *rows = block.split("\n")
        totals = [int(first.removeprefix(title)) for title in _TITLES if first.startswith(title)]
        found += [(total, [int(_PART.findall(row)[0]) for row in rows]) for total in totals]
    return found


@settings(max_examples=30)
@given(overviews())  # to draw one takes longer than all that is asked of it
def test_in_any_state_the_digest_closes_names_every_late_unit_and_to_a_group_none(here: Overview):
    text = _worded(here)

    _its_parts_sum_to_its_totals_in_one_short_message(text)
    _every_unit_past_a_real_deadline_stands_in_it(here, text)
    in_a_group = digest.totals(here, LastDigest("", 1, here.after))
    assert [unit.short for unit in plan().units if unit.short in in_a_group] == []


def _its_parts_sum_to_its_totals_in_one_short_message(text: str) -> None:
    assert [(total, sum(of)) for total, of in parts(text)] == [(total, total) for total, _ in parts(text)]
    assert len(text.encode("utf-16-le")) // 2 <= 1500  # with every block there is
    assert "\n\n\n" not in text


def _every_unit_past_a_real_deadline_stands_in_it(here: Overview, text: str) -> None:
    late = {row.unit for row in here.rows if _is_late(row, here.today) and row.kind == "report"}
    asked = [row for row in here.rows if _is_late(row, here.today) and row.kind == "request"]

    blocks = dict(_blocks(text))

    assert blocks.get(_TITLES[0], 0) >= len(late)
    assert blocks.get(_TITLES[2], 0) == len(asked)


def _worded(here: Overview) -> str:
    with speaking("vi", office=plan().office_short):
        return digest.worded(here, Agenda(), None)


def _is_late(row: Standing, today: date) -> bool:
    return row.received_on is None and row.due is not None and row.due < today


def _blocks(text: str) -> Sequence[tuple[str, int]]:
    return [
        (title, int(block.split("\n")[0].removeprefix(title)))
        for block in text.split("\n\n")
        for title in _TITLES
        if block.startswith(title)
    ]


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = await house(tmp_path / "d.db")
    for who, unit in (("Lan", "BNG"), ("Bình", "BYT"), ("Dũng", "BCA"), ("Thảo", "HNI")):
        await stage.enter(who, "official", unit)
    await stage.block("Dũng")
    await morning(stage, "2025-12-01 08:00")
    return stage


_FIRST = """\
KẾ HOẠCH 705 – TÌNH HÌNH ĐẾN 07:15 THỨ BA, 02/12/2025
Hạn báo cáo: hết thứ Hai, 09/02/2026 (còn 49 ngày làm việc).
Báo cáo bằng văn bản: 00/48 đơn vị.

CHƯA CẬP NHẬT KẾT QUẢ: 48/49 ĐƠN VỊ
– Đã có đầu mối (02): Bộ Y tế, Hà Nội.
– Đầu mối không nhận được tin (01): Bộ Công an.
– Chưa có đầu mối đăng ký (45).

CẬP NHẬT THEO GIAI ĐOẠN
– Trước thời điểm Ngày Nhân quyền thế giới (chốt 17:00 ngày 15/12): 01 đơn vị đã cập nhật, 00 không phát sinh, \
48 chưa cập nhật.

VIỆC TẠI VĂN PHÒNG
01 kết quả chờ rà soát (lâu nhất 01 ngày làm việc: Bộ Ngoại giao).

THỰC HIỆN NHIỆM VỤ (238 đầu việc, theo đơn vị cập nhật)
Hoàn thành đúng hạn 00; hoàn thành quá hạn 00
Chưa hoàn thành: trong hạn 01; quá hạn 00
Không phát sinh, có lý do 00; đơn vị báo không phát sinh 00; chưa có thông tin 237

MỚI TỪ SÁNG HÔM QUA: 01 kết quả của 01 đơn vị
– Bộ Ngoại giao: Hội nghị về quyền con người (705-BNG-001)

Ảnh tiến độ gửi kèm. Chi tiết: /tinhhinh, /chuabaocao, /donduc."""


async def test_coordinators_and_leaders_hear_where_things_stand_and_nobody_else(stage: Stage):
    stage.now = at("2025-12-01 09:00")
    await hears(stage, "Lan", *entry("2.1b", days="hôm nay"))

    heard = await morning(stage, "2025-12-02 07:15")

    assert heard.keys() == {"Minh", "Hương"}
    assert heard["Minh"] == heard["Hương"]
    assert heard["Minh"] == _FIRST


async def test_what_is_not_reviewed_for_two_working_days_goes_to_the_leader_and_looking_is_no_review(stage: Stage):
    stage.now = at("2025-12-04 09:00")  # a Thursday
    await hears(stage, "Lan", *entry("2.1b", days="hôm nay"))

    early, late = await morning(stage, "2025-12-05 07:15"), await morning(stage, "2025-12-08 07:15")
    await hears(stage, "Minh", "/xem 705-BNG-001")
    looked_at = await morning(stage, "2025-12-09 07:15")
    await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp")
    reviewed = await morning(stage, "2025-12-10 07:15")

    assert "XIN Ý KIẾN" not in early["Hương"]
    assert (
        "XIN Ý KIẾN LÃNH ĐẠO\n1. 01 kết quả chờ rà soát từ 02 ngày làm việc trở lên (lâu nhất 02 ngày: Bộ Ngoại giao);"
        " đề nghị phân công rà soát: 705-BNG-001." in late["Hương"]
    )
    assert "01 kết quả chờ rà soát (lâu nhất" not in late["Hương"]
    assert "chờ rà soát" in looked_at["Hương"]
    assert "RÀ SOÁT" not in reviewed["Hương"].upper()
    assert "Hà" not in early | late | looked_at


@pytest.mark.parametrize(
    "changing",
    [("/sua 1", "Sửa nội dung", "Hội thảo khác", "Lưu thay đổi"), ("/bosung 1", "123/BC-BNG", "xong")],
    ids=["reworded", "with more evidence"],
)
async def test_what_is_changed_after_the_office_took_it_in_waits_for_the_office_from_then_on(
    stage: Stage, changing: Sequence[str]
):
    stage.now = at("2025-12-01 09:00")
    await hears(stage, "Lan", *entry("2.1b", days="hôm nay"))
    taken_in = await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp", "/tinhhinh")
    stage.now = at("2025-12-04 09:00")
    await hears(stage, "Lan", *changing)

    changed = await hears(stage, "Minh", "/tinhhinh")

    assert "rà soát" not in taken_in
    assert "VIỆC TẠI VĂN PHÒNG\n01 kết quả chờ rà soát." in changed
    assert "XIN Ý KIẾN LÃNH ĐẠO" not in changed


async def test_what_nobody_reviewed_waits_as_long_however_often_it_is_changed(stage: Stage):
    stage.now = at("2025-12-01 09:00")
    await hears(stage, "Lan", *entry("2.1b", days="hôm nay"))
    stage.now = at("2025-12-02 09:00")
    await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "Hội thảo khác", "Lưu thay đổi")

    heard = await morning(stage, "2025-12-03 07:15")

    assert "(lâu nhất 02 ngày: Bộ Ngoại giao); đề nghị phân công rà soát: 705-BNG-001." in heard["Hương"]


async def test_of_many_that_wait_too_long_the_oldest_are_named_and_the_way_to_the_others(stage: Stage):
    stage.now = at("2025-12-01 09:00")
    for nth in ("một", "hai", "ba", "bốn", "năm"):
        lines = entry("2.1b", days="hôm nay", title=f"Tọa đàm chuyên đề {nth}", figures="không có")
        await hears(stage, "Lan", *lines)

    heard = await morning(stage, "2025-12-03 07:15")

    named = "705-BNG-001, 705-BNG-002, 705-BNG-003 và 02 kết quả khác (/tim chờ rà soát)"
    assert f"đề nghị phân công rà soát: {named}." in heard["Hương"]
    found = await hears(stage, "Hương", "/tim chờ rà soát")
    assert all(f"705-BNG-00{number}" in found for number in range(1, 6))
    assert "/rasoat" not in found


async def test_one_decided_and_another_grown_old_is_something_new_to_tell(stage: Stage):
    stage.now = at("2025-12-01 09:00")
    await hears(stage, "Lan", *entry("2.1b", days="hôm nay"))
    stage.now = at("2025-12-02 09:00")
    await hears(stage, "Lan", *entry("2.1b", days="hôm nay", title="Tọa đàm về quyền trẻ em", figures="không có"))

    before = await morning(stage, "2025-12-03 07:15")
    await hears(stage, "Minh", "/rasoat 705-BNG-001", "Đưa vào tổng hợp")
    after = await morning(stage, "2025-12-04 07:15")

    assert "rà soát: 705-BNG-001." in before["Hương"]
    assert "rà soát: 705-BNG-002." in after["Hương"]


async def test_nothing_is_sent_when_nothing_is_new(stage: Stage):
    nothing = await morning(stage, "2025-12-02 07:15")
    await stage.enter("Quân", "official", "BTP")
    somebody = await morning(stage, "2025-12-03 07:15")
    nobody = await morning(stage, "2025-12-04 07:15")

    assert (nothing, len(somebody), nobody) == ({}, 2, {})


async def test_nothing_is_sent_on_another_day_or_after_noon(stage: Stage):
    await received(stage, "BYT", "2025-12-01")
    late = await morning(stage, "2025-12-02 12:00")
    in_time = await told(stage, "2025-12-03 11:59")

    assert late == {}
    assert [one.not_after for one in in_time] == [at("2025-12-03 12:00")] * 2


async def test_two_weeks_before_the_deadline_it_says_why_each_report_is_missing(stage: Stage):
    await morning(stage, "2026-02-05 07:15")
    for unit in CODES:
        if unit not in {"BYT", "BCA", "HNI", "SLA", "BNG"}:
            await received(stage, unit, "2026-02-05")
    await promised(stage, "BYT", "2026-02-06")
    await promised(stage, "SLA", "2026-02-09")
    await reminded(stage, "Thảo", "HNI", "2026-02-02 08:00")

    said = (await morning(stage, "2026-02-06 07:15"))["Minh"].split("\n\n")

    assert said[0].endswith(
        "Báo cáo bằng văn bản: 43/48 đơn vị (89,6%), hôm qua thêm 43. Trung ương 11/14; địa phương 32/34."
    )
    assert said[1].startswith("XIN Ý KIẾN LÃNH ĐẠO\n1. 44 đơn vị chưa có đầu mối đăng ký")
    assert said[2] == (
        "VĂN PHÒNG CHƯA NHẬN ĐƯỢC BÁO CÁO: 05\n"
        "– Đã hẹn (02): Bộ Y tế hôm nay; Sơn La 09/02.\n"
        "– Đã nhắc, chưa trả lời (01): Hà Nội.\n"
        "– Chưa nhắc (01): Bộ Ngoại giao.\n"
        "– Chưa liên lạc được (01): Bộ Công an không nhận được tin."
    )
    assert said[-2].startswith(
        "HÔM NAY: 08:00 nhắc 03 đơn vị; 01 đơn vị không gửi tin được, đề nghị phân công gọi điện."
    )


async def test_in_a_quiet_week_it_says_what_is_new_and_comes_without_a_picture(stage: Stage):
    await morning(stage, "2025-12-02 07:15")
    drawn = await ask(stage, int, "select count(*) from work")
    await received(stage, "BYT", "2026-01-08")

    said = await morning(stage, "2026-01-12 07:15")

    assert said["Minh"] == (
        "KẾ HOẠCH 705 – TÌNH HÌNH ĐẾN 07:15 THỨ HAI, 12/01/2026\n"
        "Hạn báo cáo: hết thứ Hai, 09/02/2026 (còn 21 ngày làm việc).\n"
        "Báo cáo bằng văn bản: 01/48 đơn vị (2,1%), từ thứ Hai, 01/12/2025 thêm 01."
        " Trung ương 01/14; địa phương 00/34.\n"
        "\n"
        "CHƯA CẬP NHẬT KẾT QUẢ: 49/49 ĐƠN VỊ\n"
        "– Đã có đầu mối (03): Bộ Ngoại giao, Bộ Y tế, Hà Nội.\n"
        "– Đầu mối không nhận được tin (01): Bộ Công an.\n"
        "– Chưa có đầu mối đăng ký (45).\n"
        "\n"
        "NHIỆM VỤ CÓ THỜI GIAN RIÊNG\n"
        "– Nhiệm vụ 1.1, đã hết thời gian ngày 31/12: 01 đơn vị chưa có thông tin: Ban TG&DV Trung ương.\n"
        "– Nhiệm vụ 7.1a, đã hết thời gian ngày 15/12: 01 đơn vị chưa có thông tin: Bộ Nội vụ.\n"
        "– Nhiệm vụ 16.4, đã hết thời gian ngày 31/12: 34 đơn vị chưa có thông tin.\n"
        "\n"
        "Chi tiết: /tinhhinh, /chuabaocao, /donduc."
    )
    assert await ask(stage, int, "select count(*) from work") == drawn


async def test_it_is_told_to_each_in_their_own_language(stage: Stage):
    await stage.enter("John", "leader", "VPCQTT", language="en")
    await received(stage, "BYT", "2025-12-01")

    heard = await morning(stage, "2025-12-02 07:15")

    assert heard["John"].startswith("PLAN 705 – WHERE THINGS STAND AT 07:15 TUESDAY, 02/12/2025")
    drawn = await ask(stage, str, "select json_extract(asked, '$.language') from work order by id")
    assert drawn[-2:] == ["vi", "en"]


async def test_a_planned_activity_stands_in_the_next_seven_days(stage: Stage):
    stage.now = at("2025-12-01 09:00")
    lines = ("/baocao 2.1b", "05/12", "dự kiến", "hội nghị", "Hội thảo quốc tế", "gửi")
    await hears(stage, "Lan", *lines)

    said = (await morning(stage, "2025-12-02 07:15"))["Minh"]

    assert "07 NGÀY TỚI: 01 hoạt động dự kiến\n– 05/12, Bộ Ngoại giao: Hội thảo quốc tế" in said


async def test_a_message_nobody_knows_of_is_listed_for_a_person(stage: Stage):
    stage.now = at("2025-12-01 09:00")
    await reminded(stage, "Bình", "BYT", "2025-12-01 09:00")
    await stage.write(partial(_forget_what_became_of_it))

    said = (await morning(stage, "2025-12-02 07:15"))["Minh"]

    assert "01 đơn vị chưa rõ đã nhận được tin, đề nghị gọi điện: Bộ Y tế." in said


async def _forget_what_became_of_it(db: Any) -> None:
    await db.run("update outbox set state = 'unknown' where lane = 1")


async def test_who_has_not_registered_is_one_number_or_says_that_the_office_is_not_counted(stage: Stage):
    told = (await morning(stage, "2025-12-08 07:15"))["Minh"]

    assert "1. 44 đơn vị (không kể Văn phòng) chưa có đầu mối đăng ký; xin ý kiến" in told
    assert "– Chưa có đầu mối đăng ký (45)." in told
