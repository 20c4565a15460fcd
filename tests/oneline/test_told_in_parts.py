"""One indicator told in parts: added up where nothing can be in two of them, else asked about with the sum first."""

from datetime import date
from decimal import Decimal

import pytest

from handlers.entries import contents
from messages.questions.figures import AskFigures
from messages.questions.question import Heard
from messages.reading.figures.figures import echoed, explained, listed, read_figures
from messages.reading.lines.lines import split
from messages.said import Said
from messages.unclear import Unclear
from messages.values import Figure, Precision
from messages.words import speaking
from tests.oneline.plan import PLAN


def shown(typed: str) -> str:
    """Give what is read as the review screen words it, or what is asked: the labels of its buttons."""
    try:
        return listed(read_figures(typed, PLAN.indicators), PLAN.indicators, explained)
    except Unclear as why:
        return f"? {why.because}: " + " // ".join(choice.label for choice in why.offers)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2 hội thảo, 1 tọa đàm", "03 cuộc hội nghị, hội thảo, tọa đàm (02 hội thảo + 01 tọa đàm)"),
        ("1 hội thảo, 2 hội nghị, 3 tọa đàm",
         "06 cuộc hội nghị, hội thảo, tọa đàm (01 hội thảo + 02 hội nghị + 03 tọa đàm)"),
        ("45 kế hoạch và 120 công văn", "165 văn bản (45 kế hoạch + 120 công văn)"),
        ("2 cuộc tiếp xúc, 1 cuộc đối thoại", "03 cuộc tiếp xúc (02 cuộc tiếp xúc + 01 cuộc đối thoại)"),
        ("56 nam, 44 nữ", "100 lượt người (56 + 44)"),
        ("nam 30, nữ 45", "75 lượt người (30 + 45)"),
        ("nam 60 nữ 55 người", "115 lượt người (60 + 55)"),
        ("nữ 55 người, nam 60", "115 lượt người (55 + 60)"),
        ("xã A 40 xã B 30 người", "70 lượt người (40 + 30)"),
        ("sáng 120 chiều 95 tờ rơi", "215 tờ rơi (120 + 95)"),
        ("FB 12 Zalo 8 bài", "20 bài đăng (12 + 08)"),
        ("cấp tỉnh 2 cấp xã 12 hội nghị", "14 cuộc hội nghị, hội thảo, tọa đàm (02 + 12)"),
        ("điểm cầu tỉnh 80 điểm cầu xã 160 đại biểu", "240 lượt người (80 + 160)"),
        ("ngân sách 45 triệu xã hội hóa 15 triệu", "60.000.000 đồng (45.000.000 + 15.000.000)"),
        ("xã A 40 người, xã B 30 người", "70 lượt người (40 + 30)"),
        ("xã A 40, xã B 30, xã C hơn 20 người", "hơn 90 lượt người (40 + 30 + hơn 20, số ước)"),
        ("phường 3 có 55 người, phường 5 có 62 người", "117 lượt người (55 + 62)"),
        ("xã Ea Kao: 2 lớp, 80 học viên; xã Hòa Thắng: 1 lớp, 45 học viên",
         "03 lớp tập huấn, bồi dưỡng (02 + 01); 125 lượt người (80 + 45)"),
        ("treo 45 băng rôn ở phường A, 30 băng rôn ở phường B", "75 chiếc băng rôn, biểu ngữ (45 + 30)"),
        ("FB: 1.000 lượt xem; TikTok: 4.500 lượt xem", "5.500 lượt xem (1.000 + 4.500)"),
        ("sáng 120 tờ rơi, chiều 95 tờ rơi", "215 tờ rơi (120 + 95)"),
        ("phát 1.500 tờ rơi buổi sáng, 800 tờ buổi chiều", "2.300 tờ rơi (1.500 + 800)"),
        ("1/12: 40 tờ rơi; 2/12: 55 tờ rơi", "95 tờ rơi (40 + 55)"),
        ("sáng 120 lượt người, chiều 95 lượt người", "215 lượt người (120 + 95)"),
        ("9 bài tiếng Việt, 3 bài tiếng Anh", "12 bài viết (09 + 03)"),
        ("5 tin trên báo in, 3 tin trên báo điện tử", "08 tin (05 + 03)"),
        ("200 học sinh, 15 giáo viên", "215 lượt người (200 học sinh + 15 giáo viên)"),
        ("85 đại biểu + 10 phóng viên", "95 lượt người (85 đại biểu + 10 phóng viên)"),
        ("cấp tỉnh 2 hội nghị, cấp xã 12 hội nghị", "14 cuộc hội nghị, hội thảo, tọa đàm (02 + 12)"),
        ("VTV 3 tin, VOV 2 tin", "05 tin (03 + 02)"),
        ("báo giấy 5 bài, báo điện tử 8 bài", "13 bài viết (05 + 08)"),
        ("YouTube: 2.000 lượt xem, TikTok: 8.000", "10.000 lượt xem (2.000 + 8.000)"),
        ("dân tộc Thái 40 người, Mông 35 người", "75 lượt người (40 + 35)"),
        ("40 người Thái, 35 người Mông", "75 lượt người (40 + 35)"),
        ("15 đ/c lãnh đạo, 40 cán bộ", "55 lượt người (15 + 40)"),
        ("lớp 6A: 40 em, lớp 6B: 42 em", "82 lượt người (40 + 42)"),
        ("khám bệnh 230 lượt, tư vấn 45 lượt", "275 lượt người được khám, tư vấn (230 + 45)"),
        ("200 cờ Tổ quốc, 100 cờ Đảng, 50 cờ phướn", "350 lá cờ (200 cờ Tổ quốc + 100 cờ Đảng + 50 cờ phướn)"),
        ("15 băng rôn lớn và 20 băng rôn nhỏ", "35 chiếc băng rôn, biểu ngữ (15 + 20)"),
        ("1 giải nhất, 2 giải nhì, 3 giải ba", "06 giải thưởng (01 giải nhất + 02 giải nhì + 03 giải ba)"),
        ("1 kế hoạch, 2 công văn, 1 hướng dẫn", "04 văn bản (01 kế hoạch + 02 công văn + 01 hướng dẫn)"),
        ("45 triệu đồng ngân sách, 15 triệu đồng xã hội hóa", "60.000.000 đồng (45.000.000 + 15.000.000)"),
    ],
)  # fmt: skip
def test_parts_that_are_surely_apart_are_added_up_and_shown(typed: str, read: str):
    assert shown(typed) == read


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("sáng 80 đại biểu, chiều 75 đại biểu", "Cộng chung: 155 lượt người // 80 lượt người // 75 lượt người"),
        ("sáng 120 chiều 95 người", "Cộng chung: 215 lượt người // 120 lượt người // 95 lượt người"),
        ("sang 120 chieu 95 nguoi", "Cộng chung: 215 lượt người // 120 lượt người // 95 lượt người"),
        ("sáng 20 chiều 15 người", "Cộng chung: 35 lượt người // 20 lượt người // 15 lượt người"),
        ("sáng 20, chiều 15 sinh viên", "Cộng chung: 35 lượt người // 20 lượt người // 15 lượt người"),
        ("buổi sáng 120 buổi chiều gần 95 người",
         "Cộng chung: gần 215 lượt người (số ước) // 120 lượt người // gần 95 lượt người (số ước)"),
        ("trực tiếp 80 trực tuyến 160 đại biểu", "Cộng chung: 240 lượt người // 160 lượt người // 80 lượt người"),
        ("1 hội nghị (trực tiếp 80, trực tuyến 160)",
         "Cộng chung: {one}; 240 lượt người // {one}; 160 lượt người // {one}; 80 lượt người"),
        ("đại biểu: sáng 120, chiều 95", "Cộng chung: 215 lượt người // 120 lượt người // 95 lượt người"),
        ("3/12: 60 người; 4/12: 58 người", "Cộng chung: 118 lượt người // 60 lượt người // 58 lượt người"),
        ("buổi 1: 45 người, buổi 2: 60 người", "Cộng chung: 105 lượt người // 60 lượt người // 45 lượt người"),
        ("sáng 30 đại biểu, chiều 20 đại biểu, tối 50 đại biểu",
         "Cộng chung: 100 lượt người // 50 lượt người // 30 lượt người // 20 lượt người"),
        ("100 người, 40 phụ nữ", "Cộng chung: 140 lượt người // 100 lượt người // 40 lượt người"),
        ("40 cán bộ, 30 học viên", "Cộng chung: 70 lượt người // 40 lượt người // 30 lượt người"),
        ("toàn tỉnh 500 người, xã A 40 người", "Cộng chung: 540 lượt người // 500 lượt người // 40 lượt người"),
        ("9 bài viết, 3 bài viết tiếng Anh", "Cộng chung: 12 bài viết // 09 bài viết // 03 bài viết"),
        ("in 1.000 tờ rơi, phát 800 tờ rơi", "Cộng chung: 1.800 tờ rơi // 1.000 tờ rơi // 800 tờ rơi"),
        ("sáng 1.000 lượt xem, chiều 1.500 lượt xem",
         "Cộng chung: 2.500 lượt xem // 1.500 lượt xem // 1.000 lượt xem"),
        ("nhận 230 tác phẩm, chọn 20 tác phẩm vào chung khảo",
         "Cộng chung: 250 tác phẩm // 230 tác phẩm // 20 tác phẩm"),
    ],
)  # fmt: skip
def test_what_may_be_in_two_parts_is_asked_about_with_the_sum_first(typed: str, offers: str):
    assert shown(typed) == f"? figures.twice: {offers.format(one='01 cuộc hội nghị, hội thảo, tọa đàm')}"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("xã A 40 người, xã B 30 người, tổng 70 người", "70 lượt người"),
        ("tổng 120 đại biểu (nam 70, nữ 50)", "120 đại biểu (lượt người)"),
        ("30 cán bộ, 50 người dân, tổng 80 người", "80 lượt người"),
        ("80 người, 30 cán bộ, 50 người dân", "80 lượt người"),
        ("85 học viên (50 cấp tỉnh, 35 cấp xã)", "85 học viên (lượt người)"),
    ],
)
def test_a_total_that_agrees_with_its_parts_is_the_figure(typed: str, read: str):
    assert shown(typed) == read


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("xã A 40 người, xã B 30 người, tổng 75 người", "75 lượt người // Cộng chung: 70 lượt người"),
        ("2 hội thảo, 1 tọa đàm, tổng 4 cuộc",
         "04 cuộc hội nghị, hội thảo, tọa đàm // Cộng chung: 03 cuộc hội nghị, hội thảo, tọa đàm"),
        ("tổng cộng 90 người: 50 nam, 45 nữ", "90 lượt người // Cộng chung: 95 lượt người"),
        ("120 đại biểu (nam 50, nữ 60)", "120 lượt người // Cộng chung: 110 lượt người"),
        ("85 học viên (50 cấp tỉnh, 45 cấp xã)", "85 lượt người // Cộng chung: 95 lượt người"),
    ],
)  # fmt: skip
def test_a_total_that_disagrees_is_asked_about_with_both(typed: str, offers: str):
    assert shown(typed) == f"? figures.twice: {offers}"


