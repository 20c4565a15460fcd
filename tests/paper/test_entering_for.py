"""What came on paper is entered by the office: a result of the unit's, with its document, typed by one, answered for
by another."""

from datetime import date
from functools import partial

import pytest

from plans.obligations import State
from storage.db import Turn
from storage.results import entries
from storage.results.entries import Entry
from storage.results.status import Confirmation
from tests.dialogue import Stage
from tests.paper.papers_in import CLASSIFIED, DONE, FIGURES, MORE, SOURCE, first, result
from tests.talk.telling import acts, ask, hears, standing, states


async def kept(stage: Stage, number: int = 1, unit: str = "BQP") -> Entry:
    entry: Entry | None = await stage.write(partial(entries.find, plan="705", unit=unit, number=number))
    assert entry is not None
    return entry


async def test_it_gets_a_number_of_the_unit_and_counts_as_its_own(stage: Stage) -> None:
    heard = await hears(stage, "Minh", *first())

    assert "Đã nhập thay Bộ Quốc phòng lúc 08:32 ngày 05/12/2025. Mã số: 705-BQP-001." in heard
    assert "Nguồn: Văn bản số 1234/BQP-CT ngày 04/12/2025." in heard
    assert "120 lượt người" in await hears(stage, "Minh", "/tonghop don vi")
    assert (await states(stage, "BQP"))["task/4.1a/BQP"] is State.OPEN_IN_TIME
    assert (await standing(stage, "BQP"))["task/4.1a/BQP"].entries == 1


async def test_entered_by_the_office_or_by_the_unit_the_figures_come_to_the_same(stage: Stage) -> None:
    await hears(stage, "Minh", *first())
    on_paper = await hears(stage, "Minh", "/tonghop")
    await hears(stage, "Lan", "/rut 1", "rút")
    await hears(stage, "Lan", "/baocao 4.1a", f"3/12 Hội nghị tập huấn nhân quyền, {FIGURES}", "không có", "gửi")

    assert _figures(await hears(stage, "Minh", "/tonghop")) == _figures(on_paper)


def _figures(sums: str) -> list[str]:
    return [line for line in sums.splitlines() if "lượt người" in line or line.startswith("Kết quả")]


@pytest.mark.parametrize("way", ["/rasoat 705-BQP-001", "/xem 705-BQP-001", "705-BQP-001", "bqp 1"])
async def test_every_page_of_it_tells_the_document_who_typed_and_who_answers(stage: Stage, way: str) -> None:
    await hears(stage, "Minh", *first())

    heard = await hears(stage, "Hà", way)
    assert "Người nhập: Trần Văn Minh" in heard
    assert "Nguồn: Văn bản số 1234/BQP-CT ngày 04/12/2025; người ký: Thượng tướng Nguyễn Văn A, Thứ trưởng" in heard
    assert "Bộ Quốc phòng chịu trách nhiệm về nội dung" in heard
    assert "Đơn vị chưa xác nhận" in heard


@pytest.mark.parametrize("way", ["/donvi BQP", "/tim bqp", "/rasoat danh sach", "/rasoat BQP"])
async def test_every_list_marks_it_until_the_unit_confirms(stage: Stage, way: str) -> None:
    await hears(stage, "Minh", *first())

    assert "(nhập thay, đơn vị chưa xác nhận)" in await hears(stage, "Hà", way)
    await hears(stage, "Minh", "/nhapthay BQP p1 done")
    await hears(stage, "Lan", "[nút Đúng]")
    assert "chưa xác nhận" not in await hears(stage, "Hà", way)


async def test_the_document_is_asked_for_once_and_the_unit_is_told_once_of_all(stage: Stage) -> None:
    heard = await hears(stage, "Minh", *first())
    heard += await hears(stage, "Minh", MORE, *result("4.4", title="Hội nghị cứu nạn"))
    assert "<Lan" not in heard

    told = await hears(stage, "Minh", DONE)
    assert "<Lan: Kính gửi đồng chí. Văn phòng đã nhập 02 kết quả của đơn vị từ Văn bản số 1234/BQP-CT" in told
    assert "<Lan: – 705-BQP-002: Hội nghị cứu nạn" in told
    assert await ask(stage, int, "select count(*) from paper_source") == [1]


