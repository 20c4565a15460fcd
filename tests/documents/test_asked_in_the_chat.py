"""`/xuat` of a coordinator: read from words, made in another process, given as the house allows."""

import hashlib
import itertools
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import docx
import pytest

from bot.data_dir import Folder
from bot.loops.fetching import Fetching
from bot.serving.app import App
from handlers.delivery import long_work
from handlers.delivery.long_work import Wanted
from handlers.documents import worded_wish
from handlers.documents.consolidated.report import IssuedBy
from handlers.documents.in_chat import KIND
from handlers.documents.making import DocumentKind
from handlers.documents.worded_wish import MAKE, STOP, WordedWish
from messages.values import DocumentsByChat
from messages.words import speaking
from storage.db import Database
from storage.members import people
from tests.dialogue import HOUSE, Stage, Stopped, in_a_thread
from tests.documents.conftest import PLANS
from tests.progress.test_working import at_work as working
from tests.talk.telling import ask

TODAY = date(2025, 12, 18)
PLAN = PLANS["705"]


@dataclass
class Told:
    """A message that waits to be sent."""

    text: str
    files: str


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", WordedWish()),
        ("báo cáo tổng hợp", WordedWish(frozenset({DocumentKind.DOCX}))),
        ("bao cao", WordedWish(frozenset({DocumentKind.DOCX}))),
        ("Excel, giai đoạn 2", WordedWish(frozenset({DocumentKind.XLSX}), closing=0, phase="2")),
        ("chốt số 3", WordedWish(closing=3)),
        ("closing 3 annex iii", WordedWish(closing=3, names_silent=True)),
        ("word ban chỉ đạo đến nay", WordedWish(frozenset({DocumentKind.DOCX}), closing=0, by=IssuedBy.COMMITTEE)),
        ("Bộ Y tế", WordedWish(closing=0, unit="BYT")),
        (
            "minh chứng Bộ Y tế từ 1/12 đến 10/12",
            WordedWish(
                frozenset({DocumentKind.EVIDENCE}), closing=0, unit="BYT", days=(date(2025, 12, 1), date(2025, 12, 10))
            ),
        ),
        ("csv từ 1/12 đến 10/12 BYT", None),
        ("word excel BYT", WordedWish(closing=0, unit="BYT")),
        ("word VPCQTT", WordedWish(frozenset(), closing=0, unit="VPCQTT")),
        ("excel VPCQTT", WordedWish(frozenset({DocumentKind.XLSX}), closing=0, unit="VPCQTT")),
        ("word từ 1/12 đến 2/12", WordedWish(frozenset(), 0, days=(date(2025, 12, 1), date(2025, 12, 2)))),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: WordedWish | None):
    found = worded_wish.read(typed, PLAN, TODAY)
    assert (found.left != "") if meant is None else (found.wish, found.left) == (meant, "")


@pytest.mark.parametrize(
    ("typed", "unclear"),
    [("chốt", "chốt"), ("giai đoạn 9", "giai đoạn 9"), ("csv ngày 31/02", "ngày 31/02"), ("word 😀", "😀")],
)
def test_what_nothing_is_made_of_is_named_as_people_have_it(typed: str, unclear: str):
    assert worded_wish.read(typed, PLAN, TODAY).left == unclear


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_spelled_on_a_button_is_read_as_it_was_meant(language: str):
    kinds: Sequence[frozenset[DocumentKind]] = [frozenset(some) for some in itertools.combinations(DocumentKind, 2)]
    wishes = [
        WordedWish(some, closing, by=by, names_silent=silent)
        for some, closing, by, silent in itertools.product(kinds, (0, 2), IssuedBy, (False, True))
    ]
    wishes += [WordedWish(some, 0, phase.key) for some in kinds for phase in PLAN.phases]
    lists = frozenset({DocumentKind.EVIDENCE, DocumentKind.JSONL})
    days = date(2025, 11, 30), date(2026, 1, 2)
    wishes += [WordedWish(lists, 0, unit=unit.code, days=chosen) for unit in PLAN.units for chosen in (None, days)]
    wishes += [WordedWish(some, 0, unit="BYT") for some in kinds]
    with speaking(language):
        for wish, verb in itertools.product(wishes, ("", MAKE, STOP)):
            found = worded_wish.read(worded_wish.spelled(wish, verb), PLAN, TODAY)
            assert (found.wish, found.verb, found.left) == (wish, verb, "")


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Minh", "coordinator", "VPCQTT")
    return stage


async def test_what_does_not_go_by_chat_is_kept_in_the_house_and_its_place_is_told(stage, tmp_path):
    said = "\n".join(await stage.say("/xuat word excel jsonl csv minh chứng lập"))
    lying = sorted(path for path in Folder(tmp_path).documents.rglob("*") if path.is_file())
    assert [path.suffix for path in lying] == [".docx", ".csv", ".jsonl", ".zip", ".xlsx"]
    for path in lying:
        assert str(path.relative_to(tmp_path)) in said
        assert hashlib.sha256(path.read_bytes()).hexdigest() in said


