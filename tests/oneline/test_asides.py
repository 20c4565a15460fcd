"""Place, partners and status are taken out of a line where they are sure, and stay in the title where not."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.reading.lines import lines, uncounted
from messages.reading.lines.lines import TypedLine
from plans import schema
from tests.oneline.plan import PLAN

PIECES = (
    "15.5a", "15.3", "2.1b", ",", ".", ";", "và", "+", "tại", "tai", "ở", "Hà Nội", "da nang", "TP.", "Huế", "46",
    "Trần Phú", "phối hợp với", "phoi hop voi", "Bộ Y tế", "byt", "UNDP", "Ban Tổ chức", "tổ chức", "hội thảo", "120",
    "đại biểu", "12/15", "xã", "hôm qua", "5.12", "đã hoàn thành", "còn tiếp tục", "về", "không", "(", ")", "\n", "https://a.vn",
)  # fmt: skip
FRIDAY = date(2025, 12, 5)
CODES = [task.key for task in PLAN.tasks_of("VPCQTT")]
ROWS = [
    [part.strip() for part in row.split("|")]
    for row in (Path(__file__).parent / "asides.txt").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


def _is_unit(typed: str) -> bool:
    return bool(schema.recognised(PLAN, typed))


def _split(text: str) -> TypedLine:
    return lines.split(text, FRIDAY, PLAN.indicators, CODES, _is_unit)


@pytest.mark.parametrize(("text", "place", "who", "stage"), ROWS, ids=[row[0] for row in ROWS])
def test_what_is_said_aside_is_found_where_it_is_sure(text: str, place: str, who: str, stage: str):
    line = _split(text)

    assert (line.place, line.partners, line.finished) == (place, who, stage)


@pytest.mark.parametrize("row", [row for row in ROWS if not any(row[1:])], ids=lambda row: row[0])
def test_what_is_not_sure_stays_in_the_title(row: list[str]):
    title = _split(row[0]).title

    assert all(word in title.lower() for word in row[0].lower().replace(",", " ").replace(".", " ").split())


def test_clauses_of_nothing_else_leave_the_title_and_others_stay_whole():
    alone = "tọa đàm, tại Hà Nội, phối hợp với Bộ Y tế, đã hoàn thành"
    within = "Sáng nay Sở phối hợp với Bộ Y tế tổ chức tọa đàm tại Hà Nội"

    assert _split(alone).title == "Tọa đàm"
    assert _split(within).title == "Sở phối hợp với Bộ Y tế tổ chức tọa đàm tại Hà Nội"


def test_a_unit_that_is_not_asked_keeps_place_and_partners_in_the_title():
    line = lines.split("tọa đàm, tại Hà Nội, phối hợp với Bộ Y tế", FRIDAY, PLAN.indicators, CODES)

    assert (line.place, line.partners) == ("", "")
    assert line.title == "Tọa đàm, tại Hà Nội, phối hợp với Bộ Y tế"


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=80))
def test_whatever_is_typed_every_name_found_was_typed(text: str):
    line = _split(text)
    typed = unicodedata.normalize("NFC", text)

    assert line.place in typed
    assert line.partners in typed
    assert all(one.text in line.title for one in uncounted.numbers(line.title))


@pytest.mark.parametrize(
    ("text", "more", "title"),
    [
        ("15.5a 15.3 họp báo, hôm qua", ("15.3",), "Họp báo"),
        ("15.5a, 15.3: họp báo, hôm qua", ("15.3",), "Họp báo"),
        ("15.5a và 15.3 họp báo", ("15.3",), "Họp báo"),
        ("15.5A + 15.5B + 15.4 họp báo", ("15.5b", "15.4"), "Họp báo"),
        ("15.5a 2.1b họp báo", ("2.1b",), "Họp báo"),
        ("15.5a 5.12 họp bàn", (), "5.12 họp bàn"),
        ("15.5a 2.5 triệu lượt xem, hôm qua", (), ""),
        ("15.5a 2.500 đại biểu, hội nghị, hôm qua", (), "Hội nghị"),
        ("15.5a hội nghị 15.3", (), "Hội nghị 15.3"),
    ],
)
def test_further_keys_stand_behind_the_first(text: str, more: tuple[str, ...], title: str):
    line = _split(text)

    assert (line.code, line.more, line.title) == ("15.5a", more, title)


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Họp báo, 12 gian hàng", ["12 gian hàng"]),
        ("3 lãnh đạo dự tọa đàm", ["3 lãnh đạo"]),
        ("12/15 xã tổ chức tuyên truyền", ["12/15 xã"]),
        ("Họp 5-7 lần, khoảng 3 nghìn suất quà", ["5-7 lần", "3 nghìn suất quà"]),
        ("95% người dân hài lòng", ["95% người dân"]),
        ("Hội nghị lần thứ 5 triển khai Kế hoạch 705 giai đoạn 2021-2025", []),
        ("Lễ kỷ niệm 77 năm Ngày Nhân quyền thế giới 10/12", []),
        ("Hội thảo tại 46 Trần Phú, phường 4, quận 1", []),
        ("Luật số 117/2025/QH15, công văn 123/BC-BYT ngày 3/12/2025", []),
        ("Phát trên VTV1 lúc 19 giờ, 24/7", []),
    ],
)
def test_numbers_in_a_title_that_count_something_are_named(title: str, left: list[str]):
    assert [one.text for one in uncounted.numbers(title)] == left
