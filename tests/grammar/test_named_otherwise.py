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


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("19 xã treo 57 băng rôn", "banners 57"),
        ("19 xa treo 57 bang ron", "banners 57"),
        ("cả 19 xã đã treo hơn 57 băng rôn, 200 cờ", "banners 57, flags 200"),
        ("12 sở, ngành ban hành 15 kế hoạch", "documents 15"),
        ("12 xã và 3 phường phát 1.200 tờ rơi", "leaflets 1200"),
        ("7 báo đăng 40 tin", "news 40"),
        ("57 băng rôn, 19 xã", "banners 57"),
        ("3 trường 1.200 học sinh", "people 1200"),
        ("3 tổ, 21 đồng chí", "people 21"),
        ("truyền thông cho 180 chị em ở 3 chi hội", "people 180"),
        ("60 tieu thuong o 5 cho", "people 60"),
        ("150 công nhân tại 3 KCN", "people 150"),
        ("1 hội thi, 15 đội, 75 thí sinh", "contests 1, people 75"),
        ("1 ngày hội, 12 gian hàng, 300 người", "sessions 1, people 300"),
    ],
)
def test_who_did_it_and_where_are_no_figures(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "19 xã treo 3 băng rôn",
        "19 xã treo mỗi xã 3 băng rôn",
        "4 xã, mỗi xã 1 lớp, 160 học viên",
        "2 tổ, mỗi tổ 7 đồng chí",
        "3 xã tổ chức hội nghị, 300 người",
        "phát thanh 8 xã, 24 buổi",
        "1 hội thảo, 12 đội, 64 thí sinh",
        "3 so, 1500 cuon",
        "2 to, 14 nguoi",
        "1 giải, 8 đội, 120 vận động viên",
        "15 đội",
        "sáng 2 hội thảo 95 người",
        "chiều 3 lớp, 120 học viên",
    ],
)
def test_a_number_of_them_that_may_be_more_is_asked_about(typed: str) -> None:
    assert read(typed) == "?"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2 lớp BD, 96 HV", "classes 2, people 96"),
        ("2 lop bdnv, 96 hv", "classes 2, people 96"),
        ("2 khóa ĐT, 60 HV", "classes 2, people 60"),
        ("2 lớp TH-BD, 96 HV", "classes 2, people 96"),
        ("3 cuộc HN, 240 ĐB", "conferences 3, people 240"),
        ("1 cuộc TX", "contacts 1"),
        ("5 buổi TTM", "talks 5"),
        ("3 KH, 2 QĐ, 2 TB, 1 HD", "documents 8"),
        ("45 CS", "people 45"),
        ("150 PN", "people 150"),
    ],
)
def test_what_offices_shorten_is_read(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    "said", ["hết thảy", "het thay", "cả thảy", "tất thảy", "tất cả", "cộng lại", "gộp lại", "vị chi", "tính chung"]
)
def test_a_word_for_all_of_them_joins_two_figures(said: str) -> None:
    assert read(f"2 lớp {said} 88 hv") == "classes 2, people 88"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("6 bai, nham, 7 bai", "articles 7"),
        ("120 nguoi a nham 102 nguoi", "people 102"),
        ("120 a khong 102 nguoi", "people 102"),
        ("6 bai, lon, 7 bai", "articles 7"),
        ("6 bài à quên 7 bài", "articles 7"),
        ("120 người, xin lỗi, 102 người", "people 102"),
        ("khoảng 120 người, chính xác là 118 người", "people 118"),
        ("6 bài, nói lại là 7 bài", "articles 7"),
        ("15 bang ron lon 20 bang ron nho", "banners 35"),
        ("6 bài, à quên, 2 bài nữa", "?"),
        ("120 nham 102 nguoi", "?"),
    ],
)
def test_what_is_put_right_in_the_same_breath_is_the_figure(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("sáng 20 chị em", "people 20"), ("chiều 3 clip", "videos 3"), ("sáng 20, chiều 21, 40 người", "people 40")],
)
def test_a_number_behind_a_part_of_the_day_counts_where_its_thing_follows(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1.250.000 lượt tiếp cân", "reach 1250000"),
        ("120 đại biêu", "people 120"),
        ("3 hôi nghị", "conferences 3"),
        ("10 phóng sư", "reports 10"),
        ("10 phóng xự", "reports 10"),
        ("10 phong xu", "reports 10"),
        ("500 tờ dơi", "leaflets 500"),
        ("60 xuất quà", "gifts 60"),
        ("25 băng dôn", "banners 25"),
        ("40 xinh viên", "people 40"),
        ("2 tổ", "?"),
        ("12 công trình", "?"),
    ],
)
def test_a_name_with_a_tone_forgotten_or_written_by_ear_is_that_name(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tăng 15% so với năm ngoái, đạt 48 tin", "news 48"),
        ("48 tin, tăng 15% so với cùng kỳ năm 2024", "news 48"),
        ("48 tin (tăng 15%)", "news 48"),
        ("46 tin (tăng 6 tin so với đợt trước)", "news 46"),
        ("46 tin (giảm 6)", "news 46"),
        ("48 tin, đạt 120% kế hoạch", "news 48"),
        ("vượt 20% chỉ tiêu được giao, 48 tin", "news 48"),
        ("hoan thanh 100% ke hoach, 5 tin", "news 5"),
        ("46 tin, giảm 2 tin so với tháng 10, 5 bài", "news 46, articles 5"),
        ("46 tin, tang 6 tin so voi dot truoc, 3 phong su", "news 46, reports 3"),
        ("46 tin, tăng 6 tin", "?"),
        ("tăng 6 tin so với đợt trước", "?"),
        ("tăng 15%", "?"),
        ("46 tin (tăng 6 tin so với đợt trước là 40 tin)", "?"),
        ("100 người (tăng 60 suất quà)", "?"),
    ],
)
def test_how_many_more_than_before_is_no_figure_where_it_says_how_many_there_were(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("4 buổi, tổng 260 lượt người, bình quân 65 người/buổi", "sessions 4, people 260"),
        ("4 buổi, 260 người (trung bình 65 người mỗi buổi)", "sessions 4, people 260"),
        ("4 buoi, 260 nguoi, binh quan 65 nguoi/buoi", "sessions 4, people 260"),
        ("4 buổi, 260 lượt người, bình quân mỗi buổi 65 người", "sessions 4, people 260"),
        ("4 buổi, bình quân 65 người/buổi", "?"),
        ("4 buổi, mỗi buổi 65 người", "?"),
    ],
)
def test_an_average_is_no_figure_where_all_are_told(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tổng 12 bài (báo in 5, báo điện tử 6)", "?"),
        ("12 bài (5 bài báo in, 6 bài báo điện tử)", "?"),
        ("12 bài gồm 5 bài báo in, 6 bài báo điện tử", "?"),
        ("tổng 12 tin (VTV 5, báo Nhân Dân 4, TTXVN 2)", "?"),
        ("350 người (xã A 120, xã B 100)", "?"),
        ("85 học viên (50 cấp tỉnh, 30 cấp xã)", "?"),
        ("tổng 12 bài (báo in 5, báo điện tử 7)", "articles 12"),
        ("tổng 12 tin (VTV 5, báo Nhân Dân 4, TTXVN 3)", "news 12"),
        ("350 người (trong đó xã A 120, xã B 100)", "people 350"),
        ("85 học viên (20 cấp tỉnh)", "people 85"),
    ],
)
def test_parts_with_places_of_their_own_that_do_not_make_the_whole_are_asked_about(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("năm trăm hai lăm lượt người", "people 525"),
        ("nam tram hai lam luot nguoi", "people 525"),
        ("một trăm hai nhăm người", "people 125"),
        ("năm trăm ba mốt người", "people 531"),
        ("hai trăm linh lăm người", "people 205"),
    ],
)
def test_tens_behind_hundreds_may_be_left_unsaid(typed: str, expected: str) -> None:
    assert read(typed) == expected
