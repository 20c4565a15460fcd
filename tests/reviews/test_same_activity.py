"""Below the receipt a unit is asked whether its result is another unit's activity, where it may know of that one."""

from decimal import Decimal

import pytest

from handlers.closings import closing
from handlers.closings.snapshot import Closed, Scope
from handlers.house import running
from storage.db import Turn
from tests.dialogue import Stage
from tests.officials.entering import enter, hears
from tests.talk.telling import ask

PRESS, OFFICE = "705-BVHTTDL-001", "705-VPCQTT-001"
TITLE = "Hội nghị thông tin báo chí về Ngày Nhân quyền"
ASKED = "Đây là cùng một hoạt động hay hoạt động khác?"
YES, NO = f"/cunghoatdong {OFFICE} {PRESS} one", f"/cunghoatdong {OFFICE} {PRESS} two"


async def entered(stage: Stage, who: str, task: str, **answers: str) -> str:
    stage.who = who
    return await enter(stage, task, **answers)


async def participants(stage: Stage) -> Decimal:
    async def work(db: Turn) -> Closed:
        (closed,) = await closing.stood(db, (await running(db))["705"], stage.now, Scope(name="Tất cả"))
        return closed

    found: Closed = await stage.write(work)
    return next(total.value for total in found.totals if total.indicator.key == "people")


@pytest.fixture
async def tied(stage: Stage) -> Stage:
    """One unit has told of a press conference, whose task the plan ties to one of the office's."""
    await stage.enter("Vân", "official", "BVHTTDL")
    await stage.enter("Phúc", "official", "VPCQTT")
    await entered(stage, "Vân", "6.1a", title=TITLE, figures="1 hội nghị, 120 đại biểu")
    return stage


@pytest.fixture
async def receipt(tied: Stage) -> str:
    """The other unit tells of it too, with other figures."""
    return await entered(tied, "Phúc", "15.5a", title="Họp báo", figures="1 hội nghị, 80 đại biểu")


async def test_where_tasks_are_tied_it_is_asked_and_neither_title_nor_figure_of_the_other_is_told(receipt: str) -> None:
    assert ASKED in receipt
    assert "Bộ Văn hóa, Thể thao và Du lịch cũng đã ghi" in receipt
    assert "Hội nghị, hội thảo, tọa đàm, thứ Năm, 04/12/2025" in receipt
    assert TITLE not in receipt
    assert "120" not in receipt
    assert PRESS not in receipt


@pytest.mark.usefixtures("receipt")
@pytest.mark.parametrize("typed", ["1", "Cùng một hoạt động", "cung mot hoat dong"])
async def test_a_yes_counts_it_once_at_once_and_tells_the_other_unit_alone(tied: Stage, typed: str) -> None:
    assert await participants(tied) == 200

    said = "\n".join(await tied.say(typed))

    assert "Số liệu chung tính một lần" in said
    assert await participants(tied) == 120
    assert await ask(tied, str, "select chat from outbox where body like '%đã cùng thực hiện hoạt động%'") == ["Vân"]
    assert "80 đại biểu" in await hears(tied, "Phúc", "/xem 1")


@pytest.mark.usefixtures("receipt")
async def test_the_office_sees_who_says_so_and_parts_it_with_a_reason(tied: Stage) -> None:
    await hears(tied, "Phúc", YES)
    seen = await hears(tied, "Minh", f"/rasoat {PRESS}")
    await hears(tied, "Minh", f"/ghep {PRESS} {OFFICE}", "Hai hoạt động khác nhau", "1")

    assert f"Tính một lần cùng {OFFICE}" in seen
    assert "VP Cơ quan Thường trực cho biết là cùng một hoạt động." in seen
    assert await participants(tied) == 200
    assert "không còn hỏi" in await hears(tied, "Phúc", YES)
    assert await participants(tied) == 200


