"""What the guard finds in a workbook, and what no workbook is: nothing of it is kept, and it is said as of any file."""

import io
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from storage.members import people
from storage.members.people import Role
from tests.dialogue import Stage
from tests.workbooks.sheet import made

HEAD = "Nhiệm vụ | Thời gian | Hình thức | Nội dung | Lượt người tham dự | Minh chứng"
GOOD = "16.1a | 04/12 | hội thảo | Hội thảo về quyền trẻ em | 80 |"
TABLE = f"{HEAD}\n{GOOD}"
STAMP = "TUYỆT MẬT"


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "HNI")
    return stage


async def everything_kept(stage: Stage) -> str:
    """Give all that the file of the house holds, and the names and bytes in its store."""
    await stage.close()
    files = [path for path in stage.path.parent.rglob("*") if path.is_file()]
    return "".join(str(path) for path in files) + "".join(path.read_bytes().decode("utf-8", "ignore") for path in files)


def in_a_comment(sheet: Any) -> None:
    sheet["A2"].comment = Comment(STAMP, "Lan")


def in_the_header(sheet: Any) -> None:
    sheet.oddHeader.center.text = STAMP


def on_a_hidden_sheet(sheet: Any) -> None:
    other = sheet.parent.create_sheet("Nháp")
    other["C7"] = STAMP
    other.sheet_state = "hidden"


def in_a_hidden_row(sheet: Any) -> None:
    sheet["D9"] = STAMP
    sheet.row_dimensions[9].hidden = True


def in_the_name_of_a_sheet(sheet: Any) -> None:
    sheet.parent.create_sheet("Độ mật")


def far_away(sheet: Any) -> None:
    sheet["CZ5000"] = STAMP


@pytest.mark.parametrize(
    "put",
    [in_a_comment, in_the_header, on_a_hidden_sheet, in_a_hidden_row, in_the_name_of_a_sheet, far_away],
    ids=lambda put: put.__name__,
)
async def test_a_mark_of_secrecy_anywhere_blocks_the_file_and_nothing_of_it_is_kept(stage: Stage, put: Any):
    told = await stage.send(made(TABLE, put))

    assert any("dấu hiệu chứa bí mật nhà nước" in line for line in told), told
    kept = await everything_kept(stage)
    assert STAMP not in kept
    assert "Hội thảo về quyền trẻ em" not in kept


async def test_of_a_row_of_a_task_that_may_be_secret_no_word_is_kept(stage: Stage):
    await stage.enter("Mai", "official", "BNG")

    told = await stage.send(made(f"{TABLE}\n2.2a | 04/12 | hội thảo | Nội dung không được ghi | 80 | https://a.vn/x"))

    assert told[1].startswith("Trang Kết quả, dòng 2, cột Nhiệm vụ:")
    assert told[2].startswith("Trang Kết quả, dòng 3, cột Nhiệm vụ: Nhiệm vụ 2.2a chỉ nhận tình trạng")
    found: list[str] = await stage.write(lambda db: db.all(str, "select body from workbook"))
    assert found == []


async def test_what_waits_to_be_confirmed_holds_nothing_of_such_a_row(stage: Stage):
    await stage.enter("Mai", "official", "BNG")
    await stage.say("/baocao 2.1b hội thảo về quyền trẻ em, hôm qua, 80 đại biểu")

    await stage.send(made(f"{HEAD}\n2.2a | 04/12 | hội thảo | Nội dung không được ghi | 80 | https://a.vn/x"))

    (body,) = await stage.write(lambda db: db.all(str, "select body from workbook"))
    assert '"2.2a"' in body
    assert "Nội dung" not in body.partition('"rows"')[2]


def with_macro(data: bytes) -> bytes:
    new = io.BytesIO(data)
    with zipfile.ZipFile(new, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    return new.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (OLD, "ket-qua.xls", "Excel kiểu cũ"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "ket-qua.xlsx", "đặt mật khẩu"),
        (with_macro(made(TABLE)), "ket-qua.xlsm", "có chứa macro"),
        (made(TABLE)[:900], "ket-qua.xlsx", "không mở được"),
    ],
    ids=["old", "locked", "macro", "damaged"],
)
async def test_what_is_no_workbook_of_today_is_refused_as_every_file_is(stage: Stage, data: bytes, name: str, why: str):
    told = await stage.send(data, name)

    assert any(why in line for line in told), told
    assert await stage.write(lambda db: db.all(str, "select body from workbook")) == []


async def test_whoever_is_of_several_units_is_asked_for_which_a_table_without_a_mark_is(stage: Stage):
    await stage.enter("Mai", "official", "BNG")
    mai = await stage.write(partial(people.at_address, channel="telegram", chat="Mai"))
    also = {"plan": "705", "unit": "HNI", "role": Role.OFFICIAL, "invitation": None, "at": stage.now}
    await stage.write(partial(people.join, person=mai.id, **also))

    asked = await stage.send(made(TABLE))
    shown = await stage.say("[nút Ban Chỉ đạo Nhân quyền thành phố Hà Nội]")

    assert {line[3:] for line in asked[1:3]} == {"Bộ Ngoại giao", "Ban Chỉ đạo Nhân quyền thành phố Hà Nội"}
    assert shown[0] == "Trang Kết quả: 01 kết quả để ghi nhận cho Ban Chỉ đạo Nhân quyền thành phố Hà Nội."
