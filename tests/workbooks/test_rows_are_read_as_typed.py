"""A row is read as if its cells had been typed at the questions of one entry."""

from datetime import date
from decimal import Decimal

import pytest

from handlers.entries.contents import Partner
from messages.values import Precision
from storage.results.figures import Counts
from tests.workbooks.checked import checked, contents, given, in_english, shown
from tests.workbooks.sheet import made

HEAD = "Nhiệm vụ | Thời gian | Hình thức | Nội dung | Hội nghị, hội thảo, tọa đàm | Lượt người tham dự | Số liệu khác"


def of_row(row: str, head: str = HEAD):
    (content,) = contents(made(f"{head}\n{row}"))
    return content


def figures(content):
    return {one.indicator: (one.value, one.precision) for one in content.figures}


def test_a_whole_row_becomes_the_entry_that_was_meant():
    head = f"{HEAD} | Địa điểm | Phối hợp với | Số liệu là | Minh chứng | Tình trạng"
    row = (
        "16.1a. Cung cấp thông tin | 2025-12-02 | Hội nghị, hội thảo, tọa đàm | Hội nghị quán triệt | 1 | 120"
        " | 3 tin; 2 bài | Nhà hát Lớn | Bộ Y tế; Hội Luật gia quận | phát sinh thêm | 12/BC-UBND | Đã hoàn thành"
    )

    found = checked(made(f"{head}\n{row}"))

    entered = found.rows[0].entered
    content = entered.content
    assert (content.task, content.form, content.title, content.finished) == (
        "16.1a",
        "conference",
        "Hội nghị quán triệt",
        True,
    )
    assert (content.days.first, content.days.last) == (date(2025, 12, 2), date(2025, 12, 2))
    assert figures(content) == {
        "conferences": (Decimal(1), Precision.EXACT),
        "people": (Decimal(120), Precision.EXACT),
        "news": (Decimal(3), Precision.EXACT),
        "articles": (Decimal(2), Precision.EXACT),
    }
    assert content.place == "Nhà hát Lớn"
    assert content.partners == (Partner("BYT", "Bộ Y tế"), Partner("", "Hội Luật gia quận"))
    assert [(piece.kind, piece.text) for piece in entered.evidence] == [("number", "12/BC-UBND")]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025-12-03", date(2025, 12, 3), date(2025, 12, 3)),
        ("03/12/2025", date(2025, 12, 3), date(2025, 12, 3)),
        ("hôm qua", date(2025, 12, 4), date(2025, 12, 4)),
        ("từ 2/12 đến 4/12", date(2025, 12, 2), date(2025, 12, 4)),
        ("2-4/12/2025", date(2025, 12, 2), date(2025, 12, 4)),
    ],
)
def test_days_are_real_ones_or_text(written, first, last):
    content = of_row(f"16.1a | {written} | hội thảo | Hội thảo về quyền trẻ em | 1 | 80 |")

    assert (content.days.first, content.days.last) == (first, last)


@pytest.mark.parametrize(
    ("written", "value", "precision"),
    [
        ("1200", 1200, Precision.EXACT),
        ('"1.200"', 1200, Precision.EXACT),
        ('"1200"', 1200, Precision.EXACT),
        ("hơn 1.200", 1200, Precision.OVER),
        ("khoảng 120 đại biểu", 120, Precision.ABOUT),
        ("gần 90 lượt người", 90, Precision.NEARLY),
    ],
)
def test_a_number_may_be_text_and_have_its_word_of_precision(written, value, precision):
    content = of_row(f"16.1a | 04/12 | hội thảo | Hội thảo về quyền trẻ em | | {written} |")

    assert figures(content) == {"people": (Decimal(value), precision)}


@pytest.mark.parametrize("nothing", ["", "–", "-", "0", "..."])
def test_what_is_empty_or_naught_is_no_figure(nothing):
    content = of_row(f"16.1a | 04/12 | hội thảo | Hội thảo về quyền trẻ em | 1 | {nothing} |")

    assert figures(content) == {"conferences": (Decimal(1), Precision.EXACT)}


@pytest.mark.parametrize("task", ["16.1a", "16.1A", "16.1a. Cung cấp thông tin", "cung cap thong tin, bai viet"])
def test_a_task_is_known_by_its_key_whatever_stands_behind_it_and_by_its_words(task):
    assert of_row(f"{task} | 04/12 | hội thảo | Hội thảo về quyền | 1 | 80 |").task == "16.1a"


def test_a_key_that_is_a_number_to_the_program_is_a_key():
    assert of_row("16.3 | 04/12 | hội thảo | Hội thảo về quyền | 1 | 80 |").task == "16.3"


def test_columns_are_found_by_their_headings_wherever_they_stand():
    head = "Ghi chú | Lượt người tham dự (đại biểu) | NOI DUNG | Hinh thuc hoat dong | Ngày | Mã nhiệm vụ"

    content = of_row("xem thêm | 80 | Hội thảo về quyền trẻ em | hội thảo | 04/12 | 16.1a", head)

    assert (content.task, content.form, content.title) == ("16.1a", "conference", "Hội thảo về quyền trẻ em")
    assert figures(content) == {"people": (Decimal(80), Precision.EXACT)}