@pytest.mark.usefixtures("receipt")
async def test_a_no_leaves_it_to_the_office_until_that_says_so_too(tied: Stage) -> None:
    said = await hears(tied, "Phúc", NO)
    seen = await hears(tied, "Minh", f"/rasoat {PRESS}")
    await hears(tied, "Minh", f"/ghep {PRESS} {OFFICE}", "Hai hoạt động khác nhau", "1")

    assert "số liệu tính riêng" in said
    assert f"Nghi trùng: {OFFICE}" in seen
    assert "VP Cơ quan Thường trực cho biết là hoạt động khác." in seen
    assert "VP Cơ quan Thường trực" not in await hears(tied, "Minh", f"/rasoat {PRESS}")
    assert await ask(tied, str, "select chat from outbox where body like '%xác định kết quả%'") == []


@pytest.mark.usefixtures("receipt")
async def test_only_the_first_answer_counts_and_it_is_audited(tied: Stage) -> None:
    await hears(tied, "Phúc", NO)
    again = await hears(tied, "Phúc", YES)

    assert "không còn hỏi" in again
    assert await participants(tied) == 200
    assert await ask(tied, str, "select act || ' ' || about from audit where act like 'joint.%'") == [
        f"joint.two {OFFICE} {PRESS}"
    ]


@pytest.mark.usefixtures("receipt")
async def test_whoever_changes_a_result_is_asked_again_while_nobody_has_answered(tied: Stage) -> None:
    assert ASKED in await hears(tied, "Phúc", "/sua 1", "Sửa số liệu", "1 hội nghị, 90 đại biểu", "lưu")


@pytest.mark.parametrize("days", ["4/12", "3/12"], ids=["the same day", "the day before"])
async def test_a_unit_that_was_named_as_partner_is_asked_and_reads_the_title(stage: Stage, days: str) -> None:
    await entered(stage, "Lan", "2.1b", title="Hội thảo về quyền trẻ em")
    await hears(stage, "Lan", "/sua 1", "Sửa đơn vị phối hợp", "Bộ Y tế", "lưu")

    receipt = await entered(stage, "Quân", "10.1", title="Hội thảo quyền trẻ em", days=days)

    assert "là đơn vị phối hợp trong một hoạt động" in receipt
    assert "Hội thảo về quyền trẻ em" in receipt


async def test_of_a_task_that_may_be_secret_no_unit_is_asked_though_it_was_named(stage: Stage) -> None:
    await entered(stage, "Lan", "2.1a", title="Hội thảo về quyền trẻ em")
    changed = await hears(stage, "Lan", "/sua 1", "Sửa đơn vị phối hợp", "Bộ Y tế", "lưu")

    receipt = await entered(stage, "Quân", "10.1", title="Hội thảo quyền trẻ em")

    assert "Bộ Y tế" in changed
    assert "Nghi trùng: 705-BNG-001" in await hears(stage, "Minh", "/rasoat 705-BYT-001")
    assert ASKED not in receipt


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Lan", "2.1b", {"title": TITLE}), ("Quân", "10.1", {"title": TITLE})),
        (
            ("Lan", "2.1b", {"title": TITLE, "evidence": "https://baochinhphu.vn/a-1"}),
            ("Quân", "10.1", {"title": TITLE, "evidence": "https://baochinhphu.vn/a-1"}),
        ),
        (("Vân", "6.1a", {"title": TITLE}), ("Phúc", "15.5a", {"title": TITLE, "days": "1/12"})),
        (("Vân", "6.1a", {"title": TITLE}), ("Phúc", "15.5a", {"title": TITLE, "form": "thi"})),
        (("Vân", "6.1a", {"title": TITLE}), ("Phúc", "15.4", {"title": TITLE})),
        (("Vân", "6.1a", {"title": TITLE}), ("Phúc", "15.5a", {"title": TITLE})),
    ],
    ids=["no tie", "the same link", "another day", "another form", "another task", "it counts once anyway"],
)
async def test_where_it_may_not_know_or_nothing_is_in_doubt_no_unit_is_asked(
    stage: Stage, first: tuple[str, str, dict[str, str]], second: tuple[str, str, dict[str, str]]
) -> None:
    await stage.enter("Vân", "official", "BVHTTDL")
    await stage.enter("Phúc", "official", "VPCQTT")
    await entered(stage, first[0], first[1], **first[2])

    assert ASKED not in await entered(stage, second[0], second[1], **second[2])


