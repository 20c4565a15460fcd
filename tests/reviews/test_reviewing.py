"""/rasoat: the office decides of one version of an entry; looking changes nothing."""

from functools import partial

import pytest

from storage.members import people
from storage.results import reviews, tally
from storage.results.status import Status
from tests.dialogue import Stage
from tests.officials.entering import CEDAW, enter, hears
from tests.officials.keeping import acts, entry, standing
from tests.talk.telling import ask

WITHDRAW = ("Rút lại sự đồng ý", "Tiếp tục rút lại sự đồng ý", "Rút lại sự đồng ý")
TASK = "task/2.1b/BNG"


async def told(stage: Stage, who: str) -> str:
    """Give what somebody was told last without having asked."""
    rows = await every(stage, who)
    return rows[-1] if rows else ""


async def every(stage: Stage, who: str) -> list[str]:
    """Give all that somebody was, or will be, told without having asked."""
    sql = "select body ->> 'text' from outbox where chat = :who and lane = 2 and state <> 'withdrawn' order by id"
    return await ask(stage, str, sql, who=who)


async def test_the_longest_waiting_comes_first_and_later_leads_to_the_next(stage: Stage) -> None:
    await enter(stage)
    await enter(stage, title="Tọa đàm về quyền trẻ em", counts="Phát sinh thêm")

    first = await hears(stage, "Minh", "/rasoat")
    second = await hears(stage, "Minh", "Xem sau")
    end = await hears(stage, "Minh", "Xem sau")

    assert first.startswith("705-BNG-001 – Bộ Ngoại giao")
    assert second.startswith("705-BNG-002")
    assert "Đã xem hết danh sách. Còn 02 kết quả để lại xem sau." in end
    assert (await hears(stage, "Minh", "1")).startswith("705-BNG-001")


async def test_looking_changes_nothing(stage: Stage) -> None:
    await enter(stage)

    await hears(stage, "Minh", "/rasoat", "/xem 705-BNG-001", "/rasoat BNG", "/rasoat danh sách")

    assert (await entry(stage, 1)).status is Status.RECEIVED
    assert await stage.write(partial(reviews.count, plan="705")) == 1
    assert "Rút kết quả 705-BNG-001?" in await hears(stage, "Lan", "/rut 1")


