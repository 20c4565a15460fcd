"""The workbook: every sheet as a person needs it, what people typed as text, all as of one moment."""

import re
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from handlers.documents.consolidated.report import ReportWish
from handlers.documents.workbook import workbook
from handlers.documents.workbook.naming import Ruled
from messages.documents import sheets
from messages.documents.sheets import CellShape, Column, Page
from messages.words import write
from plans.obligations import SCALES, Kind
from plans.schema import Sensitive
from storage.db import reading
from tests.documents import campaign, counted_apart, odd_results
from tests.documents.conftest import PLANS
from tests.documents.odd import Odd
from tests.documents.sheet_cells import column, rows

FORMULA = re.compile(r"<f[ >]")
SHEETS = [
    "Tổng hợp", "Đơn vị", "Nhiệm vụ", "Hoạt động", "Số liệu", "Minh chứng", "Lịch sử", "Vướng mắc", "Nguồn số liệu",
    "Chú giải",
]  # fmt: skip
FIVE_WORDS = {
    "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Chưa hoàn thành (trong hạn)", "Chưa hoàn thành (quá hạn)",
    "Chưa có thông tin",
}  # fmt: skip
NOTHING = {"Đơn vị báo không phát sinh", "Không phát sinh"}
CONTROL = re.compile("[\x00-\x08\x0b\x0c-\x1f]")


# --- the tasks, and what people typed


def test_every_task_of_every_unit_stands_there_with_its_word(made: Odd):
    sheet = made.book["Nhiệm vụ"]
    assert sheet.max_row - 1 == len(made.plan.assignments()) == {"705": 238, "HP24": 11}[made.plan.code]
    assert set(column(sheet, "Tình trạng")) <= FIVE_WORDS | NOTHING
    for row in rows(made.book["Đơn vị"]):
        assert row[4] == sum(row[5:12])  # each unit's parts are all its tasks


def test_of_a_task_that_may_be_secret_there_is_no_word(made: Odd):
    secret = {task.label for task in made.plan.tasks if task.sensitive is Sensitive.YES}
    every = {str(cell) for sheet in made.book for row in rows(sheet) for cell in row}
    assert secret
    assert not secret & every


def test_what_people_typed_is_text_and_nothing_in_it_is_run(made: Odd):
    titles = column(made.book["Hoạt động"], "Tên hoạt động")
    cells = [cell for sheet in made.book for row in sheet.iter_rows() for cell in row]
    with ZipFile(made.path) as archive:
        parts = {part: archive.read(part).decode() for part in archive.namelist() if part.endswith((".xml", ".rels"))}

    # a reader takes _x0041_ for the letter A, so the mark is written as _x005F_; openpyxl leaves it as it is
    read = [str(title).replace("_x005F_", "_") for title in titles]
    assert [title for title in odd_results.TITLES if CONTROL.sub("", title) not in read] == []
    assert "=HYPERLINK(A1)" in column(made.book["Minh chứng"], "Tên hoặc nội dung")
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert not [
        part for part, xml in parts.items() if "/worksheets/" in part and FORMULA.search(xml.split("<conditional")[0])
    ]
    assert not [part for part, xml in parts.items() if "hyperlink" in xml]


def test_what_no_cell_can_hold_is_cut_and_shows_it(made: Odd):
    (place,) = (one for one in column(made.book["Hoạt động"], "Địa điểm") if one and one.startswith("xã, xã"))
    assert (len(place), place[-1]) == (sheets.LONGEST, "…")


def test_what_was_withdrawn_set_aside_or_lies_ahead_of_it_is_in_no_list(made: Odd):
    titles = column(made.book["Hoạt động"], "Tên hoạt động")
    assert not {"Đã rút", "Để riêng"} & set(titles)
    assert "Trước chiến dịch" in titles
    assert column(made.coded["activities"], "period")[titles.index("Trước chiến dịch")] == "none"
    assert "Đã đưa vào tổng hợp" in column(made.book["Hoạt động"], "Rà soát")


# --- as people and machines need it


def test_each_sheet_is_made_to_be_read_and_printed(made: Odd):
    assert made.book.sheetnames == SHEETS
    for sheet in made.book:
        last = f"{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == f"A1:{last}"
        assert sheet.print_area.replace("$", "").endswith(f"A1:{last}")
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is what is left out
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(sheet.column_dimensions[cell.column_letter].width for cell in sheet[1])


def test_a_row_of_headings_is_as_high_as_the_longest_of_them_needs(made: Odd):
    heights = {sheet.title: sheet.row_dimensions[1].height for sheet in made.book}
    assert heights["Chú giải"] < heights["Nhiệm vụ"] < heights["Đơn vị"]


def test_a_unit_takes_one_line_where_its_words_are_short(made: Odd):
    sheet = made.book["Đơn vị"]
    high = [sheet.cell(nth, 2).value for nth in range(2, sheet.max_row + 1) if sheet.row_dimensions[nth].height]
    assert [name for name in high if name and len(name) < 30] == []