@pytest.mark.usefixtures("receipt")
@pytest.mark.parametrize(
    "typed",
    [
        "",
        OFFICE,
        f"{OFFICE} {PRESS}",
        f"{OFFICE} {PRESS} three",
        f"{OFFICE} 705-BNG-001 one",
        f"{PRESS} {OFFICE} one",
        "x" * 3000,
    ],
)
async def test_what_was_not_asked_is_joined_with_nothing(tied: Stage, typed: str) -> None:
    await entered(tied, "Lan", "2.1b", title=TITLE)

    heard = await hears(tied, "Phúc", f"/cunghoatdong {typed}")

    assert "không còn hỏi" in heard or ASKED in heard
    assert await ask(tied, int, "select count(*) from joining") == [0]


@pytest.mark.usefixtures("receipt")
async def test_another_unit_cannot_answer_in_its_place(tied: Stage) -> None:
    assert "không còn hỏi" in await hears(tied, "Quân", YES)
    assert await ask(tied, int, "select count(*) from joining") == [0]


@pytest.mark.usefixtures("receipt")
async def test_what_was_withdrawn_meanwhile_is_not_joined(tied: Stage) -> None:
    await hears(tied, "Vân", "/rut 1", "Rút kết quả")

    assert "không còn hỏi" in await hears(tied, "Phúc", YES)
    assert await ask(tied, int, "select count(*) from joining") == [0]


LEADS = "Theo Kế hoạch, Bộ Văn hóa, Thể thao và Du lịch chủ trì hoạt động này."


@pytest.mark.usefixtures("receipt")
async def test_where_the_plan_says_who_leads_both_hear_it(tied: Stage) -> None:
    said = await hears(tied, "Phúc", YES)

    assert LEADS in said
    told = "select chat from outbox where body like '%đã cùng thực hiện hoạt động%' and body like :leads"
    assert await ask(tied, str, told, leads=f"%{LEADS}%") == ["Vân"]


async def test_who_leads_and_says_it_itself_lets_the_other_know(stage: Stage) -> None:
    await stage.enter("Vân", "official", "BVHTTDL")
    await stage.enter("Phúc", "official", "VPCQTT")
    await entered(stage, "Phúc", "15.5a", title="Họp báo", figures="1 hội nghị, 80 đại biểu")
    receipt = await entered(stage, "Vân", "6.1a", title=TITLE, figures="1 hội nghị, 120 đại biểu")
    assert ASKED in receipt
    said = await hears(stage, "Vân", "1")

    assert LEADS in said
    assert await ask(stage, str, "select chat from outbox where body like '%đã cùng thực hiện hoạt động%'") == ["Phúc"]


async def test_where_the_plan_names_two_who_lead_or_none_nobody_is_named(stage: Stage) -> None:
    await stage.enter("Dũng", "official", "BDTTG")
    await stage.enter("Phúc", "official", "VPCQTT")
    await entered(stage, "Dũng", "8.5", title="Lễ mít tinh", figures="1 hội nghị, 300 đại biểu")
    await entered(stage, "Phúc", "15.1a", title="Mít tinh", figures="1 hội nghị, 80 đại biểu")
    said = await hears(stage, "Phúc", "1")

    assert "Số liệu chung tính một lần" in said
    assert "chủ trì hoạt động này" not in said
    assert await ask(stage, str, "select chat from outbox where body like '%đã cùng thực hiện hoạt động%'") == ["Dũng"]


async def test_a_third_unit_that_leads_hears_of_it_too(tied: Stage) -> None:
    await tied.enter("Quyên", "official", "BYT")
    await entered(tied, "Phúc", "15.5a", title="Họp báo", figures="1 hội nghị, 80 đại biểu")
    await hears(tied, "Phúc", YES)
    await entered(tied, "Quyên", "10.1", title=TITLE, figures="1 hội nghị, 90 đại biểu")
    told = "select count(*) from outbox where chat = 'Vân' and body like '%xác định kết quả%'"
    assert await ask(tied, int, told) == [0]
    heard = await hears(tied, "Minh", f"/ghep {OFFICE} 705-BYT-001", "Cùng một hoạt động", "1")

    assert LEADS in heard
    assert await ask(tied, int, told) == [1]
