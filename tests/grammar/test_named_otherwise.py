"""What offices name otherwise than the plan's list: none of it is read as something else."""

import pytest

from messages.reading.figures.figures import read_figures
from messages.unclear import Unclear
from tests.oneline.plan import PLAN


def read(typed: str) -> str:
    """Give the indicators with their numbers; "?" where it is asked about."""
    try:
        return ", ".join(f"{one.indicator} {one.value}" for one in read_figures(typed, PLAN.indicators))
    except Unclear:
        return "?"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5 bài bình luận", "articles 5"),
        ("24 bài phát thanh", "?"),
        ("3 đoàn đại biểu", "delegations 3"),
        ("đón 2 đoàn khách quốc tế, 19 người", "delegations 2, people 19"),
        ("2 lớp cán bộ xã", "?"),
        ("3 phiên tọa đàm", "conferences 3"),
        ("12 giải pháp", "?"),
        ("2 giải bóng đá", "?"),
        ("3 khách sạn", "?"),
        ("10 đại sứ quán", "?"),
        ("4 tin bài trên fanpage", "posts 4"),
        ("4 bài viết trên mạng xã hội", "posts 4"),
        ("12 chương trình phát thanh", "radio 12"),
        ("12 tin bài, trong đó 7 tin, 5 bài", "news 7, articles 5"),
        ("12 tin bài, trong đó 7 tin", "news-articles 12"),
        ("30 bài, phóng sự", "?"),
        ("co mat: 42", "people 42"),
        ("500 lượt tương tác (like, share)", "interactions 500"),
        ("100 lá cờ Tổ quốc, cờ Đảng", "flags 100"),
    ],
)
def test_a_name_is_read_as_what_it_counts_or_asked_about(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("truyền thanh cơ sở: 24 lượt", "radio 24"),
        ("tuyên truyền miệng được 12 buổi/1.560 lượt", "talks 12, people 1560"),
        ("ngoại khóa 2 buổi cho 400 học sinh", "talks 2, people 400"),
        ("phát lại 3 lần", "broadcasts 3"),
        ("2 buổi giao lưu văn nghệ", "sessions 2"),
        ("2 buổi họp", "?"),
        ("2 buổi chiều", "?"),
        ("chiều 30 lượt", "people 30"),
        ("chiếu 30 lượt", "broadcasts 30"),
        ("chieu 30 luot", "?"),
    ],
)
def test_what_was_held_by_turns_is_counted_under_its_name(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("khám sức khỏe miễn phí 350 lượt người", "examined 350"),
        ("tư vấn pháp luật 120 lượt người", "examined 120"),
        ("tư vấn, trợ giúp pháp lý cho 30 người", "examined 30"),
        ("trợ giúp pháp lý cho 30 người", "helped 30"),
        ("hỗ trợ sinh kế cho 30 phụ nữ", "helped 30"),
        ("hội nghị hỗ trợ pháp lý cho 120 người", "people 120"),
        ("36 đợt khám, 60 học viên", "sessions 36, people 60"),
    ],
)
def test_whoever_was_helped_or_examined_is_no_participant(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    "typed", ["quyết định 45, 120 người", "hướng dẫn 3 xã, 120 người", "KH 705, CV 12, 3 hội nghị"]
)
def test_a_paper_with_its_number_and_what_was_guided_are_no_documents(typed: str) -> None:
    assert "documents" not in read(typed)
