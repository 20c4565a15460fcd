"""`python -m bot export`: documents in a folder, as of one moment, also while the bot runs; what cannot be is said."""

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from bot.__main__ import commands
from bot.data_dir import Folder
from handlers.closings import closing
from handlers.closings.closing import ToClose
from handlers.closings.snapshot import Scope
from handlers.obligations import laying_down
from storage import migrating
from storage.db import Database
from tests.documents import campaign
from tests.documents.conftest import PLANS
from tests.documents.on_paper import broken

PLAN = PLANS["705"]
pytestmark = pytest.mark.usefixtures("house")
SINGLE = PLANS["HP24"].model_copy(
    update={"code": "MOT", "key": "mot", "phases": PLANS["HP24"].phases[:1], "consolidated": None, "closings": ()}
)


@pytest.fixture(scope="session")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a DATA_DIR with the campaign of 2025 and a closing of its first phase."""
    folder = tmp_path_factory.mktemp("ended")
    asyncio.run(_end(folder))
    (folder / "campaign.db").rename(Folder(folder).database)
    return folder


async def _end(folder: Path) -> None:
    db = await campaign.made(folder, PLAN)
    at = campaign.after(PLAN)
    (closed,) = await db.read_long(lambda reader: closing.stood(reader, PLAN, at, Scope(("1",))))
    await db.write(partial(closing.store, plan=PLAN, new=ToClose(closed, "first"), at=at))
    await db.write(partial(laying_down.load, plan=SINGLE, at=at))
    await db.close()


@pytest.fixture
def house(ended: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DAUMOI_DATA_DIR", str(ended))
    yield ended
    Folder(ended).template.unlink(missing_ok=True)


def exported(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, ["export", *words])
    return result.exit_code, result.output.strip()


def read(folder: Path) -> list[str]:
    (file,) = folder.glob("*.docx")
    document = docx.Document(str(file))
    return [one.text for one in document.paragraphs]


def test_the_report_of_all_of_a_plan_is_made(tmp_path: Path):
    code, said = exported("705", "--as-of", "2026-02-12", "-o", str(tmp_path / "out"))
    assert (code, said) == (
        0,
        f"Dự thảo báo cáo tổng hợp: {tmp_path}/out/bao-cao-tong-hop-705-2026-02-12.docx (còn 06 chỗ cần nhận định).",
    )
    assert "Phụ lục II" in read(tmp_path / "out")
    assert "Phụ lục III" not in read(tmp_path / "out")


def test_with_the_third_annex_it_says_who_has_not_sent(tmp_path: Path):
    exported("705", "--as-of", "2026-02-12", "--annex-3", "-o", str(tmp_path))
    assert "Phụ lục III" in read(tmp_path)


def test_a_report_as_a_closing_held_it_has_its_figures(tmp_path: Path):
    exported("705", "--as-closed", "1", "-o", str(tmp_path / "closed"))
    exported("705", "--period", "1", "--as-of", "2026-02-12", "-o", str(tmp_path / "period"))
    assert any(", giai đoạn “Trước thời điểm Ngày Nhân quyền thế giới”" in one for one in read(tmp_path / "closed"))
    of_closing = [one for one in read(tmp_path / "closed") if "đã thông tin" in one]
    assert of_closing
    assert of_closing == [one for one in read(tmp_path / "period") if "đã thông tin" in one]


def test_the_committee_may_issue_it_and_is_not_addressed_itself(tmp_path: Path):
    exported("705", "--by", "committee", "-o", str(tmp_path))
    said = read(tmp_path)
    assert [one for one in said if one.startswith("Kính gửi")] == ["Kính gửi: Thủ tướng Chính phủ"]


def test_a_template_that_was_kept_is_used(tmp_path: Path):
    document = docx.Document()
    document.add_paragraph("Mẫu riêng của {{ issuer }}")
    document.save(str(tmp_path / "own.docx"))
    assert CliRunner().invoke(commands, ["template", "keep", str(tmp_path / "own.docx")]).exit_code == 0
    exported("705", "-o", str(tmp_path / "out"))
    assert [broken(line) for line in read(tmp_path / "out")] == ["Mẫu riêng của VĂN PHÒNG CƠ QUAN THƯỜNG TRỰC"]


def test_a_plan_of_one_period_without_deadline_and_without_results_has_a_report(tmp_path: Path):
    assert exported("MOT", "-o", str(tmp_path))[0] == 0
    said = "\n".join(read(tmp_path))
    assert "chưa có đơn vị nào thông tin số liệu" in said
    assert "đã gửi báo cáo" not in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("706",), "Kế hoạch 706 chưa vận hành. Kế hoạch đang vận hành: 705, MOT."),
        (("705", "--period", "9"), "Kế hoạch không có phần 9. Mã các phần: 1, 2, 3."),
        (("MOT", "--by", "committee"), "Kế hoạch MOT không có cơ quan thứ hai ban hành báo cáo. Bỏ --by committee."),
        (("705", "--as-closed", "1", "--period", "2"), "--as-closed đã là một thời điểm: bỏ --as-of và --period."),
        (
            ("705", "--csv", "--unit", "XYZ"),
            "Kế hoạch không có đơn vị XYZ. Mã đơn vị như trong danh sách đơn vị, ví dụ: BTGDVTW.",
        ),
        (
            ("705", "--csv", "--from", "2025-12-02", "--to", "2025-12-01"),
            "--from phải trước hoặc cùng ngày với --to.",
        ),
        (
            ("705", "--unit", PLAN.office),
            (
                "Văn phòng Cơ quan Thường trực là cơ quan tổng hợp, không có báo cáo riêng của đơn vị."
                " Bỏ --unit để lập báo cáo tổng hợp."
            ),
        ),
        (("705", "--as-closed", "7"), "Không có lần chốt số liệu số 7. Xem các lần chốt: /chotsolieu."),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence(words: tuple[str, ...], why: str):
    assert exported(*words) == (1, why)


def test_a_report_is_in_vietnamese_whatever_the_house_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    exported("705", "--as-of", "2026-02-12", "-o", str(tmp_path / "vi"))
    monkeypatch.setenv("DAUMOI_LANGUAGE", "en")
    assert exported("705", "--as-of", "2026-02-12", "-o", str(tmp_path / "en"))[1].startswith(
        "The draft of the consolidated"
    )
    assert read(tmp_path / "en") == read(tmp_path / "vi")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("delete from migration where name = '0001_first'", "của phiên bản trước"),
        ("insert into migration values ('9999_later')", "mới hơn chương trình này"),
    ],
)
def test_data_of_another_release_is_said(
    ended: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, why: str
):
    other = Folder(tmp_path).database
    other.write_bytes(Folder(ended).database.read_bytes())
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute(change)
        connection.commit()
    monkeypatch.setenv("DAUMOI_DATA_DIR", str(tmp_path))
    code, said = exported("705", "-o", str(tmp_path / "out"))
    assert (code, why in said) == (78, True)


def test_evidence_and_results_are_narrowed_and_sums_are_not(tmp_path: Path):
    code, said = exported(
        "705", "--jsonl", "--csv", "--evidence", "--unit", "BNG", "--from", "2025-12-01", "-o", str(tmp_path)
    )
    lines = next(tmp_path.glob("*.jsonl")).read_text(encoding="utf-8").splitlines()
    assert code == 0
    assert f"({len(lines):02} kết quả)" in said
    assert {json.loads(line)["unit"] for line in lines} == {"BNG"}
    assert min(json.loads(line)["last_day"] or "2025-12-01" for line in lines) >= "2025-12-01"

    assert exported("705", "--to", "2025-12-01")[0] == exported("705", "--unit", "BNG", "--period", "1")[0] == 1


def test_of_one_unit_the_report_and_the_workbook_are_its_own(tmp_path: Path):
    code, said = exported(
        "705", "--docx", "--xlsx", "--csv", "--unit", "BNG", "--as-of", "2026-02-12", "-o", str(tmp_path)
    )
    assert (code, said.count("BNG")) == (0, 2), said
    assert len(list(tmp_path.glob("*"))) == 3
    assert any("qua Văn phòng Cơ quan Thường trực" in line for line in read(tmp_path))


def test_a_unit_that_was_not_of_the_plan_then_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asyncio.run(_joined_later(tmp_path, "BNG"))
    monkeypatch.setenv("DAUMOI_DATA_DIR", str(tmp_path))
    of_unit = ("705", "--docx", "--xlsx", "--unit", "BNG", "-o", str(tmp_path / "out"))
    code, said = exported(*of_unit, "--as-of", "2025-12-01")
    assert (code, said) == (
        1,
        "Kế hoạch không có đơn vị BNG. Mã đơn vị như trong danh sách đơn vị, ví dụ: BTGDVTW.",
    )
    assert exported(*of_unit, "--as-of", "2026-01-01")[0] == 0


async def _joined_later(folder: Path, unit: str) -> None:
    """Keep a plan that runs without a unit first, and with it from the end of the year."""
    path = Folder(folder).database
    migrating.migrate(path)
    db = Database(path)
    await db.open()
    without = PLAN.model_copy(
        update={
            "units": tuple(one for one in PLAN.units if one.code != unit),
            "tasks": tuple(task for task in PLAN.tasks if task.unit != unit),
        }
    )
    await db.write(partial(laying_down.load, plan=without, at=datetime(2025, 11, 20, tzinfo=UTC)))
    await db.write(partial(laying_down.load, plan=PLAN, at=datetime(2025, 12, 30, tzinfo=UTC)))
    await db.close()


def test_a_template_that_cannot_be_filled_costs_no_other_document(house: Path, tmp_path: Path):
    Folder(house).template.write_bytes(b"no document of Word")
    code, said = exported("705", "--docx", "--csv", "-o", str(tmp_path))
    assert (code, "Chưa lập được dự thảo báo cáo tổng hợp (Word)" in said, "Dữ liệu CSV:" in said) == (1, True, True)
    assert [path.suffix for path in tmp_path.iterdir()] == [".csv"]


def test_a_folder_that_is_a_file_is_said(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    code, said = exported("705", "-o", str(tmp_path / "file"))
    assert (code, "Không ghi được" in said) == (1, True)


def test_without_a_house_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DAUMOI_DATA_DIR", str(tmp_path / "none"))
    assert exported("705") == (78, f"Chưa có dữ liệu trong {tmp_path / 'none'}. Kiểm tra DAUMOI_DATA_DIR.")
