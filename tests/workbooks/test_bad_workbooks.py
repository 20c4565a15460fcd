"""What is wrong in a workbook is said with sheet, row and column, and nothing of it is guessed or lost."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from xlsxwriter import Workbook

from bot.files import table
from handlers.officials.from_workbook import checking, columns, keeping
from messages.folding import folded
from tests.workbooks.checked import PLAN, checked, contents, given, shown, told
from tests.workbooks.sheet import made

HEAD = "Nhiệm vụ | Thời gian | Hình thức | Nội dung | Lượt người tham dự | Số liệu khác | Số liệu là | Minh chứng"
GOOD = "16.1a | 04/12 | hội thảo | Hội thảo về quyền trẻ em | 80 | | |"


def mark(unit: str) -> Any:
    """Let a workbook be one that was made for a unit of Plan 705."""

    def change(sheet: Any) -> None:
        sheet.parent.create_sheet("Danh mục")["A1"] = f"daumoi:705/{unit}"

    return change


def of(*rows: str, change: Any = lambda _: None, head: str = HEAD) -> bytes:
    return made("\n".join((head, *rows)), change)


def with_styles(whole: bytes, styles: bytes) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(new, "w") as changed:
        for name in old.namelist():
            changed.writestr(name, styles if name == "xl/styles.xml" else old.read(name))
    return new.getvalue()


@pytest.mark.parametrize(
    ("looks", "broken"),
    [
        (rb"<fill>.*?</fill>", b"<fill/>"),
        (rb"<borders.*?</borders>", b'<borders><border><left style="wavy"/></border></borders>'),
        (rb"<color [^<>]*/>", b'<color rgb="red"/>'),
        (rb"<cellStyles.*?</cellStyles>", b"<cellStyles><cellStyle/></cellStyles>"),
    ],
)
def test_how_cells_look_does_not_keep_a_table_from_being_read(looks: bytes, broken: bytes) -> None:
    whole = of(GOOD)
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        styles = package.read("xl/styles.xml")
    broken_styles = re.sub(looks, broken, styles, count=1, flags=re.DOTALL)
    changed = with_styles(whole, broken_styles)

    assert broken_styles != styles
    assert table.read(changed, columns.names()) == table.read(whole, columns.names()) != {}


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (" | 04/12 | hội thảo | Hội thảo | 80", "Nhiệm vụ", "Chưa ghi nhiệm vụ"),
        (
            "2026-01-16 | 04/12 | hội thảo | Hội thảo | 80",
            "Nhiệm vụ",
            "thành ngày (16/01/2026)",
        ),
        ("5.1 | 04/12 | hội thảo | Hội thảo | 80", "Nhiệm vụ", "Nhiệm vụ 5.1 của Kế hoạch 705 không thuộc phần việc"),
        ("16.9 | 04/12 | hội thảo | Hội thảo | 80", "Nhiệm vụ", "Không tìm thấy nhiệm vụ “16.9”"),
        (
            "nuôi ong lấy mật | 04/12 | hội thảo | Hội thảo | 80",
            "Nhiệm vụ",
            "“nuôi ong lấy mật”",
        ),
        ("16.1a | | hội thảo | Hội thảo về quyền | 80", "Thời gian", "Ô còn trống"),
        ("16.1a | 31/11 | hội thảo | Hội thảo về quyền | 80", "Thời gian", "31/11"),
        ("16.1a | 2025-12-30 | hội thảo | Hội thảo về quyền | 80", "Thời gian", "Ngày chưa đến"),
        (
            "16.1a | 04/12 | ngày hội non sông | Hội thảo về quyền | 80",
            "Hình thức",
            "Không tìm thấy hình thức “ngày hội",
        ),
        ("16.1a | 04/12 | hội thảo | | 80", "Nội dung", "Ô còn trống"),
        ("16.1a | 04/12 | hội thảo | Hội thảo về quyền | nhiều lắm", "Lượt người tham dự", "chưa phải là số cụ thể"),
        ("16.1a | 04/12 | hội thảo | Hội thảo về quyền | -5", "Lượt người tham dự", "số không được nhỏ hơn 0"),
        (
            "16.1a | 04/12 | hội thảo | Hội thảo về quyền | 80 | 85 đại biểu",
            "Số liệu khác",
            "“Lượt người tham dự” đã có cột riêng",
        ),
        (
            "16.1a | 04/12 | hội thảo | Hội thảo về quyền | 80 | | chắc thế",
            "Số liệu là",
            "hoặc “lũy kế”",
        ),
        ("16.1a | 04/12 | hội thảo | Hội thảo về quyền | 80 | | | có ảnh", "Minh chứng", "đường dẫn"),
        (
            "16.1a | 04/12 | hội thảo | Hội thảo về quyền | 80 | | | 12/BC-BQP (M)",
            "Minh chứng",
            "dấu hiệu của văn bản mật",
        ),
        ("16.1a | 04/12 | hội thảo | Hội thảo về quyền | #REF! | | |", "Lượt người tham dự", "Ô báo lỗi #REF!"),
    ],
)
def test_a_fault_names_its_sheet_its_row_and_its_column(row, column, why):
    (line,) = told(of(GOOD, row))

    assert line.startswith(f"Trang Kết quả, dòng 3, cột {column}: ")
    assert why in line


def test_every_faulty_cell_of_a_row_is_named():
    lines = told(of("16.9 | 31/11 | hội thảo | Hội thảo về quyền | nhiều"))

    assert [line.partition(": ")[0].rpartition("cột ")[2] for line in lines] == [
        "Nhiệm vụ",
        "Thời gian",
        "Lượt người tham dự",
    ]


def test_ten_faults_are_told_and_the_others_counted():
    lines = told(of(*("16.9 | 04/12 | hội thảo | Hội thảo | 80" for _ in range(14))))

    assert len(lines) == 11
    assert lines[-1] == "Còn 04 chỗ khác, hệ thống sẽ nêu sau khi đồng chí sửa các chỗ trên."


@pytest.mark.parametrize("missing", ["Nhiệm vụ", "Thời gian"])
def test_a_column_that_is_renamed_is_missed_by_its_name(missing):
    line, left = told(of(GOOD, head=HEAD.replace(missing, "Cột của tôi", 1), change=mark("HNI")))

    assert left == "Cột không có trong mẫu, không đọc: Cột của tôi."
    assert line.startswith(f"Trang Kết quả: Không có cột “{missing}”")


def test_two_columns_of_one_name_are_refused():
    (line,) = told(of(GOOD + " x", head=f"{HEAD} | Ngày"))

    assert line == "Trang Kết quả, cột Ngày: Tên cột xuất hiện hai lần. Đề nghị bỏ bớt một cột."


def test_a_column_of_another_name_is_told_and_not_read():
    lines = shown(of(f"{GOOD} | vui", head=f"{HEAD} | Cảm nghĩ"))

    assert lines[-1] == "Cột không có trong mẫu, không đọc: Cảm nghĩ."


def test_merged_cells_are_told_by_where_they_stand():
    (line,) = told(of(GOOD, GOOD.replace("trẻ em", "phụ nữ"), change=lambda sheet: sheet.merge_cells("A2:A3")))

    assert line.startswith("Trang Kết quả: Có ô gộp (A2:A3)")


def test_cells_merged_above_the_headings_do_no_harm():
    def titled(sheet):
        sheet.insert_rows(1)
        sheet["A1"] = "Kết quả của đơn vị"
        sheet.merge_cells("A1:D1")

    assert len(contents(of(GOOD, change=titled))) == 1


def test_hidden_rows_and_columns_are_read_and_told():
    def hide(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["E"].hidden = True

    lines = shown(of(GOOD, change=hide))

    assert lines[-2:] == ["Dòng đang ẩn, cũng được đọc: 2.", "Cột đang ẩn, cũng được đọc: Lượt người tham dự."]


def test_of_a_hidden_sheet_nothing_is_taken_and_that_is_told():
    def hide(sheet):
        sheet.parent.create_sheet("Nháp").sheet_state = "hidden"

    assert shown(of(GOOD, change=hide))[-1] == "Trang đang ẩn, không lấy số liệu: Nháp."


def test_ten_thousand_rows_are_too_many_and_the_most_is_named():
    (line,) = told(of(*(GOOD.replace("trẻ em", f"số {n}") for n in range(10_000))))

    assert line.startswith("Trang Kết quả: Có 10.000 dòng, mỗi tệp ghi nhận tối đa 200 dòng. Đề nghị tách")


def test_several_sheets_of_results_are_not_read_in_part():
    def another(sheet):
        sheet.parent.copy_worksheet(sheet).title = "Tuần 2"

    (line,) = told(of(GOOD, change=another))

    assert line.startswith("Trang Kết quả: Tệp có nhiều trang bảng kết quả (Kết quả, Tuần 2).")


def test_a_table_that_is_seen_goes_before_one_that_is_hidden():
    def another(sheet):
        sheet.parent.copy_worksheet(sheet).title = "Tuần 2"
        sheet["D2"] = "Bản cũ"
        sheet.sheet_state = "hidden"
        sheet.parent.active = 1

    lines = shown(of(GOOD, change=another))

    assert lines[0].startswith("Trang Tuần 2: 01 kết quả")
    assert lines[-1] == "Trang đang ẩn, không lấy số liệu: Kết quả."


def test_rows_that_were_only_numbered_are_empty():
    rows = ("1 | " + GOOD, *(f"{n} |" for n in range(2, 400)))

    assert len(contents(of(*rows, head=f"STT | {HEAD}"))) == 1


def test_a_formula_that_was_worked_out_is_its_value():
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Kết quả")
    for at, line in enumerate((HEAD, GOOD)):
        sheet.write_row(at, 0, [cell.strip() for cell in line.split("|")])
    sheet.write_formula(1, 4, "=40+45", None, 85)
    book.close()

    (content,) = contents(file.getvalue())

    assert [str(figure.value) for figure in content.figures] == ["85"]


def test_a_unit_that_is_not_asked_where_and_with_whom_tells_neither():
    rows = of(
        "4.1a | 04/12 | hội thảo | Hội thảo về quyền | Sư đoàn 1 | 80", head=HEAD.replace("Lượt", "Địa điểm | Lượt", 1)
    )
    kept = keeping.without_secrets(table.read(rows, columns.names()), [PLAN], places=False)

    assert "Sư đoàn 1" not in str(kept["rows"])
    assert shown(rows, given("BQP"))[-1] == "Cột không có trong mẫu, không đọc: Địa điểm."
    assert contents(rows, given("BQP"))[0].place == ""


def test_a_formula_that_was_never_worked_out_asks_for_its_value():
    def formula(sheet):
        sheet["E2"] = "=40+40"

    (line,) = told(of(GOOD, change=formula))

    assert line.startswith("Trang Kết quả, dòng 2, cột Lượt người tham dự: Ô có công thức chưa được tính.")


def test_the_same_row_twice_is_no_second_result():
    (line,) = told(of(GOOD, "16.3 | 03/12 | văn bản chỉ đạo | Kế hoạch | |", GOOD))

    assert line.startswith("Trang Kết quả, dòng 4: Giống hệt dòng 2.")


def test_a_total_below_what_the_rows_above_it_told_is_refused_by_their_rows():
    total = "16.1a | từ 01/12 đến 04/12 | | | | 60 lượt người | lũy kế"

    (line,) = told(of(GOOD, total))

    assert line.startswith("Trang Kết quả, dòng 3, cột Số liệu là: 60 lượt người thấp hơn số đã ghi")
    assert "(dòng 2)" in line


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "Số này có thể đã nằm trong số lũy kế đã ghi."),
        (
            "đã tính trong lũy kế",
            "Cộng 30 tin thì các hoạt động đã ghi vượt số tổng hợp",
        ),
    ],
)
def test_what_a_total_above_may_hold_is_not_guessed(said, why):
    total = "16.1a | từ 01/12 đến 04/12 | | | | 12 tin | lũy kế"
    activity = f"16.1a | 03/12 | tin bài | Loạt tin về quyền trẻ em | | 30 tin | {said}"

    (line,) = told(of(total, activity))

    assert line.startswith(f"Trang Kết quả, dòng 3, cột Số liệu là: {why}")


def test_nothing_is_counted_in_a_total_that_there_is_not():
    (line,) = told(of("16.1a | 03/12 | tin bài | Loạt tin về quyền trẻ em | | 3 tin | đã tính trong lũy kế"))

    assert line.startswith("Trang Kết quả, dòng 2, cột Số liệu là: Chưa có số lũy kế nào đã ghi")


def test_whoever_was_handed_single_tasks_enters_no_others():
    (line,) = told(of(GOOD, "16.3 | 03/12 | văn bản chỉ đạo | Kế hoạch | |"), given(tasks=("16.1a",)))

    assert line.startswith("Trang Kết quả, dòng 3, cột Nhiệm vụ: Nhiệm vụ 16.3 của Kế hoạch 705 không thuộc phần việc")


def test_the_month_of_a_monthly_task_cannot_be_told_in_a_row():
    row = "6.3b | 04/12 | phát thanh | Chương trình phát thanh | | 2 buổi phát thanh"

    found = checked(of(row), given("BVHTTDL"))

    assert {fault.why.because for fault in found.faults} <= {"workbook.asks"}


def test_a_workbook_that_was_made_for_another_unit_is_refused():
    (line,) = told(of(GOOD, change=mark("BNG")))

    assert line.startswith("Trang Kết quả: Tệp này được lập cho đơn vị hoặc kế hoạch khác")


def test_a_table_without_rows_says_so():
    assert told(of()) == ["Trang Kết quả: Chưa có dòng nào được điền dưới hàng tiêu đề."]


@pytest.mark.parametrize("task", ["2.2a", "2.2a. Nhiệm vụ 2.2a", "Nhiệm vụ 2.2a"])
def test_of_a_task_that_may_be_secret_no_word_is_kept(task):
    row = f"{task} | 04/12 | hội thảo | Nội dung riêng | 80 | | | https://a.vn"
    kept = keeping.without_secrets(table.read(of(GOOD, row), columns.names()), [PLAN])

    assert kept["rows"][1] == [3, [[1, "t", "2.2a"]]]
    (line,) = told(of(row), given("BNG"))
    assert line.startswith("Trang Kết quả, dòng 2, cột Nhiệm vụ: Nhiệm vụ 2.2a chỉ nhận tình trạng và số hoạt động.")
    assert "Nội dung riêng" not in line


def test_the_number_of_a_secret_document_is_not_kept():
    kept = keeping.without_secrets(table.read(of(f"{GOOD} 05/TuM-BQP"), columns.names()), [PLAN])

    assert [8, "s", ""] in kept["rows"][0][1]


@pytest.mark.parametrize(
    "rows",
    [
        ["Họ tên | Chức vụ | Đơn vị", "A | B | C"],
        ["Nội dung | Ghi chú", "x | y"],
        ["Lượt người tham dự | Tin | Bài viết", "1 | 2 | 3"],
        ["STT | Thời gian | Nội dung | Địa điểm", "1 | 8h00 | Khai mạc | Hội trường"],
        ["STT | Nhiệm vụ | Nội dung | Thời gian | Phối hợp với", "1 | 16.1a | Viết bài | 05/12 | Sở Y tế"],
    ],
)
def test_any_other_workbook_is_none_of_results(rows):
    assert table.read(made("\n".join(rows)), columns.names()) == {}


def test_the_example_is_never_read_and_what_is_written_over_it_is():
    head = f"STT | {HEAD}"
    title = "Ví dụ: Hội nghị tập huấn cho cán bộ của đơn vị (dòng này không được ghi nhận)"
    example = f"Ví dụ | 16.1a | 01/12 | hội thảo | {title} | 50"

    (content,) = contents(of(example, "1 | " + GOOD, head=head))
    (other,) = contents(of(example.replace(title, "Hội thảo thật"), head=head))

    assert folded(content.title) == folded("Hội thảo về quyền trẻ em")
    assert other.title == "Hội thảo thật"


def test_a_row_that_was_entered_before_is_known_by_what_it_says():
    data = of(GOOD, "16.3 | 03/12 | văn bản chỉ đạo | Kế hoạch | |")
    known = {checking.identity(contents(data)[0]): 7}

    found = checked(data, known=known)

    assert found.known == {2: 7}
    assert [row.number for row in found.rows] == [3]


def test_days_are_not_read_as_another_year():
    (content,) = contents(of(GOOD))

    assert content.days.first == date(2025, 12, 4)
