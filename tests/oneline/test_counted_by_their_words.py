"""What the words in front of a number, or its place, say of what it counts; and what stands beside days in a line."""

from datetime import date

import pytest

from messages.reading.figures.figures import read_figures
from messages.reading.lines.lines import split
from tests.oneline.plan import PLAN

TODAY = date(2025, 12, 5)


def read(typed: str) -> list[tuple[str, int]]:
    return [(figure.indicator, int(figure.value)) for figure in read_figures(typed, PLAN.indicators)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2 phim tài liệu, chiếu 10 lượt", [("films", 2), ("broadcasts", 10)]),
        ("phát sóng 12 lượt", [("broadcasts", 12)]),
        ("khám 120 lượt", [("examined", 120)]),
        ("đợt 1 khám 120 lượt, đợt 2 khám 145 lượt", [("examined", 265)]),
        ("tư vấn 45 lượt", [("examined", 45)]),
        ("chia sẻ 30 lượt", [("shares", 30)]),
        ("120 lượt", [("people", 120)]),
        ("fanpage đăng 8 bài", [("posts", 8)]),
        ("Fanpage đăng 8 bài, cổng TTĐT 4 bài", [("posts", 12)]),
        ("báo in 8 bài, báo mạng 12 bài", [("articles", 20)]),
        ("loa truyền thanh 14 buổi", [("radio", 14)]),
        ("45 triệu NSNN + 15 triệu xã hội hóa", [("money", 60_000_000)]),
        ("họp báo: 30 phóng viên", [("people", 30)]),
        ("3 lớp: lớp 1 40 học viên, lớp 2 45 học viên, lớp 3 38 học viên", [("classes", 3), ("people", 123)]),
        ("2 video, 300 cmt", [("videos", 2), ("comments", 300)]),
    ],
)
def test_words_in_front_of_a_number_say_what_it_counts(typed: str, expected: list[tuple[str, int]]):
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "days", "figures", "title"),
    [
        ("tập huấn cho hòa giải viên 1/12, 90 người", "1/12", "90 người", "Tập huấn cho hòa giải viên"),
        ("gặp mặt báo cáo viên 1/12, 90 người", "1/12", "90 người", "Gặp mặt báo cáo viên"),
        ("tọa đàm tại bệnh viện 30/4, 1/12, 90 người", "1/12", "90 người", "Tọa đàm tại bệnh viện 30/4"),
        ("diễn đàn lần 2, cn vừa rồi, 2 phiên", "cn vừa rồi", "", "Diễn đàn lần 2, 2 phiên"),
        ("mở gian hàng sách 1/12, 400 cuốn sách", "1/12", "400 cuốn sách", "Mở gian hàng sách"),
        ("thăm Lào, 1/12, đoàn 4 người", "1/12", "4 người", "Thăm Lào, đoàn 4 người"),
        ("tại thôn 5 tuyên truyền miệng 1/12, 40 người", "1/12", "40 người", "Tại thôn 5 tuyên truyền miệng"),
        ("hội nghị tổng kết\t3/12\t90 đại biểu", "3/12", "90 đại biểu", "Hội nghị tổng kết"),
        ("em gửi anh: họp thôn 1/12, 90 người", "1/12", "90 người", "Họp thôn"),
    ],
)
def test_days_and_figures_take_no_word_of_the_title(typed: str, days: str, figures: str, title: str):
    line = split(typed, TODAY, PLAN.indicators, [])

    assert (line.days, line.figures, line.title) == (days, figures, title)
