"""Each plan has three dates, told in plain words from its data: it begins, on time until, closed from."""

from datetime import datetime, time

import pytest

from handlers.delivery import speech
from handlers.situation import three_dates
from messages.words import ZONE
from plans import reading
from plans.notices import Closing
from plans.schema import Plan
from tests.dialogue import HOUSE, PLANS, Stage
from tests.talk.telling import hears

_AFTER = "Số liệu đã chốt giữ nguyên; cập nhật sau đó là số liệu bổ sung."
OF_705 = [
    "Bắt đầu: thứ Hai, 01/12/2025.",
    "Đúng hạn: báo cáo bằng văn bản gửi chậm nhất hết thứ Hai, 09/02/2026.",
    "Chốt số liệu: 17:00 ngày 09/01/2026. " + _AFTER,
]


def told(plan: Plan) -> list[str]:
    with speech.to("vi", (), {plan.code: plan}, HOUSE):
        return three_dates.lines(plan)


def test_they_are_those_of_the_plans_file() -> None:
    assert told(reading.read(PLANS / "705-2025.yaml")) == OF_705


def test_a_plan_that_sets_none_says_what_is_true_then() -> None:
    plan = reading.read(PLANS / "hai-phong-2024.yaml")
    opens, on_time, locked = told(plan.model_copy(update={"closings": ()}))

    assert opens.startswith("Bắt đầu: ")
    assert "kế hoạch không định thời hạn" in on_time
    assert "kế hoạch không định ngày" in locked


def test_a_closing_of_the_signed_reports_alone_closes_no_figures() -> None:
    plan = reading.read(PLANS / "705-2025.yaml")
    last = max(closing.on for closing in plan.closings)
    moved = plan.model_copy(update={"closings": (Closing(on=last, at=time(8), phases=("1",)), *plan.closings)})

    assert told(plan)[2].startswith("Chốt số liệu: 17:00 ngày 09/01/2026.")
    assert told(moved)[2].startswith("Chốt số liệu: 08:00 ngày 12/02/2026.")


@pytest.mark.parametrize("who", ["Lan", "Minh"])
async def test_help_tells_them_to_whoever_is_in_the_plan(stage: Stage, who: str) -> None:
    heard = await hears(stage, who, "/trogiup tất cả")

    assert "Thời gian của Kế hoạch 705:\n" + "\n".join(f"– {line}" for line in OF_705) in heard


async def test_an_admin_is_in_no_plan(stage: Stage) -> None:
    await stage.enter("Mai", "admin", "VPCQTT")

    assert "Thời gian của" not in await hears(stage, "Mai", "/trogiup tất cả")


@pytest.mark.parametrize(
    "said", ["bao giờ chốt số liệu?", "khi nao khoa so lieu", "chốt số liệu ngày nào", "hạn nộp báo cáo là ngày nào?"]
)
async def test_who_asks_until_when_hears_all_three(stage: Stage, said: str) -> None:
    heard = await hears(stage, "Lan", said)

    assert "chậm nhất hết thứ Hai, 09/02/2026" in heard
    assert OF_705[0] in heard
    assert OF_705[2] in heard


async def test_before_it_begins_the_office_sees_when_it_does(stage: Stage) -> None:
    stage.now = datetime(2025, 11, 20, 9, tzinfo=ZONE)
    before = await hears(stage, "Minh", "/tinhhinh")
    stage.now = datetime(2025, 12, 5, 9, tzinfo=ZONE)
    after = await hears(stage, "Minh", "/tinhhinh")

    assert OF_705[0] in before
    assert OF_705[0] not in after
    assert OF_705[2] in after
