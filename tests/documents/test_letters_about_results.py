"""Letters that ask a unit for more of a result, where no message reaches anybody there."""

from functools import partial
from pathlib import Path

import pytest

from handlers.obligations import laying_down
from plans import reading
from plans.schema import Sensitive
from tests.dialogue import PLANS, Stage
from tests.documents.drafted import about, body, letter, to_whom
from tests.paper import papers_in
from tests.talk.telling import hears


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Quân", "official", "BTP")
    return stage


async def test_what_more_is_wanted_is_asked_on_paper_of_a_unit_that_nobody_reaches(stage: Stage):
    await hears(stage, "Minh", *papers_in.first("BQP"))
    decided = await hears(stage, "Minh", "/rasoat 705-BQP-001", "[nút Đề nghị bổ sung]", "Số liệu", "Còn thiếu số liệu")
    paper = await letter(stage, "[nút Dự thảo công văn đề nghị bổ sung]")

    assert "1. Dự thảo công văn đề nghị bổ sung" in decided
    assert to_whom(paper) == ["Bộ Quốc phòng"]
    assert about(paper) == "V/v đề nghị bổ sung kết quả thực hiện Kế hoạch số 705/KH-BCĐNQ"
    said = body(paper)
    assert "trên cơ sở văn bản số 1234/BQP-CT ngày 04/12/2025 của quý cơ quan" in said
    assert "đã ghi nhận kết quả “Hội nghị tập huấn nhân quyền” (ngày 03/12/2025), mã số 705-BQP-001." in said
    assert "đề nghị quý cơ quan bổ sung mục “Số liệu”; lý do: còn thiếu số liệu." in said
    assert "gửi bằng văn bản về Văn phòng Cơ quan Thường trực trước ngày [ngày…]." in said
    assert "Dự thảo công văn đề nghị bổ sung" in await hears(stage, "Minh", "/rasoat 705-BQP-001")


async def test_once_nothing_more_is_wanted_there_is_no_such_letter(stage: Stage):
    await hears(stage, "Minh", *papers_in.first("BQP"))
    before = await hears(stage, "Minh", "/rasoat 705-BQP-001 duthao")
    await hears(stage, "Minh", "/rasoat 705-BQP-001", "[nút Đề nghị bổ sung]", "Số liệu", "Còn thiếu số liệu")
    await hears(stage, "Minh", "/rasoat 705-BQP-001", "[nút Đưa vào tổng hợp]")
    after = await hears(stage, "Minh", "/rasoat 705-BQP-001 duthao")

    assert before.startswith("Kết quả 705-BQP-001 hiện không chờ bổ sung, nên không lập công văn.")
    assert after == before


async def test_a_unit_that_is_told_by_message_needs_no_letter_about_its_result(stage: Stage):
    await hears(stage, "Minh", *papers_in.first("BTP", task="5.1"))
    decided = await hears(stage, "Minh", "/rasoat 705-BTP-001", "[nút Đề nghị bổ sung]", "Số liệu", "Còn thiếu số liệu")

    assert "Dự thảo công văn" not in decided
    assert "Dự thảo công văn" not in await hears(stage, "Minh", "/rasoat 705-BTP-001")


async def test_of_a_result_that_may_be_secret_the_letter_tells_no_word(stage: Stage):
    await hears(stage, "Minh", *papers_in.first("BQP", title="Hội nghị tại Quân khu X"))
    await hears(stage, "Minh", "/rasoat 705-BQP-001", "[nút Đề nghị bổ sung]", "Số liệu", "Còn thiếu số liệu")
    plan = reading.read(PLANS / "705-2025.yaml")
    tasks = tuple(
        task.model_copy(update={"sensitive": Sensitive.YES} if task.key == "4.1a" else {}) for task in plan.tasks
    )
    await stage.write(partial(laying_down.load, plan=plan.model_copy(update={"tasks": tasks}), at=stage.now))
    paper = await letter(stage, "/rasoat 705-BQP-001 duthao")

    assert "kết quả mã số 705-BQP-001, nhiệm vụ 4.1a" in body(paper)
    assert "Quân khu" not in paper.element.body.xml
