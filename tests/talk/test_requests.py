"""The office asks at run time: whoever is asked owes an answer, nobody else can give it, and the office hears once."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest

from handlers.clock import request_outcome
from handlers.house import running
from handlers.obligations import laying_down, office_requests
from handlers.reminders import still_owed
from messages.words import ZONE
from plans import reading
from plans.notices import Rule
from plans.obligations import State
from storage.db import Turn
from storage.obligations.requests import Answered, Request
from storage.schedule import occasions
from storage.schedule.occasions import Occasion
from tests.dialogue import HOUSE, PLANS, Stage
from tests.talk.telling import acts, ask, hears, standing, states

TO_LAN = ("/yeucau", "gõ tên", "BNG", "Số hội nghị đã tổ chức đến nay", "10/12", "trả lời tại đây", "gửi đề nghị")
ANSWER = ("/traloi 1", "02 hội nghị", "gửi trả lời")
MORE = ("/yeucau", "đề nghị mới", *TO_LAN[1:])


async def dates(stage: Stage) -> dict[str, datetime]:
    """Give what the clock will do about requests."""

    async def look(db: Turn) -> list[Occasion]:
        return await occasions.to_come(db, "705")

    return {one.rule: one.due_at.astimezone(ZONE) for one in await stage.write(look) if one.rule.startswith("request")}


async def tick(stage: Stage, at: datetime) -> list[str]:
    """Let the clock tell what came of requests, as far as it is due; give whom it told."""

    async def work(db: Turn) -> None:
        house = HOUSE
        due = [
            one
            for one in await occasions.to_come(db, "705")
            if one.rule == office_requests.SUMMARY and one.due_at <= at
        ]
        for one in due:
            assert not await request_outcome.run(db, house, one, at)
            await occasions.done(db, one.id, at)

    await stage.write(work)
    return await ask(stage, str, "select chat from outbox where key like 'request/%' order by id")


async def test_whoever_is_asked_owes_an_answer_and_the_clock_speaks_three_times(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN)

    row = (await standing(stage, "BNG"))["request/1/BNG"]
    assert (row.kind, row.due, row.received_on) == ("request", date(2025, 12, 10), None)
    assert "request/1/BTP" not in await standing(stage, "BTP")
    assert {rule: f"{at:%d/%m %H:%M}" for rule, at in (await dates(stage)).items()} == {
        "requested": f"{stage.now:%d/%m %H:%M}",
        "request-near": "09/12 08:00",
        "request-overdue": "11/12 08:00",
        "request-summary": "11/12 08:00",
    }


@pytest.mark.parametrize("unit", ["BTP", "HNI"])
async def test_the_number_given_as_an_example_is_of_the_unit_that_is_asked(stage: Stage, unit: str) -> None:
    await stage.enter("Hoa", "official", unit)
    await hears(stage, "Minh", *("/yeucau", "gõ tên", unit, *TO_LAN[3:]))

    assert f"ví dụ 705-{unit}-012." in await hears(stage, "Hoa", "/traloi 1")


async def test_made_in_the_evening_it_goes_out_at_the_next_good_hour(stage: Stage) -> None:
    stage.now = stage.now.replace(hour=20)
    await hears(stage, "Minh", *TO_LAN[:4], "8/12", *TO_LAN[5:])

    found = await dates(stage)
    assert f"{found['requested']:%d/%m %H:%M}" == "08/12 08:00"
    assert "request-near" not in found


async def test_a_plan_loaded_anew_keeps_what_was_asked(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN)
    await hears(stage, "Lan", *ANSWER)
    before = await standing(stage, "BNG")

    await stage.load("705-2025")

    assert await standing(stage, "BNG") == before


async def test_a_unit_that_left_the_plan_owes_no_answer(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN[:2], "BNG; Thanh Hóa", *TO_LAN[3:])
    plan = reading.read(PLANS / "705-2025.yaml")
    gone = next(unit.code for unit in plan.units if unit.short == "Thanh Hóa")
    assert f"request/1/{gone}" in await standing(stage, gone)
    groups = tuple(
        one.model_copy(update={"members": tuple(code for code in one.members if code != gone)}) for one in plan.groups
    )
    fewer = plan.model_copy(update={"units": tuple(one for one in plan.units if one.code != gone), "groups": groups})

    await stage.write(partial(laying_down.load, plan=fewer, at=stage.now))

    assert await standing(stage, gone) == {}
    assert "Đã trả lời: 00/01 đơn vị." in await hears(stage, "Minh", "/yeucau 1")


async def test_an_answer_is_kept_and_can_be_changed_up_to_its_day(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN)
    await hears(stage, "Lan", *ANSWER)
    stage.now = datetime(2025, 12, 10, 15, tzinfo=ZONE)
    await hears(stage, "Lan", "/traloi 1", "03 hội nghị", "gửi trả lời")

    assert (await states(stage, "BNG"))["request/1/BNG"] is State.IN_TIME
    assert (await standing(stage, "BNG"))["request/1/BNG"].received_on == date(2025, 12, 5)
    assert "03 hội nghị" in await hears(stage, "Minh", "/yeucau 1 traloi")
    stage.now += timedelta(days=1)
    assert "đã hết hạn thứ Tư, 10/12/2025" in await hears(stage, "Lan", "/traloi 1")


async def test_a_late_answer_is_taken_as_late(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN)
    stage.now = datetime(2025, 12, 12, 9, tzinfo=ZONE)
    await hears(stage, "Lan", *ANSWER)

    assert (await states(stage, "BNG"))["request/1/BNG"] is State.LATE
    assert "Trả lời sau hạn (01): Bộ Ngoại giao." in await hears(stage, "Minh", "/yeucau 1")


async def test_the_office_hears_at_once_when_all_have_answered_and_not_again(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN)
    assert await tick(stage, stage.now) == []
    await hears(stage, "Lan", *ANSWER)

    first = await tick(stage, stage.now)
    await hears(stage, "Lan", "/traloi 1", "03 hội nghị", "gửi trả lời")
    later = await tick(stage, stage.now + timedelta(days=30))

    assert (first, later) == (["Minh"], ["Minh"])


async def test_the_office_hears_after_the_day_who_has_not_answered(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN)

    assert await tick(stage, datetime(2025, 12, 11, 8, tzinfo=ZONE)) == ["Minh"]
    told = await ask(stage, str, "select body from outbox where key like 'request/%'")
    assert "Chưa trả lời (01): Bộ Ngoại giao." in told[0]


async def test_one_that_is_ended_is_owed_and_spoken_of_no_more(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN)
    await hears(stage, "Minh", "/yeucau 1 ketthuc", "kết thúc")

    assert "request/1/BNG" not in await standing(stage, "BNG")
    assert await dates(stage) == {}
    assert await hears(stage, "Lan", "/traloi 1") == "Bộ Ngoại giao không có đề nghị nào cần trả lời."


async def test_a_signed_report_that_comes_in_answers_the_request_for_one(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN[:5], "báo cáo bằng văn bản", "gửi đề nghị")
    await hears(stage, "Lan", "/vanban 12/BC-BNG 4/12", "bỏ qua", "gửi")
    await hears(stage, "Minh", "/danhan BNG got", "hôm nay", "xác nhận")
    rows = await standing(stage, "BNG")
    told = await tick(stage, stage.now)
    await hears(stage, "Minh", "/danhan BNG", "hủy ghi nhận", "xác nhận")
    back = await standing(stage, "BNG")

    keys = ("report/BNG", "request/1/BNG")
    assert [rows[key].received_on for key in keys] == [date(2025, 12, 5)] * 2
    assert [back[key].received_on for key in keys] == [None] * 2
    assert told == ["Minh"]


async def test_a_request_for_a_signed_report_rests_while_the_unit_says_it_was_sent(stage: Stage) -> None:
    async def reminded(db: Turn) -> tuple[str, ...]:
        plan = (await running(db))["705"]
        here = await still_owed.affairs(db, plan, "BNG", stage.now.astimezone(ZONE).date())
        return still_owed.of(here, Rule.REQUESTED, "1")

    await hears(stage, "Minh", *TO_LAN[:5], "báo cáo bằng văn bản", "gửi đề nghị")
    before = await stage.write(reminded)
    await hears(stage, "Lan", "/vanban 12/BC-BNG 4/12", "bỏ qua", "gửi")
    stated = await stage.write(reminded)
    await hears(stage, "Minh", "/danhan BNG missing", "xác nhận")

    assert (before, stated) == (("request/1/BNG",), ())
    assert await stage.write(reminded) == before


async def test_numbers_go_on_and_a_day_off_is_not_taken(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN)

    assert "Thứ Bảy, 13/12/2025 là ngày nghỉ" in await hears(stage, "Minh", *MORE[:5], "13/12")
    assert "Đã lập đề nghị cung cấp thông tin số 02" in await hears(stage, "Minh", "12/12", *TO_LAN[5:])


async def test_where_a_plan_has_no_deadline_the_request_dates_the_signed_reports(stage: Stage) -> None:
    stage.now = datetime(2024, 12, 16, 9, tzinfo=ZONE)
    await stage.load("hai-phong-2024")
    await stage.enter("Bình", "coordinator", "LSNVNONN", "HP24")

    async def due() -> list[str]:
        return await ask(
            stage,
            str,
            "select unit || ' ' || due from obligation where kind = 'report' and plan = 'HP24'"
            " and due is not null order by unit",
        )

    words = ("/yeucau", "gõ tên", "VPS; HTQT", "Báo cáo kết quả", "25/12", "báo cáo bằng văn bản", "gửi đề nghị")
    await hears(stage, "Bình", *words)
    made = await due()
    await stage.load("hai-phong-2024")
    loaded = await due()
    await hears(stage, "Bình", "/yeucau 1 ketthuc", "kết thúc")

    assert made == loaded == ["HTQT 2024-12-25", "VPS 2024-12-25"]
    assert await due() == []


async def test_a_request_for_a_text_dates_no_report(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN)

    assert (await standing(stage, "BNG"))["report/BNG"].due == date(2026, 2, 9)


async def test_quan_neither_sees_nor_answers_what_her_unit_was_asked(stage: Stage) -> None:
    await stage.enter("Quân", "official", "BTP")
    await hears(stage, "Minh", *TO_LAN)

    heard = await hears(stage, "Quân", "/traloi 1")

    assert heard == "Bộ Tư pháp không có đề nghị nào cần trả lời."
    assert await ask(stage, int, "select count(*) from answer") == [0]


@pytest.mark.parametrize(("who", "role"), [("Quân", "official"), ("Hương", "leader"), ("Hà", "admin")])
async def test_only_coordinators_ask_and_read_the_answers(stage: Stage, who: str, role: str) -> None:
    await hears(stage, "Minh", *TO_LAN)
    await hears(stage, "Lan", *ANSWER)
    await stage.enter(who, role, "VPCQTT")

    for command in ("/yeucau", "/yeucau 1", "/yeucau 1 traloi"):
        heard = await hears(stage, who, command)
        assert "Lệnh này dành cho" in heard
        assert "02 hội nghị" not in heard


async def test_whoever_was_handed_a_task_does_not_answer_for_the_unit(stage: Stage) -> None:
    await stage.enter("Hoa", "official", "BNG")
    await hears(stage, "Lan", "/giaoviec 2.1b", "Hoa", "xác nhận")
    await hears(stage, "Minh", *TO_LAN)

    assert (
        await hears(stage, "Hoa", "/traloi 1")
        == "Việc trả lời đề nghị cung cấp thông tin do đầu mối của Bộ Ngoại giao thực hiện."
    )


async def test_each_act_on_it_is_audited_without_a_word_of_it(stage: Stage) -> None:
    await hears(stage, "Minh", *TO_LAN)
    await hears(stage, "Lan", *ANSWER)
    await hears(stage, "Minh", "/yeucau 1 ketthuc", "kết thúc")

    assert await acts(stage) == [
        ("request.made", "705", "VPCQTT", "1"),
        ("request.answered", "705", "BNG", "1"),
        ("request.ended", "705", "VPCQTT", "1"),
    ]


def test_many_answers_are_read_page_by_page() -> None:
    plan = reading.read(PLANS / "705-2025.yaml")
    at = datetime(2025, 12, 5, 9, tzinfo=ZONE)
    request = Request(1, 2, "Số hội nghị", report=False, due=at.date(), made_at=at, ended_at=None, told_at=None)
    answers = [Answered(unit.code, at.date(), "x" * 900, at) for unit in plan.units[:7]]

    pages = [office_requests.page(plan, request, answers, number) for number in (1, 2, 3, 9)]

    assert [page.text.count("x" * 900) for page in pages] == [3, 3, 1, 1]
    assert [[choice.key for choice in page.choices] for page in pages] == [
        ["/yeucau 2 traloi 2"],
        ["/yeucau 2 traloi 3"],
        [],
        [],
    ]
