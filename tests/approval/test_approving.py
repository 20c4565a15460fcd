"""A unit's figures are official once its leader has approved them, and only while none of them changes."""

from datetime import datetime
from functools import partial

import pytest

from handlers.closings import approved
from handlers.house import running
from storage.db import Turn
from tests.dialogue import Stage
from tests.talk.telling import acts, ask, entry, hears

APPROVE = ("/daduyet", "Thứ trưởng", "hôm nay", "xác nhận")
UNOFFICIAL = "Số liệu chưa chính thức: lãnh đạo đơn vị chưa duyệt."
OFFICIAL = "Lãnh đạo đơn vị đã duyệt số liệu: Thứ trưởng, ngày 05/12/2025."
CHANGED = "Số liệu chưa chính thức: đã thay đổi sau khi lãnh đạo đơn vị duyệt (Thứ trưởng, ngày 05/12/2025)."
PLACES = (("Minh", "/donvi BNG"), ("Lan", "/dagui"))


async def official(stage: Stage, at: datetime) -> frozenset[str]:
    async def look(db: Turn) -> frozenset[str]:
        return await approved.units(db, (await running(db))["705"], at)

    found: frozenset[str] = await stage.write(look)
    return found


@pytest.mark.parametrize(("who", "way"), PLACES)
async def test_till_they_are_approved_the_figures_are_not_official(stage: Stage, who: str, way: str) -> None:
    assert UNOFFICIAL in await hears(stage, who, way)
    await hears(stage, "Lan", *APPROVE)
    assert OFFICIAL in await hears(stage, who, way)


async def test_the_sums_by_unit_say_it_beside_each(stage: Stage) -> None:
    await hears(stage, "Quân", *entry("10.1"))
    await hears(stage, "Lan", *APPROVE)

    for way in ("/tonghop don vi", "/tonghop luot nguoi"):
        rows = (await hears(stage, "Minh", way)).splitlines()
        assert [row.rpartition("; ")[2] for row in rows if row.startswith("– Bộ")] == [
            "lãnh đạo đơn vị đã duyệt",
            "chưa chính thức",
        ]


