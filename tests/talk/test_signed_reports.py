"""A signed report counts once the office says it has it; whoever is of another unit neither states nor sees it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from plans.obligations import State
from storage.obligations import signed_reports
from tests.dialogue import Stage
from tests.talk.telling import acts, ask, hears, standing, states

STATE = ("/vanban 12/BC-BNG 4/12", "bỏ qua", "gửi")
RECEIVE = ("/danhan BNG got", "hôm nay", "xác nhận")
REPORT = "report/BNG"


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    value: str | None


async def decided(stage: Stage) -> list[Row]:
    return await ask(stage, Row, "select what, value from decision where obligation = :key order by id", key=REPORT)


async def stated(stage: Stage) -> frozenset[str]:
    units: frozenset[str] = await stage.write(partial(signed_reports.stated, plan="705"))
    return units


async def test_what_is_stated_waits_and_does_not_count(stage: Stage) -> None:
    heard = await hears(stage, "Lan", *STATE)

    assert "<Minh: Lúc 08:30, Bộ Ngoại giao báo đã gửi Báo cáo số 12/BC-BNG ngày 04/12/2025" in heard
    assert await stated(stage) == {"BNG"}
    assert (await states(stage, "BNG"))[REPORT] is State.NOT_SENT


async def test_it_counts_once_the_office_has_it(stage: Stage) -> None:
    await hears(stage, "Lan", *STATE)

    heard = await hears(stage, "Minh", *RECEIVE)

    assert "<Lan: Văn phòng Cơ quan Thường trực đã nhận Báo cáo số 12/BC-BNG ngày 04/12/2025 của Bộ Ngoại giao" in heard
    assert await stated(stage) == set()
    assert (await states(stage, "BNG"))[REPORT] is State.IN_TIME
    assert await decided(stage) == [Row("received_on", "2025-12-05")]


async def test_what_the_office_has_not_wakes_the_unit(stage: Stage) -> None:
    await hears(stage, "Lan", *STATE)

    heard = await hears(stage, "Minh", "/danhan BNG missing", "xác nhận")

    assert "<Lan: Văn phòng Cơ quan Thường trực chưa nhận được Báo cáo số 12/BC-BNG" in heard
    assert await stated(stage) == set()
    assert await decided(stage) == []


async def test_the_office_records_what_nobody_stated_and_takes_it_back(stage: Stage) -> None:
    await hears(stage, "Minh", "/danhan BNG", "bỏ qua", "hôm qua", "xác nhận")
    received = (await standing(stage, "BNG"))[REPORT].received_on

    heard = await hears(stage, "Minh", "/danhan BNG", "hủy ghi nhận", "xác nhận")

    assert received == date(2025, 12, 4)
    assert (
        "<Lan: Văn phòng Cơ quan Thường trực đính chính: chưa nhận được báo cáo bằng văn bản của Bộ Ngoại giao" in heard
    )
    assert await decided(stage) == [Row("received_on", "2025-12-04"), Row("received_on", None)]
    assert (await states(stage, "BNG"))[REPORT] is State.NOT_SENT


async def test_a_second_statement_takes_the_place_of_the_first(stage: Stage) -> None:
    await hears(stage, "Lan", *STATE)
    await hears(stage, "Lan", "/vanban 13/BC-BNG 5/12", "bỏ qua", "gửi")

    found = await stage.write(partial(signed_reports.waiting, plan="705"))

    assert [report.number for report in found] == ["13/BC-BNG"]


async def test_a_button_under_an_answered_statement_changes_nothing(stage: Stage) -> None:
    await hears(stage, "Lan", *STATE)
    await stage.enter("Mai", "coordinator", "VPCQTT")
    await hears(stage, "Minh", *RECEIVE)

    heard = await hears(stage, "Mai", "/danhan BNG missing")

    assert "Bộ Ngoại giao: đã nhận ngày 05/12/2025. Văn phòng ghi nhận thế nào?" in heard
    assert "không thay đổi nội dung nào" in await hears(stage, "Mai", "/danhan BNG got")
    assert (await standing(stage, "BNG"))[REPORT].received_on == date(2025, 12, 5)


async def test_it_is_received_no_earlier_than_it_was_signed(stage: Stage) -> None:
    await hears(stage, "Lan", *STATE)

    heard = await hears(stage, "Minh", "/danhan BNG got", "3/12", "xác nhận")

    assert "Ngày nhận không trước ngày ký thứ Năm, 04/12/2025" in heard
    assert await stated(stage) == {"BNG"}


async def test_one_day_is_asked_for_and_none_to_come(stage: Stage) -> None:
    for typed, why in (("3/12 đến 4/12", "nhập một ngày"), ("8/12", "chưa đến")):
        assert why in await hears(stage, "Lan", "/vanban 12/BC-BNG", typed)


async def test_on_a_day_off_the_office_is_told_on_the_next_working_day(stage: Stage) -> None:
    stage.now = stage.now.replace(day=6)
    await hears(stage, "Lan", *STATE)

    assert await ask(stage, str, "select due_at from outbox where lane = 2") == ["2025-12-08T01:00:00.000Z"]


async def test_quan_states_for_his_own_unit_and_hears_nothing_of_hers(stage: Stage) -> None:
    await stage.enter("Quân", "official", "BTP")
    heard = await hears(stage, "Lan", *STATE)
    heard += await hears(stage, "Minh", *RECEIVE)

    assert "<Quân" not in heard
    assert "12/BC-BNG" not in await hears(stage, "Quân", "/vanban")


@pytest.mark.parametrize(("who", "role"), [("Quân", "official"), ("Hương", "leader"), ("Hà", "admin")])
async def test_only_coordinators_say_what_was_received(stage: Stage, who: str, role: str) -> None:
    await stage.enter(who, role, "VPCQTT")

    assert "Lệnh này dành cho" in await hears(stage, who, "/danhan BNG got")


async def test_whoever_was_handed_a_task_does_not_state_the_units_report(stage: Stage) -> None:
    await stage.enter("Hoa", "official", "BNG")
    await hears(stage, "Lan", "/giaoviec 2.1b", "Hoa", "xác nhận")

    assert await hears(stage, "Hoa", "/vanban") == (
        "Việc báo gửi báo cáo bằng văn bản do đầu mối của Bộ Ngoại giao thực hiện."
    )
    heard = await hears(stage, "Lan", *STATE) + await hears(stage, "Minh", *RECEIVE)
    assert "<Hoa" not in heard


async def test_each_word_on_it_is_audited(stage: Stage) -> None:
    await hears(stage, "Lan", *STATE)
    await hears(stage, "Minh", "/danhan BNG missing", "xác nhận")
    await hears(stage, "Minh", "/danhan BNG", "bỏ qua", "hôm qua", "xác nhận")
    await hears(stage, "Minh", "/danhan BNG", "hủy ghi nhận", "xác nhận")

    assert await acts(stage) == [
        ("signed_report.stated", "705", "BNG", "report/BNG 1"),
        ("signed_report.missing", "705", "VPCQTT", "report/BNG"),
        ("signed_report.received", "705", "VPCQTT", "report/BNG"),
        ("signed_report.taken_back", "705", "VPCQTT", "report/BNG"),
    ]


async def test_statements_of_one_hour_come_to_the_office_in_one_message(stage: Stage) -> None:
    await stage.enter("Quân", "official", "BYT")
    await stage.enter("Mai", "official", "BTP")
    first = await hears(stage, "Lan", *STATE)
    told_at = stage.now
    second = await hears(stage, "Quân", "/vanban 30/BC-BYT 4/12", "bỏ qua", "gửi")
    third = await hears(stage, "Mai", "/vanban 7/BC-BTP 4/12", "bỏ qua", "gửi")

    due = await ask(stage, datetime, "select max(due_at) from outbox where key glob 'signed_reports/705/*'")

    assert "<Minh: Lúc 08:30, Bộ Ngoại giao báo đã gửi" in first
    assert "<Minh: Lúc 08:31, Bộ Y tế báo đã gửi" in second
    assert "<Minh: 02 đơn vị báo đã gửi báo cáo, chờ Văn phòng xác nhận" in third
    assert "08:31: Bộ Y tế, Báo cáo số 30/BC-BYT" in third
    assert "Bộ Tư pháp, Báo cáo số 7/BC-BTP" in third
    assert "Bộ Ngoại giao" not in third.partition("Tổng số")[0]
    assert "Tổng số chờ xác nhận: 03." in third
    assert due == [told_at + timedelta(hours=1)]


async def test_a_statement_an_hour_after_the_last_comes_at_once_again(stage: Stage) -> None:
    await stage.enter("Quân", "official", "BYT")
    await hears(stage, "Lan", *STATE)
    await stage.pass_until(stage.now + timedelta(hours=1, minutes=5))

    heard = await hears(stage, "Quân", "/vanban 30/BC-BYT 4/12", "bỏ qua", "gửi")

    assert "<Minh: Lúc 09:36, Bộ Y tế báo đã gửi Báo cáo số 30/BC-BYT" in heard


@pytest.mark.parametrize("said", ["đã gửi rồi", "em gửi rồi ạ", "đã nộp báo cáo rồi", "da gui roi"])
async def test_who_has_stated_it_and_says_so_again_hears_where_it_stands(stage: Stage, said: str) -> None:
    await hears(stage, "Lan", *STATE)

    waits = await hears(stage, "Lan", said)
    await hears(stage, "Minh", *RECEIVE)
    received = await hears(stage, "Lan", said)

    assert "đã báo gửi Báo cáo số 12/BC-BNG ngày 04/12/2025; Văn phòng chưa xác nhận" in waits
    assert "Văn phòng đã nhận Báo cáo số 12/BC-BNG ngày 04/12/2025" in received


@pytest.mark.parametrize(
    "said", ["ok", "cảm ơn", "Vâng ạ", "dạ rõ", "cam on nhe", "ok em", "Thanks", "cảm ơn đồng chí"]
)
async def test_a_word_of_courtesy_outside_a_question_is_answered_with_one(stage: Stage, said: str) -> None:
    assert await hears(stage, "Lan", said) == "Trân trọng cảm ơn đồng chí."


@pytest.mark.parametrize("said", ["không số", "khong so", "Không có số.", "no number"])
async def test_a_report_without_a_number_is_one_too(stage: Stage, said: str) -> None:
    heard = await hears(stage, "Lan", "/vanban", said, "4/12", "bỏ qua", "gửi")

    assert "Bộ Ngoại giao báo đã gửi Báo cáo (không số) ngày 04/12/2025" in heard
    assert "số không số" not in heard


async def test_no_number_may_stand_behind_the_command(stage: Stage) -> None:
    assert "ký ngày nào" in (await hears(stage, "Lan", "/vanban không số")).lower()


@pytest.mark.parametrize(
    ("who", "lines"),
    [
        ("Lan", ("/vanban", "12/M-BNG")),
        ("Lan", ("/vanban", "12/BC-BNG(TM) ngày 4/12")),
        ("Lan", ("/vanban", "5/TuM BNG")),
        ("Minh", ("/danhan BNG", "12/M-BNG")),
        ("Minh", ("/danhan BNG", "12/BC-BNG [M]")),
    ],
)
async def test_a_number_with_the_letters_of_a_degree_is_kept_nowhere(
    stage: Stage, who: str, lines: tuple[str, ...]
) -> None:
    heard = await hears(stage, who, *lines)

    assert "có dấu hiệu của văn bản mật nên hệ thống không ghi" in heard
    assert await ask(stage, int, "select count(*) from session where instr(answers, :number)", number=lines[-1]) == [0]


async def test_a_number_with_such_letters_behind_the_command_is_asked_for_again(stage: Stage) -> None:
    heard = await hears(stage, "Lan", "/vanban 12/M-BNG ngày 4/12")

    assert heard.startswith("Số, ký hiệu của báo cáo bằng văn bản đã gửi?")


@pytest.mark.parametrize(
    "lines",
    [
        ("/vanban", "12/BC-BNG ngày 4/12"),
        ("/vanban", "số 12/BC-BNG, ngày 04/12/2025"),
        ("/vanban", "Báo cáo 12/BC-BNG 4/12"),
        ("/vanban", "12/BC-BNG", "4/12"),
        ("/vanban số 12/BC-BNG ngày 4/12",),
    ],
)
async def test_a_day_told_with_the_number_is_asked_no_more_and_said_once(stage: Stage, lines: tuple[str, ...]) -> None:
    await hears(stage, "Lan", *lines, "bỏ qua", "gửi")

    assert await ask(stage, str, "select number || ' ' || signed_on from paper") == ["12/BC-BNG 2025-12-04"]
    assert "Báo cáo số 12/BC-BNG ngày 04/12/2025" in await hears(stage, "Minh", "/danhan BNG")


async def test_the_office_may_tell_the_day_with_the_number_too(stage: Stage) -> None:
    heard = await hears(stage, "Minh", "/danhan BNG", "12/BC-BNG ngày 3/12", "hôm nay", "xác nhận")

    assert "Báo cáo số 12/BC-BNG ngày 03/12/2025" in heard


@pytest.mark.parametrize(("who", "way"), [("Lan", "/vanban"), ("Minh", "/danhan BNG")])
async def test_what_is_no_number_is_answered_with_an_example(stage: Stage, who: str, way: str) -> None:
    assert "ví dụ: 123/BC-BYT" in await hears(stage, who, way, "abc")


async def test_a_number_kept_by_the_release_before_is_taken_up(stage: Stage) -> None:
    await hears(stage, "Lan", "/vanban", "12/BC-BNG")
    before = (
        "update session set answers = json_set(answers, '$.signed_report_number[0]',"
        " answers ->> '$.signed_report_number[0].number') returning answers"
    )
    (answers,) = await ask(stage, str, before)
    assert '["12/BC-BNG",' in answers
    await hears(stage, "Lan", "4/12", "bỏ qua", "gửi")

    assert await ask(stage, str, "select number from paper") == ["12/BC-BNG"]
