"""Letters to units that owe something: to whom they go, what they say, and where the draft is."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from handlers.delivery.long_work import Bench, Made, Wanted
from handlers.documents.letters import drafting
from handlers.documents.letters.drafting import KIND, UNIT
from handlers.obligations import laying_down
from messages.values import DocumentsByChat
from messages.words import ZONE
from plans import reading
from storage.db import Turn
from tests.dialogue import HOUSE, PLANS, Stage
from tests.documents.drafted import about, body, bytes_of, letter, lines, to_whom
from tests.documents.on_paper import broken
from tests.office.mornings import at, promised, received
from tests.talk.telling import acts, ask, hears

WEDNESDAY = datetime(2026, 2, 11, 9, tzinfo=ZONE)
LATE = re.compile(r"\b(?:chậm|trễ|quá hạn|đôn đốc|vi phạm|phê bình)\b", re.IGNORECASE)
STANDING = "obligation o join standing s on s.obligation = o.id"
REOPENED = (
    "update standing set received_on = null where obligation = (select id from obligation where key = 'report/BQP')"
    " returning 'BQP'"
)


@dataclass(frozen=True)
class Owed:
    unit: str
    due: str


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db", WEDNESDAY)
    await stage.open()
    for who, role, unit in (
        ("Minh", "coordinator", "VPCQTT"),
        ("Hương", "leader", "VPCQTT"),
        ("Lan", "official", "BNG"),
        ("Quân", "official", "BTP"),
        ("Thảo", "official", "HNI"),
        ("Tâm", "official", "BTGDVTW"),
    ):
        await stage.enter(who, role, unit)
    return stage


async def all_but(stage: Stage, *units: str) -> None:
    """Let every other report be in."""
    for unit in await ask(stage, str, "select unit from obligation where kind = 'report'"):
        if unit not in units:
            await received(stage, unit, "2026-02-09")


async def owed_by(stage: Stage, *, not_of: tuple[str, ...] = ()) -> list[str]:
    """Count anew, from the rows alone: whose report or answer is not in, in the plan's order."""
    today = stage.now.date()
    rows = await ask(stage, Owed, f"select o.unit, o.due from {STANDING} where s.received_on is null"
                     " and o.due is not null and o.kind in ('report', 'request')")  # fmt: skip
    owing = {row.unit for row in rows if date.fromisoformat(row.due) - today <= timedelta(days=14)}
    plan = reading.read(PLANS / "705-2025.yaml")
    return [unit.name for unit in plan.units if unit.code in owing - {plan.office, *not_of}]


async def test_the_letter_to_all_lists_whoever_owes_and_is_urged_and_nobody_else(stage: Stage):
    await received(stage, "CMU", "2026-02-09")
    await promised(stage, "BYT", "2026-02-13")
    await promised(stage, "BCA", "2026-02-10")  # and has not kept it
    await hears(stage, "Lan", "/vanban 215/BC-BNG ngày 10/02/2026", "bỏ qua", "gửi")
    await hears(stage, "Thảo", "/xingiahan 24/02", "Đang trình ký")
    paper = await letter(stage, "/donduc duthao all")

    named = to_whom(paper)
    assert named == await owed_by(stage, not_of=("BYT", "BNG", "HNI", "BTGDVTW"))
    assert len(named) == 43
    assert "chưa nhận được báo cáo bằng văn bản của 43 cơ quan, đơn vị (danh sách kèm theo)." in body(paper)
    assert lines(paper)[:3] == ["Kính gửi:", "- Các cơ quan Trung ương;", "- Các địa phương (danh sách kèm theo)."]


async def test_each_group_of_the_board_is_a_letter_and_the_numbers_are_the_same(stage: Stage):
    await promised(stage, "BCA", "2026-02-10")
    await hears(stage, "Minh", "/donduc HNI đã gọi, chưa hẹn ngày")
    board = await hears(stage, "Minh", "/donduc")
    choices = await hears(stage, "Minh", "[nút Dự thảo công văn]")

    counts = dict(re.findall(r"^– (.+) \((\d+)\)\.$", board, re.MULTILINE))
    offered = dict(re.findall(r"^\d+\. (.+) \((\d+)\)$", choices, re.MULTILINE))
    apart = "Cần trao đổi, có công văn đề nghị; không đôn đốc"
    assert offered == {
        "Tất cả đơn vị cần đôn đốc": "47",
        **{group: n for group, n in counts.items() if group != "Không đôn đốc"},
        apart: counts["Không đôn đốc"],
    }
    for key, group in (("broken", "Đã quá hẹn"), ("called", "Đã gọi, chưa hẹn ngày"), ("apart", apart)):
        assert len(to_whom(await letter(stage, f"/donduc duthao {key}"))) == int(offered[group])