CHANGES = {
    "a figure changed": ("Lan", "/sua 1", "sửa số liệu", "130 đại biểu", "gửi"),
    "a result added": ("Lan", *entry("2.1b", days="hôm kia", title="Tọa đàm về quyền trẻ em", figures="không có")),
    "a result withdrawn": ("Lan", "/rut 1", "rút"),
    "a result set aside by the office": ("Minh", "/rasoat 705-BNG-001 set_aside 1.0", "1"),
    "its days changed": ("Lan", "/sua 1", "sửa thời gian", "hôm kia", "gửi"),
    "a count of a sensitive task": ("Lan", "/baocao 2.2a", "2", "đã gửi", "1", "gửi"),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_from_a_change_on_they_are_official_no_more(stage: Stage, change: str) -> None:
    await hears(stage, "Lan", *APPROVE)
    before = stage.now
    who, *lines = CHANGES[change]
    await hears(stage, who, *lines)

    assert CHANGED in await hears(stage, "Minh", "/donvi BNG") or change == "a result withdrawn"
    assert await official(stage, stage.now) == set()
    assert await official(stage, before) == {"BNG"}  # as of then they were


UNCHANGED = {
    "a title": ("Lan", "/sua 1", "sửa nội dung", "Hội nghị về quyền trẻ em năm 2025", "gửi"),
    "evidence": ("Lan", "/bosung 1", "[ảnh]", "xong"),
    "taken in": ("Minh", "/rasoat 705-BNG-001 taken_in 1.0"),
    "another unit's": ("Quân", *entry("10.1")),
}


@pytest.mark.parametrize("change", UNCHANGED)
async def test_what_is_no_figure_may_change(stage: Stage, change: str) -> None:
    await hears(stage, "Lan", *APPROVE)
    who, *lines = UNCHANGED[change]
    await hears(stage, who, *lines)

    assert await official(stage, stage.now) == {"BNG"}


async def test_a_figure_that_is_put_back_is_approved_again(stage: Stage) -> None:
    await hears(stage, "Lan", *APPROVE)
    await hears(stage, "Lan", "/sua 1", "sửa số liệu", "130 đại biểu", "gửi")
    await hears(stage, "Lan", "/sua 1", "sửa số liệu", "1 hội nghị, hơn 120 đại biểu", "gửi")

    assert await official(stage, stage.now) == {"BNG"}


async def test_figures_that_may_not_be_told_any_more_are_not_those_that_were_approved(stage: Stage) -> None:
    await hears(stage, "Lan", *APPROVE)
    await hears(stage, "Lan", "/sua 1", "sửa nhiệm vụ", "2.2a", "2", "đã gửi", "1", "gửi")

    assert await official(stage, stage.now) == set()


async def test_where_a_sensitive_task_stands_is_no_figure(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.2a", "3", "đã gửi", "1", "gửi", *APPROVE)
    await hears(stage, "Lan", "/sua 2", "sửa tình trạng", "đã hoàn thành", "gửi")

    (content,) = await ask(stage, str, "select content from version where entry = 2 and number = 2")
    assert '"finished":true' in content
    assert await official(stage, stage.now) == {"BNG"}


async def test_what_changes_before_the_yes_is_shown_first(stage: Stage) -> None:
    await stage.enter("Hoa", "official", "BNG")
    await hears(stage, "Lan", *APPROVE[:-1])
    await hears(stage, "Hoa", "/sua 1", "sửa số liệu", "130 đại biểu", "gửi")
    heard = await hears(stage, "Lan", "xác nhận")

    assert "130 lượt người" in heard
    assert await official(stage, stage.now) == set()
    await hears(stage, "Lan", "xác nhận")
    assert await official(stage, stage.now) == {"BNG"}


@pytest.mark.parametrize(
    "said",
    [
        "Lãnh đạo đơn vị đã duyệt: Thứ trưởng, ngày 5/12",
        "lanh dao da duyet: Thứ trưởng, ngày 5/12",
        "/daduyet Thứ trưởng, ngày 05/12/2025",
        "/daduyet Thứ trưởng, 5/12",
        "/daduyet Thứ trưởng, hôm nay",
        "/daduyet Thứ trưởng sáng hôm nay",
        "lanh dao da duyet: Thứ trưởng, hom nay",
    ],
)
async def test_it_is_stated_in_one_line_too(stage: Stage, said: str) -> None:
    heard = await hears(stage, "Lan", said)
    assert "Thứ trưởng đã duyệt số liệu của Bộ Ngoại giao vào thứ Sáu, 05/12/2025" in heard

    await hears(stage, "Lan", "xác nhận")
    assert await official(stage, stage.now) == {"BNG"}


@pytest.mark.parametrize("asked", ["Lãnh đạo đơn vị đã duyệt chưa?", "lanh dao da duyet chua", "Lãnh đạo đã duyệt à?"])
async def test_whoever_asks_whether_they_have_states_nothing(stage: Stage, asked: str) -> None:
    heard = await hears(stage, "Lan", asked)

    assert "duyệt ngày nào" not in heard
    assert "Lãnh đạo nào đã duyệt" not in heard


@pytest.mark.parametrize(
    "said",
    [
        "Lãnh đạo Bộ đã duyệt kế hoạch tổ chức hội thảo ngày 3/12",
        "Lãnh đạo đơn vị đã phê duyệt báo cáo ngày 3/12",
        "lanh dao so da duyet chuong trinh tap huan",
    ],
)
async def test_something_else_that_leaders_approved_are_no_figures(stage: Stage, said: str) -> None:
    heard = await hears(stage, "Lan", said)

    assert "đã duyệt số liệu" not in heard
    assert "Lãnh đạo nào đã duyệt" not in heard


async def test_a_day_to_come_is_not_taken(stage: Stage) -> None:
    heard = await hears(stage, "Lan", "/daduyet Thứ trưởng, ngày 20/12")

    assert "Thứ Bảy, 20/12/2025 chưa đến" in heard
    assert await ask(stage, int, "select count(*) from approval") == [0]


@pytest.mark.parametrize("before", ["Lãnh đạo đơn vị đã duyệt:", "/daduyet"])
async def test_of_a_day_to_come_in_a_sentence_it_is_said_that_it_is_one(stage: Stage, before: str) -> None:
    shown = await hears(stage, "Lan", f"{before} Thứ trưởng, ngày 20/12")

    assert shown.startswith("Thứ Bảy, 20/12/2025 chưa đến.")
    assert "Lãnh đạo duyệt ngày nào?" in shown


async def test_a_unit_without_results_has_nothing_to_approve(stage: Stage) -> None:
    assert "chưa có kết quả nào để lãnh đạo duyệt" in await hears(stage, "Quân", "/daduyet")
    assert "chưa có kết quả nào để lãnh đạo duyệt" in await hears(stage, "Quân", "/trinhduyet")


@pytest.mark.parametrize("way", ["/daduyet", "/trinhduyet"])
async def test_whoever_was_handed_a_task_does_not_speak_for_the_leader(stage: Stage, way: str) -> None:
    await stage.enter("Hoa", "official", "BNG")
    await hears(stage, "Lan", "/giaoviec 2.1b", "Hoa", "xác nhận")

    assert "do đầu mối của Bộ Ngoại giao thực hiện" in await hears(stage, "Hoa", way)
    assert "chưa chính thức" not in await hears(stage, "Hoa", "/dagui")


@pytest.mark.parametrize(("who", "role"), [("Minh", "coordinator"), ("Hương", "leader"), ("Mai", "admin")])
@pytest.mark.parametrize("way", ["/daduyet", "/trinhduyet"])
async def test_nobody_of_the_office_states_it(stage: Stage, who: str, role: str, way: str) -> None:
    await stage.enter(who, role, "VPCQTT")

    assert "Lệnh này dành cho" in await hears(stage, who, way)


async def test_another_unit_approves_its_own_figures_alone(stage: Stage) -> None:
    await hears(stage, "Quân", *entry("10.1"), *APPROVE)

    assert await official(stage, stage.now) == {"BYT"}


async def test_the_text_for_the_leader_tells_results_and_of_sensitive_tasks_counts_alone(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.2a", "2", "đã gửi", "1", "gửi")
    heard = await hears(stage, "Lan", "/trinhduyet")

    assert heard.startswith("Kính trình đồng chí lãnh đạo Bộ Ngoại giao.\nThực hiện Kế hoạch số 705/KH-BCĐNQ")
    assert "– 705-BNG-001: Hội nghị về quyền con người" in heard
    assert "– Nhiệm vụ 2.2a: 02 hoạt động" in heard
    assert heard.endswith("Kính trình đồng chí xem xét, duyệt. Trân trọng.")


async def test_a_closing_says_of_how_many_units_the_figures_were_official_then(stage: Stage) -> None:
    await hears(stage, "Quân", *entry("10.1"))
    await hears(stage, "Lan", *APPROVE)
    shown = await hears(stage, "Minh", "/chotsolieu", "1", "khác", "Số liệu nhanh")
    await hears(stage, "Minh", "xác nhận")
    await hears(stage, "Lan", "/sua 1", "sửa số liệu", "130 đại biểu", "gửi")

    said = "Lãnh đạo đơn vị đã duyệt số liệu: 01/02 đơn vị có kết quả."
    assert said in shown
    assert said in await hears(stage, "Minh", "/chotsolieu 1")


WITHOUT = {
    "withdrawn": [("Quân", *entry("10.1")), ("Quân", "/rut 1", "rút")],
    "set aside": [("Quân", *entry("10.1")), ("Minh", "/rasoat 705-BYT-001 set_aside 1.0", "1")],
    "only planned": [("Quân", *entry("10.1", days="ngày mai"))],
}


@pytest.mark.parametrize("why", WITHOUT)
async def test_a_unit_whose_results_do_not_count_is_none_with_results(stage: Stage, why: str) -> None:
    for who, *lines in WITHOUT[why]:
        await hears(stage, who, *lines)
    await hears(stage, "Lan", *APPROVE)
    shown = await hears(stage, "Minh", "/chotsolieu", "1", "khác", "Số liệu nhanh")

    assert "Lãnh đạo đơn vị đã duyệt số liệu: 01/01 đơn vị có kết quả." in shown


async def test_a_result_in_the_place_of_another_is_shown_before_the_yes(stage: Stage) -> None:
    for line in ("1/12 tọa đàm về quyền trẻ em, 70 đại biểu", "2/12 tập huấn về CEDAW, 20 đại biểu"):
        await hears(stage, "Lan", "/baocao 2.1b", line, "1", "không có", "gửi")
    await hears(stage, "Minh", "/rasoat 705-BNG-002 set_aside 1.0", "1")
    await hears(stage, "Lan", *APPROVE[:-1])
    await hears(stage, "Minh", "/rasoat 705-BNG-001 set_aside 1.0", "1")
    await hears(stage, "Minh", "/rasoat 705-BNG-002 taken_in 1.1")
    heard = await hears(stage, "Lan", "xác nhận")

    assert "90 lượt người" in heard
    assert UNOFFICIAL in await hears(stage, "Lan", "/dagui")


async def test_it_is_audited(stage: Stage) -> None:
    since = len(await acts(stage))
    await hears(stage, "Lan", *APPROVE, "/trinhduyet")

    assert await acts(stage, since) == [
        ("figures.approved", "705", "BNG", "BNG 2025-12-05"),
        ("figures.submitted", "705", "BNG", "BNG"),
    ]


async def test_results_from_paper_are_of_the_units_figures(stage: Stage) -> None:
    await hears(stage, "Lan", *APPROVE)
    lines = ("/nhapthay BNG", "văn bản mới", "7/BC-BNG ngày 3/12", "bỏ qua", "2.1b")
    await hears(stage, "Minh", *lines, "2/12 Tọa đàm về quyền trẻ em, 40 đại biểu", "1", "không có", "gửi")

    assert await stage.write(partial(_entries)) == 2
    assert await official(stage, stage.now) == set()


async def _entries(db: Turn) -> int:
    return await db.one(int, "select count(*) from entry")
