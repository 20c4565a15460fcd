"""/ghep: two results that the office says are one activity count once; of what looks alike the office alone is told."""

import re
from collections.abc import Awaitable, Callable
from decimal import Decimal

import pytest

from handlers.closings import closing
from handlers.closings.snapshot import Closed, HowCounted, Scope
from handlers.entries.doubles import titled_alike
from handlers.house import running
from messages.folding import folded
from storage.db import Turn
from storage.results.joinings import DatedTitle
from tests.dialogue import Stage
from tests.officials.entering import enter, hears
from tests.talk.telling import ask

FIRST, SECOND = "705-BNG-001", "705-BYT-001"
TITLE = "Hội thảo về quyền trẻ em"


async def entered(stage: Stage, who: str, task: str, **answers: str) -> None:
    stage.who = who
    await enter(stage, task, **answers)


async def stands(stage: Stage) -> Closed:
    """Count everything as it stands now."""

    async def work(db: Turn) -> Closed:
        (closed,) = await closing.stood(db, (await running(db))["705"], stage.now, Scope(name="Tất cả"))
        return closed

    found: Closed = await stage.write(work)
    return found


async def participants(stage: Stage) -> Decimal:
    return next(total.value for total in (await stands(stage)).totals if total.indicator.key == "people")


@pytest.fixture
async def both(stage: Stage) -> Stage:
    """Two units tell of the same seminar, under tasks that the plan does not tie."""
    await entered(stage, "Lan", "2.1b", title=TITLE, figures="120 đại biểu")
    await entered(stage, "Quân", "10.1", title="Hội thảo quyền trẻ em", figures="118 đại biểu")
    return stage


JOIN = (f"/ghep {FIRST} {SECOND}", "Cùng một hoạt động", "1")
PART = (f"/ghep {SECOND} {FIRST}", "Hai hoạt động khác nhau", "1")


async def test_what_looks_alike_is_named_to_the_office_and_to_nobody_else(both: Stage) -> None:
    assert f"Nghi trùng: {SECOND} của Bộ Y tế (Hội thảo quyền trẻ em)." in await hears(both, "Minh", f"/rasoat {FIRST}")
    assert f"Nghi trùng: {FIRST} của Bộ Ngoại giao" in await hears(both, "Minh", f"/rasoat {SECOND}")
    assert "trùng" not in await hears(both, "Lan", "/xem 1")
    assert "trùng" not in await hears(both, "Quân", "/xem 1")


@pytest.mark.parametrize(
    "other",
    [
        {"days": "1/12", "title": TITLE},
        {"title": "Hội nghị triển khai công tác dân số"},
        {"title": TITLE, "form": "thi"},
    ],
    ids=["another day", "another title", "another form"],
)
async def test_what_is_not_alike_is_not_named(stage: Stage, other: dict[str, str]) -> None:
    await entered(stage, "Lan", "2.1b", title=TITLE)
    await entered(stage, "Quân", "10.1", **other)

    assert "Nghi trùng" not in await hears(stage, "Minh", f"/rasoat {FIRST}")


async def test_a_link_that_two_units_sent_makes_them_alike_whatever_the_titles(stage: Stage) -> None:
    await entered(stage, "Lan", "2.1b", title=TITLE, evidence="https://baochinhphu.vn/a-1")
    await entered(stage, "Quân", "10.1", title="Khám bệnh", form="thi", evidence="https://baochinhphu.vn/a-1")

    assert f"Nghi trùng: {SECOND}" in await hears(stage, "Minh", f"/rasoat {FIRST}")


LINK = "https://baochinhphu.vn/a-1"
MEETING = {"title": "Họp báo", "figures": "1 hội nghị, 90 đại biểu"}