async def test_two_coordinators_who_are_through_with_a_document_tell_the_unit_once(stage: Stage) -> None:
    await hears(stage, "Minh", *first())
    assert "<Lan" in await hears(stage, "Minh", DONE)

    again = await hears(stage, "Hà", "/nhapthay BQP p1 done")
    assert "<Lan" not in again
    assert "Bộ Quốc phòng đã được báo lúc" in again

    await hears(stage, "Hà", "/nhapthay BQP p1 result", *result("4.4", title="Hội nghị cứu nạn"))
    assert "<Lan: – 705-BQP-002: Hội nghị cứu nạn" in await hears(stage, "Hà", "/nhapthay BQP p1 done")


async def test_the_unit_hears_of_it_though_nobody_says_that_it_was_all(stage: Stage) -> None:
    await hears(stage, "Minh", *first())

    told = await stage.pass_until(stage.now.replace(hour=15))
    assert any("Văn phòng đã nhập 01 kết quả" in line for line in told)


async def test_the_document_may_be_the_units_signed_report(stage: Stage) -> None:
    await hears(stage, "Minh", *first())
    heard = await hears(stage, "Minh", "[nút Ghi nhận báo cáo bằng văn bản]", "1", "3/12", "xác nhận")
    assert "Ngày nhận không trước ngày ký" in heard
    heard = await hears(stage, "Minh", "hôm nay")

    assert "<Lan: Văn phòng Cơ quan Thường trực đã nhận Báo cáo số 1234/BQP-CT ngày 04/12/2025" in heard
    assert (await states(stage, "BQP"))["report/BQP"] is State.IN_TIME
    assert (await standing(stage, "BQP"))["report/BQP"].received_on == date(2025, 12, 5)
    assert await ask(stage, str, "select signer from paper") == [SOURCE[2]]
    again = await hears(stage, "Minh", "/nhapthay BQP p1 report")
    assert "không thay đổi nội dung nào" in again


async def test_a_report_that_came_late_is_late_whatever_day_it_bears(stage: Stage) -> None:
    stage.now = stage.now.replace(year=2026, month=2, day=11)
    await hears(stage, "Minh", "/nhapthay BQP", "văn bản mới", "7/BC-BQP ngày 06/02/2026", "bỏ qua", *result())
    await hears(stage, "Minh", "[nút Ghi nhận báo cáo bằng văn bản]", "1", "hôm nay", "xác nhận")

    assert (await states(stage, "BQP"))["report/BQP"] is State.LATE


async def test_another_document_that_is_the_report_is_noted_as_ever(stage: Stage) -> None:
    await hears(stage, "Minh", *first())
    heard = await hears(
        stage, "Minh", "[nút Ghi nhận báo cáo bằng văn bản]", "văn bản khác", "9/BC-BQP", "hôm nay", "xác nhận"
    )

    assert "Báo cáo số 9/BC-BQP" in heard
    assert (await states(stage, "BQP"))["report/BQP"] is State.IN_TIME


async def test_a_unit_without_anybody_is_entered_for_all_the_same(stage: Stage) -> None:
    heard = await hears(stage, "Minh", *first("BCA", task="3.2"))
    assert "Bộ Công an chưa có đầu mối nhận được tin nên hệ thống chưa báo được đơn vị" in heard
    assert "chưa báo được đơn vị; đề nghị đồng chí báo bằng cách khác" in await hears(stage, "Minh", DONE)
    assert (await kept(stage, unit="BCA")).confirmation is Confirmation.AWAITED


async def test_of_classified_paper_nothing_is_kept_but_that_it_came(stage: Stage) -> None:
    heard = await hears(stage, "Minh", *CLASSIFIED)

    assert "Nguồn: văn bản nhận theo đường văn bản mật" in heard
    assert (await standing(stage, "BQP"))["task/4.2/BQP"].entries == 1
    assert await ask(stage, str, "select number || coalesce(dated, '') || signer from paper_source") == [""]
    shown = await hears(stage, "Hà", "/xem 705-BQP-001")
    assert "Đường văn bản mật: Đã gửi" in shown
    assert "Số hoạt động" not in shown
    assert "Sửa theo văn bản" not in shown
    assert "chỉ có nhiệm vụ và tình trạng" in await hears(stage, "Minh", "/suathay 705-BQP-001")


