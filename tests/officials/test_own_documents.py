"""/xuat of officials: a draft and a workbook of their own unit, of what they may see, where the house lets them go."""

import json
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from storage.members import people
from tests.dialogue import Stage
from tests.talk.telling import acts, ask, entry, hears


@dataclass
class Sent:
    """A document as it was given: its name and its bytes."""

    name: str
    data: bytes


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Quân", "official", "BYT")
    await stage.enter("Lan", "official", "BNG")
    return stage


async def given(stage: Stage, who: str) -> list[Sent]:
    """Give the documents that lie in somebody's messages."""
    bodies = await ask(
        stage, str, "select body from outbox where chat = :who and body like '%\"files\"%' order by id", who=who
    )
    files = [file for body in bodies for file in json.loads(body)["files"]]
    store = stage.path.parent / "store"
    return [Sent(name, (store / sha256[:2] / sha256).read_bytes()) for _, sha256, name in files]


def rows(workbook: bytes, sheet: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(BytesIO(workbook))
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows(min_row=2)]


async def test_an_official_is_given_the_draft_and_the_workbook_of_the_own_unit(stage):
    await hears(stage, "Quân", *entry("10.1", title="Tọa đàm của Bộ Y tế"))
    await hears(stage, "Lan", *entry("2.1b", title="Hội thảo của Bộ Ngoại giao"))

    said = await hears(stage, "Lan", "/xuat")

    assert "đang lập dự thảo báo cáo (Word) và bảng kết quả (Excel) của Bộ Ngoại giao" in said
    draft, workbook = await given(stage, "Lan")
    assert (draft.name, workbook.name) == (
        "du-thao-bao-cao-705-BNG-2025-12-05.docx",
        "ket-qua-705-BNG-2025-12-05.xlsx",
    )
    text = "\n".join(one.text for one in docx.Document(BytesIO(draft.data)).paragraphs)
    assert "Hội thảo của Bộ Ngoại giao" in text
    assert "Tọa đàm của Bộ Y tế" not in text
    assert [row[0] for row in rows(workbook.data, "Hoạt động")] == ["705-BNG-001"]
    assert {row[1] for row in rows(workbook.data, "Nhiệm vụ") if row[0]}
    assert {row[2] for row in rows(workbook.data, "Nhiệm vụ")} == {"Bộ Ngoại giao"}
    assert len(rows(workbook.data, "Đơn vị")) == 1
    assert "Tọa đàm của Bộ Y tế".encode() not in workbook.data
    assert ("documents.asked", "705", "BNG", "BNG") in await acts(stage)


async def test_whoever_was_handed_single_tasks_is_given_their_results_and_no_draft(stage):
    await hears(stage, "Lan", *entry("2.1b", title="Của nhiệm vụ thứ nhất"))
    await hears(stage, "Lan", *entry("2.2b", title="Của nhiệm vụ thứ hai"))
    await stage.enter("Hà", "official", "BNG")
    (member,) = await ask(stage, int, "select max(id) from member")
    await stage.write(partial(people.hand, member=member, task="2.2b", at=stage.now))

    said = await hears(stage, "Hà", "/xuat")

    assert "Dự thảo báo cáo do đầu mối của Bộ Ngoại giao lập." in said
    (workbook,) = await given(stage, "Hà")
    assert [row[6] for row in rows(workbook.data, "Hoạt động")] == ["Của nhiệm vụ thứ hai"]
    assert {row[0] for row in rows(workbook.data, "Lịch sử")} == {"705-BNG-002"}
    assert {row[0] for row in rows(workbook.data, "Nhiệm vụ")} == {"2.2b"}


async def test_the_offices_officials_are_given_their_results_and_no_draft_of_their_own(stage):
    await stage.enter("Hà", "official", "VPCQTT")

    said = await hears(stage, "Hà", "/xuat")

    assert "không có dự thảo báo cáo riêng" in said
    assert [sent.name for sent in await given(stage, "Hà")] == ["ket-qua-705-VPCQTT-2025-12-05.xlsx"]


async def test_who_has_left_the_unit_meanwhile_is_given_nothing(stage):
    person = await stage.write(partial(people.at_address, channel="telegram", chat="Lan"))
    await stage.write(
        lambda db: db.run("update member set until = '2025-12-05T00:00:00+00:00' where person = :p", p=person.id)
    )

    await hears(stage, "Lan", "/xuat")

    assert await given(stage, "Lan") == []
