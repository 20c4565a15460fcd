"""/baocaovanban: what was said is kept for the unit, begins the next time, and by itself states nothing."""

import json
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from messages.words import ZONE
from storage.members import people
from storage.obligations import written_reports
from storage.obligations.written_reports import Steps
from tests.dialogue import Stage
from tests.talk.telling import acts, ask, entry, hears

ALL_OPEN = ("/baocaovanban", *["để trống"] * 4, "bỏ qua", "bỏ qua", "lưu")
FILLED = (
    "/baocaovanban",
    "Kế hoạch số 12/KH-BNG ngày 12/11/2025⏎Công văn số 34/BNG-VP ngày 01/12/2025",
    "Các hoạt động bám sát Kế hoạch",
    "Kinh phí cấp chậm",
    "Bổ sung kinh phí",
    "giữ nguyên",
)


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Quân", "official", "BYT")
    await stage.enter("Hà", "official", "BNG")
    await stage.enter("Lan", "official", "BNG")
    return stage


async def kept(stage: Stage, unit: str = "BNG") -> Steps:
    return await stage.write(partial(written_reports.steps, plan="705", unit=unit, until=stage.now))


async def states(stage: Stage) -> list[str]:
    return await ask(stage, str, "select state || ' ' || number || ' ' || signer from paper order by id")


async def test_a_report_of_which_nothing_was_said_is_kept_as_that(stage):
    said = await hears(stage, "Lan", *ALL_OPEN)

    assert "còn 06 phần để trống" in said
    assert await kept(stage) == Steps()


async def test_what_was_said_of_each_step_is_kept_for_the_unit(stage):
    await hears(stage, "Lan", *entry("2.1b"))
    said = await hears(stage, "Lan", *FILLED, "đúng", "123/BC-BNG ngày 04/12/2025", "Nguyễn Văn An", "lưu")

    assert "Đã lưu đủ sáu phần" in said
    steps = await kept(stage)
    assert steps.directives.splitlines() == FILLED[1].split("⏎")
    assert (steps.assessment, steps.difficulties, steps.proposals) == FILLED[2:5]
    assert steps.addressee.startswith("Phó Thủ tướng Chính phủ")
    assert steps.figures.startswith("results=1;")
    assert (steps.number, str(steps.signed_on), steps.signer) == ("123/BC-BNG", "2025-12-04", "Nguyễn Văn An")
    lines = [one for one in await acts(stage) if one[0] == "report.written"]
    assert {line[1:3] for line in lines} == {("705", "BNG")}
    assert len(lines) == 6  # words at their step, the rest in the end


async def test_a_colleague_begins_from_it_and_changes_one_step_alone(stage):
    await hears(stage, "Lan", *FILLED, "bỏ qua", "bỏ qua", "lưu")

    shown = await hears(stage, "Hà", "/baocaovanban")
    assert "Công văn số 34/BNG-VP ngày 01/12/2025" in shown
    await hears(stage, "Hà", "giữ nguyên", "Nhân dân hưởng ứng", "giữ nguyên", "giữ nguyên", "giữ nguyên")
    await hears(stage, "Hà", "bỏ qua", "bỏ qua", "lưu")

    steps = await kept(stage)
    assert steps.assessment == "Nhân dân hưởng ứng"
    assert (steps.difficulties, steps.proposals) == FILLED[3:5]
    rows = await ask(stage, str, "select step || ' ' || count(*) from written_report group by step order by step")
    assert rows == ["addressee 1", "assessment 2", "difficulties 1", "directives 1", "proposals 1"]


async def test_two_who_write_at_once_lose_nothing_of_each_other(stage):
    await hears(stage, "Lan", "/baocaovanban", "Kế hoạch số 12/KH-BNG")
    await hears(stage, "Hà", "/baocaovanban", "để trống", "Đánh giá của Hà", *["để trống"] * 2, *["bỏ qua"] * 2, "lưu")
    await hears(stage, "Lan", *["để trống"] * 2)
    await hears(stage, "Lan", "để trống", "bỏ qua", "bỏ qua", "lưu")

    steps = await kept(stage)
    assert steps.directives == "Kế hoạch số 12/KH-BNG"


async def test_a_draft_goes_on_days_later_where_it_was_left(stage):
    await hears(stage, "Lan", "/baocaovanban", "Kế hoạch số 12/KH-BNG", "Lưu, để sau")
    stage.now = datetime(2025, 12, 9, 9, tzinfo=ZONE)

    assert "2/6" in await hears(stage, "Lan", "/baocaovanban")


