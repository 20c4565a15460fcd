"""/vuongmac: a unit says what is in its way, the office answers, and both see one thread."""

from datetime import datetime, timedelta

import pytest

from messages.words import ZONE
from storage.db import Turn
from tests.dialogue import Stage
from tests.talk.telling import acts, ask, hears

NEW = ("/vuongmac moi", "2.1b", "Chưa có kinh phí in áp phích", "Cho phép chuyển sang treo băng rôn", "gửi")
SHORT = ("/vuongmac moi", "không", "Chưa có hướng dẫn về biểu mẫu", "bỏ qua", "gửi")
ANSWER = ("Kinh phí về trước ngày 12/12", "gửi trả lời")


async def told(stage: Stage, who: str) -> list[str]:
    """Give what somebody was told of matters without having asked, the latest last."""
    like = "%vướng mắc 705-%"
    return await ask(
        stage,
        str,
        "select body from outbox where chat = :who and lane = 2 and body like :like order by id",
        who=who,
        like=like,
    )


async def test_it_is_kept_under_a_number_and_every_coordinator_of_the_plan_is_told(stage: Stage) -> None:
    receipt = await hears(stage, "Lan", *NEW)

    assert "Mã số: 705-BNG-VM01." in receipt
    for who in ("Minh", "Dung"):
        heard = "\n".join(await told(stage, who))
        assert "Khó khăn, vướng mắc 705-BNG-VM01 của Bộ Ngoại giao: Nguyễn Thị Lan gửi lúc 08:31" in heard
        assert "Cho phép chuyển sang treo băng rôn" in heard
    assert [await told(stage, who) for who in ("Hương", "Hà", "Quân")] == [[], [], []]


async def test_its_number_is_no_number_of_an_entry(stage: Stage) -> None:
    await hears(stage, "Lan", *NEW)

    assert "Chưa có kinh phí" in await hears(stage, "Lan", "705-BNG-VM01")
    assert "Chưa tìm thấy" in await hears(stage, "Lan", "705-BNG-VM02")
    assert "Chưa có kinh phí" not in await hears(stage, "Lan", "/xem 705-BNG-001")


@pytest.mark.parametrize("typed", ["705-BNG-VM01", "bng vm01", "BNG-VM1", "705 bng vm 01"])
async def test_its_number_is_found_however_it_is_typed(stage: Stage, typed: str) -> None:
    await hears(stage, "Lan", *NEW)

    assert "Chưa có kinh phí in áp phích" in await hears(stage, "Minh", typed)
    assert "Chưa có kinh phí in áp phích" in await hears(stage, "Minh", f"/vuongmac {typed}")


async def test_the_answer_comes_to_whoever_asked_and_what_they_add_comes_to_the_office(stage: Stage) -> None:
    await stage.enter("Hoa", "official", "BNG")
    await hears(stage, "Lan", *NEW)
    await hears(stage, "Minh", "/vuongmac BNG-VM01 traloi", *ANSWER)
    answered = await told(stage, "Lan")
    await hears(stage, "Lan", "/vuongmac VM01 traloi", "Xin thêm 03 ngày", "gửi trả lời")
    shown = await hears(stage, "Minh", "/vuongmac BNG-VM01")

    assert "Văn phòng (Trần Văn Minh): Kinh phí về trước ngày 12/12" in answered[-1]
    assert await told(stage, "Hoa") == []
    assert "Nguyễn Thị Lan: Xin thêm 03 ngày" in (await told(stage, "Minh"))[-1]
    assert shown.index("Chưa có kinh phí") < shown.index("Kinh phí về trước") < shown.index("Xin thêm 03 ngày")
    assert shown == (await hears(stage, "Lan", "/vuongmac VM01")).replace("2. Đóng", "2. Đang xử lý\n3. Đóng")


@pytest.mark.parametrize(
    ("do", "said"), [("dangxuly", "Văn phòng đang xử lý"), ("dong", "Văn phòng đã đóng"), ("traloi", "đã trả lời")]
)
async def test_each_change_of_its_state_is_told_to_the_unit(stage: Stage, do: str, said: str) -> None:
    await hears(stage, "Lan", *NEW)
    await hears(stage, "Minh", f"/vuongmac BNG-VM01 {do}", *(ANSWER if do == "traloi" else ()))

    assert said in (await told(stage, "Lan"))[-1]


