"""What is typed about a call: whether anybody was reached, which day was named; and what is asked again."""

from datetime import date
from unicodedata import normalize

import pytest

from messages.questions.calls.called import AskCall, CallNote, of_letter
from messages.questions.line import Line
from messages.questions.question import Heard
from messages.said import Said
from messages.unclear import Unclear
from messages.words import speaking

WEDNESDAY = date(2026, 2, 11)
THURSDAY = date(2026, 2, 12)
FRIDAY = date(2026, 2, 13)
ASKED = AskCall("chase_called", WEDNESDAY, 30)


def heard(text: str) -> CallNote:
    with speaking("vi", office="Văn phòng", you="đồng chí"):
        return ASKED.value(ASKED.hear(Heard(Said("", text)), None))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("đã gọi, hẹn thứ Năm", THURSDAY),
        ("da goi, hen thu nam", THURSDAY),
        ("Đã gọi chị Lan, hẹn thứ Năm, đang trình lãnh đạo ký", THURSDAY),
        ("đã gọi hôm qua, hẹn ngày mai gửi", THURSDAY),
        ("hẹn mai gửi", THURSDAY),
        ("đã gọi, hẹn chiều mai", THURSDAY),
        ("hẹn chiều nay gửi", WEDNESDAY),
        ("gọi rồi, hẹn trước ngày 13/02", FRIDAY),
        ("đã gọi, chưa gặp, hẹn gọi lại thứ Sáu", FRIDAY),
        ("hẹn sáng thứ 6 tuần này", FRIDAY),
        ("hẹn 9h sáng thứ Sáu", FRIDAY),
        ("sẽ gửi 13/2", FRIDAY),
        ("hẹn thứ năm tuần tới", date(2026, 2, 19)),
        ("thứ Năm", THURSDAY),
        (normalize("NFD", "đã gọi, hẹn thứ Năm"), THURSDAY),
        ("đã gọi Straße, hẹn thứ Năm", THURSDAY),
        ("đã gọi, hẹn 13.02.2026 lúc 9h", FRIDAY),
        ("ngày 12/02", THURSDAY),
        ("called, promised Thursday", THURSDAY),
        ("called, will send it tomorrow", THURSDAY),
        ("phoned, promised by 13 February", FRIDAY),
    ],
)
def test_a_day_that_was_named_is_a_follow_up(typed: str, day: date) -> None:
    assert heard(typed) == CallNote(typed, True, day)


@pytest.mark.parametrize(
    "typed",
    [
        "đã gọi, không nghe máy",
        "da goi 2 lan, khong bat may",
        "gọi không được",
        "đã gọi, máy bận",
        "thuê bao",
        "không liên lạc được",
        "called, no answer",
        "line busy",
    ],
)
def test_whoever_was_not_reached_is_told_apart(typed: str) -> None:
    assert heard(typed) == CallNote(typed, False, None)


@pytest.mark.parametrize(
    "typed", ["đã gọi, gặp Chánh Văn phòng", "đã gọi ngày 10/02, đang tổng hợp", "called, they are working on it"]
)
def test_a_call_without_a_promise_names_no_day(typed: str) -> None:
    assert heard(typed) == CallNote(typed, True, None)


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("đã gọi, hẹn 10/02", "called.past"),
        ("đã gọi, hẹn thứ Hai tuần trước", "called.past"),
        ("called, promised yesterday", "called.past"),
        ("đã gọi, hẹn 30/03/2026", "called.too_far"),
        ("đã gọi, hẹn tuần sau", "called.which_day"),
        ("đã gọi, hẹn từ 12 đến 13/2", "called.which_day"),
        ("đã gọi, hẹn 13", "called.which_day"),
        ("đã gọi, hẹn 12/02 hoặc 13/02", "called.several"),
        ("đã gọi 0912 345 678, không nghe máy", "called.telephone"),
        ("0912345678", "text.no_words"),
        ("1", "text.no_words"),
        ("…", "text.no_words"),
        ("đã gọi " + "a" * 120, "text.too_long"),
    ],
)
def test_what_is_no_day_or_no_note_is_asked_again(typed: str, because: str) -> None:
    with pytest.raises(Unclear) as why:
        heard(typed)

    assert why.value.because == because


NUMBERS = [
    "0912 345 678",
    "0912.345.678",
    "0912/345/678",
    "0912–345–678",
    "0912,345,678",
    "09.12.3456.78",
    "(024) 3799 3456",
    "024-3799-3456",
    "(+84) 912 345 678",
    "+84 24 3799 3456",
    "37993456",
    "3799 3456",
]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("question", [ASKED, of_letter("chase_note")])
def test_no_telephone_number_stands_in_what_is_noted(question: AskCall | Line, number: str) -> None:
    with pytest.raises(Unclear) as why:
        question.hear(Heard(Said("", f"anh Nam, {number}, chưa trả lời")), None)

    assert why.value.because == "called.telephone"


@pytest.mark.parametrize(
    "note",
    [
        "Công văn số 1234/BCĐNQ-VP ngày 10/02/2026",
        "1234/BCĐNQ-VP, 10.02.2026, gửi 2 lần ngày 09/02 và 10/02",
        "công văn 10/02, 11/02",
        "giai đoạn 2026-2027",
        "gửi lúc 08:30 09/02/2026",
        "",
    ],
)
def test_numbers_of_documents_and_days_are_none(note: str) -> None:
    assert of_letter("chase_note").hear(Heard(Said("", note or "bỏ qua")), None) == note


def test_of_several_days_each_is_offered() -> None:
    with pytest.raises(Unclear) as why:
        heard("đã gọi, hẹn 12/02 hoặc 13/02")

    with speaking("vi", office="Văn phòng", you="đồng chí"):
        picked = [ASKED.value(ASKED.hear(Heard(Said(""), offer.key), None)) for offer in why.value.offers]
    assert [note.day for note in picked] == [THURSDAY, FRIDAY]