def test_headings_may_stand_below_a_title_and_rows_behind_empty_ones():
    book = made(f"Kết quả tháng 12 | |\n\n{HEAD}\n\n16.1a | 04/12 | hội thảo | Hội thảo về quyền | 1 | 80 |")

    found = checked(book)

    assert [row.number for row in found.rows] == [5]


def test_english_headings_and_words_are_read_too():
    head = "Task | Date | Form | Title | Other figures | Figures are"

    lines = in_english(
        made(f"{head}\n16.1a | 4 December | seminar | A seminar on rights | 80 participants | additional")
    )

    assert lines[0].startswith("Sheet Kết quả: 1 result to record for ")
    assert "Additional figures together: 80 participants." in lines


def test_a_form_is_guessed_from_the_title_as_in_a_typed_line():
    assert of_row("16.1a | 04/12 | | Hội thảo về quyền trẻ em | 1 | 80 |").form == "conference"


def test_figures_without_an_activity_are_those_of_a_period():
    head = f"{HEAD} | Số liệu là"

    content = of_row("16.1a | từ 01/12 đến 04/12 | | | | | 12 tin; 3 bài | lũy kế", head)

    assert (content.is_cumulative, content.counts) == (True, Counts.TOTAL)


def test_rows_come_on_top_of_those_above_them_unless_they_say_otherwise():
    rows = (
        "16.1a | 02/12 | hội thảo | Hội thảo một | 1 | 80 |",
        "16.1a | 03/12 | hội thảo | Hội thảo hai | 1 | 90 |",
    )

    first, second = contents(made("\n".join((HEAD, *rows))))

    assert (first.counts, second.counts) == (Counts.NEW, Counts.EXTRA)


TOTAL = "16.1a | từ 01/12 đến 04/12 | | | | | 12 tin | lũy kế"


@pytest.mark.parametrize(
    ("said", "counts", "within"),
    [("phát sinh thêm", Counts.EXTRA, None), ("đã tính trong lũy kế", Counts.WITHIN, 1), ("đã tính", Counts.WITHIN, 1)],
)
def test_what_a_total_may_hold_says_whether_it_does(said, counts, within):
    rows = (f"{HEAD} | Số liệu là", TOTAL, f"16.1a | 03/12 | tin bài | Tin về quyền trẻ em | | | 3 tin | {said}")

    _, content = contents(made("\n".join(rows)))

    assert (content.counts, content.within) == (counts, within)


def test_an_activity_that_is_said_to_be_a_total_is_one():
    content = of_row("16.1a | 03/12 | tin bài | Tin về quyền trẻ em | | | 3 tin | lũy kế", f"{HEAD} | Số liệu là")

    assert content.counts is Counts.TOTAL


def test_the_preview_sums_what_is_new_and_shows_totals_apart():
    head = f"{HEAD} | Số liệu là"
    rows = (
        "16.1a | 02/12 | hội thảo | Hội thảo một | 1 | 80 | |",
        "16.1a | 03/12 | hội thảo | Hội thảo hai | 1 | hơn 90 | |",
        "16.3 | từ 01/12 đến 04/12 | | | | | 12 tin | lũy kế",
        "16.1b | 03/12 | hội thảo | Hội thảo ba | 1 | 10 | |",
    )

    lines = shown(made("\n".join((head, *rows))))

    assert lines[0] == "Trang Kết quả: 04 kết quả để ghi nhận cho Ban Chỉ đạo Nhân quyền thành phố Hà Nội."
    assert lines[4] == "… và 01 dòng nữa."
    assert lines[5] == ("Cộng số phát sinh thêm: 03 cuộc hội nghị, hội thảo, tọa đàm; hơn 180 lượt người (số ước).")
    assert lines[6] == "Số lũy kế: 12 tin (16.3)."


def test_the_part_in_a_task_of_another_unit_is_said_to_be_one():
    of = given("BNG")

    lines = shown(made(f"{HEAD}\n8.5 | 04/12 | hội thảo | Hội thảo với Bộ Dân tộc | 1 | 30 |"), of)

    assert "Dòng 2: nhiệm vụ của đơn vị khác, ghi là phần phối hợp." in lines


def test_of_a_task_that_is_secret_in_part_the_public_part_is_meant_and_said():
    of = given("BNG")

    lines = shown(made(f"{HEAD}\n2.1a | 04/12 | hội thảo | Hội thảo công khai | 1 | 30 |"), of)

    assert any(line.startswith("Dòng 2: nhiệm vụ có thể có phần thuộc bí mật nhà nước") for line in lines)


def test_days_outside_the_plan_are_told_and_count_for_no_period():
    rows = f"{HEAD}\n16.1a | 04/10/2025 | hội thảo | Hội thảo sớm | 1 | 30 |"

    lines = shown(made(rows))

    assert "Dòng 2: ngày nằm ngoài thời gian của Kế hoạch 705, không tính cho giai đoạn nào." in lines
    assert contents(made(rows))[0].phase == ""