async def test_the_unit_may_close_it_and_the_office_is_told(stage: Stage) -> None:
    await hears(stage, "Lan", *NEW)
    stage.now += timedelta(hours=2)
    closed = await hears(stage, "Lan", "/vuongmac VM01 dong")

    assert "Đã ghi nhận 705-BNG-VM01: đã đóng." in closed
    assert "đơn vị đã đóng" in (await told(stage, "Minh"))[-1]
    assert await hears(stage, "Minh", "/vuongmac") == "Không có khó khăn, vướng mắc nào chưa đóng."


async def test_the_second_of_two_coordinators_is_told_who_has_answered_and_loses_nothing(stage: Stage) -> None:
    await hears(stage, "Lan", *NEW)
    await hears(stage, "Minh", "/vuongmac BNG-VM01 traloi", "Chuyển sang treo băng rôn")
    await hears(stage, "Dung", "/vuongmac BNG-VM01 traloi", *ANSWER)
    warned = await hears(stage, "Minh", "gửi trả lời")
    before = await told(stage, "Lan")
    await hears(stage, "Minh", "gửi trả lời")
    after = await told(stage, "Lan")

    assert "Văn phòng (Dung), 08:3" in warned
    assert "“Kinh phí về trước ngày 12/12”" in warned
    assert "Chuyển sang treo băng rôn" in warned
    assert len(before) == 1
    assert "Chuyển sang treo băng rôn" not in before[0].partition("Văn phòng (Dung)")[2]
    assert "Chuyển sang treo băng rôn" in after[-1]


@pytest.mark.parametrize("do", ["dangxuly", "dong", "datraodoi"])
async def test_what_a_colleague_has_done_already_changes_nothing_and_is_said_with_their_name(
    stage: Stage, do: str
) -> None:
    await hears(stage, "Lan", *NEW)
    await hears(stage, "Dung", "/vuongmac BNG-VM01 dong")
    heard = await hears(stage, "Minh", f"/vuongmac BNG-VM01 {do}")

    assert "705-BNG-VM01 đã ở tình trạng “đã đóng” (Văn phòng (Dung)" in heard
    assert len(await told(stage, "Lan")) == 1


async def test_one_that_was_closed_while_somebody_wrote_is_said_to_be_and_the_words_stay(stage: Stage) -> None:
    await hears(stage, "Lan", *NEW, "/vuongmac VM01 traloi", "Xin thêm 03 ngày")
    await hears(stage, "Minh", "/vuongmac BNG-VM01 dong")
    warned = await hears(stage, "Lan", "gửi trả lời")
    sent = await hears(stage, "Lan", "gửi trả lời")

    assert "Văn phòng (Trần Văn Minh), 08:3" in warned
    assert "đã đóng" in warned
    assert "Xin thêm 03 ngày" in warned
    assert "Đã gửi Văn phòng nội dung bổ sung cho 705-BNG-VM01" in sent
    assert "(chưa trả lời 01)" in await hears(stage, "Minh", "/vuongmac")


@pytest.mark.parametrize(
    ("said", "state"),
    [("Cảm ơn đồng chí", "đã trả lời"), ("Đã rõ, cảm ơn Văn phòng", "đã trả lời"), ("Đã rõ, nhưng còn thiếu", "mở")],
)
async def test_thanks_for_an_answer_leave_it_answered(stage: Stage, said: str, state: str) -> None:
    await hears(stage, "Lan", *NEW)
    await hears(stage, "Minh", "/vuongmac BNG-VM01 traloi", *ANSWER)
    await hears(stage, "Lan", "/vuongmac VM01 traloi", said, "gửi trả lời")

    shown = await hears(stage, "Minh", "/vuongmac BNG-VM01")
    assert shown.startswith(f"Khó khăn, vướng mắc 705-BNG-VM01 của Bộ Ngoại giao: {state}.")
    assert said in shown


@pytest.mark.parametrize("do", ["traloi", "trả lời", "Tra loi", "reply"])
async def test_what_to_do_with_it_is_typed_in_words_too(stage: Stage, do: str) -> None:
    await hears(stage, "Lan", *NEW)

    assert "Nội dung trả lời của Văn phòng?" in await hears(stage, "Minh", f"/vuongmac bng vm 01 {do}")