async def test_words_are_kept_at_their_step_for_a_colleague_and_for_the_draft(stage):
    await hears(stage, "Lan", *FILLED[:3], "Lưu, để sau")

    assert FILLED[1].split("⏎")[1] in await hears(stage, "Hà", "/baocaovanban")
    assert (await kept(stage)).assessment == FILLED[2]


async def test_who_stops_writing_is_told_that_what_was_said_stays(stage):
    sure = await hears(stage, "Lan", *FILLED[:3], "/huy")

    assert "vẫn được lưu cho đơn vị" in sure
    assert "xem, sửa bằng /baocaovanban" in await hears(stage, "Lan", "bỏ hẳn")
    assert (await kept(stage)).assessment == FILLED[2]


async def test_the_other_unit_sees_nothing_of_it(stage):
    await hears(stage, "Lan", *FILLED, "bỏ qua", "bỏ qua", "lưu")

    assert "12/KH-BNG ngày 12/11/2025⏎" not in await hears(stage, "Quân", "/baocaovanban")
    assert "Hiện có" not in await hears(stage, "Quân", "/baocaovanban")


async def test_what_came_since_it_was_written_may_be_added(stage):
    await hears(stage, "Lan", *FILLED, "bỏ qua", "bỏ qua", "lưu")
    await hears(stage, "Lan", "/vuongmac moi", "1", "Thiếu tài liệu tiếng Anh", "bỏ qua", "bỏ qua", "gửi")

    shown = await hears(stage, "Lan", "/baocaovanban", "giữ nguyên", "giữ nguyên")
    assert "Mới có thêm từ lần soạn trước:\nThiếu tài liệu tiếng Anh" in shown
    await hears(stage, "Lan", "[nút Bổ sung nội dung mới]", *["giữ nguyên"] * 2, "bỏ qua", "bỏ qua", "lưu")

    assert (await kept(stage)).difficulties == "Kinh phí cấp chậm\nThiếu tài liệu tiếng Anh"


async def test_the_directives_and_difficulties_of_the_unit_are_there_already(stage):
    directive = ("/baocao 2.1b", "hôm qua", "văn bản chỉ đạo", "Kế hoạch đợt cao điểm", "2 văn bản")
    await hears(stage, "Lan", *directive, "số 12/KH-BNG ngày 12/11/2025", "gửi")
    await hears(stage, "Lan", "/vuongmac", "1", "Kinh phí cấp chậm", "Bổ sung kinh phí", "bỏ qua", "gửi")

    assert "Hiện có:\nKế hoạch đợt cao điểm, số 12/KH-BNG" in await hears(stage, "Lan", "/baocaovanban")
    assert "Hiện có:\nKinh phí cấp chậm" in await hears(stage, "Lan", "1", "để trống")
    assert "Hiện có:\nBổ sung kinh phí" in await hears(stage, "Lan", "1")


@pytest.mark.parametrize("step", [0, 2, 3])
async def test_nothing_of_a_task_that_may_be_secret_is_taken(stage, step):
    await hears(stage, "Lan", "/baocaovanban", *["để trống"] * step)

    said = await hears(stage, "Lan", "Nhiệm vụ 2.2a gặp khó khăn về kinh phí")

    assert "Nhiệm vụ 2.2a không trao đổi nội dung qua kênh này" in said
    assert "kinh phí" not in "".join(await ask(stage, str, "select answers || shown from session"))


async def test_the_number_of_a_classified_document_is_not_kept_in_any_step(stage):
    first = await hears(stage, "Lan", "/baocaovanban", "Kế hoạch số 12/M-BNG ngày 12/11/2025")
    kept_of_first = await ask(stage, str, "select answers || shown from session")
    last = await hears(stage, "Lan", *["để trống"] * 4, "12/BC-BNG(TM)")

    assert "có số, ký hiệu có dấu hiệu của văn bản mật nên hệ thống không ghi" in first
    assert "có dấu hiệu của văn bản mật nên hệ thống không ghi" in last
    assert "12/" not in "".join([*kept_of_first, *await ask(stage, str, "select answers from session")])


async def test_a_mark_of_secrecy_goes_no_further_than_the_guard(stage):
    await hears(stage, "Lan", "/baocaovanban")

    said = await hears(stage, "Lan", "MẬT⏎Kế hoạch số 12/KH-BNG")

    assert "dấu hiệu chứa bí mật nhà nước" in said
    assert "12/KH-BNG" not in "".join(await ask(stage, str, "select answers || shown from session"))


