"""Further columns of a workbook: more tasks of an activity, the month of a monthly task, what is only planned."""

import pytest

from bot.files import table
from handlers.officials.from_workbook import columns, keeping
from tests.workbooks.checked import PLAN, contents, given, shown, told
from tests.workbooks.sheet import made

ALSO = "Nhiệm vụ ghi thêm"
MORE = f"Nhiệm vụ | Thời gian | Hình thức | Nội dung | Lượt người tham dự | {ALSO} | Tính cho tháng | Tình trạng"


def of_row(row, unit="HNI"):
    (content,) = contents(made(f"{MORE}\n{row}"), given(unit))
    return content


def test_further_tasks_of_an_activity_stand_in_a_column_or_beside_the_first():
    head = "16.1a | 04/12 | hội thảo | Hội thảo về quyền"

    assert of_row(f"{head} | 80 | 16.1b, 16.3 | |").tasks == ("16.1a", "16.1b", "16.3")
    assert of_row("16.1a; 16.3 | 04/12 | hội thảo | Hội thảo về quyền | 80 | | |").tasks == ("16.1a", "16.3")


@pytest.mark.parametrize(("stage", "figures"), [("Dự kiến", "120"), ("hoạt động dự kiến", "")])
def test_an_activity_to_come_is_planned_where_the_row_says_so(stage: str, figures: str):
    row = f"16.1a | 20/12 | hội thảo | Hội thảo về quyền | {figures} | | | {stage}"

    content = of_row(row)

    assert (content.planned, content.title, content.figures) == (True, "Hội thảo về quyền", ())
    assert shown(made(f"{MORE}\n{row}"))[1:] == [
        "• Dòng 2 (16.1a), thứ Bảy, 20/12/2025: Hội thảo về quyền. Hoạt động dự kiến",
        (
            "Dòng 2: hoạt động dự kiến, chưa ghi số liệu, địa điểm, đơn vị phối hợp, minh chứng;"
            " các nội dung này ghi cùng kết quả."
        ),
    ]


@pytest.mark.parametrize(
    ("written", "month"),
    [("12/2025", "2025-12"), ("tháng 12/2025", "2025-12"), ("2025-12-01", "2025-12"), ("không", "none")],
)
def test_a_monthly_task_counts_for_the_month_its_row_says(written: str, month: str):
    content = of_row(f"6.3b | 28/11/2025 | văn bản chỉ đạo | Công văn tháng 12 | | | {written} |", "BVHTTDL")

    assert content.month == month


@pytest.mark.parametrize(
    ("unit", "row", "column", "why"),
    [
        (
            "HNI",
            "16.1a | 04/12 | hội thảo | Hội thảo | | 5.1 | |",
            ALSO,
            "không tính thêm được cho nhiệm vụ 5.1",
        ),
        (
            "HNI",
            "16.1a | 04/12 | hội thảo | Hội thảo | | 16.9 | |",
            ALSO,
            "Không tìm thấy nhiệm vụ “16.9”",
        ),
        ("HNI", "16.1a | 04/12 | hội thảo | Hội thảo | | cả hai | |", ALSO, "Đề nghị ghi mã các nhiệm vụ"),
        ("HNI", "16.1a | 04/12 | hội thảo | Hội thảo | | | 11/2025 |", "Tính cho tháng", "Đề nghị để trống ô này"),
        ("HNI", "16.1a | 04/12 | hội thảo | Hội thảo | | | | Dự kiến", "Tình trạng", "Ngày đã đến."),
        ("BVHTTDL", "6.3b | 28/11 | văn bản | Công văn | | | |", "Tính cho tháng", "Nhiệm vụ hằng tháng"),
        ("BVHTTDL", "6.3b | 28/11 | văn bản | Công văn | | | 10/2025 |", "Tính cho tháng", "Nhiệm vụ hằng tháng"),
        ("BVHTTDL", "6.3b | 28/11 | văn bản | Công văn | | | tháng sau |", "Tính cho tháng", "Nhiệm vụ hằng tháng"),
    ],
)
def test_what_further_columns_say_wrongly_is_named_in_them(unit: str, row: str, column: str, why: str):
    (fault,) = told(made(f"{MORE}\n{row}"), given(unit))

    assert fault.startswith(f"Trang Kết quả, dòng 2, cột {column}: ")
    assert why in fault


def test_a_row_that_names_a_task_that_takes_no_words_besides_keeps_its_key_alone():
    found = table.read(made(f"{MORE}\n2.1b | 04/12 | hội thảo | Hội thảo kín | | 2.2a | |"), columns.names())

    kept = keeping.without_secrets(found, [PLAN])

    assert kept["rows"] == [[2, [[1, "t", "2.2a"]]]]
