"""A plan has English names for what people choose and count; what is typed in Vietnamese is understood as before."""

import pytest

from messages.questions.choose import Choose, Plain
from messages.questions.question import Heard
from messages.reading.figures.figures import read_figures, worded
from messages.said import Said
from messages.words import speaking
from plans import reading
from plans.schema import Plan

BOTH = [reading.read(path) for path in reading.shipped()]


@pytest.mark.parametrize("plan", BOTH, ids=lambda plan: plan.key)
def test_everything_that_is_chosen_or_counted_has_an_english_name(plan: Plan):
    parts = (*plan.tasks, *plan.forms, *plan.phases, *plan.indicators, *plan.legal)
    nameless = [part.model_dump() for part in parts if not part.en]

    assert nameless == []
    assert plan.en is not None
    assert [name for name, said in plan.en.model_dump().items() if not said and getattr(plan, name)] == []


@pytest.mark.parametrize("plan", BOTH, ids=lambda plan: plan.key)
def test_a_plan_in_english_is_the_same_plan(plan: Plan):
    english = plan.spoken("en")

    assert plan.spoken("vi") is plan
    assert english.spoken("vi") is plan
    assert english.spoken("en") is english
    assert [task.key for task in english.tasks] == [task.key for task in plan.tasks]
    assert [unit.name for unit in english.units] == [unit.name for unit in plan.units]
    assert {english.task(task.key).label for task in plan.tasks} == {task.en for task in plan.tasks}


@pytest.mark.parametrize("plan", BOTH, ids=lambda plan: plan.key)
def test_in_english_vietnamese_words_count_the_same(plan: Plan):
    english = plan.spoken("en")
    typed = [f"120 {word}" for indicator in plan.indicators for word in (indicator.unit, *indicator.words)]

    differing = [
        text
        for text in typed
        if [f.indicator for f in read_figures(text, plan.indicators)]
        != [f.indicator for f in read_figures(text, english.indicators)]
    ]

    assert differing == []


@pytest.mark.parametrize("plan", BOTH, ids=lambda plan: plan.key)
def test_a_figure_worded_in_english_reads_back(plan: Plan):
    english = plan.spoken("en")
    with speaking("en"):
        shown = {one.key: worded(read_figures(f"120 {one.unit}", [one])[0], one) for one in english.indicators}

    read = {key: [f.indicator for f in read_figures(text, english.indicators)] for key, text in shown.items()}

    assert read == {key: [key] for key in shown}


@pytest.mark.parametrize(
    ("typed", "form"),
    [("hội nghị", "conference"), ("seminar", "conference"), ("tập huấn", "training"), ("banners", "visual")],
)
def test_a_form_is_picked_in_either_language(typed: str, form: str):
    plan = BOTH[0].spoken("en")
    forms = tuple(Plain(one.key, one.label, one.words) for one in plan.forms)

    assert Choose("form", forms).hear(Heard(Said("1", typed)), None) == form
