"""One activity that two units entered counts once, both parts in sight; what may be one is said, and never hidden."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from handlers.closings import closing, wording
from handlers.closings.snapshot import Closed, HowCounted, Scope
from handlers.entries import joint
from handlers.entries.contents import Content, Partner, Result
from handlers.house import running
from messages.values import Days, Figure, Precision
from messages.words import ZONE
from plans import reading
from storage.db import Turn
from storage.results.entries import Entry, EntryKind
from storage.results.figures import Counts
from storage.results.status import Status
from tests.dialogue import PLANS, Stage
from tests.officials.entering import enter, hears

PLAN = reading.read(PLANS / "705-2025.yaml")
FOUR = date(2025, 12, 4)


def told(unit: str, task: str, number: int = 1, *, on: date = FOUR, form: str = "conference", **amounts: int) -> Result:
    """Give a result with these figures."""
    figures = tuple(Figure(key, Decimal(n), Precision.EXACT, "") for key, n in amounts.items())
    content = Content(task, finished=False, days=Days(on, on, ""), form=form, title="Hội nghị", figures=figures)
    at = datetime(2025, 12, 5, 9, tzinfo=ZONE)
    return Result(Entry(1, "705", unit, number, EntryKind.ACTIVITY, 1, Status.RECEIVED, "", at, at, task, ""), content)


PRESS = told("BVHTTDL", "6.1a", conferences=1, people=120)
OFFICE = told("VPCQTT", "15.5a", conferences=1, people=120)


def test_the_same_figures_of_tied_tasks_on_the_same_day_are_one_activity() -> None:
    (pair,) = joint.found(PLAN, [PRESS, OFFICE])

    assert pair.is_one
    assert {unit for unit, _ in pair.numbers} == {"BVHTTDL", "VPCQTT"}


def test_other_figures_may_be_one_activity_until_one_names_the_other() -> None:
    other = told("VPCQTT", "15.5a", conferences=1, people=118)
    named = replace(other, content=replace(other.content, partners=(Partner("BVHTTDL", "Bộ Văn hóa"),)))

    assert [pair.is_one for pair in joint.found(PLAN, [PRESS, other])] == [False]
    assert [pair.is_one for pair in joint.found(PLAN, [PRESS, named])] == [True]


@pytest.mark.parametrize(
    "other",
    [
        told("VPCQTT", "15.5a", on=date(2025, 12, 5), conferences=1, people=120),
        told("VPCQTT", "15.5a", form="press", conferences=1, people=120),
        told("VPCQTT", "15.4", conferences=1, people=120),
        told("BVHTTDL", "6.5", 2, conferences=1, people=120),
        told("VPCQTT", "15.5a", news=3),
        replace(OFFICE, content=replace(OFFICE.content, counts=Counts.TOTAL)),
    ],
    ids=["another day", "another form", "a task that is not tied", "the same unit", "nothing in common", "a total"],
)
def test_what_differs_in_kind_is_no_joint_activity(other: Result) -> None:
    assert joint.found(PLAN, [PRESS, other]) == ()


def test_each_result_is_paired_once_and_the_surest_first() -> None:
    like = told("VPCQTT", "15.5a", 1, conferences=1, people=80)

    found = joint.found(PLAN, [PRESS, like, replace(OFFICE, entry=replace(OFFICE.entry, number=2))])

    assert [(pair.is_one, pair.numbers) for pair in found] == [(True, (("BVHTTDL", 1), ("VPCQTT", 2)))]


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    for who, unit in (("Vân", "BVHTTDL"), ("Phúc", "VPCQTT")):
        await stage.enter(who, "official", unit)
    return stage


async def entered(stage: Stage, who: str, task: str, **answers: str) -> None:
    stage.who = who
    await enter(stage, task, **{"figures": "1 hội nghị, 120 đại biểu", "form": "hội nghị", **answers})


async def totalled(stage: Stage, who: str, task: str) -> None:
    """Let a unit tell the total of what it did from the first day of the campaign on."""
    total = (f"/baocao {task}", "1-5/12", "Số liệu tổng hợp", "3 hội nghị, 400 đại biểu", "không", "gửi")
    assert "Mã số:" in await hears(stage, who, *total)


async def closed(stage: Stage) -> Closed:
    async def look(db: Turn) -> Closed:
        return (await closing.stood(db, (await running(db))["705"], stage.now, Scope(("1",))))[0]

    found: Closed = await stage.write(look)
    return found


def amounts(one: Closed) -> dict[str, int]:
    return {total.indicator.key: int(total.value) for total in one.totals}


async def test_a_closing_counts_it_once_and_shows_both_parts(stage: Stage) -> None:
    await entered(stage, "Vân", "6.1a")
    await entered(stage, "Phúc", "15.5a")

    one = await closed(stage)

    assert amounts(one) == {"conferences": 1, "people": 120}
    assert (
        "HOẠT ĐỘNG CHUNG CỦA HAI ĐƠN VỊ, TÍNH MỘT LẦN: 01\n"
        "– 04/12: Bộ VHTT&DL 01 cuộc hội nghị, hội thảo, tọa đàm, 120 lượt người (705-BVHTTDL-001);"
        " VP Cơ quan Thường trực 01 cuộc hội nghị, hội thảo, tọa đàm, 120 lượt người (705-VPCQTT-001)"
    ) in wording.summary(one)
    assert "nghi trùng" not in await hears(stage, "Minh", "/tinhhinh")


async def test_what_nobody_said_is_one_activity_is_told_before_the_closing_and_in_it(stage: Stage) -> None:
    await entered(stage, "Vân", "6.1a")
    await entered(stage, "Phúc", "15.5a", figures="1 hội nghị, 115 đại biểu")

    before, one = await hears(stage, "Minh", "/tinhhinh"), await closed(stage)

    assert "01 hoạt động nghi trùng: 705-BVHTTDL-001 và 705-VPCQTT-001" in before
    assert amounts(one) == {"conferences": 2, "people": 235}
    assert "NGHI TRÙNG, ĐANG TÍNH CẢ HAI: 01\n– 04/12: Bộ VHTT&DL" in wording.summary(one)


async def test_of_one_activity_with_two_figures_the_greater_counts(stage: Stage) -> None:
    await entered(stage, "Vân", "6.1a")
    await entered(stage, "Phúc", "15.5a", figures="1 hội nghị, 115 đại biểu")
    await hears(stage, "Phúc", "/sua 1", "Sửa đơn vị phối hợp", "Bộ Văn hóa, Thể thao và Du lịch", "Lưu thay đổi")

    one = await closed(stage)

    assert amounts(one) == {"conferences": 1, "people": 120}
    assert [activity.counted for activity in one.joint] == [HowCounted.ONCE]


async def test_what_one_unit_holds_in_a_total_is_counted_there_alone(stage: Stage) -> None:
    await entered(stage, "Vân", "6.1a")
    await entered(stage, "Phúc", "15.5a")
    await totalled(stage, "Phúc", "15.5a")

    one = await closed(stage)

    assert amounts(one) == {"conferences": 3, "people": 400}
    assert [activity.counted for activity in one.joint] == [HowCounted.ONCE]


async def test_what_both_hold_in_totals_cannot_be_taken_out_and_is_said(stage: Stage) -> None:
    for who, task in (("Vân", "6.1a"), ("Phúc", "15.5a")):
        await entered(stage, who, task)
        await totalled(stage, who, task)

    one = await closed(stage)

    assert amounts(one) == {"conferences": 6, "people": 800}
    assert "CHƯA TÁCH ĐƯỢC: 01" in wording.summary(one)


async def test_what_is_closed_of_it_reads_the_same_for_ever(stage: Stage) -> None:
    await entered(stage, "Vân", "6.1a")
    await entered(stage, "Phúc", "15.5a")
    await hears(stage, "Minh", "/chotsolieu", "Chốt tại thời điểm này", "1", "Chốt số liệu")
    await hears(stage, "Phúc", "/rut 1", "Rút kết quả")

    viewed = await hears(stage, "Minh", "/chotsolieu xem 1")

    assert "TÍNH MỘT LẦN: 01" in viewed
    assert "120 lượt người (705-VPCQTT-001)" in viewed
    assert "Kết quả đã chốt nay rút hoặc không còn được tính: 01" in viewed
