"""The workbook to fill in is made for its unit, and what it offers is what is read."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.files import table
from handlers.officials.entering import choosing_task
from handlers.officials.entering.new_entry import Given
from handlers.officials.from_workbook import checking, columns, form
from handlers.officials.from_workbook.grid import of_kept
from messages.words import speaking
from plans import reading
from plans.schema import Plan
from tests.dialogue import Stage
from tests.workbooks.checked import FRIDAY, PLAN, checked, told

PLANS = Path(__file__).parents[2] / "plans"


def made(plan: Plan, unit: str, language: str = "vi", handed: tuple[str, ...] | None = None) -> bytes:
    with speaking(language, you="đồng chí", office="Văn phòng"):
        return form.written(form.of_unit(plan.spoken(language), unit, handed))


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def filled(data: bytes, *rows: dict[str, object]) -> bytes:
    """Fill in rows below the example, each by its headings."""
    book = opened(data)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[3]}
    for at, row in enumerate(rows, 5):
        for heading, value in row.items():
            sheet.cell(at, places[heading], value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def lists(data: bytes) -> list[list[str]]:
    sheet = opened(data).worksheets[2]
    return [[cell.value for cell in column[1:] if cell.value] for column in sheet.columns]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("plan", "unit"), [("705-2025", "HNI"), ("705-2025", "BNG"), ("hai-phong-2024", "HTQT")])
def test_all_that_it_offers_is_read(plan: str, unit: str, language: str):
    found = reading.read(PLANS / f"{plan}.yaml")
    data = made(found, unit, language)
    tasks, forms, counts, stages = lists(data)
    head = [cell.value for cell in opened(data).worksheets[0][3]]
    own = tuple(choosing_task.option(task) for task in found.spoken(language).tasks_of(unit))
    day = f"{found.starts:%d/%m/%Y}"

    with speaking(language, you="", office=""):
        task, days, form_, title, count, stage = map(
            columns.heading, ("task", "days", "form", "title", "counts", "finished")
        )
        given = Given(
            own,
            found.spoken(language),
            found.ends,
            found.unit(unit),
            choosing_task.others(found.spoken(language), unit),
        )
        rows = [{task: one, days: day, title: f"A seminar {n}", form_: forms[0]} for n, one in enumerate(tasks)]
        rows += [{task: tasks[0], days: day, form_: one, title: f"What {n}"} for n, one in enumerate(forms)]
        rows += [{task: tasks[0], days: day, form_: forms[0], title: f"How {one}", count: one} for one in counts]
        rows += [{task: tasks[0], days: day, form_: forms[0], title: f"Stage {one}", stage: one} for one in stages[:2]]
        later = f"{found.ends + timedelta(days=1):%d/%m/%Y}"
        rows += [{task: tasks[0], days: later, form_: forms[0], title: "What is to come", stage: stages[2]}]
        grid = of_kept(table.read(filled(data, *rows), columns.names()))
        result = checking.checked(given, grid, {}, 1, FRIDAY)

    assert [(fault.row, fault.column, fault.why.because) for fault in result.faults] == []
    assert len(result.rows) == len(rows)
    assert columns.of_grid(found, grid).unknown == ()
    assert len(head) == len(set(head))


def test_it_is_known_by_whom_it_was_made_for():
    assert checked(filled(made(PLAN, "HNI"))).grid.mark == "705/HNI"


def test_left_as_it_is_it_holds_no_result():
    assert told(made(PLAN, "HNI")) == ["Trang Kết quả: Chưa có dòng nào được điền dưới hàng tiêu đề."]


def test_it_says_how_many_tasks_take_no_words_and_never_which():
    notes = [row[1].value or "" for row in opened(made(PLAN, "BNG")).worksheets[1].iter_rows()]
    everything = "\n".join(
        str(cell.value)
        for sheet in opened(made(PLAN, "BNG"))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    )

    assert any(note.startswith("01 nhiệm vụ của đơn vị chỉ nhận tình trạng và số hoạt động") for note in notes)
    assert "2.2a" not in everything


def test_somebody_to_whom_single_tasks_were_handed_is_offered_no_others():
    tasks, *_ = lists(made(PLAN, "HNI", handed=("16.3",)))

    assert tasks == ["16.3. Xây dựng Kế hoạch triển khai của địa phương"]


def test_it_is_printed_on_a4_landscape_with_its_headings_on_each_page():
    sheet = opened(made(PLAN, "HNI")).worksheets[0]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "C4"


def test_cells_are_picked_from_lists_and_the_example_is_marked():
    sheet = opened(made(PLAN, "HNI")).worksheets[0]
    rules = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}

    assert rules["B4"] == "'Danh mục'!$A$2:$A$7"
    assert len([formula for formula in rules.values() if formula and "Danh mục" in formula]) == 4
    assert sheet["A4"].value == "Ví dụ"


def test_days_and_tasks_are_text_so_that_nothing_is_turned_into_a_date():
    sheet = opened(made(PLAN, "HNI")).worksheets[0]

    assert (sheet["B5"].number_format, sheet["C5"].number_format) == ("@", "@")


@pytest.mark.parametrize("typed", ["/mau xlsx", "/template xlsx", "mau excel", "/mau bảng"])
async def test_it_is_sent_to_whoever_asks_for_it(tmp_path: Path, typed: str):
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "HNI")

    said = await stage.say(typed)

    assert said[0].startswith("Hệ thống đang lập bảng (Excel) cho Ban Chỉ đạo Nhân quyền thành phố Hà Nội")
    assert said[-1] == "[tệp Bang ket qua 705-HNI.xlsx]"


async def test_whose_tasks_take_no_words_is_sent_to_the_chat(tmp_path: Path):
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "LHHN")
    await stage.write(lambda db: db.run("update member set only_handed = 1"))
    await stage.write(lambda db: db.run("insert into member_task (member, task, since) values (1, '14.2', '2025')"))

    said = await stage.say("/mau xlsx")

    assert said[0].startswith("Các nhiệm vụ của đồng chí chỉ nhận tình trạng và số hoạt động")
