"""The form that a title names: whole words, with their tone marks where they are typed."""

import pytest

from handlers.officials.free_text import guessing_form
from messages.questions.figures import AskFigures
from messages.questions.question import Heard
from messages.said import Said
from messages.unclear import Unclear
from tests.oneline.plan import PLAN


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Giao lưu công nhân khu công nghiệp", ""),
        ("Phổ biến Công ước chống tra tấn", ""),
        ("pho bien cong uoc chong tra tan", ""),
        ("Tuyên truyền thành tựu nhân quyền", ""),
        ("tuyen truyen thanh tuu", ""),
        ("Tuyên truyền thanh niên", ""),
        ("Phối hợp Báo tỉnh đăng tin", ""),
        ("Học tập chính trị đầu khóa", ""),
        ("Họp báo về UPR", "conference"),
        ("hop bao ve UPR", "conference"),
        ("Phát thanh trên loa xã", "radio"),
        ("Tuyên truyền miệng ở thôn", "talks"),
        ("Triển lãm ảnh", "exhibition"),
    ],
)
def test_a_form_is_named_by_whole_words(title: str, form: str):
    found = guessing_form.guess(PLAN, title, "")

    assert (found.picked if found is not None else "") == form


def _heard(form: str, text: str) -> list[tuple[str, str]]:
    usual = [one for one in PLAN.indicators if one.key in PLAN.form(form).indicators]
    kept = AskFigures("figures", usual, also=PLAN.indicators).hear(Heard(Said("1", text)), None)
    return [(one["indicator"], one["value"]) for one in kept]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("radio", "90 lượt"),
        ("contest", "400 bài"),
        ("directive", "45k"),
        ("press", "5 lượt"),
        ("conference", "120 đại biểu (dự kiến)"),
        ("conference", "3 trạm y tế"),
        ("radio", "3 buổi phát thanh/tuần"),
    ],
)
def test_what_belongs_to_another_form_is_asked(form: str, text: str):
    with pytest.raises(Unclear):
        _heard(form, text)


@pytest.mark.parametrize(
    ("form", "text", "figures"),
    [
        ("talks", "4 buổi", [("talks", "4")]),
        ("inspection", "4 cuộc kiểm tra", [("inspections", "4")]),
        ("radio", "truyền thanh 40 giờ", [("broadcast-hours", "40")]),
        ("conference", "2 HT, 140 ĐB", [("conferences", "2"), ("people", "140")]),
        ("conference", "hơn 75 hội viên", [("people", "75")]),
        ("press", "1 phóng sự, 20 phút", [("reports", "1"), ("broadcast-minutes", "20")]),
        ("visual", "Cờ: 20 chiếc", [("flags", "20")]),
    ],
)
def test_what_a_clerk_would_not_ask_is_taken(form: str, text: str, figures: list[tuple[str, str]]):
    assert _heard(form, text) == figures


@pytest.mark.parametrize(
    ("form", "text", "offered"),
    [("directive", "45k", []), ("conference", "2 vạn", ["20.000 lượt người"]), ("inspection", "1 vạn", [])],
)
def test_no_button_offers_more_than_there_can_be(form: str, text: str, offered: list[str]):
    with pytest.raises(Unclear) as why:
        _heard(form, text)

    assert [choice.label for choice in why.value.offers] == offered


def test_a_label_that_ends_in_a_comma_names_no_form_by_nothing():
    forms = tuple(form.model_copy(update={"label": f"{form.label},"}) for form in PLAN.forms)
    plan = PLAN.model_copy(update={"forms": forms})

    found = guessing_form.guess(plan, "Họp báo về UPR", "")

    assert found is not None
    assert found.picked == "conference"