def test_days_and_numbers_are_real_ones(made: Odd):
    kinds = {
        CellShape.DAY: (datetime, "dd/mm/yyyy"),
        CellShape.INSTANT: (datetime, "hh:mm dd/mm/yyyy"),
        CellShape.NUMBER: ((int, float), None),
        CellShape.SHORT: (str, None),
        CellShape.TEXT: (str, None),
    }
    seen = set()
    for ruled, sheet in zip(_columns(made).values(), made.book, strict=True):
        for place, of in enumerate(ruled, 1):
            kind, form = kinds[of.shape]
            for (cell,) in sheet.iter_rows(min_row=2, min_col=place, max_col=place):
                if cell.value is not None:
                    seen.add(of.shape)
                    assert isinstance(cell.value, kind), (sheet.title, of.key, cell.value)
                    assert form is None or cell.number_format == form
    assert seen == set(CellShape)


def _columns(made: Odd) -> dict[str, tuple[Ruled, ...]]:
    return workbook._columns(made.plan)


def test_one_sheet_says_what_every_column_of_every_sheet_is(made: Odd):
    told = [row[:2] for row in rows(made.book["Chú giải"]) if row[0] != "Cả tệp"]
    there = [(sheet.title, cell.value) for sheet in made.book for cell in sheet[1]]
    assert told == there
    assert all(row[2] for row in rows(made.book["Chú giải"]))
    whole = {row[1]: row[2] for row in rows(made.book["Chú giải"]) if row[0] == "Cả tệp"}
    assert made.plan.title in whole["Kế hoạch"]
    assert write("sheet.page.at", at=made.at).removeprefix("Số liệu đến ") in whole["Thời điểm số liệu"]


def test_for_machines_there_are_codes_in_the_same_places(made: Odd):
    keys = {indicator.key for indicator in made.plan.indicators}
    units = {unit.code for unit in made.plan.units}
    assert [sheet.max_row for sheet in made.coded] == [sheet.max_row for sheet in made.book]
    assert set(column(made.coded["sums"], "indicator")) <= keys
    assert set(column(made.coded["sums"], "unit")) <= units | {"all"}
    assert set(column(made.coded["tasks"], "state")) <= {state.value for state in SCALES[Kind.TASK]}
    assert set(column(made.coded["activities"], "unit")) <= units


# --- one moment for all of it


@pytest.mark.parametrize("coded", [True, False], ids=["codes", "names"])
async def test_what_comes_in_while_it_is_made_is_in_no_sheet_of_it(tmp_path: Path, *, coded: bool):
    plan = PLANS["HP24"]
    await (await campaign.made(tmp_path, plan)).close()
    path, came = tmp_path / "campaign.db", []

    def tell(_done: int, _of: int) -> None:
        """Let something come in that claims to have been there long since, after each unit that was read."""
        with sqlite3.connect(path) as db:
            db.execute("update version set content = json_set(content, '$.title', 'Sửa khi đang lập')")
            db.execute("update entry set withdrawn_at = made_at, status = 'withdrawn' where id % 3 = 0")
        came.append(_done)

    with reading(path) as reader:
        at = campaign.after(plan)
        before = await workbook.write(reader, plan, ReportWish(at), tmp_path / "calm.xlsx", coded=coded)
    with reading(path) as reader:
        after = await workbook.write(reader, plan, ReportWish(at), tmp_path / "busy.xlsx", coded=coded, tell=tell)

    assert len(came) > 1
    assert after == before
    calm, busy = (openpyxl.load_workbook(tmp_path / f"{name}.xlsx") for name in ("calm", "busy"))
    assert [list(sheet.values) for sheet in busy] == [list(sheet.values) for sheet in calm]


def test_a_sheet_that_is_full_says_so_and_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    with sheets.writing(tmp_path / "full.xlsx", Page("", "")) as book:
        sheet = book.sheet("Một", [Column("A", 10)])
        sheet.add(("1",))
        sheet.add(("2",))
        with pytest.raises(ValueError, match="no more rows"):
            sheet.add(("3",))
    assert openpyxl.load_workbook(tmp_path / "full.xlsx")["Một"].max_row == 3


def test_an_instant_stands_as_the_clock_in_vietnam_shows_it(made: Odd):
    shown = column(made.book["Hoạt động"], "Thời điểm gửi")
    of = {(one.unit, one.number): one.made_at for one in made.results}
    numbers = [number.rsplit("-", 2)[1:] for number in column(made.book["Hoạt động"], "Mã số")]
    expected = [of[unit, int(nth)].astimezone(counted_apart.HANOI).replace(tzinfo=None) for unit, nth in numbers]
    assert [abs(one - other) < timedelta(seconds=1) for one, other in zip(shown, expected, strict=True)].count(
        False
    ) == 0
