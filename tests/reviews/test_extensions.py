"""More time for the signed report of one unit: asked for in words, decided by the office, followed by everything."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from handlers.closings import closing
from handlers.closings.snapshot import Closed, Scope
from handlers.house import running
from messages.words import ZONE
from plans.obligations import State
from storage.db import Turn
from tests.dialogue import Stage
from tests.officials.entering import hears
from tests.officials.keeping import acts, standing
from tests.talk.telling import ask

REPORT = "report/BYT"
ASKED = ("xin gia hạn đến 12/02", "Đang trình lãnh đạo ký")


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db", datetime(2026, 2, 4, 9, tzinfo=ZONE))
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Quân", "official", "BYT")
    return stage


@pytest.mark.parametrize(
    "said",
    [
        "xin gia hạn đến 12/02",
        "xin gia han den het ngay 12/2",
        "Đề nghị cho gia hạn tới 12/02/2026 ạ",
        "/xingiahan 12/2",
    ],
)
async def test_it_is_asked_for_in_words_of_ones_own_and_the_office_hears_at_once(stage: Stage, said: str) -> None:
    heard = await hears(stage, "Quân", said, "Đang trình lãnh đạo ký")

    assert "Đã chuyển Văn phòng đề nghị gia hạn đến hết thứ Năm, 12/02/2026." in heard
    assert "hạn gửi báo cáo vẫn là hết thứ Hai, 09/02/2026" in heard
    (told,) = await ask(stage, str, "select body ->> 'text' from outbox where chat = 'Minh' and lane = 2")
    assert told == "Bộ Y tế đề nghị gia hạn gửi báo cáo đến hết thứ Năm, 12/02/2026. Lý do: Đang trình lãnh đạo ký."


async def test_a_day_that_lies_months_ahead_is_heard_too(stage: Stage) -> None:
    stage.now = datetime(2025, 12, 5, 9, tzinfo=ZONE)

    assert "Đã ghi: thứ Năm, 12/02/2026" in await hears(stage, "Quân", ASKED[0])
    assert "hết thứ Hai, 09/02/2026" in await hears(stage, "Quân", "hủy", "xin gia hạn đến 30/11/2026")


async def test_asking_puts_nothing_off_and_stands_before_the_leader(stage: Stage) -> None:
    await hears(stage, "Quân", *ASKED)

    heard = await hears(stage, "Minh", "/tinhhinh")

    assert (await standing(stage, REPORT, "BYT")).due == date(2026, 2, 9)
    assert "1. Bộ Y tế đề nghị gia hạn gửi báo cáo đến thứ Năm, 12/02/2026." in heard
    assert "– Xin gia hạn (01): Bộ Y tế." in heard


async def test_what_is_agreed_to_is_the_units_own_last_day_everywhere(stage: Stage) -> None:
    await hears(stage, "Quân", *ASKED)

    heard = await hears(stage, "Minh", "/giahan", "Đồng ý đến 12/02/2026")

    row = await standing(stage, REPORT, "BYT")
    assert (row.due, row.extended_to, row.extension_asked) == (date(2026, 2, 12), date(2026, 2, 12), None)
    assert "Đã gia hạn cho Bộ Y tế đến hết thứ Năm, 12/02/2026." in heard
    assert ("extension.grant", "report/BYT 2026-02-12") in await acts(stage)
    until = "Được gia hạn gửi báo cáo đến hết thứ Năm, 12/02/2026"
    assert until in await hears(stage, "Quân", "/nhiemvu")
    assert until in await hears(stage, "Minh", "/donvi BYT")
    situation = await hears(stage, "Minh", "/tinhhinh")
    assert "Hạn báo cáo: hết thứ Hai, 09/02/2026" in situation
    assert "Bộ Y tế (gia hạn đến 12/02/2026)" in situation
    assert "gia hạn gửi báo cáo đến thứ" not in situation


@pytest.mark.parametrize("asked", ["hạn nộp báo cáo là ngày nào", "/hoi hạn nộp báo cáo là ngày nào"])
async def test_whoever_asks_until_when_is_told_of_it_too(stage: Stage, asked: str) -> None:
    await hears(stage, "Quân", *ASKED)
    await hears(stage, "Minh", "/giahan", "Đồng ý đến 12/02/2026")

    assert "Được gia hạn gửi báo cáo đến hết thứ Năm, 12/02/2026" in await hears(stage, "Quân", asked)
    assert "gia hạn" not in await hears(stage, "Lan", asked)


async def test_it_is_late_behind_its_own_day_only_and_so_it_is_at_every_instant(stage: Stage) -> None:
    before = stage.now
    await hears(stage, "Quân", *ASKED)
    await hears(stage, "Minh", "/giahan", "Đồng ý đến 12/02/2026")
    stage.now = datetime(2026, 2, 13, 9, tzinfo=ZONE)
    await hears(stage, "Minh", "/danhan BYT", "Đã nhận được", "12/BC-BYT", "12/02", "đúng")

    async def look(db: Turn, at: datetime) -> Closed:
        return (await closing.stood(db, (await running(db))["705"], at, Scope(name="Tất cả")))[0]

    async def both(db: Turn) -> tuple[Closed, Closed]:
        return await look(db, before), await look(db, stage.now + timedelta(minutes=1))

    then, now = await stage.write(both)
    assert (await standing(stage, REPORT, "BYT")).received_on == date(2026, 2, 12)
    assert now.reports[State.IN_TIME] == 1
    assert (then.reports_due, now.reports_due) == (date(2026, 2, 9), date(2026, 2, 9))


async def test_the_unit_is_reminded_of_its_own_day_and_not_of_the_others(stage: Stage) -> None:
    await hears(stage, "Quân", *ASKED)
    await hears(stage, "Minh", "/giahan", "Đồng ý đến 12/02/2026")
    await hears(stage, "Quân", "hủy")

    told = "\n".join(await stage.pass_until(datetime(2026, 2, 13, 9, tzinfo=ZONE)))

    mine = [line for line in told.split("\n") if line.startswith("<Quân: Theo Kế hoạch")]
    assert [("theo thời hạn được gia hạn" in line, "hết hôm nay" in line, "đã qua" in line) for line in mine] == [
        (True, False, False), (False, True, False), (False, False, True),
    ]  # fmt: skip
    assert all("12/02/2026" in line and "09/02/2026" not in line for line in mine)


async def test_what_is_refused_is_told_with_the_reason_and_can_be_asked_again(stage: Stage) -> None:
    await hears(stage, "Quân", *ASKED)

    heard = await hears(stage, "Minh", "/giahan", "Chưa đồng ý", "1")

    assert "Đã báo Bộ Y tế: chưa đồng ý gia hạn; hạn gửi báo cáo vẫn là hết thứ Hai, 09/02/2026." in heard
    row = await standing(stage, REPORT, "BYT")
    assert (row.extended_to, row.extension_asked) == (None, None)
    told = await ask(stage, str, "select body ->> 'text' from outbox where chat = 'Quân' and lane = 2")
    assert len(told) == 1
    assert "Cần kịp thời hạn tổng hợp báo cáo." in told[0]
    assert "Đã chuyển Văn phòng" in await hears(stage, "Quân", *ASKED)


async def test_the_office_gives_another_day_or_one_that_nobody_asked_for(stage: Stage) -> None:
    await hears(stage, "Quân", *ASKED)

    await hears(stage, "Minh", "/giahan BYT", "Cho hạn khác", "11/02", "1")
    await hears(stage, "Minh", "/giahan bộ ngoại giao 13/02", "1")

    assert (await standing(stage, REPORT, "BYT")).due == date(2026, 2, 11)
    assert (await standing(stage, "report/BNG")).due == date(2026, 2, 13)


@pytest.mark.parametrize(
    ("day", "because"),
    [("05/02/2026", "phải sau hạn hiện nay"), ("03/02/2026", "03/02/2026"), ("14/02/2026", "nghỉ")],
    ids=["before the last day", "past", "a holiday"],
)
async def test_a_day_that_cannot_be_is_refused_with_the_reason(stage: Stage, day: str, because: str) -> None:
    official = await hears(stage, "Quân", "/xingiahan", day)
    official += await hears(stage, "Quân", "1") if "Lý do" in official else ""
    office = await hears(stage, "Minh", "/giahan BYT", day)
    office += await hears(stage, "Minh", "1") if "Căn cứ" in office else ""

    assert because in official
    assert because in office
    assert (await standing(stage, REPORT, "BYT")).due == date(2026, 2, 9)


async def test_a_report_that_is_in_needs_no_more_time(stage: Stage) -> None:
    await hears(stage, "Minh", "/danhan BYT", "Đã nhận được", "12/BC-BYT", "hôm nay", "đúng")

    assert "không có hạn gửi báo cáo bằng văn bản nào cần gia hạn" in await hears(stage, "Quân", "/xingiahan")
