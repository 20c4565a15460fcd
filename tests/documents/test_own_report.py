"""The draft of a unit's written report: its figures are those of its entries, its page the decree's, its words safe."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from handlers.documents import material, own_documents
from handlers.documents.consolidated.report import Written
from handlers.documents.extent import Extent
from handlers.documents.own import gathered, report
from handlers.documents.own.gathered import OwnMaterial
from handlers.documents.sentences import amount
from messages.documents.paper.rendering import Rendered
from messages.reading.figures.units import name
from plans.schema import Plan, Sensitive
from storage import matters
from storage.db import Turn, reading
from storage.matters import MatterKind, NewMatter
from storage.obligations.written_reports import Steps
from tests.documents import campaign
from tests.documents.conftest import PLANS
from tests.documents.one_unit import OneUnit

EMPTY = "–"
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "Quyền trẻ em & quyền phụ nữ {{ issuer }} {% endfor %}",
    "Tọa đàm 🎉 vì trẻ em",
    "Hội thảo \u202equyền con người\u202c",
    "Hội nghị " + "rất dài " * 30,
]


@dataclass(frozen=True)
class Ended:
    """A campaign that has ended, closed on the disk."""

    plan: Plan
    path: Path
    at: datetime

    def own(self, unit: str) -> OwnMaterial:
        async def read() -> OwnMaterial:
            with reading(self.path) as db:
                return await gathered.gather(db, self.plan, Extent(unit), self.at)

        return asyncio.run(read())

    def draft(self, unit: str) -> Rendered:
        return own_documents.draft(self.own(unit))

    def kept(self, unit: str) -> dict[str, dict[str, Decimal]]:
        """Give what was entered, from the rows alone: the figures of each entry."""

        async def read() -> list[str]:
            with reading(self.path) as db:
                return await db.all(
                    str,
                    "select json_object('number', printf('%s-%s-%03d', e.plan, e.unit, e.number), 'content', v.content)"
                    " from entry e join version v on v.entry = e.id and v.number = e.version where e.unit = :unit",
                    unit=unit,
                )

        found = {}
        for row in map(json.loads, asyncio.run(read())):
            figures = json.loads(row["content"])["figures"]
            found[row["number"]] = {one["indicator"]: Decimal(one["value"]) for one in figures}
        return found


@pytest.fixture(scope="session", params=["705", "HP24"])
def ended(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    return asyncio.run(_end(PLANS[request.param], tmp_path_factory.mktemp("own")))


@pytest.fixture(scope="session")
def ended_705(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    return asyncio.run(_end(PLANS["705"], tmp_path_factory.mktemp("own")))


async def _end(plan: Plan, folder: Path) -> Ended:
    db = await campaign.made(folder, plan)
    await db.close()
    return Ended(plan, folder / "campaign.db", campaign.after(plan))


def units(plan: Plan) -> Sequence[str]:
    return [unit.code for unit in plan.units][:: max(1, len(plan.units) // 12)]


def paragraphs(paper: Document) -> list[str]:
    return [one.text for one in paper.paragraphs if one.text.strip()]


def table(paper: Document, heading: str) -> list[list[str]]:
    found = next(one for one in paper.tables if len(one.columns) > 2 and one.cell(0, 2).text == heading)
    return [[cell.text for cell in row.cells] for row in found.rows[1:]]


def opened(made: Rendered) -> Document:
    return docx.Document(BytesIO(made.file))


def said_by(written: Written) -> list[str]:
    return [f"{line.text} {line.fill}".strip() for group in written.fields["passages"] for line in group.lines]


def test_the_table_of_figures_is_what_the_entries_of_the_unit_come_to(ended: Ended):
    labels = {indicator.key: indicator.label for indicator in ended.plan.indicators}
    for unit in units(ended.plan)[:5]:
        kept, counted, behind = ended.kept(unit), Counter[str](), dict[str, int]()
        for figures in kept.values():
            for key, value in figures.items():
                counted[labels[key]] += int(value)
                behind[labels[key]] = behind.get(labels[key], 0) + 1
        rows = table(opened(ended.draft(unit)), "Số liệu lũy kế")
        told = {row[1]: int(_digits(row[2])) for row in rows if row[0]}
        assert told == counted, unit
        assert {row[1]: int(row[3][:2]) for row in rows if row[0]} == behind, unit


def _digits(told: str) -> str:
    match = re.search(r"[\d.]+", told)
    assert match is not None, told
    return match[0].replace(".", "")


def test_every_entry_stands_in_the_list_of_results_under_its_number(ended: Ended):
    for unit in units(ended.plan)[:4]:
        rows = table(opened(ended.draft(unit)), "Thời gian")
        assert [row[1] for row in rows if row[0]] == sorted(ended.kept(unit)), unit


def test_every_figure_of_a_sentence_leads_to_entries_that_come_to_it(ended: Ended):
    by_noun = {name(indicator): indicator.key for indicator in ended.plan.indicators}
    followed = 0
    for unit in units(ended.plan):
        kept = ended.kept(unit)
        for source in report.of(ended.own(unit)).sources:
            assert source.figure in source.sentence, source
            noun = re.sub(r"^(hơn |gần |khoảng )?[\d.]+ ", "", source.figure)
            if noun in by_noun and source.numbers:
                come_to = sum(kept[number].get(by_noun[noun], Decimal(0)) for number in source.numbers)
                assert come_to == int(_digits(source.figure)), source
                followed += 1
    assert followed > 20


def test_the_parts_of_the_units_tasks_are_all_of_them(ended: Ended):
    for unit in units(ended.plan):
        own = ended.own(unit)
        stands = [one for one in said_by(report.of(own)) if one.startswith("Trong ")]
        if own.unit.stands.heard:
            (stand,) = stands
            of, *parts = (int(part) for part in re.findall(r"(\d+) nhiệm vụ", stand))
            assert of == sum(parts) == len(own.unit.stands.tasks)
        else:
            assert stands == []


def test_the_units_figures_are_its_figures_in_the_workbook_and_the_closing(ended: Ended):
    async def count(unit: str) -> dict[str, int]:
        with reading(ended.path) as db:
            whole = await material.gather(db, ended.plan, ended.at)
        return {cell.indicator: int(cell.value) for cell in whole.cells if (cell.unit, cell.phase) == (unit, "")}

    for unit in units(ended.plan)[:3]:
        own = ended.own(unit)
        assert {one.indicator.key: int(one.value) for one in own.unit.sums.totals} == asyncio.run(count(unit))
        assert own.whole.closed.totals == own.unit.sums.totals


def test_of_a_task_that_may_be_secret_nothing_is_told_but_how_many_activities(ended_705: Ended):
    own = ended_705.own("BCA")
    assert own.secret
    assert own.whole.closed.activities
    whole = opened(ended_705.draft("BCA")).element.body.xml
    mine = [task for task in ended_705.plan.tasks_of("BCA") if task.sensitive is Sensitive.YES]
    assert not [task.label for task in mine if task.label in whole]
    assert f"đã thực hiện {own.whole.closed.activities:02} hoạt động; nội dung được báo cáo riêng" in whole


@pytest.mark.parametrize(
    ("unit", "head", "number", "place"),
    [
        ("BNG", ["BỘ NGOẠI GIAO"], "/BC-BNG", "Hà Nội"),
        ("CBG", ["BAN CHỈ ĐẠO NHÂN QUYỀN", "TỈNH CAO BẰNG"], "/BC-BCĐNQ", "Cao Bằng"),
        ("HCM", ["BAN CHỈ ĐẠO NHÂN QUYỀN", "THÀNH PHỐ HỒ CHÍ MINH"], "/BC-BCĐNQ", "TP. Hồ Chí Minh"),
    ],
)
def test_each_unit_issues_its_own_report(ended_705: Ended, unit: str, head: list[str], number: str, place: str):
    paper = opened(ended_705.draft(unit))
    left, right = paper.tables[0].rows[0].cells
    assert left.text.split("\n")[: len(head)] == head
    assert f"Số:        {number}" in left.text
    assert f"{place}, ngày      tháng 02 năm 2026" in right.text
    said = paragraphs(paper)
    assert (
        "Kính gửi: Phó Thủ tướng Chính phủ, Trưởng Ban Chỉ đạo Nhân quyền Chính phủ (qua Văn phòng Cơ quan Thường trực)"
    ) in said
    assert [one for one in said if one.endswith("xem xét, chỉ đạo./.")]
    assert "Nơi nhận:" in paper.tables[1].cell(0, 0).text
    assert "Lưu: VT" in paper.tables[1].cell(0, 0).text


def test_the_place_to_sign_is_not_torn_from_the_last_sentence(ended_705: Ended):
    paper = opened(ended_705.draft("CBG"))
    last = next(one for one in paper.paragraphs if one.text.endswith("./."))
    assert last.paragraph_format.keep_with_next
    held = {qn("w:cantSplit"), qn("w:tblHeader")}
    assert all(held & {one.tag for one in row.iter()} for row in paper.element.body.iter(qn("w:tr")))


def test_a_division_of_hai_phong_reports_to_its_director_under_the_department(tmp_path: Path):
    plan = PLANS["HP24"]
    made = asyncio.run(OneUnit(plan, "HTQT").draft(tmp_path))
    paper = opened(made)
    assert paper.tables[0].cell(0, 0).text.split("\n")[:2] == ["SỞ NGOẠI VỤ", "PHÒNG HỢP TÁC QUỐC TẾ"]
    assert [one for one in paragraphs(paper) if one.startswith("Kính gửi: Giám đốc Sở Ngoại vụ (qua Phòng Lãnh sự")]


def test_a_unit_with_nothing_has_a_draft_that_says_so_and_leaves_the_rest_to_people(tmp_path: Path):
    made = asyncio.run(OneUnit(PLANS["705"], "BNG").draft(tmp_path))
    paper = opened(made)
    assert [one for one in paragraphs(paper) if "Bộ Ngoại giao chưa ghi nhận kết quả thực hiện." in one]
    assert table(paper, "Số liệu lũy kế") == [["", "Chưa có số liệu", EMPTY, EMPTY]]
    yellow = sum(one.count("…]") for one in [*paragraphs(paper), paper.tables[1].cell(0, 1).text])
    assert made.to_fill == yellow == 10


def test_a_plan_of_one_period_without_deadline_that_says_nothing_of_paper_has_a_draft(tmp_path: Path):
    hai_phong = PLANS["HP24"]
    plan = hai_phong.model_copy(
        update={"phases": hai_phong.phases[:1], "consolidated": None, "unit_papers": (), "closings": ()}
    )
    paper = opened(asyncio.run(OneUnit(plan, "HTQT", ["Tọa đàm về quyền trẻ em"]).draft(tmp_path)))
    said = "\n".join(paragraphs(paper))
    assert "Tọa đàm về quyền trẻ em" in said
    assert "Kết quả theo thời gian" not in said
    assert "[Địa danh…], ngày" in paper.tables[0].cell(0, 1).text


def test_titles_made_to_do_harm_are_words_and_nothing_else(tmp_path: Path):
    steps = Steps(assessment="\n".join(HOSTILE[:5]), signer=HOSTILE[1])
    paper = opened(asyncio.run(OneUnit(PLANS["705"], "BNG", HOSTILE, steps).draft(tmp_path)))
    listed = [row[3] for row in table(paper, "Thời gian")]
    assert listed == HOSTILE
    said = paragraphs(paper)
    assert [f"{one}." for one in HOSTILE[:5]] == said[said.index(f"{HOSTILE[0]}.") :][:5]
    assert HOSTILE[1] in paper.tables[1].cell(0, 1).text


def test_what_was_said_of_the_steps_stands_in_the_draft(tmp_path: Path):
    steps = Steps(
        directives="Kế hoạch số 12/KH-BNG ngày 12/11/2025;\n- Công văn số 34/BNG-VP ngày 01/12/2025.",
        assessment="Các hoạt động bám sát nội dung của Kế hoạch",
        difficulties="Không có.",
        proposals="Cung cấp tài liệu bằng tiếng Anh",
        addressee="Văn phòng Cơ quan Thường trực",
        number="123/BC-BNG",
        signed_on=date(2026, 2, 5),
        signer="Nguyễn Văn An",
    )
    paper = opened(asyncio.run(OneUnit(PLANS["705"], "BNG", steps=steps).draft(tmp_path)))
    said = paragraphs(paper)
    at = said.index("Bộ Ngoại giao đã ban hành 02 văn bản chỉ đạo, triển khai thực hiện, gồm:")
    assert said[at + 1 : at + 3] == [
        "- Kế hoạch số 12/KH-BNG ngày 12/11/2025;",
        "- Công văn số 34/BNG-VP ngày 01/12/2025.",
    ]
    assert "Các hoạt động bám sát nội dung của Kế hoạch." in said
    assert "Quá trình thực hiện, Bộ Ngoại giao không có khó khăn, vướng mắc." in said
    at = said.index("Đối với Văn phòng Cơ quan Thường trực:")
    assert said[at + 1] == "- Cung cấp tài liệu bằng tiếng Anh."
    left, right = (cell.text for cell in paper.tables[0].rows[0].cells)
    assert "Số: 123/BC-BNG" in left
    assert "Hà Nội, ngày 05 tháng 02 năm 2026" in right
    assert "Nguyễn Văn An" in paper.tables[1].cell(0, 1).text
    assert "(Kèm theo Báo cáo số 123/BC-BNG ngày 05 tháng 02 năm 2026)" in said


def test_without_a_word_of_the_steps_the_difficulties_put_to_the_office_stand_in_it(tmp_path: Path):
    async def brought(turn: Turn, member: int, at: datetime) -> None:
        new = NewMatter(MatterKind.DIFFICULTY, "Kinh phí chưa được bố trí.", asked_for="Bổ sung kinh phí")
        await matters.add(turn, "705", "BNG", new, member, at)

    said = paragraphs(opened(asyncio.run(OneUnit(PLANS["705"], "BNG", also=brought).draft(tmp_path))))
    assert said[said.index("- Kinh phí chưa được bố trí.") + 1] == "[Nguyên nhân…]"
    assert "- Bổ sung kinh phí." in said


def test_words_about_a_task_that_became_secret_since_are_told_no_more(tmp_path: Path):
    said = Steps(difficulties="Kinh phí cấp chậm\nNhiệm vụ 2.2a: thiếu người", proposals="2.2a cần thêm thời gian")
    own = asyncio.run(OneUnit(PLANS["705"], "BNG", steps=said).gathered(tmp_path))

    assert (own.steps.difficulties, own.steps.proposals) == ("Kinh phí cấp chậm", "")


def test_figures_that_were_confirmed_are_so_until_one_of_them_changes(tmp_path: Path):
    own = asyncio.run(OneUnit(PLANS["705"], "BNG", ["Hội nghị"]).gathered(tmp_path))
    assert report.of(own).fields["unconfirmed"]
    confirmed = replace(own, steps=Steps(figures=report.mark(own)))
    assert report.of(confirmed).fields["unconfirmed"] == ""
    (total,) = own.unit.sums.totals
    more = replace(own.unit.sums, totals=(replace(total, value=total.value + 1),))
    assert report.of(replace(confirmed, unit=replace(own.unit, sums=more))).fields["unconfirmed"]
    assert amount(total) == "120 lượt người"
