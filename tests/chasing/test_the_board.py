"""/donduc: who owes a real deadline, in the groups of the digest; a unit's own page; what each role may do there."""

import re

import pytest

from tests.dialogue import Stage
from tests.office.mornings import at, morning, promised, received, reminded
from tests.talk.telling import acts, ask, hears

GROUP = re.compile(r"^– ([^(:]+?) \((\d+)\)", re.MULTILINE)


def groups(text: str) -> dict[str, int]:
    """Give how many units stand in each group that a text counts."""
    return {group: int(n) for group, n in GROUP.findall(text)}


async def all_but(stage: Stage, *units: str) -> None:
    """Let every other report be in."""
    for unit in await ask(stage, str, "select unit from obligation where kind = 'report'"):
        if unit not in units:
            await received(stage, unit, "2026-02-09")


async def test_its_groups_are_those_of_the_digest_and_sum_to_what_is_missing_everywhere(stage: Stage):
    await all_but(stage, "BNG", "BTP", "HNI", "BYT", "BCA", "BTGDVTW")
    await reminded(stage, "Lan", "BNG", "2026-02-10 08:00")
    await promised(stage, "BTP", "2026-02-13")
    await hears(stage, "Minh", "/donduc HNI đã gọi, chưa hẹn ngày")
    await hears(stage, "Minh", "/donduc BYT đã gọi, hẹn 13/02")
    stage.now = at("2026-02-12 07:15")
    digest = (await morning(stage, "2026-02-12 07:15"))["Minh"]
    board, situation = await hears(stage, "Minh", "/donduc"), await hears(stage, "Minh", "/tinhhinh")
    progress = await hears(stage, "Minh", "/tiendo")

    mine = groups(board.split("\n\n")[0])
    missing = re.search(r"CHƯA NHẬN ĐƯỢC BÁO CÁO: (\d+)\n((?:– .+\n)+)", digest)
    assert missing is not None
    assert mine == groups(missing[2])
    assert mine == {
        "Chưa liên lạc được": 1,
        "Đã nhắc, chưa trả lời": 1,
        "Đã gọi, chưa hẹn ngày": 1,
        "Đã hẹn": 2,
        "Không đôn đốc": 1,
    }
    assert missing[0] in situation + "\n"
    assert "Báo cáo bằng văn bản: 42/48" in progress


@pytest.mark.parametrize("typed", ["đôn đốc", "don doc", "/dondoc", "Đôn đốc Bộ Quốc phòng", "donduc", "/donduc BQP"])
async def test_it_opens_as_its_words_are_written(stage: Stage, typed: str):
    assert (await hears(stage, "Minh", typed)).startswith(("ĐÔN ĐỐC", "Đến 09:00"))


async def test_a_typed_number_opens_the_unit_that_stands_there_on_every_page(stage: Stage):
    first = await hears(stage, "Minh", "/donduc")
    opened = await hears(stage, "Minh", "2")
    await hears(stage, "Minh", "/donduc trang 2")
    further = await hears(stage, "Minh", "8")

    buttons = re.findall(r"^(\d+)\. ([^:\n]+[^:.\n])$", first, re.MULTILINE)
    assert [int(n) for n, _ in buttons] == list(range(1, 12))
    assert opened.startswith("ĐÔN ĐỐC – BỘ QUỐC PHÒNG")
    assert further.startswith("ĐÔN ĐỐC – ")


async def test_what_lies_months_ahead_is_nobody_s_debt_yet_but_a_request_of_this_week_is(stage: Stage):
    stage.now = at("2025-12-10 09:00")
    before = await hears(stage, "Minh", "/donduc")
    asked = ("/yeucau", "gõ tên", "BNG; BTP", "Số hội nghị", "12/12", "Trả lời tại đây", "gửi đề nghị")
    await hears(stage, "Minh", *asked)
    board = await hears(stage, "Minh", "/donduc")

    assert before.startswith("Đến 09:00 ngày 10/12/2025, chưa có đơn vị nào đến hạn phải đôn đốc")
    assert (
        "CHƯA NHẮC: đề nghị cung cấp thông tin số 01, hạn 12/12/2025, còn 03 ngày làm việc\n"
        "Chưa nhắc lần nào; chưa gọi điện, chưa có công văn:\n"
        "1. Bộ Ngoại giao.\n"
        "2. Bộ Tư pháp.\n"
    ) in board


async def test_what_waits_for_the_office_stands_there_and_is_not_reminded(stage: Stage):
    await all_but(stage, "BNG", "HNI")
    await hears(stage, "Lan", "/vanban 215/BC-BNG ngày 10/02/2026", "bỏ qua", "gửi")
    await hears(stage, "Thảo", "/xingiahan 24/02", "Đang trình ký")
    board = await hears(stage, "Minh", "/donduc")
    said = await hears(stage, "Minh", "/donduc BNG nhac")
    asked = await hears(stage, "Minh", "/donduc HNI nhac")

    assert groups(board.split("\n\n")[0]) == {"Xin gia hạn": 1, "Đã báo gửi, chờ Văn phòng xác nhận": 1}
    assert "Nhắc cả" not in board
    assert said.startswith("Bộ Ngoại giao báo đã gửi văn bản, đang chờ Văn phòng xác nhận: /danhan BNG.")
    assert asked.startswith("Ban Chỉ đạo Nhân quyền thành phố Hà Nội xin gia hạn")


