"""How many difficulties wait for an answer is one figure wherever it is shown."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from handlers.house import running
from handlers.situation import overview
from messages.words import ZONE
from storage import matters
from storage.db import Turn
from tests.dialogue import Stage
from tests.talk.telling import ask, hears

RAISED = ("/vuongmac moi", "không", "Chưa có hướng dẫn", "bỏ qua", "gửi")


async def raised(stage: Stage, times: int = 1) -> None:
    for _ in range(times):
        await hears(stage, "Lan", *RAISED)


async def test_it_is_the_same_in_every_place_and_what_is_answered_counts_no_more(stage: Stage) -> None:
    await raised(stage, 3)
    await hears(stage, "Lan", "/hoi Hội nghị trực tuyến có được tính không", "gửi câu hỏi")
    await hears(stage, "Minh", "/vuongmac BNG-VM02 traloi", "Đã có hướng dẫn", "gửi trả lời")
    counted = await stage.write(partial(matters.unanswered, plan="705", at=stage.now))

    assert (counted.difficulties, counted.inquiries) == (2, 1)
    assert "02 vướng mắc chưa trả lời; 01 câu hỏi chưa trả lời." in await hears(stage, "Minh", "/tinhhinh")
    assert "CHƯA ĐÓNG: 03 (chưa trả lời 02)" in await hears(stage, "Minh", "Khó khăn, vướng mắc")
    page = await hears(stage, "Minh", "/donvi BNG")
    assert "KHÓ KHĂN, VƯỚNG MẮC, CÂU HỎI CHƯA ĐÓNG: 04" in page
    assert "705-BNG-VM02 (đã trả lời" in page


async def test_the_morning_tells_it_and_its_change_alone_is_news(stage: Stage) -> None:
    async def marked(db: Turn) -> str:
        plan = (await running(db))["705"]
        return overview.mark(await overview.read(db, plan, stage.now, stage.now - timedelta(days=1)))

    before = await stage.write(marked)
    await raised(stage)
    waiting = await stage.write(marked)
    await hears(stage, "Minh", "/vuongmac BNG-VM01 dong")

    assert await stage.write(marked) == before != waiting
    await raised(stage)
    morning = "\n".join(await stage.pass_until(stage.now.replace(day=8, hour=9)))
    assert "01 vướng mắc chưa trả lời" in morning


async def test_what_was_passed_on_to_the_leaders_stands_before_them_until_it_is_answered(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "hp.db", datetime(2024, 12, 5, 9, tzinfo=ZONE))
    await stage.open("hai-phong-2024")
    for who, role, unit in (
        ("Bình", "coordinator", "LSNVNONN"),
        ("Hùng", "leader", "LSNVNONN"),
        ("Huệ", "official", "HTQT"),
    ):
        await stage.enter(who, role, unit, "HP24")
    receipt = await hears(stage, "Huệ", *RAISED)
    before = await hears(stage, "Hùng", "/tinhhinh")
    await hears(stage, "Bình", "/vuongmac HTQT-VM01 trinh")
    told = await ask(stage, str, "select body from outbox where chat = 'Hùng' and key like 'matter/%'")
    passed_on = await hears(stage, "Hùng", "/tinhhinh")
    await hears(stage, "Bình", "/vuongmac HTQT-VM01 traloi", "Lãnh đạo Sở đồng ý", "gửi trả lời")

    assert "Theo kế hoạch, khó khăn, vướng mắc được gửi tới Lãnh đạo Sở (qua Phòng Lãnh sự" in receipt
    assert ["Phòng Lãnh sự báo cáo lãnh đạo" in body for body in told] == [True]
    line = "01 khó khăn, vướng mắc Phòng Lãnh sự đã báo cáo, chờ ý kiến (/vuongmac)."
    assert [line in said for said in (before, passed_on, await hears(stage, "Hùng", "/tinhhinh"))] == [
        False,
        True,
        False,
    ]


async def test_where_the_plan_names_nobody_above_the_office_nothing_is_passed_on(stage: Stage) -> None:
    await raised(stage)
    shown = await hears(stage, "Minh", "/vuongmac BNG-VM01 trinh")

    assert "Báo cáo lãnh đạo" not in shown
    assert ": mở." in shown


async def test_on_a_units_page_each_opens_by_its_button_and_more_than_four_are_counted(stage: Stage) -> None:
    await raised(stage, 6)
    page = await hears(stage, "Minh", "/donvi BNG")
    opened = await hears(stage, "Minh", "[nút 705-BNG-VM04]")

    assert "(còn 02; xem /vuongmac BNG, /hoi BNG)" in page
    assert "705-BNG-VM05" not in page
    assert opened.startswith("Khó khăn, vướng mắc 705-BNG-VM04 của Bộ Ngoại giao: mở.")


@pytest.mark.parametrize("unit", ["BTP", "HNI"])
async def test_on_the_page_of_another_unit_nothing_of_it_stands(stage: Stage, unit: str) -> None:
    await raised(stage)

    assert "VƯỚNG MẮC" not in await hears(stage, "Minh", f"/donvi {unit}")