@pytest.mark.parametrize("typed", ["xã A 10 người, xã B 20 người, xã C 30 người", "1 hội thảo, 2 hội nghị, 3 tọa đàm"])
def test_a_part_that_happens_to_be_as_large_as_the_others_is_no_total(typed: str):
    (figure,) = read_figures(typed, PLAN.indicators)

    assert len(figure.parts) == 3
    assert figure.value == sum(part.value for part in figure.parts)


@pytest.mark.parametrize(
    "typed",
    [
        "ngân sách 45, xã hội hóa 15 triệu",
        "ngân sách 45 xã hội hóa 15 triệu",
        "sáng 2, chiều 3 nghìn tờ rơi",
        "sáng 40, chiều 3 nghìn tờ rơi",
    ],
)
def test_a_part_that_may_share_the_scale_of_the_other_is_asked_about(typed: str):
    assert shown(typed).startswith("? figures.")


def test_parts_behind_other_figures_are_no_figure_of_their_own():
    told = "6 buổi tuyên truyền, 600 lượt người"

    assert shown(f"{told} (2 buổi ở trường học, 4 buổi ở thôn)") == shown(told)
    assert shown(f"{told} (2 buổi ở trường học, 3 buổi ở thôn)").startswith("? figures.twice")


def test_the_sum_that_was_picked_shows_its_parts_too():
    with pytest.raises(Unclear) as asked:
        read_figures("sáng 80 đại biểu, chiều hơn 75 đại biểu", PLAN.indicators)

    assert shown(asked.value.offers[0].key) == "hơn 155 lượt người (80 + hơn 75, số ước)"