async def test_where_the_house_allows_it_they_go_by_chat_and_stay_nowhere(stage, tmp_path):
    minh = await stage.write(partial(people.at_address, channel="telegram", chat="Minh"))
    wanted = Wanted(KIND, "705", "vi", (minh.id,), facts={"words": "word excel", "at": stage.now.isoformat()})
    await stage.write(partial(long_work.ask, wanted=wanted, at=stage.now, by=minh.id))
    db = Database(stage.path)
    await db.open()
    try:
        loop = working(stage, db, in_a_thread)
        loop.app = App(replace(HOUSE, by_chat=DocumentsByChat.ALL))
        await loop.work_through()
    finally:
        await db.close()
    sent = await ask(stage, Told, "select body ->> '$.text', body ->> '$.files' from outbox where state = 'waiting'")
    assert ["docx" in "".join(one.files for one in sent), "xlsx" in "".join(one.files for one in sent)] == [True, True]
    assert list(Folder(tmp_path).documents.rglob("*")) == []


async def test_a_report_of_a_closing_asked_for_in_english_is_in_vietnamese(stage, tmp_path):
    await stage.enter("Anna", "coordinator", "VPCQTT", language="en")
    said = "\n".join(await stage.say("/export word make"))
    assert "Draft of the consolidated report (Word)" in said
    (path,) = Folder(tmp_path).documents.rglob("*.docx")
    assert "Kính gửi:" in [one.text for one in docx.Document(str(path)).paragraphs]


async def test_of_one_unit_the_report_and_the_workbook_are_its_own_as_on_the_command_line(stage, tmp_path):
    said = "\n".join(await stage.say("/xuat word excel csv BNG lập"))
    assert "Dự thảo báo cáo của đơn vị (Word)" in said
    assert "/baocaovanban" not in said  # that is for the unit's own people
    lying = sorted(path.name for path in Folder(tmp_path).documents.rglob("*") if path.is_file())
    assert [name.partition("-705-")[0] for name in lying] == ["du-thao-bao-cao", "ket-qua", "ket-qua"]
    (draft,) = Folder(tmp_path).documents.rglob("*.docx")
    assert any("qua Văn phòng Cơ quan Thường trực" in one.text for one in docx.Document(str(draft)).paragraphs)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("word từ 01/12 đến 02/12 lập", "của một khoảng ngày, chỉ lập minh chứng và dữ liệu"),
        ("word VPCQTT lập", "không có báo cáo riêng của đơn vị"),
        ("word BNG giai đoạn 2 lập", "không theo giai đoạn hay lần chốt"),
    ],
)
async def test_what_there_is_not_of_a_part_is_said_and_nothing_is_made(stage, typed: str, said: str):
    assert said in "\n".join(await stage.say(f"/xuat {typed}"))
    assert not await ask(stage, int, "select id from work where kind = 'export'")


@pytest.mark.parametrize(
    ("command", "language", "not_made", "made"),
    [
        ("/xuat word excel csv lập", "vi", "Chưa lập được dự thảo báo cáo tổng hợp (Word): ", "Bảng số liệu (Excel)"),
        ("/export word excel csv make", "en", "Not made, draft of the consolidated report (Word): ", "Workbook of the"),
    ],
)
async def test_one_document_that_cannot_be_made_is_named_and_the_others_are_given(
    stage, tmp_path, command: str, language: str, not_made: str, made: str
):
    Folder(tmp_path).template.write_bytes(b"no document of Word")
    await stage.enter("Anna", "coordinator", "VPCQTT", language=language)
    said = "\n".join(await stage.say(command))
    assert not_made in said
    assert made in said
    lying = [path.suffix for path in Folder(tmp_path).documents.rglob("*") if path.is_file()]
    assert sorted(lying) == [".csv", ".xlsx"]


async def test_where_nothing_can_be_made_nothing_is_said_to_be(stage, tmp_path):
    Folder(tmp_path).template.write_bytes(b"no document of Word")
    said = "\n".join(await stage.say("/xuat word lập"))
    assert "Chưa lập được dự thảo báo cáo tổng hợp (Word)" in said
    assert "Đã lập lúc" not in said
    assert not [path for path in Folder(tmp_path).documents.rglob("*") if path.is_file()]


async def test_an_official_is_offered_no_documents_of_the_whole_plan(stage):
    await stage.enter("Lan")
    assert "LẬP TÀI LIỆU" not in "\n".join(await stage.say("/xuat word lập"))
    assert not await ask(stage, int, "select id from work where kind = 'export'")


async def test_documents_nobody_fetched_go_after_thirty_days(stage, tmp_path):
    await stage.say("/xuat csv lập")
    (old,) = Folder(tmp_path).documents.iterdir()
    young, stray = (Folder(tmp_path).documents / name for name in ("young", "a file of somebody"))
    young.mkdir()
    stray.write_bytes(b"")
    for folder, age in ((old, timedelta(days=31)), (young, timedelta(days=29)), (stray, timedelta(days=99))):
        at = (stage.now - age).timestamp()
        os.utime(folder, (at, at))
    db = Database(stage.path)
    await db.open()
    try:
        await Fetching(db, App(HOUSE), {}, Stopped(stage.now), tmp_path / "store")._sweep()  # noqa: SLF001 - else it sweeps when it likes
    finally:
        await db.close()
    assert {*Folder(tmp_path).documents.iterdir()} == {young, stray}