async def test_a_letter_of_five_names_each_and_of_six_has_a_list(stage: Stage):
    await all_but(stage, "BNG", "BTP", "BCA", "BYT", "HNI")
    five = await letter(stage, "/donduc duthao all")
    await ask(stage, str, REOPENED)
    six = await letter(stage, "/donduc duthao all")

    assert (len(five.tables), len(six.tables)) == (2, 3)
    assert lines(five)[:6] == [
        "Kính gửi:",
        "- Bộ Ngoại giao;",
        "- Bộ Công an;",
        "- Bộ Tư pháp;",
        "- Bộ Y tế;",
        "- Ban Chỉ đạo Nhân quyền thành phố Hà Nội.",
    ]
    assert [cell.text for cell in six.tables[2].rows[0].cells] == ["TT", "Cơ quan, đơn vị", "Nội dung đề nghị gửi"]
    assert [cell.text for cell in six.tables[2].rows[3].cells] == [
        "3",
        "Bộ Quốc phòng",
        "Báo cáo bằng văn bản (hạn ngày 09/02/2026)",
    ]


async def test_what_is_past_is_urged_and_what_is_still_in_time_is_asked_for(stage: Stage):
    past = await letter(stage, "/donduc BNG duthao")
    stage.now = at("2026-02-05 09:00")
    ahead = await letter(stage, "/donduc BNG duthao")

    assert about(past) == "V/v đôn đốc gửi báo cáo kết quả thực hiện Kế hoạch số 705/KH-BCĐNQ"
    assert "Đến 09 giờ 00 ngày 11/02/2026, Văn phòng Cơ quan Thường trực chưa nhận được báo cáo" in body(past)
    assert "gửi báo cáo về Văn phòng Cơ quan Thường trực trước ngày [ngày…]" in body(past)
    assert about(ahead) == "V/v đề nghị gửi báo cáo kết quả thực hiện Kế hoạch số 705/KH-BCĐNQ"
    assert "Thời hạn gửi báo cáo bằng văn bản của quý cơ quan là hết thứ Hai, 09/02/2026." in body(ahead)
    assert "trong thời hạn nêu trên" in body(ahead)
    assert not LATE.search(body(ahead))
    assert "chưa nhận được" not in body(ahead)


async def test_an_answer_that_is_missing_is_named_by_what_was_asked(stage: Stage):
    stage.now = at("2026-01-30 09:00")
    asked = (
        "/yeucau",
        "gõ tên",
        "BNG; BTP",
        "Số hội nghị trong tháng 12",
        "04/02/2026",
        "Trả lời tại đây",
        "gửi đề nghị",
    )
    await hears(stage, "Minh", *asked)
    stage.now = at("2026-02-03 09:00")
    near = await letter(stage, "/donduc BTP duthao")
    stage.now = at("2026-02-05 09:00")
    both = await letter(stage, "/donduc duthao unasked")
    await all_but(stage)
    answer = await letter(stage, "/donduc BTP duthao")

    what = "đề nghị cung cấp thông tin số 01: “Số hội nghị trong tháng 12”"
    assert f"Thời hạn trả lời của quý cơ quan đối với {what} là hết thứ Tư, 04/02/2026." in body(near)
    assert not LATE.search(body(near))
    assert f"chưa nhận được trả lời của Bộ Ngoại giao và Bộ Tư pháp đối với {what} (thời hạn: ngày 04/02/2026)" in body(
        both
    )
    assert about(both).startswith("V/v đề nghị gửi báo cáo, cung cấp thông tin về thực hiện")  # the report is in time
    assert about(answer) == "V/v đôn đốc cung cấp thông tin về thực hiện Kế hoạch số 705/KH-BCĐNQ"
    assert "báo cáo bằng văn bản" not in body(answer)


