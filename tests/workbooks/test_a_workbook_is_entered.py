"""A workbook that comes back: what it holds is shown, and entered with one yes, all of it or nothing."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from handlers.desk import Desk
from handlers.handler import Refused
from handlers.house import running
from handlers.officials.from_workbook import entering
from handlers.officials.from_workbook.entering import WorkbookDecision
from messages.words import ZONE, speaking
from storage.db import Turn
from storage.members import people
from storage.members.people import Role
from storage.results import evidence
from tests.dialogue import HOUSE, Stage
from tests.workbooks.sheet import made

HEAD = "Nhiệm vụ | Thời gian | Hình thức | Nội dung | Hội nghị, hội thảo, tọa đàm | Lượt người tham dự | Minh chứng"
FIRST = "16.1a | 2025-12-02 | Hội nghị, hội thảo, tọa đàm | Hội nghị quán triệt tại quận | 1 | 120 | https://a.vn/1"
SECOND = "16.1a | 3/12/2025 | hội thảo | Hội thảo về quyền trẻ em | 1 | hơn 80 |"
THIRD = "16.3 | 04/12 | văn bản chỉ đạo | Kế hoạch triển khai của thành phố | | |"
WEEK = f"{HEAD}\n{FIRST}\n{SECOND}\n{THIRD}"
ASKED = ["1. Ghi nhận cả 03 kết quả", "2. Không ghi", "[Lưu, để sau] · [Hủy]"]
RECEIVED = (
    "Đã ghi nhận 03 kết quả của Ban Chỉ đạo Nhân quyền thành phố Hà Nội lúc 08:30 ngày 05/12/2025."
    " Mã số: 705-HNI-001 đến 705-HNI-003."
)


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "HNI")
    return stage


async def all_of(stage: Stage, sql: str) -> list[str]:
    found: list[str] = await stage.write(lambda db: db.all(str, sql))
    return found


async def numbers(stage: Stage) -> list[str]:
    return await all_of(stage, "select unit || printf('-%03d', number) from entry order by id")


async def test_every_row_is_entered_with_one_yes_under_a_number_of_its_own(stage: Stage):
    shown = await stage.send(made(WEEK))
    told = await stage.say("1")

    assert shown[0] == "Trang Kết quả: 03 kết quả để ghi nhận cho Ban Chỉ đạo Nhân quyền thành phố Hà Nội."
    assert shown[-3:] == ASKED
    assert told[0] == RECEIVED
    assert await numbers(stage) == ["HNI-001", "HNI-002", "HNI-003"]
    assert await all_of(stage, "select title from activity order by id") == [
        "Hội nghị quán triệt tại quận",
        "Hội thảo về quyền trẻ em",
        "Kế hoạch triển khai của thành phố",
    ]
    assert await all_of(stage, "select indicator || ' ' || value || ' ' || counts from figure order by entry, 1") == [
        "conferences 1 new",
        "people 120 new",
        "conferences 1 extra",
        "people 80 extra",
    ]
    assert await all_of(stage, "select about from audit where act = 'entry.sent' order by id") == [
        "705-HNI-001",
        "705-HNI-002",
        "705-HNI-003",
    ]


async def test_the_file_is_no_evidence_and_what_a_row_names_is(stage: Stage):
    await stage.send(made(WEEK))
    await stage.say("1")

    assert await all_of(stage, "select entry || ' ' || kind || ' ' || text from evidence") == ["1 link https://a.vn/1"]


async def test_nothing_is_entered_where_one_row_is_wrong(stage: Stage):
    told = await stage.send(made(f"{WEEK}\n16.9 | 04/12 | hội thảo | Hội thảo | 1 | 30 |"))

    assert told[:2] == [
        "Chưa ghi nhận dòng nào của tệp. Trang Kết quả có 01 chỗ cần xem lại:",
        (
            "Trang Kết quả, dòng 5, cột Nhiệm vụ: Không tìm thấy nhiệm vụ “16.9” trong kế hoạch."
            " Đề nghị chọn trong danh sách của ô."
        ),
    ]
    assert await numbers(stage) == []


@pytest.mark.parametrize(
    "again", [WEEK, f"{HEAD}\n{THIRD}\n{FIRST}\n{SECOND}", WEEK.replace("3/12/2025", "2025-12-03")]
)
async def test_the_same_rows_add_nothing_in_whatever_file_they_come(stage: Stage, again: str):
    await stage.send(made(WEEK))
    await stage.say("1")

    told = await stage.send(made(again))

    assert told[0] == "03 dòng đã được ghi nhận trước đây, không ghi lại: 705-HNI-001, 705-HNI-002, 705-HNI-003."
    assert len(await numbers(stage)) == 3


async def test_of_a_longer_file_only_what_is_new_is_entered(stage: Stage):
    await stage.send(made(f"{HEAD}\n{FIRST}"))
    await stage.say("1")

    shown = await stage.send(made(WEEK))
    told = await stage.say("1")

    assert "01 dòng đã được ghi nhận trước đây, không ghi lại: 705-HNI-001." in shown
    assert "Mã số: 705-HNI-002 đến 705-HNI-003." in told[0]


async def test_what_was_typed_before_is_known_in_a_file_and_so_is_what_was_changed_since(stage: Stage):
    await stage.send(made(f"{HEAD}\n{SECOND}"))
    await stage.say("1")
    await stage.write(
        lambda db: db.run(
            "insert into version (entry, number, content, made_by, made_at)"
            " select entry, 2, replace(content, 'trẻ em', 'phụ nữ'), made_by, made_at from version"
        )
    )
    await stage.write(lambda db: db.run("update entry set version = 2"))

    told = await stage.send(made(f"{HEAD}\n{SECOND}"))

    assert told[0] == "01 dòng đã được ghi nhận trước đây, không ghi lại: 705-HNI-001."


async def test_what_was_withdrawn_may_be_entered_again(stage: Stage):
    await stage.send(made(f"{HEAD}\n{SECOND}"))
    await stage.say("1")
    await stage.say("/rut 1")
    await stage.say("1")

    shown = await stage.send(made(f"{HEAD}\n{SECOND}"))

    assert "1. Ghi nhận cả 01 kết quả" in shown


async def test_two_yeses_enter_it_once(stage: Stage):
    await stage.send(made(WEEK))
    await stage.say("[nút Ghi nhận cả 03 kết quả]")
    await stage.say("[nút cũ Ghi nhận cả 03 kết quả]")

    assert len(await numbers(stage)) == 3


@pytest.mark.parametrize("no", ["2", "/huy", "không ghi"])
async def test_a_no_enters_nothing(stage: Stage, no: str):
    await stage.send(made(WEEK))

    await stage.say(no)

    assert await numbers(stage) == []


async def test_what_may_be_the_activity_of_another_unit_is_told_before_and_asked_after(stage: Stage):
    await stage.enter("Bình", "official", "BTP")
    head = "Nhiệm vụ | Thời gian | Hình thức | Nội dung | Phối hợp với"
    await stage.send(
        made(f"{head}\n5.1 | 03/12 | hội thảo | Hội thảo về quyền trẻ em | Ban Chỉ đạo Nhân quyền thành phố Hà Nội")
    )
    await stage.say("1")
    await stage.enter("Lan")

    shown = await stage.send(made(WEEK))
    told = await stage.say("1")

    double = "Dòng 3 có thể là cùng một hoạt động với kết quả của Bộ Tư pháp; nếu đúng, chỉ tính một lần."
    assert double in shown
    assert any("705-HNI-002" in line and "Bộ Tư pháp" in line for line in told[2:]), told


async def test_it_is_shown_anew_where_the_unit_has_told_something_meanwhile(stage: Stage):
    await stage.send(made(WEEK))
    await stage.enter("Quân", "official", "HNI")
    await stage.send(made(f"{HEAD}\n{SECOND}"))
    await stage.say("1")
    await stage.enter("Lan")

    told = await stage.say("1")

    assert "Mã số: 705-HNI-002 đến 705-HNI-003." in told[0]
    assert "01 dòng đã được ghi nhận trước đây, không ghi lại: 705-HNI-001." in told
    assert len(await numbers(stage)) == 3


async def test_it_is_shown_anew_where_that_happened_between_the_check_and_the_turn(stage: Stage):
    await stage.send(made(WEEK))
    lan = await stage.write(partial(people.at_address, channel="telegram", chat="Lan"))

    async def enter_what_was_checked(db: Turn) -> str:
        (member,) = await people.memberships(db, lan.id)
        desk = Desk(db, HOUSE, stage.now, await running(db), lan, member, "telegram", "draft", "1", members=(member,))
        with speaking("vi", you="đồng chí", office="Văn phòng"):
            checked = await entering.look(desk)
            stale = WorkbookDecision(replace(checked, versions=checked.versions + 1), is_entered=True)
            with pytest.raises(Refused) as refused:
                await entering.act(desk, stale)
        return refused.value.because

    assert await stage.write(enter_what_was_checked) == "workbook.changed"
    assert await numbers(stage) == []


async def test_whoever_asks_what_the_question_is_about_is_told(stage: Stage):
    await stage.send(made(WEEK))

    said = await stage.say("/trogiup")

    assert said[0].startswith("Trên đây là các dòng đầu và tổng số của bảng.")


async def test_it_can_be_left_and_found_again(stage: Stage):
    await stage.send(made(WEEK))
    await stage.say("[nút Lưu, để sau]")

    shown = await stage.say("/bangketqua")

    assert shown[-3:] == ASKED


async def test_a_draft_that_is_open_is_not_pushed_aside_and_takes_no_workbook_for_evidence(stage: Stage):
    await stage.say("/baocao 16.1a hội thảo về quyền trẻ em, hôm qua, 80 đại biểu")

    told = await stage.send(made(WEEK))
    await stage.say("1")

    assert "Tệp “ket-qua.xlsx” là bảng kết quả, nên không kèm làm minh chứng." in "\n".join(told)
    assert await stage.write(lambda db: evidence.of_draft(db, 1, ["Lan:2:0"])) == []


async def test_a_workbook_for_what_was_entered_already_stays_its_evidence(stage: Stage):
    await stage.send(made(f"{HEAD}\n{THIRD}"))
    await stage.say("1")
    await stage.send(made(WEEK), caption="/bosung 1")

    assert await all_of(stage, "select entry || name from evidence where kind = 'document'") == ["1ket-qua.xlsx"]


async def test_any_other_workbook_goes_as_every_file_does(stage: Stage):
    told = await stage.send(made("Họ tên | Chức vụ | Đơn vị\nA | B | C"), name="danh sach.xlsx")

    assert told[0] == "Đồng chí vừa gửi 01 tệp. Ghi thành kết quả?"


async def test_of_somebody_who_enters_no_results_it_is_a_file_like_others(stage: Stage):
    await stage.enter("Minh", "coordinator", "VPCQTT")

    await stage.send(made(WEEK))

    assert await all_of(stage, "select body from workbook") == []


async def test_another_persons_workbook_cannot_be_opened(stage: Stage):
    await stage.send(made(WEEK))
    await stage.enter("Quân", "official", "BTP")

    told = await stage.say("/bangketqua 1")

    assert told[0] == "Bảng kết quả này không còn. Đề nghị đồng chí gửi lại tệp."


async def also_in_hai_phong(stage: Stage) -> None:
    await stage.load("hai-phong-2024")
    await stage.write(
        lambda db: people.join(db, 1, plan="HP24", unit="HTQT", role=Role.OFFICIAL, invitation=None, at=stage.now)
    )


async def test_whoever_is_in_two_plans_enters_it_for_the_unit_it_was_made_for(stage: Stage):
    await also_in_hai_phong(stage)

    def mark(sheet):
        sheet.parent.create_sheet("Danh mục")["A1"] = "daumoi:705/HNI"

    shown = await stage.send(made(WEEK, mark))

    assert shown[-3:] == ASKED


async def test_it_is_changed_like_any_other_from_the_review_screen(stage: Stage):
    row = "16.1a | 03/12 | hội thảo | Hội thảo về quyền trẻ em | 80 | 16.3 | Đã hoàn thành"
    await stage.send(made(f"{PLANNED.replace(' | Tình', ' | Nhiệm vụ ghi thêm | Tình')}\n{row}"))
    await stage.say("1")

    shown = await stage.say("/sua 1")

    assert shown[0].startswith("Sửa kết quả 705-HNI-001.")
    assert any(line.endswith(": 16.3. Xây dựng Kế hoạch triển khai của địa phương") for line in shown)
    assert "Tình trạng nhiệm vụ: Đã hoàn thành" in shown


PLANNED = "Nhiệm vụ | Thời gian | Hình thức | Nội dung | Lượt người tham dự | Tình trạng"


async def test_the_result_of_what_was_planned_keeps_its_number_when_the_file_comes_again(stage: Stage):
    first, second = (
        "16.1a | 08/12/2025 | hội thảo | Hội thảo về quyền | | {}",
        "16.3 | 04/12 | hội nghị | Hội nghị | 30 |",
    )
    week = f"{PLANNED}\n{first}\n{second}"
    await stage.send(made(week.format("Dự kiến")))
    planned = await stage.say("1")
    stage.now = datetime(2025, 12, 9, 8, 30, tzinfo=ZONE)

    again = await stage.send(made(week.format("Đã hoàn thành").replace("quyền | |", "quyền | 90 |")))
    result = await stage.say("1")
    stale = await stage.send(made(week.format("Dự kiến")))

    assert "Trong đó có 01 hoạt động dự kiến." in planned[1]
    assert "Dòng 2: kết quả của hoạt động dự kiến 705-HNI-001, ghi dưới mã số đó." in again
    assert "Mã số: 705-HNI-001." in result[0]
    assert await all_of(stage, "select number || ' ' || status || ' ' || version from entry order by number") == [
        "1 received 2",
        "2 received 1",
    ]
    assert await all_of(stage, "select about from audit where act = 'entry.amended'") == ["705-HNI-001 2"]
    assert stale[0] == "02 dòng đã được ghi nhận trước đây, không ghi lại: 705-HNI-001, 705-HNI-002."