async def test_a_unit_that_owes_nothing_has_a_page_that_says_so_and_takes_no_call(stage: Stage):
    await received(stage, "BNG", "2026-02-09")
    shown = await hears(stage, "Minh", "/donduc BNG")
    called = await hears(stage, "Minh", "/donduc BNG đã gọi, hẹn thứ Sáu")

    assert "Đơn vị không còn báo cáo, trả lời nào sắp đến hạn hoặc đã quá hạn." in shown
    assert called.startswith("ĐÔN ĐỐC – BỘ NGOẠI GIAO")
    assert "Nhắc đơn vị này" not in shown
    assert await ask(stage, str, "select unit from chase") == []


async def test_the_office_itself_stands_on_no_page(stage: Stage):
    pages = [await hears(stage, "Minh", f"/donduc trang {page}") for page in range(1, 7)]

    assert "VPCQTT" not in "".join(pages)
    assert "Văn phòng Cơ quan Thường trực:" not in "".join(pages)


@pytest.mark.parametrize("what", ["nhac", "goi", "congvan", "duthao", "sdt", "đã gọi, hẹn thứ Sáu"])
async def test_a_leader_sees_and_does_nothing(stage: Stage, what: str):
    shown = await hears(stage, "Hương", "/donduc BNG")
    refused = await hears(stage, "Hương", f"/donduc BNG {what}")

    assert "1. Trang của đơn vị\n2. Danh sách đôn đốc" in shown
    assert refused == "Việc nhắc, ghi cuộc gọi, lập công văn, xem số điện thoại do cán bộ tổng hợp thực hiện."
    assert "Nhắc cả" not in await hears(stage, "Hương", "/donduc")
    assert await ask(stage, str, "select unit from chase union all select unit from nudge") == []
    assert [act for act in await acts(stage) if act[0] != "chase.viewed"] == []


@pytest.mark.parametrize(
    "typed",
    ["/donduc Bộ Xây dựng", "/donduc xyz nhac", "/donduc BNG làm gì đó lạ", '/donduc "*', "/donduc " + "lạ " * 1300],
)
async def test_what_is_not_understood_gets_a_sentence_or_the_unit_s_page(stage: Stage, typed: str):
    heard = await hears(stage, "Minh", typed)

    assert heard.startswith(("Chưa tìm thấy đơn vị", "ĐÔN ĐỐC – BỘ NGOẠI GIAO"))
    assert len(heard) < 700


async def test_of_a_name_that_means_several_units_one_is_picked_by_its_number(stage: Stage):
    asked = await hears(stage, "Minh", "/donduc Quảng")
    opened = await hears(stage, "Minh", "1")

    assert "Quảng Ninh" in asked
    assert "Quảng Ngãi" in asked
    assert opened.startswith("ĐÔN ĐỐC – BAN CHỈ ĐẠO NHÂN QUYỀN TỈNH TUYÊN QUANG")


async def test_what_was_done_about_an_older_matter_does_not_count_for_this_one(stage: Stage):
    now, stage.now = stage.now, at("2025-12-10 09:00")
    await hears(stage, "Minh", "/yeucau", "gõ tên", "BNG", "Số hội nghị", "11/12", "Trả lời tại đây", "gửi đề nghị")
    await hears(stage, "Minh", "/donduc BNG đã gọi, hẹn 12/12")
    await hears(stage, "Lan", "/traloi 1", "03 hội nghị", "gửi")
    stage.now = now
    shown = await hears(stage, "Minh", "/donduc BNG")

    assert "Tình trạng: Chưa nhắc." in shown
    assert "ĐÃ LIÊN HỆ: chưa nhắc, chưa gọi điện, chưa có công văn." in shown


async def test_a_page_says_when_each_of_its_people_was_here_last(stage: Stage):
    await reminded(stage, "Lan", "BNG", "2026-02-10 08:00")
    before = await hears(stage, "Minh", "/donduc BNG")
    stage.now = at("2026-02-11 10:00")
    await hears(stage, "Lan", "/hen")
    after = await hears(stage, "Minh", "/donduc BNG")

    assert "– Nguyễn Thị Lan, Chuyên viên (đầu mối chính); thao tác gần nhất lúc 09:00 ngày 11/02/2026" in before
    assert "– Nguyễn Thị Lan, Chuyên viên (đầu mối chính); thao tác gần nhất lúc 10:00 ngày 11/02/2026" in after


@pytest.mark.parametrize(
    ("button", "said"),
    [
        (
            "Nhắc đơn vị này",
            "Bộ Ngoại giao không còn báo cáo, trả lời nào sắp đến hạn hoặc đã quá hạn; không cần nhắc.",
        ),
        ("Đã gọi", "ĐÔN ĐỐC – BỘ NGOẠI GIAO"),
        ("Đã gửi công văn", "ĐÔN ĐỐC – BỘ NGOẠI GIAO"),
    ],
)
async def test_a_button_of_before_does_what_can_be_done_now(stage: Stage, button: str, said: str):
    await hears(stage, "Minh", "/donduc BNG")
    await received(stage, "BNG", "2026-02-11")
    heard = await hears(stage, "Minh", f"[nút {button}]")

    assert heard.startswith(said)
    assert await ask(stage, str, "select unit from chase union all select unit from nudge") == []


@pytest.mark.parametrize("asked", ["/donduc nhac", "/donduc BTP nhac", "/donduc BTP goi", "/donduc BTP congvan"])
async def test_a_number_is_for_what_is_shown_and_not_for_what_was_asked_before(stage: Stage, asked: str):
    await hears(stage, "Minh", asked, "/donduc BNG")
    picked = await hears(stage, "Minh", "1")

    assert picked.startswith("Tin nhắc gửi Bộ Ngoại giao (người nhận: Nguyễn Thị Lan).")
    assert await ask(stage, str, "select unit from chase union all select unit from nudge") == []