async def test_what_is_taken_in_counts_as_before_and_waits_no_more(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp")

    assert heard == "Đã đưa 705-BNG-001 vào tổng hợp.\n\nKhông có kết quả nào chờ rà soát."
    kept = await entry(stage, 1)
    assert (kept.status, kept.taken_in, kept.waits_since) == (Status.TAKEN_IN, 1, None)
    assert await stage.write(partial(tally.count, plan="705")) == 1
    assert ("entry.reviewed.taken_in", "705-BNG-001 1") in await acts(stage)


async def test_what_is_set_aside_counts_for_nothing_until_it_is_taken_in(stage: Stage) -> None:
    await enter(stage, finished="Đã hoàn thành")

    await hears(stage, "Minh", "/rasoat", "Để riêng", "Ngoài phạm vi kế hoạch")

    row = await standing(stage, TASK)
    assert (row.entries, row.completed_on) == (0, None)
    assert await stage.write(partial(tally.count, plan="705")) == 0
    assert "120 lượt người" not in await hears(stage, "Lan", "/nhiemvu")

    await hears(stage, "Minh", "/rasoat 705-BNG-001", "Đưa vào tổng hợp")

    row = await standing(stage, TASK)
    assert (row.entries, row.completed_on is not None) == (1, True)
    assert await stage.write(partial(tally.count, plan="705")) == 1
    assert "120 lượt người" in await hears(stage, "Lan", "/nhiemvu")


@pytest.mark.parametrize("way", ["/sua 1", "/bosung 1"])
async def test_what_was_set_aside_is_looked_at_again_once_the_unit_changes_it(stage: Stage, way: str) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/rasoat", "Để riêng", "1")

    said = ("Sửa nội dung", "Hội thảo khác", "Lưu thay đổi") if way == "/sua 1" else ("45/BC-BNG", "xong")
    await hears(stage, "Lan", way, *said)

    assert (await entry(stage, 1)).status is Status.RECEIVED
    assert (await standing(stage, TASK)).entries == 1
    assert await stage.write(partial(reviews.count, plan="705")) == 1


async def test_what_was_set_aside_and_is_withdrawn_is_taken_out_once(stage: Stage) -> None:
    await enter(stage)
    await enter(stage, title="Tọa đàm về quyền trẻ em")
    await hears(stage, "Minh", "/rasoat", "Để riêng", "1")

    await hears(stage, "Lan", "/rut 1", "Rút kết quả")

    assert (await standing(stage, TASK)).entries == 1


async def test_the_official_is_asked_for_the_one_thing_that_is_wanted_and_shown_what_it_says_now(stage: Stage) -> None:
    await enter(stage)
    asked = await hears(stage, "Minh", "/rasoat", "Đề nghị bổ sung", "Tên hoạt động")
    await hears(stage, "Minh", "ghi rõ nơi tổ chức")

    assert "Đề nghị cụ thể với đơn vị về 705-BNG-001" in asked
    assert await told(stage, "Lan") == (
        f"Kính gửi đồng chí. Văn phòng đã xem kết quả 705-BNG-001 ({CEDAW}) và đề nghị bổ sung: Tên hoạt động."
        " Ghi rõ nơi tổ chức. Trân trọng."
    )
    opened = await hears(stage, "Lan", "/sua 705-BNG-001 title")
    assert f"Văn phòng đề nghị bổ sung: ghi rõ nơi tổ chức. Hiện ghi: {CEDAW}." in opened
    saved = await hears(stage, "Lan", f"{CEDAW} tại Hà Nội", "Lưu thay đổi")
    assert "tại Hà Nội" in saved

    again = await hears(stage, "Minh", "/rasoat")
    assert f"THAY ĐỔI SO VỚI LẦN RÀ SOÁT TRƯỚC\n– Trước: Nội dung: {CEDAW}" in again
    assert f"– Nay: Nội dung: {CEDAW} tại Hà Nội" in again


async def test_only_whoever_entered_it_is_asked_for_more(stage: Stage) -> None:
    await stage.enter("Thảo", "official", "BNG")
    await stage.enter("Lan")
    await enter(stage)

    await hears(stage, "Minh", "/rasoat", "Đề nghị bổ sung", "Minh chứng", "1")

    assert "705-BNG-001" in await told(stage, "Lan")
    assert (await told(stage, "Thảo"), await told(stage, "Quân")) == ("", "")


async def test_whoever_has_left_is_told_no_more_and_the_unit_is(stage: Stage) -> None:
    await enter(stage)
    await stage.enter("Thảo", "official", "BNG")
    await hears(stage, "Lan", "/dulieucanhan", *WITHDRAW)

    await hears(stage, "Minh", "/rasoat", "Đề nghị bổ sung", "Minh chứng", "1")

    assert "705-BNG-001" in await told(stage, "Thảo")


async def test_the_second_of_two_coordinators_is_told_and_nothing_is_decided_twice(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Hà", "/rasoat")
    await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp")

    heard = await hears(stage, "Hà", "1")

    assert "705-BNG-001 đã được xử lý trước đó: Trần Văn Minh đã đưa vào tổng hợp lúc" in heard
    assert "Quyết định vừa chọn chưa thực hiện." in heard
    assert [act for act, _ in await acts(stage)].count("entry.reviewed.taken_in") == 1


async def test_the_same_decision_pressed_twice_by_one_person_is_simply_done(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/rasoat")
    (press,) = await ask(
        stage, str, "select command from button where command like '/rasoat 705-BNG-001 taken_in %' limit 1"
    )
    await hears(stage, "Minh", press)

    heard = await hears(stage, "Minh", press)

    assert heard.startswith("Kết quả 705-BNG-001 đã đưa vào tổng hợp lúc")
    assert "chưa thực hiện" not in heard
    assert [act for act, _ in await acts(stage)].count("entry.reviewed.taken_in") == 1


async def test_a_reason_that_was_being_typed_is_not_sent_once_a_colleague_has_decided(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Hà", "/rasoat", "Để riêng")
    await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp")

    heard = await hears(stage, "Hà", "1")

    assert "đã được xử lý trước đó: Trần Văn Minh đã đưa vào tổng hợp" in heard
    assert (await entry(stage, 1)).status is Status.TAKEN_IN


@pytest.mark.parametrize("decision", ["Đưa vào tổng hợp", "Để riêng"])
async def test_what_the_unit_changed_or_withdrew_meanwhile_is_shown_anew(stage: Stage, decision: str) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/rasoat")
    await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "Hội thảo khác", "Lưu thay đổi")

    changed = await hears(stage, "Minh", decision)
    await hears(stage, "Lan", "/rut 1", "Rút kết quả")
    withdrawn = await hears(stage, "Minh", decision)

    assert "Đơn vị vừa sửa 705-BNG-001" in changed
    assert "Nội dung: Hội thảo khác" in changed
    assert "Đơn vị đã rút 705-BNG-001 trước đó." in withdrawn
    assert (await entry(stage, 1)).status is Status.WITHDRAWN


async def test_several_of_a_unit_are_taken_in_at_once_but_for_what_changed_meanwhile(stage: Stage) -> None:
    for nth in range(3):
        await enter(stage, title=f"Hội thảo số {nth}")
    listed = await hears(stage, "Minh", "/rasoat BNG")
    await hears(stage, "Lan", "/sua 2", "Sửa nội dung", "Hội thảo khác", "Lưu thay đổi")

    heard = await hears(stage, "Minh", "Đưa cả 03 kết quả của Bộ Ngoại giao vào tổng hợp")

    assert "CHỜ RÀ SOÁT – Bộ Ngoại giao: 03 kết quả" in listed
    assert "Đã đưa vào tổng hợp 02 kết quả của Bộ Ngoại giao: 705-BNG-001, 705-BNG-003." in heard
    assert "Không đưa vào, vì đã thay đổi sau khi đồng chí xem danh sách: 705-BNG-002." in heard
    assert "\n\n705-BNG-002 – Bộ Ngoại giao" in heard


async def test_a_long_queue_is_eight_at_a_time_and_none_is_out_of_reach(stage: Stage) -> None:
    for nth in range(1, 11):
        await enter(stage, title=f"Hội thảo số {nth:02}")

    first = await hears(stage, "Minh", "/rasoat danh sách")
    second = await hears(stage, "Minh", "Xem tiếp")

    assert "CHỜ RÀ SOÁT: 10 kết quả" in first
    assert ("Hội thảo số 08" in first, "Hội thảo số 09" in first) == (True, False)
    assert [f"Hội thảo số {nth:02}" in second for nth in range(8, 11)] == [False, True, True]
    assert (await hears(stage, "Minh", "/rasoat danh sách", "8")).startswith("705-BNG-008")


async def test_what_was_taken_in_is_told_once_a_day(stage: Stage) -> None:
    for nth in range(2):
        await enter(stage, title=f"Hội thảo số {nth}")
    await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp", "Đưa vào tổng hợp")

    rows = await every(stage, "Lan")

    assert len(rows) == 1
    assert rows[0].startswith("Kính gửi đồng chí. Văn phòng đã đưa vào tổng hợp 02 kết quả của đơn vị:\n")


async def test_whoever_entered_what_was_handed_to_them_hears_that_it_was_taken_in_and_of_nothing_else(
    stage: Stage,
) -> None:
    await stage.enter("Thảo", "official", "BNG")
    (member,) = await ask(stage, int, "select m.id from member m join address a using (person) where a.chat = 'Thảo'")
    await stage.write(partial(people.hand, member=member, task="2.1b", at=stage.now))
    await enter(stage, title="Hội thảo của người được giao")
    await stage.enter("Lan")
    await enter(stage, title="Hội thảo của đầu mối", counts="Phát sinh thêm")
    await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp", "Đưa vào tổng hợp")

    (handed,), (whole,) = await every(stage, "Thảo"), await every(stage, "Lan")

    assert ("của người được giao" in handed, "của đầu mối" in handed) == (True, False)
    assert ("của người được giao" in whole, "của đầu mối" in whole) == (True, True)

    await hears(stage, "Minh", "/rasoat BNG 1", "Để riêng", "1")

    assert "đã đưa vào tổng hợp" not in "".join(await every(stage, "Thảo"))


async def test_what_was_taken_in_and_put_back_the_same_day_is_not_told(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp", "/rasoat BNG 1", "Để riêng", "1")

    assert "để riêng" in await told(stage, "Lan")
    assert len(await every(stage, "Lan")) == 1


async def test_withdrawing_what_was_taken_in_is_asked_for_with_a_reason(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp")

    asked = await hears(stage, "Lan", "/rut 1", "Đã nhập trùng", "Gửi đề nghị rút")
    again = await hears(stage, "Lan", "/rut 1")

    assert asked.startswith("Đã chuyển Văn phòng đề nghị rút 705-BNG-001")
    assert "đang chờ Văn phòng xem xét đề nghị rút" in again
    assert await stage.write(partial(tally.count, plan="705")) == 1
    shown = await hears(stage, "Minh", "/rasoat")
    assert "đơn vị đề nghị rút, chờ Văn phòng xem xét\nLý do: Đã nhập trùng" in shown
    await hears(stage, "Minh", "Đồng ý rút")
    assert await stage.write(partial(tally.count, plan="705")) == 0
    assert "đồng ý rút" in await told(stage, "Lan")


async def test_the_office_may_keep_what_the_unit_wants_to_withdraw(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp")
    await hears(stage, "Lan", "/rut 1", "số liệu chưa chắc", "Gửi đề nghị rút")

    await hears(stage, "Minh", "/rasoat", "Giữ lại, không rút", "1")

    kept = await entry(stage, 1)
    assert (kept.status, kept.taken_in) == (Status.TAKEN_IN, 1)
    assert "chưa rút. Lý do: Số liệu đã đưa vào báo cáo." in await told(stage, "Lan")


async def test_a_change_of_what_was_taken_in_waits_beside_it(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/rasoat", "Đưa vào tổng hợp")

    saved = await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "Hội thảo khác", "Lưu thay đổi")

    assert "705-BNG-001 đã được đưa vào tổng hợp; bản sửa chờ Văn phòng rà soát lại." in saved
    kept = await entry(stage, 1)
    assert (kept.status, kept.version, kept.taken_in) == (Status.RECEIVED, 2, 1)
    assert "Bản đã đưa vào tổng hợp là bản thứ 1" in await hears(stage, "Minh", "/rasoat")


@pytest.mark.parametrize("typed", ["705-BNG-099", '"*', "x" * 4000, "🙂" * 250, "\u202e705-BNG"])
async def test_what_is_no_result_and_no_unit_is_said_in_a_sentence(stage: Stage, typed: str) -> None:
    heard = await hears(stage, "Minh", f"/rasoat {typed}")

    assert heard.startswith("Không tìm thấy kết quả hoặc đơn vị “")
    assert len(heard) < 640


async def test_of_what_is_sensitive_no_word_of_ones_own_is_taken(stage: Stage) -> None:
    await enter(stage, "2.2a")

    asked = await hears(stage, "Minh", "/rasoat", "Đề nghị bổ sung", "Số hoạt động")
    typed = await hears(stage, "Minh", "cuộc họp với Bộ Công an ở Hà Nội")

    assert "1. Chưa rõ, đề nghị ghi cụ thể hơn" in asked
    assert "1. Chưa rõ, đề nghị ghi cụ thể hơn" in typed
    assert (await entry(stage, 1)).status is Status.RECEIVED


async def test_an_unread_command_is_for_coordinators_only(stage: Stage) -> None:
    await enter(stage)
    await stage.enter("Hương", "leader", "VPCQTT")

    assert "dành cho" in await hears(stage, "Hương", "/rasoat")
    assert "dành cho" in await hears(stage, "Lan", "/rasoat 705-BNG-001 taken_in 1")
    assert (await entry(stage, 1)).status is Status.RECEIVED