async def test_what_the_plan_calls_sensitive_takes_status_and_count_from_paper_too(stage: Stage) -> None:
    await hears(stage, "Minh", "/nhapthay BCA", *SOURCE, "3.1a", "2", "đã gửi", "1", "gửi")

    entry = await kept(stage, unit="BCA")
    assert entry.kind.value == "sensitive"
    assert "Số hoạt động: 02" in await hears(stage, "Minh", "/xem 705-BCA-001")


MARKED = ["9/BC-BQP(M)", "9/BC-BQP (TM)", "12/M-BQP", "15/BC-BQP-TuM", "9/bc-bqp(m)"]
MARKED += ["12/M BQP", "12/TuM.BQP", "12_M/BQP", "9/BC-BQP [M]", "9/BC, TM", "12 / TM BQP"]


@pytest.mark.parametrize("number", MARKED)
async def test_a_number_with_the_letters_of_a_degree_is_not_kept(stage: Stage, number: str) -> None:
    heard = await hears(stage, "Minh", "/nhapthay BQP", "văn bản mới", number)

    assert "có dấu hiệu của văn bản mật nên hệ thống không ghi" in heard
    assert await ask(stage, int, "select count(*) from session where instr(answers, :number)", number=number) == [0]


@pytest.mark.parametrize("number", ["12/TMDV-BCT", "123/KH-UBND", "45/MTTW-BTT", "6/BC-TTM"])
async def test_a_number_with_such_letters_in_a_name_is_taken(stage: Stage, number: str) -> None:
    heard = await hears(stage, "Minh", "/nhapthay BQP", "văn bản mới", number)

    assert f"Đã ghi số, ký hiệu: {number}" in heard


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Số 1234/BQP-CT, ngày 04/12/2025", "Người ký"),
        ("cong van so 1234/BQP-CT ngay 4/12", "Người ký"),
        ("1234/BQP-CT, 04.12.2025", "Người ký"),
        ("1234/BQP-CT", "Văn bản ký ngày nào?"),
        ("Số 1234/BQP-CT, ngày 20/12/2025", "Thứ Bảy, 20/12/2025 chưa đến"),
        ("Số 1234/BQP-CT ngày rằm", "Văn bản ký ngày nào?"),
    ],
)
async def test_number_and_day_are_read_together_and_a_day_is_never_guessed(stage: Stage, typed: str, said: str) -> None:
    heard = await hears(stage, "Minh", "/nhapthay BQP", "văn bản mới", typed)

    assert "1234/BQP-CT" in heard
    assert said in heard


@pytest.mark.parametrize("number", ["abc", "báo cáo", "nhiều văn bản", "hội nghị 5"])
async def test_what_is_no_number_of_a_document_is_answered_with_an_example(stage: Stage, number: str) -> None:
    heard = await hears(stage, "Minh", "/nhapthay BQP", "văn bản mới", number)

    assert "chưa đọc được số, ký hiệu văn bản" in heard
    assert "ví dụ: 123/BC-BYT" in heard


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("số 88/QĐ-BCĐ ngày 4/12", "Văn bản số 88/QĐ-BCĐ ngày 04/12/2025"),
        ("Báo cáo 123/BC-BQP ngày 4/12", "Văn bản số 123/BC-BQP ngày 04/12/2025"),
        ("12-KH/TU, 4/12", "Văn bản số 12-KH/TU ngày 04/12/2025"),
        ("88 4/12/2025", "Văn bản số 88 ngày 04/12/2025"),
        ("không số, ngày 4/12", "Văn bản (không số) ngày 04/12/2025"),
        ("khong so ngay 4/12", "Văn bản (không số) ngày 04/12/2025"),
    ],
)
async def test_a_document_is_named_as_it_is_numbered_or_without_a_number(stage: Stage, typed: str, name: str) -> None:
    heard = await hears(stage, "Minh", "/nhapthay BQP", "văn bản mới", typed, "bỏ qua", *result())

    assert f"Nguồn: {name}." in heard


async def test_two_documents_without_a_number_are_two(stage: Stage) -> None:
    for lines in (result(), result("4.4", title="Hội nghị cứu nạn")):
        await hears(stage, "Minh", "/nhapthay BQP", "văn bản mới", "không số, ngày 4/12", "bỏ qua", *lines)

    assert await ask(stage, int, "select count(*) from paper_source") == [2]


