"""The question about figures: what it hears, keeps, refuses and says back."""

import json
from decimal import Decimal

import pytest
from things_counted import INDICATORS, Indicator

from messages.questions.figures import AskFigures
from messages.questions.question import Heard, Question
from messages.said import Choice, Said
from messages.unclear import Unclear
from messages.values import Figure, Precision
from messages.words import say, speaking

USUAL = tuple(one for one in INDICATORS if one.key in {"workshops", "people"})
ASK = AskFigures("figures", USUAL)


def typed(text: str) -> Heard:
    return Heard(Said("1", text))


def test_it_is_a_question():
    assert isinstance(ASK, Question)
    assert not ASK.numbered


def test_figures_survive_being_kept():
    kept = json.loads(json.dumps(ASK.hear(typed("1 hội thảo, hơn 120 đại biểu"), None)))

    assert ASK.value(kept) == (
        Figure("workshops", Decimal(1), Precision.EXACT, "1 hội thảo"),
        Figure("people", Decimal(120), Precision.OVER, "hơn 120 đại biểu"),
    )


def test_figures_are_said_back():
    kept = ASK.hear(typed("1 hoi thao, hon 120 dai bieu"), None)

    assert ASK.echo(kept) == "Đã ghi: 01 hội thảo; hơn 120 đại biểu (số ước)"


@pytest.mark.parametrize("text", ["không có số liệu", "Không có", "khong co", "bỏ qua", "-", "–", "No figures", "skip"])
def test_no_figures_can_be_typed(text: str):
    assert ASK.hear(typed(text), None) == []


def test_no_figures_can_be_picked():
    kept = ASK.hear(Heard(Said("1", pressed="2:0"), "none"), None)

    assert (ASK.value(kept), ASK.echo(kept)) == ((), "Đã ghi: không có số liệu")


def test_where_figures_are_needed_none_is_refused():
    needed = AskFigures("figures", USUAL, optional=False)

    with pytest.raises(Unclear, match=r"figures\.must"):
        needed.hear(typed("không có"), None)
    assert needed.prompt(None).choices == ()


def test_a_zero_is_a_figure():
    kept = ASK.hear(typed("0 đại biểu"), None)

    assert ASK.value(kept) == (Figure("people", Decimal(0), Precision.EXACT, "0 đại biểu"),)


def test_an_offer_that_is_picked_is_heard_as_if_typed():
    with pytest.raises(Unclear) as why:
        ASK.hear(typed("1 hội thảo, 1,200 đại biểu"), None)
    offer = why.value.offers[0]
    kept = ASK.hear(Heard(Said("2", pressed="3:0"), offer.key), None)

    assert offer == Choice("1 hội thảo, 1.200 đại biểu", "01 hội thảo; 1.200 đại biểu")
    assert [figure.value for figure in ASK.value(kept)] == [1, 1200]


def test_a_number_without_words_is_asked_about_with_what_it_may_be():
    with pytest.raises(Unclear) as why:
        ASK.hear(typed("1 hội thảo, 120"), None)

    assert say(why.value.because, **why.value.facts, you="đồng chí") == (
        "Đã hiểu: 01 hội thảo.\nChưa rõ “120” là số liệu gì. Đề nghị đồng chí chọn hoặc gõ lại toàn bộ số liệu."
    )
    assert why.value.offers == (Choice("1 hội thảo; 120 đại biểu", "01 hội thảo; 120 đại biểu"),)


def test_an_indicator_taken_out_of_the_plan_is_asked_for_again():
    kept = ASK.hear(typed("1 hội thảo"), None)

    with pytest.raises(Unclear, match=r"figures\.withdrawn"):
        AskFigures("figures", USUAL[1:]).value(kept)


def test_other_indicators_of_the_plan_are_understood_too():
    ask = AskFigures("figures", USUAL, also=INDICATORS)
    kept = ask.hear(typed("1 hội thảo, 3 tin bài"), None)

    assert ask.echo(kept) == "Đã ghi: 01 hội thảo; 03 tin bài"


def test_the_question_says_what_is_usual_and_how_to_type_it():
    prompt = ASK.prompt(None)

    assert prompt.text == (
        "Số liệu của hoạt động?\nThường có: Hội thảo; Đại biểu, lượt người.\nVí dụ: 01 hội thảo; hơn 120 đại biểu."
    )
    assert prompt.choices == (Choice("none", "Không có số liệu"),)


@pytest.mark.parametrize("one", INDICATORS, ids=[one.key for one in INDICATORS])
def test_the_example_can_be_typed(one: Indicator):
    ask = AskFigures("figures", (one, *(usual for usual in USUAL if usual != one)))
    example = ask.prompt(None).text.rpartition("Ví dụ: ")[2]

    assert ask.hear(typed(example), None)[0]["indicator"] == one.key


def test_asked_again_it_shows_what_was_kept():
    kept = ASK.hear(typed("1 hội thảo"), None)

    assert ASK.prompt(kept).text.endswith("Hiện ghi: 01 hội thảo.")


def test_it_speaks_english():
    with speaking("en"):
        assert ASK.echo(ASK.hear(typed("1 hội thảo, 1.200 đại biểu"), None)) == ("Recorded: 1 hội thảo; 1,200 đại biểu")
