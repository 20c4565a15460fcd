"""Whatever unit and office do in between: figures, queues and messages stay those of what stands."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from handlers.closings import closing
from handlers.closings.snapshot import Closed, Scope
from handlers.house import running
from messages.words import ZONE
from storage.db import Turn
from storage.results import reviews, subtotals, tally
from storage.results.status import Status
from tests.dialogue import Stage
from tests.officials.entering import CEDAW, enter, hears
from tests.officials.keeping import entry
from tests.talk.telling import ask

TAKE_IN = ("/rasoat BNG 1", "Đưa vào tổng hợp")
SET_ASIDE = ("/rasoat BNG 1", "Để riêng", "1")
JOIN = ("/ghep 705-BNG-001 705-BYT-001", "Cùng một hoạt động", "1")
TO_SENSITIVE = ("/sua 1", "Sửa nhiệm vụ", "2.2a", "3", "rồi", "Còn tiếp tục", "Lưu thay đổi")
EVENING = datetime(2025, 12, 5, 20, tzinfo=ZONE)


async def waits(stage: Stage, who: str) -> list[str]:
    """Give what waits to be told to somebody."""
    sql = "select body ->> 'text' from outbox where chat = :who and lane = 2 and state = 'waiting' order by id"
    return await ask(stage, str, sql, who=who)


async def stands(stage: Stage) -> Closed:
    async def work(db: Turn) -> Closed:
        return (await closing.stood(db, (await running(db))["705"], stage.now, Scope(name="Tất cả")))[0]

    found: Closed = await stage.write(work)
    return found


async def test_evidence_for_what_was_set_aside_lets_its_figures_count_again(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", *SET_ASIDE)

    await hears(stage, "Lan", "/bosung 1", "45/BC-BNG", "xong")

    assert await stage.write(partial(subtotals.differing, plan="705")) == []
    assert "120 lượt người" in await hears(stage, "Lan", "/nhiemvu")


@pytest.mark.parametrize(
    "becomes",
    [
        TO_SENSITIVE,
        ("/sua 1", "Sửa hình thức", "Số liệu tổng hợp", "Lũy kế từ đầu đợt đến hết ngày 04/12", "Lưu thay đổi"),
    ],
    ids=["status only", "figures for a period"],
)
async def test_what_was_joined_and_is_no_activity_any_more_counts_alone(stage: Stage, becomes: tuple[str, ...]) -> None:
    await enter(stage, figures="120 đại biểu")
    stage.who = "Quân"
    await enter(stage, "10.1", figures="118 đại biểu")
    await hears(stage, "Minh", *JOIN)

    await hears(stage, "Lan", *becomes)

    assert (await entry(stage, 1)).version == 2
    assert (await stands(stage)).joint == ()


async def test_what_was_taken_in_and_is_put_off_is_planned_and_withdrawn_without_asking(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", *TAKE_IN)

    saved = await hears(stage, "Lan", "/sua 1", "Sửa thời gian", "20/12", "1", "Lưu thay đổi")
    kept = await entry(stage, 1)
    await hears(stage, "Lan", "/rut 1", "Rút kết quả")

    assert (kept.status, kept.taken_in) == (Status.PLANNED, None)
    assert "đã được đưa vào tổng hợp" not in saved
    assert (await entry(stage, 1)).status is Status.WITHDRAWN
    assert await stage.write(partial(tally.count, plan="705")) == 0


async def test_to_keep_what_was_to_be_withdrawn_takes_in_no_change_that_nobody_reviewed(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", *TAKE_IN)
    await hears(stage, "Lan", "/sua 1", "Sửa số liệu", "999 đại biểu", "Lưu thay đổi")
    await hears(stage, "Lan", "/rut 1", "1", "Gửi đề nghị rút")

    await hears(stage, "Minh", "/rasoat", "Giữ lại, không rút", "1")

    kept = await entry(stage, 1)
    assert (kept.status, kept.version, kept.taken_in) == (Status.RECEIVED, 2, 1)
    assert await stage.write(partial(reviews.count, plan="705")) == 1


async def test_to_keep_what_more_is_wanted_of_leaves_that_wanted(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", *TAKE_IN)
    await hears(stage, "Minh", "/rasoat BNG 1", "Đề nghị bổ sung", "Minh chứng", "1")
    await hears(stage, "Lan", "/rut 1", "1", "Gửi đề nghị rút")

    await hears(stage, "Minh", "/rasoat", "Giữ lại, không rút", "1")

    assert (await entry(stage, 1)).status is Status.MORE_WANTED


async def test_no_reason_is_kept_of_what_has_become_status_only(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/rasoat", "Đề nghị bổ sung", "Tên hoạt động", "ghi rõ vụ việc ông A")

    await hears(stage, "Lan", *TO_SENSITIVE)

    assert (await entry(stage, 1)).version == 2
    assert await ask(stage, str, "select reason from review") == [""]
    assert "ông A" not in await hears(stage, "Lan", "/sua 705-BNG-001 count")


async def test_what_has_become_status_only_is_named_in_no_message_that_waits(stage: Stage) -> None:
    await enter(stage, title="Vụ việc ông A")
    await hears(stage, "Minh", *TAKE_IN)
    assert "ông A" in "".join(await waits(stage, "Lan"))

    await hears(stage, "Lan", *TO_SENSITIVE)

    assert await waits(stage, "Lan") == []


async def test_what_was_asked_for_in_the_evening_and_decided_otherwise_is_not_asked_for(stage: Stage) -> None:
    await enter(stage)
    stage.now = EVENING
    await hears(stage, "Minh", "/rasoat", "Đề nghị bổ sung", "Minh chứng", "1")
    asked = await waits(stage, "Lan")

    await hears(stage, "Minh", *TAKE_IN)

    assert ["đề nghị bổ sung" in text for text in asked] == [True]
    assert ["đã đưa vào tổng hợp" in text for text in await waits(stage, "Lan")] == [True]


async def test_what_was_asked_for_in_the_evening_and_answered_by_then_is_not_asked_for(stage: Stage) -> None:
    await enter(stage)
    stage.now = EVENING
    await hears(stage, "Minh", "/rasoat", "Đề nghị bổ sung", "Minh chứng", "1")

    await hears(stage, "Lan", "/bosung 1", "45/BC-BNG", "xong")

    assert await waits(stage, "Lan") == []


async def test_what_was_taken_in_and_changed_by_the_afternoon_is_not_told_as_taken_in(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", *TAKE_IN)

    await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "Hội thảo khác", "Lưu thay đổi")

    assert await waits(stage, "Lan") == []


async def test_two_results_are_not_joined_once_one_of_them_has_changed(stage: Stage) -> None:
    await enter(stage)
    stage.who = "Quân"
    await enter(stage, "10.1")
    await hears(stage, "Minh", JOIN[0])
    await hears(stage, "Quân", "/sua 1", "Sửa nội dung", "Lễ mít tinh dân số", "Lưu thay đổi")

    heard = await hears(stage, "Minh", *JOIN[1:])

    assert "vừa thay đổi, hoặc đã có quyết định khác" in heard
    assert "Lễ mít tinh dân số" in await hears(stage, "Minh", "1")


async def test_of_two_coordinators_on_a_pair_the_second_is_told(stage: Stage) -> None:
    await enter(stage)
    stage.who = "Quân"
    await enter(stage, "10.1")
    await hears(stage, "Minh", JOIN[0])
    await hears(stage, "Hà", "/ghep 705-BYT-001 705-BNG-001", "Hai hoạt động khác nhau", "1")

    heard = await hears(stage, "Minh", *JOIN[1:])

    assert "vừa thay đổi, hoặc đã có quyết định khác" in heard
    assert (await stands(stage)).joint == ()


async def test_two_that_are_one_with_a_third_are_not_parted_beside_it(stage: Stage) -> None:
    await enter(stage)
    stage.who = "Quân"
    await enter(stage, "10.1")
    await stage.enter("Phúc", "official", "BCA")
    await enter(stage, "khác")
    await hears(stage, "Minh", *JOIN)
    await hears(stage, "Minh", "/ghep 705-BYT-001 705-BCA-001", "Cùng một hoạt động", "1")

    heard = await hears(stage, "Minh", "/ghep 705-BNG-001 705-BCA-001", "Hai hoạt động khác nhau", "1")

    assert "cùng một hoạt động với 705-BYT-001" in heard


async def test_what_was_joined_is_shown_and_can_be_parted_however_unlike_it_is(stage: Stage) -> None:
    await enter(stage, days="1/12")
    stage.who = "Quân"
    await enter(stage, "10.1", title="Khám bệnh miễn phí")
    await hears(stage, "Minh", *JOIN)

    heard = await hears(stage, "Minh", "/rasoat BNG 1")

    assert "Tính một lần cùng 705-BYT-001" in heard
    assert "Xem lại việc tính chung với 705-BYT-001" in heard


async def test_later_leads_on_although_a_colleague_has_decided_of_it_meanwhile(stage: Stage) -> None:
    for nth in range(4):
        await enter(stage, title=f"Hội thảo số {nth}")
    await hears(stage, "Minh", "/rasoat")
    await hears(stage, "Hà", *TAKE_IN)

    assert (await hears(stage, "Minh", "Xem sau")).startswith("705-BNG-002")


async def test_what_was_put_off_does_not_come_back_with_every_decision(stage: Stage) -> None:
    for nth in range(4):
        await enter(stage, title=f"Hội thảo số {nth}")
    await hears(stage, "Minh", "/rasoat", "Xem sau")

    second = await hears(stage, "Minh", "Đưa vào tổng hợp")
    third = await hears(stage, "Minh", "Đưa vào tổng hợp")
    fourth = await hears(stage, "Minh", "Đưa vào tổng hợp")

    assert "\n\n705-BNG-003" in second
    assert "\n\n705-BNG-004" in third
    assert "Đã xem hết danh sách. Còn 01 kết quả để lại xem sau." in fourth
    assert (await hears(stage, "Minh", "1")).startswith("705-BNG-001")


async def test_the_question_of_what_more_is_wanted_is_asked_while_it_is_wanted_alone(stage: Stage) -> None:
    await enter(stage)
    before = await hears(stage, "Lan", "/sua 705-BNG-001 title")
    await hears(stage, "Lan", "hủy", "hủy")
    await hears(stage, "Minh", *SET_ASIDE)
    after = await hears(stage, "Lan", "/sua 705-BNG-001 title")

    assert "đề nghị bổ sung" not in before + after
    assert "Lưu thay đổi" in before


async def test_where_anything_is_wanted_the_reason_stands_above_the_review_screen(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/rasoat", "Đề nghị bổ sung", "Nội dung khác", "ghi rõ cơ quan chủ trì?")

    heard = await hears(stage, "Lan", "/sua 705-BNG-001 send")

    assert "Văn phòng đề nghị bổ sung: ghi rõ cơ quan chủ trì.\n" in heard
    assert f"Nội dung: {CEDAW}" in heard


@pytest.mark.parametrize(
    "begun", [(), ("/sua 1", "Sửa địa điểm", "Huế", "Lưu, để sau"), ("/sua 1", "Sửa nội dung", "lưu, để sau")]
)
@pytest.mark.parametrize("again", ["/sua 1", "/sua 705-BNG-001 title"])
async def test_whoever_changes_what_more_is_wanted_of_is_told_what_that_is_also_where_a_draft_goes_on(
    stage: Stage, begun: tuple[str, ...], again: str
) -> None:
    await enter(stage)
    await hears(stage, "Lan", *begun)
    await hears(stage, "Minh", "/rasoat", "Đề nghị bổ sung", "Nội dung", "ghi rõ cơ quan chủ trì?")

    heard = await hears(stage, "Lan", again)

    assert "Văn phòng đề nghị bổ sung: ghi rõ cơ quan chủ trì" in heard
    assert ("bản nháp" in heard.lower()) is bool(begun)


@pytest.mark.parametrize(
    "typed",
    ["BNG taken_in 1", "BNG taken_in 1.2.3", "BNG taken_in ,", "BNG taken_in 99999999999999999999.1", "BNG 1 kept 1",
     "705-BNG-001 taken_in 1.x", "sau 2025-13-99T00:00:00.000Z 1", "sau hôm qua 1"],
)  # fmt: skip
async def test_a_command_that_is_no_button_is_answered_in_a_sentence(stage: Stage, typed: str) -> None:
    await enter(stage)

    heard = await hears(stage, "Minh", f"/rasoat {typed}")

    assert heard.startswith("Không tìm thấy kết quả hoặc đơn vị")
    assert (await entry(stage, 1)).status is Status.RECEIVED


async def test_consent_to_one_request_is_none_to_another(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", *TAKE_IN)
    await hears(stage, "Lan", "/rut 1", "1", "Gửi đề nghị rút")
    await hears(stage, "Minh", "/rasoat")
    await hears(stage, "Hà", "/rasoat", "Giữ lại, không rút", "1")
    await hears(stage, "Lan", "/rut 1", "lý do khác hẳn", "Gửi đề nghị rút")

    heard = await hears(stage, "Minh", "Đồng ý rút")

    assert "Quyết định vừa chọn chưa thực hiện." in heard
    assert (await entry(stage, 1)).status is Status.WITHDRAWAL_ASKED


async def test_where_nobody_can_be_told_it_is_said(stage: Stage) -> None:
    await enter(stage)
    await stage.block("Lan")

    heard = await hears(stage, "Minh", *SET_ASIDE)

    assert "Hiện không nhắn được đầu mối nào của đơn vị" in heard


async def test_statements_of_one_instant_are_all_shown(stage: Stage) -> None:
    for task in ("2.1b", "2.2b", "2.1a"):
        await hears(stage, "Lan", f"/khongphatsinh {task}", "Không tổ chức", "đúng")

    async def at_once(db: Turn) -> None:
        await db.run("update decision set at = :at where what = 'not_arising'", at=stage.now - timedelta(minutes=1))

    await stage.write(at_once)
    shown = [await hears(stage, "Minh", "/ghinhan"), await hears(stage, "Minh", "Xem sau")]
    shown.append(await hears(stage, "Minh", "Xem sau"))

    assert len(set(shown)) == 3
    assert all("CHỜ GHI NHẬN: 03" in said for said in shown)