def test_a_sum_is_kept_with_its_parts():
    ask = AskFigures("figures", PLAN.indicators)

    kept = ask.hear(Heard(Said("1", "2 hội thảo, khoảng 10 tọa đàm, 40 lá cờ")), None)

    conferences = Figure("conferences", Decimal(2), Precision.EXACT, "2 hội thảo")
    talks = Figure("conferences", Decimal(10), Precision.ABOUT, "khoảng 10 tọa đàm")
    both = Figure("conferences", Decimal(12), Precision.ABOUT, "2 hội thảo + khoảng 10 tọa đàm", (conferences, talks))
    assert ask.value(kept) == (both, Figure("flags", Decimal(40), Precision.EXACT, "40 lá cờ"))
    content = contents.Content("2.1b", finished=False, figures=ask.value(kept))
    assert contents.read(contents.kept(content)) == content


def test_parts_are_worded_in_english():
    figures = read_figures("2 seminars and 1 press conference", PLAN.indicators)

    with speaking("en", you=""):
        assert (
            listed(figures, PLAN.spoken("en").indicators, echoed) == "3 conferences (2 seminars + 1 press conference)"
        )


@pytest.mark.parametrize(
    ("typed", "figures"),
    [
        ("xã Đức Trọng treo 60 cờ, 12 băng rôn; xã Liên Nghĩa treo 45 cờ, 1/12", "60 cờ + 45 cờ; 12 băng rôn"),
        ("phát tờ rơi 3/12, sáng 120 tờ rơi, chiều 95 tờ rơi", "120 tờ rơi + 95 tờ rơi"),
        ("hội nghị 3/12, sáng 80 đại biểu, chiều 75 đại biểu", "80 đại biểu; 75 đại biểu"),
        ("tập huấn tại xã A 3/12, 120 người, cán bộ xã B 30 người", "120 người; 30 người"),
    ],
)
def test_in_a_line_those_that_are_surely_apart_stand_together(typed: str, figures: str):
    assert split(typed, date(2025, 12, 5), PLAN.indicators, []).figures == figures


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("sáng 120 chiều 95 người, hội thảo CEDAW hôm qua", "sáng 120 chiều 95 người"),
        ("sáng 120, chiều 95 người, hội thảo CEDAW hôm qua", "sáng 120, chiều 95 người"),
        ("sáng 120 và chiều 95 người, hội thảo CEDAW hôm qua", "sáng 120 và chiều 95 người"),
        ("sáng 20 chiều 15 người, hội thảo CEDAW hôm qua", "sáng 20 chiều 15 người"),
        ("hội thảo CEDAW hôm qua, sáng 20, chiều 15 người", "sáng 20, chiều 15 người"),
        ("hội thảo CEDAW hôm qua, sáng 20 người, chiều 15 người", "20 người; 15 người"),
        ("hôm qua hội thảo CEDAW, nam 60 nữ 55 người", "nam 60 nữ 55 người"),
        ("hôm qua tập huấn CEDAW, xã A 40, xã B 30 người", "xã A 40, xã B 30 người"),
        ("hôm qua tập huấn CEDAW, xã A hơn 40 xã B 30 người", "xã A hơn 40 xã B 30 người"),
        ("hôm qua tập huấn CEDAW, buổi sáng có 40, buổi chiều 30, tối 20 người",
         "buổi sáng có 40, buổi chiều 30, tối 20 người"),
    ],
)  # fmt: skip
def test_no_part_of_a_line_that_names_nothing_itself_is_left_behind(line: str, figures: str) -> None:
    assert split(line, date(2025, 12, 5), PLAN.indicators, ()).figures == figures


