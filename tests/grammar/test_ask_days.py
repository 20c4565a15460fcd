"""The question about days: what it hears, keeps, refuses and says back."""

import json
from datetime import date, time

import pytest

from messages.questions.days import AskDays
from messages.questions.question import Heard, Question
from messages.said import Choice, Said
from messages.unclear import Unclear
from messages.values import Days
from messages.words import speaking

TODAY = date(2025, 12, 5)
ASK = AskDays("days", TODAY, until=TODAY)


def typed(text: str) -> Heard:
    return Heard(Said("1", text))


def through_json(kept: object) -> object:
    return json.loads(json.dumps(kept))


def test_it_is_a_question():
    assert isinstance(ASK, Question)
    assert not ASK.numbered


def test_days_survive_being_kept():
    kept = through_json(ASK.hear(typed("14h30 ngày 3, 4 và 5/12"), None))

    assert ASK.value(kept) == Days(
        date(2025, 12, 3),
        date(2025, 12, 5),
        "14h30 ngày 3, 4 và 5/12",
        (date(2025, 12, 3), date(2025, 12, 4), date(2025, 12, 5)),
        time(14, 30),
    )


@pytest.mark.parametrize(("key", "day"), [("today", 5), ("yesterday", 4)])
def test_today_and_yesterday_can_be_picked(key: str, day: int):
    kept = ASK.hear(Heard(Said("1", pressed="3:0"), key), None)

    assert ASK.value(kept).first == ASK.value(kept).last == date(2025, 12, day)


@pytest.mark.parametrize("label", ["Hôm nay", "hom nay", "Today"])
def test_the_words_on_the_buttons_can_be_typed(label: str):
    assert ASK.value(ASK.hear(typed(label), None)).first == TODAY


def test_a_day_to_come_is_refused_by_its_name():
    with pytest.raises(Unclear) as why:
        ASK.hear(typed("4-6/12"), None)

    assert (why.value.because, why.value.facts) == ("days.to_come", {"day": date(2025, 12, 6)})


def test_a_day_to_come_is_taken_where_nothing_forbids_it():
    kept = AskDays("days", TODAY).hear(typed("10/12"), None)

    assert kept["first"] == "2025-12-10"


def test_only_days_that_have_come_are_offered():
    with pytest.raises(Unclear) as why:
        ASK.hear(typed("thứ bảy"), None)

    assert (why.value.because, why.value.offers) == (
        "days.which",
        (Choice("29/11/2025", "thứ Bảy, 29/11/2025"),),
    )


def test_an_offer_that_is_picked_is_heard_as_if_typed():
    with pytest.raises(Unclear) as why:
        ASK.hear(typed("5"), None)
    kept = ASK.hear(Heard(Said("2", pressed="4:0"), why.value.offers[0].key), None)

    assert kept["first"] == "2025-12-05"


def test_a_photo_without_words_is_asked_about():
    with pytest.raises(Unclear, match=r"days\.empty"):
        ASK.hear(typed(""), None)


@pytest.mark.parametrize(
    ("said", "echo"),
    [
        ("5/12", "Đã ghi: thứ Sáu, 05/12/2025"),
        ("1-5/12", "Đã ghi: từ thứ Hai, 01/12/2025 đến thứ Sáu, 05/12/2025"),
        ("3, 5/12", "Đã ghi: thứ Tư, 03/12/2025 và thứ Sáu, 05/12/2025"),
        ("2, 3 và 5/12", "Đã ghi: thứ Ba, 02/12/2025; thứ Tư, 03/12/2025 và thứ Sáu, 05/12/2025"),
        ("14h30 hôm qua", "Đã ghi: 14:30 thứ Năm, 04/12/2025"),
    ],
)
def test_days_are_said_back_with_their_weekdays(said: str, echo: str):
    assert ASK.echo(ASK.hear(typed(said), None)) == echo


def test_the_question_shows_how_to_type_days():
    prompt = ASK.prompt(None)

    assert prompt.text == "Hoạt động diễn ra ngày nào?\nVí dụ: 04/12; từ 02/12 đến 04/12; thứ Hai tuần trước."
    assert prompt.choices == (Choice("today", "Hôm nay"), Choice("yesterday", "Hôm qua"))


def test_asked_again_it_shows_what_was_kept():
    assert ASK.prompt(ASK.hear(typed("3/12"), None)).text.endswith("Hiện ghi: thứ Tư, 03/12/2025.")


def test_it_speaks_english():
    with speaking("en"):
        assert ASK.echo(ASK.hear(typed("1-5/12"), None)) == ("Recorded: from Monday, 01/12/2025 to Friday, 05/12/2025")
        assert ASK.prompt(None).choices[0] == Choice("today", "Today")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("à nhầm, 2/12 ko phải 3/12", 2),
        ("2/12 chứ không phải 3/12", 2),
        ("không phải 3/12 mà 4/12", 4),
        ("3/12 à nhầm 4/12", 4),
        ("em ghi lộn, hôm qua", 4),
    ],
)
def test_a_day_taken_back_in_the_same_breath_is_not_the_day(said: str, day: int):
    assert ASK.hear(typed(said), None)["first"] == f"2025-12-{day:02}"


@pytest.mark.parametrize(
    "said",
    [
        "không phải 3/12",
        "chắc hôm qua",
        "hình như 3/12",
        "3/12 thì phải",
        "hôm qua gì đó",
        "cứ thứ hai",
        "đêm 3 rạng 4/12",
    ],
)
def test_a_day_that_somebody_is_not_sure_of_is_asked_about(said: str):
    with pytest.raises(Unclear):
        ASK.hear(typed(said), None)