@pytest.mark.parametrize(
    ("mine", "theirs", "why"),
    [
        (("Lan", "2.1b", {"title": TITLE}), ("Quân", "10.1", {"title": TITLE}), "ngày trùng hoặc liền nhau"),
        (
            ("Lan", "2.1b", {"title": TITLE, "evidence": LINK}),
            ("Quân", "10.1", {"title": "Khám bệnh", "form": "thi", "evidence": LINK}),
            "có chung ảnh, tệp hoặc đường dẫn minh chứng",
        ),
        (
            ("Vân", "6.1a", {**MEETING, "title": TITLE, "figures": "80 đại biểu"}),
            ("Phúc", "15.5a", MEETING),
            "nhiệm vụ gắn với nhau",
        ),
    ],
    ids=["days and titles", "evidence", "tied tasks"],
)
async def test_why_two_may_be_one_is_said_where_they_are_named_and_where_it_is_asked(
    stage: Stage, mine: tuple[str, str, dict[str, str]], theirs: tuple[str, str, dict[str, str]], why: str
) -> None:
    await stage.enter("Vân", "official", "BVHTTDL")
    await stage.enter("Phúc", "official", "VPCQTT")
    for who, task, answers in (mine, theirs):
        await entered(stage, who, task, **answers)

    seen = await hears(stage, "Minh", "/rasoat")
    first, second = re.findall(r"705-\w+-001", seen)[:2]
    asked = await hears(stage, "Minh", f"/ghep {first} {second}")

    assert f"Lý do: {why}" in seen
    assert f"Lý do: {why}" in asked
    assert "Đã ghi" not in asked


async def test_joined_it_counts_once_with_the_greater_figure_and_both_parts_stay(both: Stage) -> None:
    assert await participants(both) == 238

    await hears(both, "Minh", *JOIN)

    closed = await stands(both)
    assert await participants(both) == 120
    (activity,) = closed.joint
    assert (activity.counted, [part.number for part in activity.parts]) == (HowCounted.ONCE, [FIRST, SECOND])
    assert closed.results == 2
    assert "120 đại biểu" in await hears(both, "Lan", "/xem 1")
    assert "118 đại biểu" in await hears(both, "Quân", "/xem 1")
    assert f"Tính một lần cùng {SECOND}" in await hears(both, "Minh", f"/rasoat {FIRST}")


async def test_both_units_are_told_of_it_and_nobody_else(both: Stage) -> None:
    await both.enter("Thảo", "official", "BNG")

    await hears(both, "Minh", *JOIN)

    sql = "select chat from outbox where body like '%là cùng một hoạt động; số liệu chung%' order by chat"
    assert await ask(both, str, sql) == ["Lan", "Quân"]


async def test_parted_again_each_counts_and_the_pair_is_no_more_named(both: Stage) -> None:
    await hears(both, "Minh", *JOIN)
    await hears(both, "Hà", *PART)

    assert await participants(both) == 238
    assert (await stands(both)).joint == ()
    assert SECOND not in await hears(both, "Minh", f"/rasoat {FIRST}")


async def test_what_was_suspected_of_a_tied_task_and_is_found_to_be_two_is_in_no_digest(stage: Stage) -> None:
    await stage.enter("Vân", "official", "BVHTTDL")
    await stage.enter("Phúc", "official", "VPCQTT")
    await entered(stage, "Vân", "6.1a", figures="1 hội nghị, 120 đại biểu")
    await entered(stage, "Phúc", "15.5a", figures="1 hội nghị, 80 đại biểu")
    before = await hears(stage, "Minh", "/tinhhinh")

    await hears(stage, "Minh", "/ghep 705-BVHTTDL-001 705-VPCQTT-001", "Hai hoạt động khác nhau", "1")

    assert "705-BVHTTDL-001" in re.findall(r"VIỆC TẠI VĂN PHÒNG\n(.*)", before)[0]
    assert "705-BVHTTDL-001" not in re.findall(r"VIỆC TẠI VĂN PHÒNG\n(.*)", await hears(stage, "Minh", "/tinhhinh"))[0]


async def test_an_activity_of_three_units_counts_once_too(both: Stage) -> None:
    await both.enter("Phúc", "official", "BCA")
    await entered(both, "Phúc", "khác", title=TITLE, figures="150 đại biểu")

    await hears(both, "Minh", *JOIN)
    await hears(both, "Minh", f"/ghep {SECOND} 705-BCA-001", "Cùng một hoạt động", "1")

    assert await participants(both) == 150


async def test_what_was_closed_before_does_not_change(both: Stage) -> None:
    before = both.now
    await hears(both, "Minh", *JOIN)

    async def then(db: Turn) -> Closed:
        (closed,) = await closing.stood(db, (await running(db))["705"], before, Scope(name="Tất cả"))
        return closed

    closed = await both.write(then)
    assert next(total.value for total in closed.totals if total.indicator.key == "people") == 238


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "gõ mã số của hai kết quả"),
        (FIRST, "gõ mã số của hai kết quả"),
        (f"{FIRST} 705-BYT-099", "Không tìm thấy một trong hai kết quả"),
        (f"{FIRST} {FIRST}", "cùng một đơn vị"),
        (f"{FIRST} {'x' * 3000}", "Không tìm thấy một trong hai kết quả"),
    ],
)
async def test_what_cannot_be_joined_is_said_with_the_reason(both: Stage, typed: str, said: str) -> None:
    heard = await hears(both, "Minh", f"/ghep {typed}")

    assert said in heard
    assert len(heard) < 640


