"""/tim: results are found by what is remembered of them; nobody finds what they may not see."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from handlers.desk import Desk
from handlers.entries.contents import Content
from handlers.house import running
from handlers.officials.entering import new_entry
from messages.values import Days, Figure, Precision
from storage.db import Turn
from storage.members import people
from storage.results import entries
from tests.dialogue import HOUSE, Stage
from tests.talk.telling import acts, entry, hears

CEDAW = "Hội thảo về Công ước CEDAW"


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    for who, role, unit in (
        ("Minh", "coordinator", "VPCQTT"),
        ("Hương", "leader", "VPCQTT"),
        ("Hà", "admin", ""),
        ("Lan", "official", "BNG"),
        ("Yến", "official", "BYT"),
        ("Thanh", "official", "THA"),
    ):
        await stage.enter(who, role, unit)
    return stage


async def told(stage: Stage, who: str, task: str, days: str, title: str, **also: Any) -> None:
    """Keep a result as if it had been entered."""
    first, _, last = days.partition("..")
    span = Days(date.fromisoformat(first), date.fromisoformat(last or first), days)
    content = Content(task, False, span, "1", also.pop("form", "conference"), title, **also)

    async def keep(db: Turn) -> None:
        person = await people.at_address(db, "telegram", who)
        assert person is not None
        (member,) = await people.memberships(db, person.id)
        desk = Desk(db, HOUSE, stage.now, await running(db), person, member, "telegram", f"{who} {days} {title}")
        await entries.add(db, member.id, new_entry.entry_of(desk, content), stage.now)

    await stage.write(keep)


async def campaign(stage: Stage) -> None:
    """Let three units tell of a few things."""
    await told(stage, "Lan", "2.1b", "2025-12-04", CEDAW, figures=(counted("people", "120 đại biểu"),))
    await told(stage, "Yến", "10.1", "2025-11-28", "Hội thảo chăm sóc sức khỏe")
    await told(stage, "Yến", "10.2", "2025-12-03", "Khám sức khỏe cho trẻ em vùng cao", form="help")
    banners = (counted("banners", "300"),)
    await told(
        stage, "Thanh", "16.4", "2025-12-05", "Treo khẩu hiệu", form="visual", figures=banners, place="phường Sầm Sơn"
    )


def counted(indicator: str, typed: str) -> Figure:
    return Figure(indicator, Decimal(typed.split(maxsplit=1)[0]), Precision.EXACT, typed)


async def finds(stage: Stage, who: str, words: str) -> tuple[str, list[str]]:
    """Give the head of the answer, and the numbers of the results below it."""
    await stage.enter(who)
    head, *rows = await stage.say(f"/tim {words}")
    return head, [row.removeprefix("– ").partition(",")[0] for row in rows if row.startswith("– ")]


@pytest.mark.parametrize(
    ("words", "understood", "numbers"),
    [
        ("byt hội thảo tháng 11", "Bộ Y tế; hội thảo; tháng 11/2025", ["705-BYT-001"]),
        ("BO Y TE hoi thao", "Bộ Y tế; hoi thao", ["705-BYT-001"]),
        ("hội thảo", "hội thảo", ["705-BYT-001", "705-BNG-001"]),
        ("hoi thao 04/12/2025", "hoi thao; thứ Năm, 04/12/2025", ["705-BNG-001"]),
        ("16.4 băng rôn", "nhiệm vụ 16.4; băng rôn", ["705-THA-001"]),
        ("nhiệm vụ 10.2", "nhiệm vụ 10.2", ["705-BYT-002"]),
        ("thanh hoá 5/12", "Thanh Hóa; thứ Sáu, 05/12/2025", ["705-THA-001"]),
        ("tỉnh Thanh Hóa", "Thanh Hóa", ["705-THA-001"]),
        ("từ 3/12 đến 4/12", "từ thứ Tư, 03/12/2025 đến thứ Năm, 04/12/2025", ["705-BYT-002", "705-BNG-001"]),
        ("chờ rà soát bộ ngoại giao", "Bộ Ngoại giao; chờ rà soát", ["705-BNG-001"]),
        ("705-BYT-002", "705-BYT-002", ["705-BYT-002"]),
        ("byt 2", "705-BYT-002", ["705-BYT-002"]),
        ("sam son", "sam son", ["705-THA-001"]),
        ("đại biểu ced", "đại biểu ced", ["705-BNG-001"]),
        ("tre em suc khoe", "tre em suc khoe", ["705-BYT-002"]),
        ("khám, tư vấn, hỗ trợ", "khám, tư vấn, hỗ trợ", ["705-BYT-002"]),
    ],
)
async def test_the_office_finds_by_any_mix_of_what_it_remembers_and_reads_how_it_was_understood(
    stage: Stage, words: str, understood: str, numbers: list[str]
) -> None:
    await campaign(stage)

    assert await finds(stage, "Minh", words) == (f"Tìm: {understood} – {len(numbers):02} kết quả", numbers)


async def test_what_has_the_words_together_comes_before_what_has_them_apart(stage: Stage) -> None:
    await told(stage, "Lan", "2.1b", "2025-12-03", "Tọa đàm về trẻ em gái")
    await told(stage, "Lan", "2.1b", "2025-12-04", "Tọa đàm: em gái và trẻ mồ côi")

    assert (await finds(stage, "Minh", "trẻ em"))[1] == ["705-BNG-001", "705-BNG-002"]
    assert (await finds(stage, "Minh", "“trẻ em”"))[1] == ["705-BNG-001"]


async def test_what_was_withdrawn_is_found_and_marked_and_what_was_changed_by_what_it_says_now(stage: Stage) -> None:
    await hears(stage, "Lan", *entry("2.1b", title=CEDAW))
    await campaign(stage)
    await hears(stage, "Lan", "/sua 1", "sửa nội dung", "Tọa đàm về Công ước CRC", "lưu thay đổi")
    await hears(stage, "Yến", "/rut 2", "1")
    await stage.enter("Minh")
    withdrawn = await stage.say("/tim sức khỏe trẻ em")

    assert (await finds(stage, "Minh", "cedaw"))[1] == ["705-BNG-002"]
    assert (await finds(stage, "Minh", "crc"))[1] == ["705-BNG-001"]
    assert withdrawn[1].endswith("(đã rút)")
    assert (await finds(stage, "Minh", "đã rút"))[1] == ["705-BYT-002"]
    assert (await finds(stage, "Minh", "byt chờ rà soát"))[1] == ["705-BYT-001"]


async def test_a_planned_activity_is_found_as_such(stage: Stage) -> None:
    await told(stage, "Lan", "2.1b", "2025-12-15", "Hội thảo tổng kết", planned=True)
    await told(stage, "Lan", "2.1b", "2025-12-03", "Hội thảo mở đầu")

    assert await finds(stage, "Minh", "dự kiến") == ("Tìm: dự kiến – 01 kết quả", ["705-BNG-001"])


async def test_a_list_is_paged_and_each_result_opens_by_its_number(stage: Stage) -> None:
    for nth in range(1, 11):
        await told(stage, "Lan", "2.1b", "2025-12-04", f"Hội thảo CEDAW số {nth:02}")
    await stage.enter("Minh")
    first = await stage.say("/tim cedaw")
    second = await stage.say("9")
    opened = await stage.say("2")
    beyond = await stage.say("/tim cedaw trang 3")

    assert first[0] == "Tìm: cedaw – 10 kết quả"
    assert first[-1] == "9. Xem tiếp"
    assert second[0] == "Tìm: cedaw – 10 kết quả, trang 02"
    assert [row for row in second if row.startswith(("1.", "2."))] == [
        "1. 705-BNG-002",
        "2. 705-BNG-001",
    ]
    assert opened[0].startswith("705-BNG-001")
    assert beyond == ["Không còn kết quả nào ở trang này."]


@pytest.mark.parametrize(
    "words", ["cedaw", "2.1b", "BNG", "705-BNG-001", "4/12", "chờ rà soát", "hội thảo", "Bộ Ngoại giao cedaw"]
)
async def test_an_official_finds_nothing_of_another_unit(stage: Stage, words: str) -> None:
    await told(stage, "Lan", "2.1b", "2025-12-04", CEDAW)

    head, numbers = await finds(stage, "Yến", words)
    assert numbers == []
    assert "chưa có kết quả phù hợp" in head


async def test_an_official_finds_what_the_own_unit_sent_a_number_alone_is_its_own(stage: Stage) -> None:
    await campaign(stage)

    assert (await finds(stage, "Yến", "hội thảo"))[1] == ["705-BYT-001"]
    assert (await finds(stage, "Yến", "002"))[1] == ["705-BYT-002"]
    assert (await finds(stage, "Lan", "bng"))[1] == ["705-BNG-001"]


async def test_whoever_was_handed_one_task_finds_what_was_sent_for_that_one_only(stage: Stage) -> None:
    await stage.enter("Hoa", "official", "BYT")
    await campaign(stage)

    async def hand(db: Turn) -> None:
        person = await people.at_address(db, "telegram", "Hoa")
        assert person is not None
        (member,) = await people.memberships(db, person.id)
        await people.hand(db, member.id, "10.2", stage.now)

    assert (await finds(stage, "Hoa", "sức khỏe"))[1] == ["705-BYT-002", "705-BYT-001"]
    await stage.write(hand)
    assert (await finds(stage, "Hoa", "sức khỏe"))[1] == ["705-BYT-002"]
    assert (await finds(stage, "Hoa", "10.1"))[1] == []


async def test_of_a_sensitive_task_only_unit_task_and_number_lead_to_its_result(stage: Stage) -> None:
    assert "Mã số" in await hears(stage, "Lan", "/baocao 2.2a", "3", "1", "đúng", "1", "gửi")

    assert (await finds(stage, "Minh", "2.2a"))[1] == ["705-BNG-001"]
    assert (await finds(stage, "Minh", "705-BNG-001"))[1] == ["705-BNG-001"]
    assert (await finds(stage, "Minh", "đấu tranh"))[1] == []
    assert (await finds(stage, "Minh", "hội thảo"))[1] == []


async def test_an_admin_finds_nothing_and_is_told_whose_command_it_is(stage: Stage) -> None:
    await stage.enter("Hà")

    assert "Lệnh này dành cho" in "\n".join(await stage.say("/tim cedaw"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "gõ sau lệnh nội dung cần tìm"),
        ('"*', "không có chữ hoặc số nào"),
        ("😀 🎉", "không có chữ hoặc số nào"),
        ("\u202e\u200f", "gõ sau lệnh nội dung cần tìm"),
        ("a" * 4000, "dài quá 200 ký tự"),
        ("hội thảo " * 400, "dài quá 200 ký tự"),
        ("của các", "có trong hầu hết kết quả"),
        ("kết quả", "có trong hầu hết kết quả"),
        ('words: NEAR(a b) OR "x', "chưa có kết quả phù hợp"),
        ("facets : unit_705_bng", "chưa có kết quả phù hợp"),
        ("cedaw) OR (hoi", "chưa có kết quả phù hợp"),
        ("سلام", "chưa có kết quả phù hợp"),
        ("32/13", "chưa có kết quả phù hợp"),
        ("quý 4", "chưa có kết quả phù hợp"),
    ],
)
async def test_what_means_nothing_is_answered_in_a_sentence_and_never_read_as_a_query(
    stage: Stage, words: str, says: str
) -> None:
    await told(stage, "Lan", "2.1b", "2025-12-04", CEDAW)
    await stage.enter("Minh")

    assert says in "\n".join(await stage.say(f"/tim {words}"))


async def test_a_mark_that_turns_the_line_around_hides_no_word(stage: Stage) -> None:
    await campaign(stage)

    assert (await finds(stage, "Minh", "ce\u202edaw"))[1] == ["705-BNG-001"]


async def test_a_search_leaves_its_line_in_the_audit_and_not_a_word_of_it(stage: Stage) -> None:
    await finds(stage, "Minh", "cedaw")

    assert await acts(stage) == [("entries.sought", "705", "VPCQTT", "")]
