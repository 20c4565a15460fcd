"""A figure is said back as it was typed; what it counts for stands behind it where that has another name."""

from pathlib import Path

import pytest

from messages.reading.figures.figures import echoed, explained, listed, read_figures
from messages.words import say, speaking
from plans import reading
from plans.schema import Plan

PLAN: Plan = next(plan for plan in map(reading.read, reading.shipped()) if plan.code == "705")


def said(typed: str, language: str = "vi") -> tuple[str, str]:
    of = PLAN.spoken(language).indicators
    with speaking(language):
        figures = read_figures(typed, of)
        return listed(figures, of, echoed), listed(figures, of, explained)


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("1 hội thảo, hơn 120 đại biểu", "01 hội thảo; hơn 120 đại biểu (số ước)"),
        ("1 hoi thao, hon 120 dai bieu", "01 hội thảo; hơn 120 đại biểu (số ước)"),
        ("hai cuộc họp báo, 35 phóng viên, 12 tin bài", "02 họp báo; 35 phóng viên; 12 tin bài"),
        ("1k2 đại biểu", "1.200 đại biểu"),
        ("1.150 bang ron, 40 pa no", "1.150 băng rôn; 40 pa nô"),
        ("36 đợt khám, 60 học viên", "36 đợt khám; 60 học viên"),
    ],
)
def test_a_figure_is_said_back_with_the_noun_that_was_typed(typed: str, echo: str):
    assert said(typed)[0] == echo


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("60 người", "60 lượt người"),  # alone it says little
        ("3 hội nghị, tọa đàm", "03 hội nghị"),
        ("01 cuộc hội nghị, hội thảo, tọa đàm", "01 cuộc hội nghị, hội thảo, tọa đàm"),  # a list: not its last word
        ("tiếp cận 45.000 người", "45.000 lượt tiếp cận"),
        ("đại biểu: 120", "120 lượt người"),
        ("4.150 m băng rôn", "4.150 mét băng rôn, biểu ngữ"),  # metres are no pieces
        ("kinh phí 35tr", "35.000.000 đồng"),
        ("3 seminars", "03 cuộc hội nghị, hội thảo, tọa đàm"),  # another language
    ],
)
def test_where_the_noun_is_not_sure_the_indicator_names_it(typed: str, echo: str):
    assert said(typed)[0] == echo


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1 hội thảo, hơn 120 đại biểu", "01 hội thảo; hơn 120 đại biểu (lượt người, số ước)"),
        ("35 phóng viên", "35 phóng viên (lượt người)"),
        ("1 họp báo", "01 họp báo (hội nghị, hội thảo, tọa đàm)"),
        ("gần 300 người dân", "gần 300 người dân (lượt người, số ước)"),
        ("36 đợt khám, 9.400 lượt người", "36 đợt khám (buổi, đợt hoạt động); 9.400 lượt người"),
        ("2 văn bản chỉ đạo, 12 tin bài", "02 văn bản chỉ đạo; 12 tin bài"),
    ],
)
def test_what_it_counts_for_stands_behind_where_that_has_another_name(typed: str, shown: str):
    assert said(typed)[1] == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1 seminar, more than 120 delegates", "1 seminar; more than 120 delegates (participants, estimate)"),
        ("3 press conferences", "3 press conferences"),
        ("1 hội thảo, 120 đại biểu", "1 conference; 120 participants"),
        ("1 phóng sự, 2 tin", "1 feature report; 2 news items"),
    ],
)
def test_in_english_one_is_one_and_no_count_has_a_nought_in_front(typed: str, shown: str):
    assert said(typed, "en")[1] == shown


@pytest.mark.parametrize("path", reading.shipped(), ids=lambda path: Path(path).stem)
def test_whatever_is_typed_for_an_indicator_its_echo_counts_the_same(path: Path):
    plan = reading.read(path)
    differing = []
    for language in ("vi", "en"):
        of = plan.spoken(language).indicators
        for typed in [f"120 {word}" for one in plan.indicators for word in (one.unit, *one.words)]:
            figures = read_figures(typed, of)
            with speaking(language):
                again = read_figures(listed(figures, of, echoed), of)
            if [(f.indicator, f.value) for f in again] != [(f.indicator, f.value) for f in figures]:
                differing.append((language, typed))

    assert differing == []


def test_english_tells_one_from_many():
    with speaking("en"):
        assert say("digest.office.to_review.new", n=1) == "1 result to be reviewed"
        assert say("digest.office.to_review.new", n=0) == "0 results to be reviewed"
        assert say("digest.new.yesterday", n=2, units=1) == "NEW SINCE YESTERDAY MORNING: 2 results from 1 unit"