async def test_words_behind_a_number_are_a_reply_and_are_not_lost(stage: Stage) -> None:
    await hears(stage, "Lan", *NEW)
    shown = await hears(stage, "Minh", "/vuongmac BNG-VM01 Kinh phí về trước ngày 12/12")
    long = await hears(stage, "Dung", "/vuongmac BNG-VM01 " + "kinh phí " * 400)

    assert "GỬI TRẢ LỜI 705-BNG-VM01\nKinh phí về trước ngày 12/12" in shown
    assert "tối đa 1.000" in long
    assert "Nội dung trả lời của Văn phòng?" in long


async def test_a_leaders_words_behind_a_number_are_told_to_be_for_the_coordinators(stage: Stage) -> None:
    await hears(stage, "Lan", *NEW)

    assert "do cán bộ tổng hợp thực hiện" in await hears(stage, "Hương", "/vuongmac BNG-VM01 Đồng ý")


async def test_an_official_with_open_ones_sees_them_first_and_may_begin_another(stage: Stage) -> None:
    assert "ở nhiệm vụ nào?" in await hears(stage, "Lan", "/vuongmac")
    await hears(stage, "Lan", "hủy", *NEW)
    listed = await hears(stage, "Lan", "/vuongmac")

    assert listed.startswith("KHÓ KHĂN, VƯỚNG MẮC CHƯA ĐÓNG: 01 (chưa trả lời 01)")
    assert "Chưa có kinh phí in áp phích" in await hears(stage, "Lan", "1")
    assert "ở nhiệm vụ nào?" in await hears(stage, "Lan", "/vuongmac", "2")


async def test_the_office_lists_them_eight_at_a_time_and_a_typed_number_opens_one(stage: Stage) -> None:
    for nth in range(1, 12):
        await hears(stage, "Lan", *SHORT[:2], f"Vướng mắc thứ {nth:02}", *SHORT[3:])
    first = await hears(stage, "Minh", "/vuongmac")
    second = await hears(stage, "Minh", "Xem tiếp")
    opened = await hears(stage, "Minh", "2")
    of_unit = await hears(stage, "Minh", "/vuongmac BNG trang 2")

    assert "CHƯA ĐÓNG: 11 (chưa trả lời 11)" in first
    assert [f"Vướng mắc thứ {nth:02}" in first for nth in range(1, 12)] == [True] * 8 + [False] * 3
    assert [f"Vướng mắc thứ {nth:02}" in second for nth in range(1, 12)] == [False] * 8 + [True] * 3
    assert "Vướng mắc thứ 10" in opened
    assert "Vướng mắc thứ 11" in of_unit
    assert await hears(stage, "Minh", "/vuongmac trang 9") == "Không còn mục nào ở trang này."


async def test_of_a_task_that_may_be_secret_a_kind_is_picked_and_no_words_are_kept(stage: Stage) -> None:
    await stage.enter("Sơn", "official", "BCA")
    first = await hears(stage, "Sơn", "/vuongmac nhiệm vụ 3.1a chưa thống nhất được với đơn vị X")
    await hears(stage, "Sơn", "phối hợp", "gửi")
    shown = await hears(stage, "Minh", "/vuongmac BCA-VM01")
    refused = await hears(stage, "Minh", "/vuongmac BCA-VM01 traloi")
    settled = await hears(stage, "Minh", "/vuongmac BCA-VM01 datraodoi")

    assert "không nhận nội dung viết tay" in first
    assert "Phối hợp giữa các cơ quan" in shown
    assert "không trao đổi nội dung qua kênh này" in refused
    assert "Đã ghi nhận 705-BCA-VM01: đã trả lời." in settled
    kept = await ask(stage, str, "select text from matter_line union all select asked_for from matter")
    assert "".join(kept) == ""


@pytest.mark.parametrize("task", ["3.1a", "2.1a"])
async def test_what_was_typed_goes_once_its_task_turns_out_to_take_no_words(stage: Stage, task: str) -> None:
    unit = "BCA" if task == "3.1a" else "BNG"
    await stage.enter("Sơn", "official", unit)
    heard = await hears(stage, "Sơn", "/vuongmac Thiếu phối hợp với đơn vị X", task)

    assert "không nhận nội dung viết tay" in heard
    assert await ask(stage, str, "select answers from session where answers like '%đơn vị X%'") == []
    await hears(stage, "Sơn", "phối hợp", "gửi")
    assert await ask(stage, str, "select text from matter_line") == [""]