@pytest.mark.parametrize("typed", ["???", "12", "…"])
async def test_what_holds_no_word_is_asked_for_again(stage, typed):
    await hears(stage, "Lan", "/baocaovanban", "để trống")

    assert "2/6" in await hears(stage, "Lan", typed)


async def test_too_long_an_assessment_is_said_to_be_so(stage):
    await hears(stage, "Lan", "/baocaovanban", "để trống")

    assert "Nội dung dài 700 ký tự, tối đa 600" in await hears(stage, "Lan", "rất tốt" * 100)


async def test_figures_that_are_not_right_yet_are_not_confirmed_and_how_to_correct_is_said(stage):
    await hears(stage, "Lan", *entry("2.1b"))
    await hears(stage, "Lan", "/baocaovanban", *["để trống"] * 4)

    said = await hears(stage, "Lan", "chưa đúng")

    assert "/sua và mã số để sửa" in said
    await hears(stage, "Lan", "1", "bỏ qua", "bỏ qua", "lưu")
    assert (await kept(stage)).figures == ""


async def test_figures_that_changed_since_they_were_confirmed_are_said_to_have(stage):
    await hears(stage, "Lan", *entry("2.1b"))
    await hears(stage, "Lan", "/baocaovanban", *["để trống"] * 4, "đúng", "bỏ qua", "bỏ qua", "lưu")
    again = ("/baocaovanban", *["để trống"] * 4)
    assert "Đơn vị đã xác nhận số liệu này." in await hears(stage, "Lan", *again)
    await hears(stage, "Lan", "hủy", "bỏ")
    await hears(stage, "Lan", *entry("2.2b", days="hôm nay", title="Tọa đàm khác"))

    assert "Số liệu đã thay đổi từ lần xác nhận trước." in await hears(stage, "Lan", *again)


async def test_that_it_was_sent_is_stated_by_nothing_but_its_own_act(stage):
    await hears(stage, "Lan", *FILLED, "123/BC-BNG ngày 04/12/2025", "Nguyễn Văn An")
    said = await hears(stage, "Lan", "lưu")
    assert "ở đây chưa phải là báo đã gửi" in said
    assert await states(stage) == []

    shown = await hears(stage, "Lan", "[nút Báo đã gửi văn bản số 123/BC-BNG]")
    assert "Người ký: Nguyễn Văn An" in shown
    assert await states(stage) == []
    await hears(stage, "Lan", "1")

    assert await states(stage) == ["stated 123/BC-BNG Nguyễn Văn An"]


async def test_a_report_that_is_signed_tomorrow_is_not_offered_as_sent(stage):
    said = await hears(stage, "Lan", *FILLED, "123/BC-BNG ngày 08/12/2025", "bỏ qua", "lưu")

    assert "Báo đã gửi văn bản" not in said


async def test_whoever_was_handed_single_tasks_writes_no_report_and_the_office_none_of_its_own(stage):
    (member,) = await ask(stage, int, "select max(id) from member")
    await stage.write(partial(people.hand, member=member, task="2.2b", at=stage.now))
    await stage.enter("An", "official", "VPCQTT")

    assert "do đầu mối của Bộ Ngoại giao soạn" in await hears(stage, "Lan", "/baocaovanban")
    assert "lập báo cáo tổng hợp" in await hears(stage, "An", "/baocaovanban")


async def test_the_reminder_of_what_is_missing_offers_to_write_it_and_brings_the_draft(stage):
    await hears(stage, "Lan", *entry("2.1b", title="Hội thảo của Bộ Ngoại giao"))
    heard = "\n".join(await stage.pass_until(datetime(2026, 1, 5, 17, tzinfo=ZONE)))

    assert "[Soạn báo cáo bằng văn bản]" in heard
    assert "Dự thảo báo cáo của đơn vị, lập từ các kết quả đã gửi, được gửi ngay sau tin này." in heard
    await hears(stage, "Minh", "/trogiup")
    bodies = await ask(stage, str, "select body from outbox where chat = 'Lan' and body like '%\"files\"%' order by id")
    names = [file[2] for body in bodies for file in json.loads(body)["files"]]
    assert [name for name in names if name.startswith("du-thao-bao-cao-705-BNG")]
    assert not [name for name in names if name.endswith(".xlsx")]