async def test_what_is_sensitive_or_withdrawn_is_never_joined(both: Stage) -> None:
    await entered(both, "Lan", "2.2a")
    await hears(both, "Quân", "/rut 1", "Rút kết quả")

    assert "không ghép với kết quả khác" in await hears(both, "Minh", f"/ghep 705-BNG-002 {SECOND}")
    assert "chưa được tính" in await hears(both, "Minh", f"/ghep {FIRST} {SECOND}")
    assert "Nghi trùng" not in await hears(both, "Minh", f"/rasoat {FIRST}")


LINK = "https://vtv.vn/hoi-thao-quyen-tre-em.htm"
DOUBTED = (
    "01 cặp kết quả của hai đơn vị có chung minh chứng, hoặc trùng ngày và tên gần giống nhau,"
    f" chưa kết luận có phải một hoạt động: {FIRST} và {SECOND}."
)
CLOSE = ("/chotsolieu", "1", "1")


async def share_a_link(stage: Stage) -> None:
    """Two units tell of one seminar, under tasks that the plan does not tie, with the same link."""
    await entered(stage, "Lan", "2.1b", title=TITLE, figures="120 đại biểu", evidence=LINK)
    await entered(stage, "Quân", "10.1", title="Diễn đàn thanh niên", figures="118 đại biểu", evidence=LINK)


async def share_a_title(stage: Stage) -> None:
    """The same, with no more in common than the title, without its tone marks once."""
    await entered(stage, "Lan", "2.1b", title=TITLE, figures="120 đại biểu")
    await entered(stage, "Quân", "10.1", title=folded(TITLE), figures="118 đại biểu")


SHARE = [share_a_link, share_a_title]


@pytest.mark.parametrize("share", SHARE)
async def test_before_closing_it_is_said_which_may_be_one_activity(
    stage: Stage, share: Callable[[Stage], Awaitable[None]]
) -> None:
    await share(stage)

    assert DOUBTED in await hears(stage, "Minh", *CLOSE)


@pytest.mark.parametrize("share", SHARE)
@pytest.mark.parametrize("said", [JOIN, PART])
async def test_of_what_the_office_has_spoken_of_nothing_is_said_before_closing(
    stage: Stage, share: Callable[[Stage], Awaitable[None]], said: tuple[str, ...]
) -> None:
    await share(stage)
    await hears(stage, "Minh", *said)

    assert "minh chứng" not in await hears(stage, "Minh", *CLOSE)


OF_BNG = DatedTitle("BNG", 1, "seminar", "2025-12-03", "2025-12-04", TITLE, is_taken_in=True)


@pytest.mark.parametrize(
    ("other", "is_alike"),
    [
        (DatedTitle("BYT", 1, "seminar", "2025-12-05", "2025-12-05", "QUYEN TRE EM, hoi thao ve", False), True),
        (DatedTitle("BYT", 1, "seminar", "2025-12-06", "2025-12-06", TITLE, False), False),  # another day
        (DatedTitle("BYT", 1, "training", "2025-12-03", "2025-12-03", TITLE, False), False),  # another form
        (DatedTitle("BNG", 2, "seminar", "2025-12-03", "2025-12-03", TITLE, False), False),  # the same unit
        (DatedTitle("BYT", 1, "seminar", "2025-12-03", "2025-12-03", "Hội thảo về biển, đảo", False), False),
        (DatedTitle("BYT", 1, "seminar", "2025-12-03", "2025-12-03", TITLE, True), False),  # seen by the office, both
    ],
)  # fmt: skip
def test_titles_are_alike_whatever_their_marks_and_order_on_touching_days(other: DatedTitle, is_alike: bool) -> None:
    rows = sorted((OF_BNG, other), key=lambda row: (row.form, row.first, row.unit, row.number))

    assert [pair.pair for pair in titled_alike(rows)] == [frozenset({("BNG", 1), ("BYT", 1)})] * is_alike