@pytest.mark.parametrize("question", ["difficulty", "asked_for"])
async def test_words_that_name_a_task_that_may_be_secret_are_not_taken(stage: Stage, question: str) -> None:
    await stage.enter("Sơn", "official", "BCA")
    before = ("Chưa có hướng dẫn",) if question == "asked_for" else ()
    heard = await hears(stage, "Sơn", "/vuongmac moi", "không", *before, "Nhiệm vụ 3.1a cần thêm người")

    assert "Nhiệm vụ 3.1a không trao đổi nội dung qua kênh này." in heard


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("x" * 4000, "Nội dung dài 4.000 ký tự, tối đa 1.000."),
        ("   ", "Đề nghị đồng chí nhập bằng chữ."),
        ("🎉🎉🎉", "Nội dung chưa có chữ nào."),
        ("[sticker]", "Hệ thống"),
    ],
)
async def test_what_cannot_be_taken_is_said_and_asked_again(stage: Stage, typed: str, because: str) -> None:
    heard = await hears(stage, "Lan", "/vuongmac moi", "không", typed)

    assert because in heard
    assert "Khó khăn, vướng mắc là gì?" in heard
    assert "Mã số: 705-BNG-VM01." in await hears(stage, "Lan", *SHORT[2:])


async def test_four_thousand_characters_behind_the_command_are_not_taken_and_the_conversation_goes_on(
    stage: Stage,
) -> None:
    heard = await hears(stage, "Lan", "/vuongmac " + "chưa có kinh phí " * 250)

    assert "tối đa 1.000" in heard
    assert "ở nhiệm vụ nào?" in heard


async def test_marks_that_turn_the_writing_round_are_left_out(stage: Stage) -> None:
    await hears(stage, "Lan", *SHORT[:2], "Chưa có \u202ekinh phí\u202c in áp phích 🎉", *SHORT[3:])

    assert "Chưa có kinh phí in áp phích 🎉" in await hears(stage, "Minh", "/vuongmac BNG-VM01")


@pytest.mark.parametrize("at", ["difficulty", "reply"])
async def test_what_bears_a_mark_of_secrecy_is_blocked_and_nothing_of_it_is_kept(stage: Stage, at: str) -> None:
    if at == "reply":
        await hears(stage, "Lan", *NEW)
    begun = ("/vuongmac VM01 traloi",) if at == "reply" else ("/vuongmac moi", "không")
    await hears(stage, "Lan", *begun)
    heard = await hears(stage, "Lan", "Công văn 12 TUYỆT MẬT về kinh phí")

    assert "dấu hiệu chứa bí mật nhà nước" in heard
    assert await ask(stage, str, "select text from matter_line where text like '%TUYỆT%'") == []
    assert await ask(stage, str, "select answers from session where answers like '%TUYỆT%'") == []


async def test_an_answer_to_somebody_who_left_goes_to_the_units_focal_points(stage: Stage) -> None:
    await stage.enter("Hoa", "official", "BNG")
    await hears(stage, "Lan", *NEW)
    await hears(stage, "Hà", "/daumoi", "Nguyễn Thị Lan", "Thu hồi")
    await hears(stage, "Minh", "/vuongmac BNG-VM01 traloi", *ANSWER)

    assert "Kinh phí về trước ngày 12/12" in (await told(stage, "Hoa"))[-1]


async def test_where_nobody_is_left_the_office_is_told_and_the_answer_is_kept(stage: Stage) -> None:
    await hears(stage, "Lan", *NEW)
    await hears(stage, "Hà", "/daumoi", "Nguyễn Thị Lan", "Thu hồi")
    heard = await hears(stage, "Minh", "/vuongmac BNG-VM01 traloi", *ANSWER)
    await stage.enter("Hoa", "official", "BNG")

    assert "không có đầu mối nào của Bộ Ngoại giao nhận được tin" in heard
    assert "Kinh phí về trước ngày 12/12" in await hears(stage, "Hoa", "/vuongmac VM01")