async def test_a_body_of_the_party_is_in_no_letter_but_its_own_and_is_never_urged(stage: Stage):
    name = "Ban Tuyên giáo và Dân vận Trung ương"
    every = await letter(stage, "/donduc duthao all")
    own = await letter(stage, "/donduc duthao apart")
    same = await letter(stage, "/donduc BTGDVTW duthao")

    assert name not in to_whom(every)
    assert to_whom(own) == to_whom(same) == [name]
    assert "trân trọng đề nghị quý cơ quan phối hợp, gửi báo cáo" in body(own)
    assert not LATE.search(about(own) + body(own))
    assert "chỉ đạo thực hiện" not in body(own)


@pytest.fixture
async def of_hai_phong(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "hp.db", datetime(2024, 12, 12, 9, tzinfo=ZONE))
    await stage.open("hai-phong-2024")
    await stage.enter("Minh", "coordinator", "LSNVNONN", "HP24")
    await stage.enter("Lan", "official", "HTQT", "HP24")
    return stage


async def test_where_a_plan_has_no_deadline_results_of_the_phase_that_ended_are_asked_for(of_hai_phong: Stage):
    stage = of_hai_phong
    board = await hears(stage, "Minh", "/donduc")
    paper = await letter(stage, "/donduc duthao phase")
    silent = await ask(
        stage, str, f"select o.unit from {STANDING} where o.kind = 'update' and o.phase = '2' and not s.entries"
    )

    assert "1. Dự thảo công văn" in board
    assert set(silent) - {"LSNVNONN"} == {"VPS", "HTQT", "TTTTPTDN"}
    assert to_whom(paper) == ["Văn phòng Sở", "Phòng Hợp tác quốc tế", "Trung tâm Thông tin và Phát triển đối ngoại"]
    assert "về kết quả thực hiện giai đoạn “Ngày Nhân quyền thế giới” (đến ngày 10/12/2024)." in body(paper)
    assert not LATE.search(about(paper) + body(paper))
    assert [broken(one.text) for one in paper.tables[0].rows[0].cells[0].paragraphs if one.text][:3] == [
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
        "SỞ NGOẠI VỤ",
        "Số: […]/SNgV-LSNVNONN",
    ]


async def test_who_told_or_promised_results_of_the_phase_is_not_asked_for_them(of_hai_phong: Stage):
    stage = of_hai_phong
    await hears(stage, "Lan", "/hen", "1", "16/12")
    rows = await ask(
        stage, str, f"select o.unit from {STANDING} where o.kind = 'update' and s.promised_for > '2024-12-12'"
    )
    paper = await letter(stage, "/donduc duthao phase")

    assert rows
    assert "Phòng Hợp tác quốc tế" not in to_whom(paper)


async def test_near_the_deadline_the_report_is_asked_for_and_no_phase(stage: Stage):
    stage.now = at("2025-12-12 09:00")
    before = await hears(stage, "Minh", "/donduc duthao")
    stage.now = at("2026-02-05 09:00")
    near = await hears(stage, "Minh", "/donduc duthao")

    assert "Chưa có kết quả “Ngày Nhân quyền thế giới” (47)" in before  # all but the office, and the one apart
    assert "Chưa có kết quả" not in near


@pytest.mark.parametrize(
    "typed", ["/donduc duthao", "/donduc duthao all", "/donduc duthao called", "/donduc BNG duthao"]
)
async def test_a_letter_to_nobody_is_none(stage: Stage, typed: str):
    await all_but(stage)
    stage.now = at("2026-02-11 09:00")
    said = await hears(stage, "Minh", typed)

    assert said.startswith("Hiện không có đơn vị nào trong nhóm này, nên không lập công văn.")
    assert "Dự thảo công văn" not in await hears(stage, "Minh", "/donduc")
    assert await ask(stage, str, "select kind from work where kind = 'letter'") == []
    assert not (stage.path.parent / "documents").exists()