@pytest.mark.parametrize(("typed", "said"), [("xyz", "không có đơn vị nào là “xyz”"), ("an", "“an” có thể là nhiều")])
async def test_a_unit_that_is_none_or_several_is_asked_for(stage: Stage, typed: str, said: str) -> None:
    assert said in await hears(stage, "Minh", f"/nhapthay {typed}")


async def test_a_colleague_who_enters_from_the_same_document_goes_on_under_it(stage: Stage) -> None:
    await hears(stage, "Minh", *first())
    heard = await hears(stage, "Hà", "/nhapthay BQP", "văn bản mới", "1234 /BQP-CT ngày 4/12/2025")
    assert "Tiếp theo, đồng chí nhập gì?" in heard
    heard = await hears(stage, "Hà", "1", *result("4.4", title="Hội nghị cứu nạn"))

    assert "Mã số: 705-BQP-002" in heard
    assert await ask(stage, int, "select count(*) from paper_source") == [1]
    assert "Người nhập: Phạm Thu Hà" in await hears(stage, "Minh", "/xem 705-BQP-002")


async def test_two_who_enter_at_once_for_one_unit_get_a_number_each(stage: Stage) -> None:
    *mine, send = first()
    *theirs, send = first(task="4.4", title="Hội nghị cứu nạn")
    await hears(stage, "Minh", *mine)
    await hears(stage, "Hà", *theirs)

    assert "705-BQP-001" in await hears(stage, "Minh", send)
    assert "Tiếp theo, đồng chí nhập gì?" in await hears(stage, "Hà", send)  # the document is known meanwhile
    assert "705-BQP-002" in await hears(stage, "Hà", "1", send)
    assert await ask(stage, int, "select count(*) from paper_source") == [1]


async def test_a_draft_left_in_the_middle_is_kept(stage: Stage) -> None:
    await hears(stage, "Minh", "/nhapthay BQP", *SOURCE, "4.1a", "[nút Lưu, để sau]")
    await hears(stage, "Minh", "/tinhhinh")
    heard = await hears(stage, "Minh", "/nhapthay")
    heard += await hears(stage, "Minh", f"3/12 Hội nghị tập huấn nhân quyền, {FIGURES}", "không có", "gửi")

    assert "Tiếp tục bản nháp" in heard
    assert "Nguồn: Văn bản số 1234/BQP-CT" in heard


@pytest.mark.parametrize(
    ("who", "role", "unit"), [("Lan", "", ""), ("Hương", "leader", "VPCQTT"), ("Mai", "admin", "VPCQTT")]
)
@pytest.mark.parametrize("command", ["/nhapthay BQP", "/suathay 705-BQP-001"])
async def test_nobody_but_a_coordinator_enters_for_a_unit(
    stage: Stage, who: str, role: str, unit: str, command: str
) -> None:
    await hears(stage, "Minh", *first())
    await stage.enter(who, role, unit)

    assert "Lệnh này dành cho" in await hears(stage, who, command)


async def test_a_coordinator_of_another_plan_finds_nothing_of_it(stage: Stage) -> None:
    await hears(stage, "Minh", *first())
    await stage.load("hai-phong-2024")
    await stage.enter("Hải", "coordinator", "LSNVNONN", "HP24")

    assert "không có đơn vị nào" in await hears(stage, "Hải", "/nhapthay BQP p1 result")
    assert "Không tìm thấy kết quả" in await hears(stage, "Hải", "/suathay 705-BQP-001")


async def test_each_step_is_audited_with_who_typed_it(stage: Stage) -> None:
    await hears(stage, "Minh", *first(), DONE)
    await hears(stage, "Lan", "[nút Đúng]")

    assert await acts(stage) == [
        ("entry.sent", "705", "BQP", "705-BQP-001"),
        ("entry.from_paper", "705", "BQP", "705-BQP-001 1"),
        ("paper.confirmed", "705", "BQP", "1 705-BQP-001"),
    ]


async def test_who_typed_is_kept_and_no_member_of_the_unit(stage: Stage) -> None:
    await hears(stage, "Minh", *first())

    async def roles(db: Turn) -> list[str]:
        return await db.all(str, "select m.role from entry e join member m on m.id = e.made_by")

    assert await stage.write(roles) == ["coordinator"]