async def test_whoever_withdrew_their_consent_is_named_no_more_and_the_words_stay_with_the_unit(stage: Stage) -> None:
    await hears(stage, "Lan", *NEW)
    kept = await hears(stage, "Lan", "/dulieucanhan")
    await hears(stage, "Lan", "Rút lại sự đồng ý", "1", "1")
    shown = await hears(stage, "Minh", "/vuongmac BNG-VM01")

    assert "Khó khăn, vướng mắc, câu hỏi đã trao đổi: 01" in kept
    assert "Nguyễn Thị Lan" not in shown
    assert "Chưa có kinh phí in áp phích" in shown


async def test_while_the_plan_pauses_it_is_sent_all_the_same_and_that_is_said(stage: Stage) -> None:
    await hears(stage, "Hà", "/tamdungkehoach 705", "Tạm dừng")

    assert "Kế hoạch đang tạm dừng từ 08:30 ngày 05/12/2025; nội dung này vẫn được chuyển." in await hears(
        stage, "Lan", *NEW
    )
    assert len(await told(stage, "Minh")) == 1


async def test_out_of_hours_it_says_when_the_office_hears_of_it(stage: Stage) -> None:
    stage.now = stage.now.replace(hour=20)

    assert "Văn phòng nhận được tin lúc 08:00 ngày 08/12/2025." in await hears(stage, "Lan", *NEW)


async def test_the_office_hears_of_one_matter_once_an_hour_at_most_and_what_came_meanwhile_comes_together(
    stage: Stage,
) -> None:
    await hears(stage, "Lan", *NEW)
    for nth in (1, 2, 3):
        await hears(stage, "Lan", "/vuongmac VM01 traloi", f"Bổ sung lần {nth}", "gửi trả lời")
    await hears(stage, "Lan", *SHORT)
    waiting = await ask(stage, str, "select body from outbox where chat = 'Minh' and key like 'matter/%' order by id")

    assert ["lần 1" in body and "lần 3" in body for body in waiting] == [True, False]


async def test_what_waits_to_be_told_is_told_no_more_once_it_was_seen_and_answered(stage: Stage) -> None:
    await hears(stage, "Lan", *NEW, "/vuongmac VM01 traloi", "Xin thêm 03 ngày", "gửi trả lời")
    await hears(stage, "Minh", "/vuongmac BNG-VM01 traloi", ANSWER[0])
    await stage.write(put_back)
    await hears(stage, "Minh", ANSWER[1])

    states = await ask(stage, str, "select state from outbox where body like '%Xin thêm 03 ngày%' and lane = 2")
    assert states == ["withdrawn", "withdrawn", "sent"]


async def put_back(db: Turn) -> None:
    """Let what the office is told about the hour to come wait still: a stage sends all there is at once."""
    await db.run("update outbox set state = 'waiting' where body like '%Xin thêm 03 ngày%' and lane = 2")


async def test_near_the_deadline_the_office_hears_of_everything_at_once(stage: Stage) -> None:
    stage.now = datetime(2026, 2, 5, 9, tzinfo=ZONE)
    await hears(stage, "Lan", *NEW)
    await hears(stage, "Lan", "/vuongmac VM01 traloi", "Xin thêm 03 ngày", "gửi trả lời")

    instants = await ask(stage, datetime, "select due_at from outbox where chat = 'Minh' order by id")
    assert all(at <= stage.now for at in instants)
    assert len(instants) == 2


async def test_each_step_leaves_its_line_in_the_audit_and_no_word_of_content(stage: Stage) -> None:
    await hears(stage, "Lan", *NEW)
    await hears(stage, "Minh", "/vuongmac BNG-VM01", "/vuongmac BNG-VM01 dangxuly")
    await hears(stage, "Minh", "/vuongmac BNG-VM01 traloi", *ANSWER, "/vuongmac BNG-VM01 dong")

    assert await acts(stage) == [
        ("difficulty.raised", "705", "BNG", "705-BNG-VM01"),
        ("matter.viewed", "705", "VPCQTT", "705-BNG-VM01"),
        ("matter.in_hand", "705", "VPCQTT", "705-BNG-VM01"),
        ("matter.replied", "705", "VPCQTT", "705-BNG-VM01"),
        ("matter.closed", "705", "VPCQTT", "705-BNG-VM01"),
    ]