HOSTILE = (
    "Sở <w:p>&amp;</w:p> & Cộng sự",
    "=cmd|' /C calc'!A0",
    "{{ reporter }} {% for x in y %}",
    "Sở 😀 \u202eđảo\u202c \u200f",
    "_x0041_ […] [ngày…]",
    "Sở\x07\x0b\x1f Tư pháp",
    "Cơ quan " + "rất dài " * 30,
)


async def test_whatever_a_plan_calls_its_units_the_letter_is_whole(stage: Stage):
    plan = reading.read(PLANS / "705-2025.yaml")
    strange = dict(zip(("BCA", "BQP", "BTP", "BYT", "BTC", "BNV", "BNG"), HOSTILE, strict=True))
    units = tuple(unit.model_copy(update={"name": strange.get(unit.code, unit.name)}) for unit in plan.units)
    await stage.write(partial(laying_down.load, plan=plan.model_copy(update={"units": units}), at=stage.now))
    every, one = await letter(stage, "/donduc duthao all"), await letter(stage, "/donduc BTP duthao")
    said = await hears(stage, "Minh", "/donduc BTC duthao")

    assert [name for name in HOSTILE if re.sub("[\x07\x0b\x1f]", "", name) not in to_whom(every)] == []
    assert to_whom(one) == [HOSTILE[2]]
    assert "Còn 05 chỗ cần điền" in said  # what a title says is nothing to fill


async def test_a_draft_is_the_house_s_alone_and_takes_no_other_s_place(stage: Stage):
    first, second = [await hears(stage, "Minh", "/donduc BNG duthao") for _ in range(2)]
    await bytes_of(stage, first)
    await bytes_of(stage, second)
    files = list((stage.path.parent / "documents").rglob("*.docx"))

    assert "[tệp" not in first
    assert len(files) == 2
    assert {file.parent.stat().st_mode & 0o777 for file in files} == {0o700}
    assert ("letter.drafted", "705", "VPCQTT", "BNG") in await acts(stage)


async def test_two_drafts_of_one_second_lie_beside_each_other(stage: Stage, tmp_path: Path):
    async def drafted(unit: str) -> str:
        plan = reading.read(PLANS / "705-2025.yaml")
        wanted = Wanted(KIND, "705", "vi", (), facts={UNIT: unit})

        async def make(db: Turn) -> Made:
            bench = Bench(db, plan, wanted, stage.now, DocumentsByChat.OWN, tmp_path / "documents", None, Path, print)
            return await drafting.make(bench)

        return (await stage.write(make)).text

    told = [await drafted(unit) for unit in ("BNG", "BTP", "HNI")]
    assert len({await bytes_of(stage, one) for one in told}) == 3


async def test_where_the_house_allows_it_the_draft_comes_in_the_chat(stage: Stage):
    stage.house = replace(HOUSE, by_chat=DocumentsByChat.ALL)
    said = await hears(stage, "Minh", "/donduc BNG duthao")

    assert said.endswith("[tệp du-thao-cong-van-705-2026-02-11-0900.docx]")
    assert "SHA-256" not in said
    assert not (stage.path.parent / "documents").exists()


@pytest.mark.parametrize(
    "typed", ["/donduc BNG dự thảo công văn", "/donduc bo ngoai giao soan cong van", "/chase BNG draft"]
)
async def test_it_is_asked_for_in_other_words_too(stage: Stage, typed: str):
    assert to_whom(await letter(stage, typed)) == ["Bộ Ngoại giao"]


async def test_a_leader_drafts_none(stage: Stage):
    assert "lập công văn" in await hears(stage, "Hương", "/donduc duthao all")
    assert "Dự thảo công văn" not in await hears(stage, "Hương", "/donduc")
    assert "Dự thảo công văn" not in await hears(stage, "Hương", "/donduc BNG")
    assert await ask(stage, str, "select kind from work where kind = 'letter'") == []


async def test_a_unit_without_anybody_is_asked_to_name_an_official(stage: Stage):
    unmanned, manned = await letter(stage, "/donduc BCA duthao"), await letter(stage, "/donduc BNG duthao")

    assert "đề nghị quý cơ quan cử cán bộ đầu mối, thông báo họ tên, chức vụ" in body(unmanned)
    assert "đầu mối" not in body(manned)
