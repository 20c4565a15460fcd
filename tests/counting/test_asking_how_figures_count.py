"""New or cumulative: when it is asked, what can be chosen, and what is refused with the way to correct it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.dialogue.standing import Answer, Finished, Waiting, read
from handlers.entries import recorded
from handlers.entries.contents import Content
from handlers.officials.entering import new_or_total
from messages.questions.question import Ask
from messages.unclear import Unclear
from messages.values import Days, Figure, Precision
from messages.words import say
from plans import reading
from storage.results.figures import Counts, Told
from tests.dialogue import PLANS

PLAN = reading.read(PLANS / "705-2025.yaml")


def told(number: int, value: int, first: int, last: int, **more: object) -> Told:
    """Give a figure told by entry `number` for days of December."""
    row = Told(
        unit="HNI",
        task="16.4",
        number=number,
        kind="activity",
        made_at=datetime(2025, 12, 5, 2, tzinfo=UTC),
        indicator="banners",
        value=Decimal(value),
        precision=Precision.EXACT,
        first=date(2025, 12, first),
        last=date(2025, 12, last),
        counts=Counts.NEW,
        within=None,
        forms="visual",
    )
    return replace(row, **more)


def entry(value: int, first: int, last: int, *, lone: bool = False, indicator: str = "banners") -> Content:
    """Give what is being entered: banners of an activity, or alone."""
    days = Days(date(2025, 12, first), date(2025, 12, last), "")
    figures = (Figure(indicator, Decimal(value), Precision.EXACT, ""),)
    return Content("16.4", finished=False, days=days, form="" if lone else "visual", figures=figures)


def stand(rows: list[Told], content: Content, picked: str = "") -> Waiting | Finished:
    def talk(ask: Ask, given: list[Told]) -> Content:
        return new_or_total.asked(ask, PLAN, given, content)[0]

    return read(talk, rows, {"counts": Answer(picked)} if picked else {})


def choices(rows: list[Told], content: Content) -> list[str]:
    waiting = stand(rows, content)
    assert isinstance(waiting, Waiting)
    *keys, right = [choice.key for choice in waiting.question.prompt(None).choices]
    assert right == "change:figures"  # beside what they are, they can always be put right
    return keys


def outcome(rows: list[Told], content: Content, picked: str = "") -> tuple[Counts, int | None]:
    finished = stand(rows, content, picked)
    assert isinstance(finished, Finished), finished
    return finished.value.counts, finished.value.within


def refusal(rows: list[Told], content: Content, picked: str) -> Unclear:
    waiting = stand(rows, content, picked)
    assert isinstance(waiting, Waiting)
    assert waiting.why is not None
    return waiting.why


def test_the_first_figures_of_their_kind_are_not_asked_about() -> None:
    assert outcome([], entry(12, 5, 5)) == (Counts.NEW, None)
    assert outcome([told(1, 30, 5, 5, indicator="banner-metres")], entry(12, 5, 5)) == (Counts.NEW, None)


def test_where_figures_of_the_kind_are_recorded_it_is_asked_with_the_sum() -> None:
    waiting = stand([told(1, 30, 3, 3), told(2, 10, 4, 4)], entry(50, 5, 5))

    assert isinstance(waiting, Waiting)
    assert "40 chiếc" in waiting.question.prompt(None).text


def test_figures_of_another_form_are_not_asked_about() -> None:
    def is_asked(**more: object) -> bool:
        return isinstance(stand([told(1, 30, 3, 3, **more)], entry(50, 5, 5)), Waiting)

    assert not is_asked(forms="other")
    assert is_asked(forms="other,visual")
    assert is_asked(forms="other", counts=Counts.TOTAL)
    assert is_asked(forms="other", kind="cumulative")


def test_an_activity_before_the_last_update_is_not_said_to_come_after_it() -> None:
    rows = [told(1, 30, 3, 3)]  # told on 05/12

    offered = [_worded(rows, entry(50, day, day)) for day in (3, 5, 8)]

    assert offered == [
        "Phát sinh thêm, ngoài số đã ghi",
        "Phát sinh thêm sau lần cập nhật ngày 05/12",
        "Phát sinh thêm sau lần cập nhật ngày 05/12",
    ]


def _worded(rows: list[Told], content: Content) -> str:
    waiting = stand(rows, content)
    assert isinstance(waiting, Waiting)
    return waiting.question.prompt(None).choices[0].label


def test_after_a_total_it_is_new_or_a_total_again() -> None:
    rows = [told(1, 30, 1, 5, counts=Counts.TOTAL)]

    assert choices(rows, entry(50, 8, 8)) == ["extra-1", "total"]
    assert outcome(rows, entry(50, 8, 8), "extra-1") == (Counts.EXTRA, None)
    assert outcome(rows, entry(50, 8, 8), "total") == (Counts.TOTAL, None)


def test_an_activity_inside_a_total_may_be_part_of_it() -> None:
    rows = [told(1, 30, 1, 5, counts=Counts.TOTAL)]

    assert choices(rows, entry(10, 4, 4)) == ["extra-1", "total", "within-1"]
    assert outcome(rows, entry(10, 4, 4), "within-1") == (Counts.WITHIN, 1)


def test_an_activity_in_a_period_told_before_may_be_part_of_it() -> None:
    rows = [told(1, 30, 3, 5, kind="cumulative", counts=Counts.EXTRA), told(2, 1, 3, 3)]

    assert choices(rows, entry(10, 4, 4)) == ["extra-0", "total", "within-1"]
    assert choices(rows, entry(10, 8, 8)) == ["extra-0", "total"]


def test_a_total_told_meanwhile_asks_anew() -> None:
    rows = [told(1, 30, 4, 4), told(2, 40, 1, 5, counts=Counts.TOTAL)]

    assert refusal(rows, entry(10, 8, 8), "extra-0").because == "choose.withdrawn"


def test_a_total_below_what_is_recorded_is_refused_with_the_entry_to_correct() -> None:
    why = refusal([told(7, 287, 4, 4)], entry(250, 8, 8), "total")

    assert why.because == "counts.below"
    assert "705-HNI-007" in say(why.because, **why.facts)
    assert "/sua 007" in say(why.because, **why.facts)


def test_of_figures_that_were_added_up_before_every_entry_is_named() -> None:
    why = refusal([told(7, 287, 4, 4, together="7,2,5")], entry(250, 8, 8), "total")

    assert (why.facts["numbers"], why.facts["number"]) == ("705-HNI-002, 705-HNI-005, 705-HNI-007", 2)


def test_of_many_entries_that_speak_against_a_total_some_are_named_and_the_others_counted() -> None:
    why = refusal([told(number, 30, 4, 4) for number in range(1, 1501)], entry(250, 8, 8), "total")

    named = [f"705-HNI-{number:03}" for number in range(1, 11)]
    assert why.facts["numbers"] == f"{', '.join(named)} và 1.490 kết quả khác, gõ /tim 16.4 để xem"


def test_what_is_recorded_after_a_total_does_not_stand_against_it() -> None:
    rows = [told(1, 287, 8, 8)]

    assert outcome(rows, replace(entry(250, 1, 5, lone=True), task="16.3")) == (Counts.TOTAL, None)


def test_a_total_told_anew_stands_in_the_place_of_the_one_before_it() -> None:
    later = datetime(2025, 12, 6, 2, tzinfo=UTC)
    rows = [told(1, 100, 1, 10, counts=Counts.TOTAL), told(2, 150, 1, 10, counts=Counts.TOTAL, made_at=later)]

    assert outcome(rows, entry(120, 5, 5), "total") == (Counts.TOTAL, None)
    assert refusal(rows, entry(160, 5, 5), "total").because == "counts.above"


def test_a_total_above_a_later_one_is_refused() -> None:
    rows = [told(1, 200, 1, 8, counts=Counts.TOTAL)]

    assert refusal(rows, entry(250, 5, 5), "total").because == "counts.above"


def test_a_part_that_makes_more_than_the_whole_is_refused() -> None:
    rows = [told(1, 30, 1, 5, counts=Counts.TOTAL), told(2, 25, 3, 3, counts=Counts.WITHIN, within=1)]

    assert refusal(rows, entry(10, 4, 4), "within-1").because == "counts.not_within"
    assert outcome(rows, entry(5, 4, 4), "within-1") == (Counts.WITHIN, 1)


def test_a_period_from_the_first_day_of_the_campaign_is_a_total_without_asking() -> None:
    first, second = (replace(entry(value, 1, last, lone=True), task="16.3") for value, last in ((120, 5), (287, 9)))

    assert outcome([], first) == (Counts.TOTAL, None)
    assert outcome([told(1, 120, 1, 5, counts=Counts.TOTAL)], second) == (Counts.TOTAL, None)


def test_of_a_task_that_began_before_the_campaign_it_is_asked_whether_that_is_in_it() -> None:
    since_november = Days(date(2025, 11, 15), date(2025, 12, 5), "")

    assert choices([], entry(120, 1, 5, lone=True)) == ["extra-0", "total"]
    assert outcome([], replace(entry(120, 1, 5, lone=True), days=since_november)) == (Counts.TOTAL, None)


def test_a_later_period_may_be_itself_alone_or_a_total() -> None:
    assert choices([], entry(120, 8, 9, lone=True)) == ["extra-0", "total"]


def test_a_period_that_cannot_be_a_total_says_so_before_asking() -> None:
    rows = [told(1, 120, 1, 5, counts=Counts.TOTAL)]
    waiting = stand(rows, entry(90, 1, 9, lone=True))

    assert isinstance(waiting, Waiting)
    assert "705-HNI-001" in waiting.question.prompt(None).text
    assert refusal(rows, entry(90, 1, 9, lone=True), "total").because == "counts.refused"


@pytest.mark.parametrize(
    ("precision", "more"), [(Precision.EXACT, "phát sinh thêm 125"), (Precision.OVER, "phát sinh thêm khoảng 125")]
)
def test_a_total_is_shown_beside_what_was_recorded(precision: Precision, more: str) -> None:
    content = replace(entry(412, 1, 12, lone=True), counts=Counts.TOTAL)
    rows = [told(1, 287, 1, 9, counts=Counts.TOTAL, precision=precision)]

    assert recorded.compared(PLAN, rows, content).endswith(more)
    assert recorded.compared(PLAN, rows, replace(content, counts=Counts.EXTRA)) == ""
