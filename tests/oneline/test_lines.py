"""A line is taken apart into the pieces its questions are to hear."""

from datetime import date
from pathlib import Path

import pytest

from messages.reading.lines import lines
from messages.unclear import Unclear
from tests.oneline.plan import PLAN

FRIDAY = date(2025, 12, 5)
CODES = [task.key for task in PLAN.tasks]
ROWS = [
    [part.strip() for part in row.split("|")]
    for row in (Path(__file__).parent / "lines.txt").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


def _split(text: str) -> lines.TypedLine:
    return lines.split(text, FRIDAY, PLAN.indicators, CODES)


def _worded_days(line: lines.TypedLine) -> str:
    if line.unsure is None:
        return line.days
    pieces = line.days or line.unsure.facts["pieces"].replace("“", "").replace("”", "")
    return f"!{pieces}"


def _apart(text: str) -> list[str]:
    line = _split(text)
    return [text, line.code, _worded_days(line), line.figures, line.title]


def test_a_line_is_taken_apart():
    assert [(row, apart) for row in ROWS if (apart := _apart(row[0])) != row] == []


def test_links_and_numbers_of_documents_are_evidence():
    line = _split("đăng tin về Kế hoạch 12/KH-UBND https://a.vn/1, www.b.vn/2")

    assert line.evidence.split() == ["https://a.vn/1,", "www.b.vn/2", "12/KH-UBND"]


def test_several_days_are_offered_as_they_were_typed():
    unsure = _split("Sáng 4/12 họp báo, chiều 5/12 tập huấn").unsure

    assert isinstance(unsure, Unclear)
    assert [offer.key for offer in unsure.offers] == ["Sáng 4/12", "chiều 5/12"]


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("8h30 hội thảo về CEDAW, 14h tọa đàm với báo chí, 5/12", ("Hội thảo về CEDAW", "Tọa đàm với báo chí")),
        ("8h30 4/12 tọa đàm, 14h đối thoại, 90 người", ("Tọa đàm", "Đối thoại")),
        ("hội thảo về CEDAW, 8h30 4/12; tọa đàm với báo chí, 14h", ("Hội thảo về CEDAW", "Tọa đàm với báo chí")),
        ("hội thảo về CEDAW 8h30, tọa đàm 14 giờ, 4/12", ("Hội thảo về CEDAW", "Tọa đàm")),
        ("sáng nay họp báo, chiều nay tập huấn", ("Họp báo", "Tập huấn")),
        ("Sáng 3/12 hội nghị cán bộ, chiều cùng ngày tập huấn", ("Hội nghị cán bộ", "Tập huấn")),
        ("sang 3/12 hoi nghi can bo, chieu tap huan", ("Hoi nghi can bo", "Tap huan")),
        ("Sáng 3/12: tập huấn cán bộ xã, 45 người; chiều: kiểm tra tại xã", ("Tập huấn cán bộ xã", "Kiểm tra tại xã")),
        ("8:30 seminar on CEDAW, 14:00 press briefing, 4 December", ("Seminar on CEDAW", "Press briefing")),
        ("4/12, 8h00: chào cờ; 8h30: hội nghị", ("Chào cờ", "Hội nghị")),
        ("Lúc 8 giờ 00 ngày 04/12, Sở họp; 14 giờ cùng ngày, làm việc với xã", ("Sở họp", "Làm việc với xã")),
    ],
)
def test_things_at_hours_of_their_own_are_told_apart(text: str, several: tuple[str, ...]):
    assert _split(text).several == several


@pytest.mark.parametrize(
    "text",
    [
        "8h - 11h30 họp, 4/12",
        "từ 7h30 đến 11h tập huấn, 4/12",
        "phát thanh 6h, 11h, 17h hằng ngày, 4/12",
        "8h khai mạc, 17h bế mạc hội thi, 4/12",
        "tọa đàm, 14h30 4/12, tại hội trường tầng 2",
        "Sáng tạo trẻ, tối đa hóa lợi ích, 4/12",
        "Sáng 4/12 họp báo, chiều 5/12 tập huấn",  # asked by their days
    ],
)
def test_one_thing_with_its_hours_is_one(text: str):
    assert _split(text).several == ()


def test_the_hour_of_one_thing_is_not_that_of_all():
    assert _split("8h30 4/12 tọa đàm, 14h đối thoại").days == "4/12"
    assert _split("Lúc 8 giờ 00 ngày 04/12/2025, Sở họp; 14 giờ cùng ngày, làm việc với xã").days == "ngày 04/12/2025"


def test_a_key_that_is_not_the_units_is_named():
    own = [task.key for task in PLAN.tasks_of("VPCQTT")]

    assert lines.foreign_code("/baocao 15.9c hội nghị", own, CODES) == "15.9c"
    assert lines.foreign_code("16.3 treo băng rôn", own, CODES) == "16.3"
    assert lines.foreign_code("nhiệm vụ 44.1 hội nghị", own, CODES) == "44.1"
    assert lines.foreign_code("15.3 hội nghị", own, CODES) == ""
    assert lines.foreign_code("5.12 hội nghị", own, CODES) == ""


def test_a_line_in_separate_letters_and_marks_is_the_same():
    apart = "Sa\u0301ng nay hội thảo, 120 đại biểu"

    assert _split(apart).days == "Sáng nay"


def test_of_a_post_only_the_headline_is_read_and_every_link():
    body = "Ngày 5/12, 120 đại biểu dự hội thảo tại Hà Nội. " * 30
    line = _split(f"Hội thảo quốc tế về quyền con người\n{body}\nhttps://a.vn/1")

    assert line == lines.TypedLine(evidence="https://a.vn/1", title="Hội thảo quốc tế về quyền con người", is_post=True)