@pytest.mark.parametrize(
    "line",
    [
        "sáng 4/12, 95 người, hội thảo CEDAW",
        "hôm qua hội thảo CEDAW, chiều 95 người",
        "hôm qua phường 5, xã A 95 người, hội thảo CEDAW",
        "sáng 4/12, chiều 95 người, hội thảo CEDAW",
    ],
)
def test_a_day_or_the_number_of_a_name_in_front_is_no_part(line: str) -> None:
    assert split(line, date(2025, 12, 5), PLAN.indicators, ()).figures == "95 người"


@pytest.mark.parametrize(
    ("line", "days"),
    [("hội thảo CEDAW 3/12 nam 25 nữ 30", "3/12"), ("hội thảo CEDAW hôm qua, nam 60, nữ 55", "hôm qua")],
)
def test_how_many_men_there_were_is_no_year(line: str, days: str) -> None:
    read = split(line, date(2025, 12, 5), PLAN.indicators, ())

    assert (read.days, read.unsure, "nam" in read.title) == (days, None, True)


@pytest.mark.parametrize("line", ["3 cờ", "40 người", "FB 12 bài"])
def test_a_line_shorter_than_a_label_is_read(line: str) -> None:
    assert split(line, date(2025, 12, 5), PLAN.indicators, ()).figures == line.removeprefix("FB ")
