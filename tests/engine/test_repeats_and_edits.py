"""What comes twice, in pieces, or changed afterwards."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogue.standing import Heed, Place
from messages.questions.line import Line
from messages.questions.question import Ask
from messages.questions.text import Text
from messages.said import Said
from tests.engine.test_conversation import AT, asked, hear, keys, said, two_questions, with_review


def test_the_same_text_within_two_seconds_is_a_repeat_and_later_an_answer() -> None:
    place = asked(two_questions, {}, shown=("talk", "class"))
    first = hear(two_questions, place, said("1")).place
    shown = Place(first.answers, (), "title", 8, last=first.last, last_at=first.last_at)

    soon = hear(two_questions, shown, said("1", "m2"), AT + timedelta(seconds=1))
    later = hear(two_questions, shown, said("1", "m2"), AT + timedelta(seconds=2))

    assert (soon.heed, keys(soon.place)) == (Heed.REPEATED, {"form": "talk"})
    assert (later.heed, later.why and later.why.because) == (Heed.UNCLEAR, "text.no_words")  # heard as a title


def test_an_edit_that_says_the_same_changes_nothing_and_is_told_apart() -> None:
    def two_texts(ask: Ask, _given: None) -> tuple[str, str]:
        return ask(Text("title", 20)), ask(Text("more", 20))

    place = hear(two_texts, asked(two_texts, {}), said("Hội thảo", "m1")).place
    same = hear(two_texts, place, replace(said("Hội thảo", "m1"), edited=True))
    other = hear(two_texts, place, replace(said("Tọa đàm", "m1"), edited=True))

    assert (same.heed, other.heed) == (Heed.SAME, Heed.CHANGED)


def test_the_tail_of_a_text_that_was_cut_is_no_answer() -> None:
    place = asked(two_questions, {"form": "talk"}, shown=())
    first = hear(two_questions, place, said("Hội thảo về quyền con người. " * 141))
    shown = replace(first.place, asked="title")

    tail = hear(two_questions, shown, said("và đại biểu", "m2"), AT + timedelta(seconds=1))
    later = hear(two_questions, shown, said("Hội thảo", "m3"), AT + timedelta(seconds=9))

    assert (first.heed, tail.heed, keys(tail.place)) == (Heed.UNCLEAR, Heed.TAIL, {"form": "talk"})
    assert keys(later.place) == {"form": "talk", "title": "Hội thảo"}


def test_skipping_two_questions_in_a_hurry_is_no_repeat() -> None:
    def two_optional(ask: Ask, _given: None) -> tuple[str, str]:
        return ask(Line("place", 20, optional=True)), ask(Line("partners", 20, optional=True))

    first = hear(two_optional, asked(two_optional, {}), said("bỏ qua")).place
    shown = Place(first.answers, (), "partners", 8, last=first.last, last_at=first.last_at)
    step = hear(two_optional, shown, said("bỏ qua", "m2"), AT + timedelta(seconds=1))

    assert keys(step.place) == {"place": "", "partners": ""}


def test_an_edited_message_changes_the_answer_it_gave() -> None:
    place = asked(with_review, {"form": "talk", "title": "CEDAV"})

    step = hear(with_review, place, Said("m-title", "CEDAW", edited=True))

    assert (step.heed, keys(step.place)) == (Heed.CHANGED, {"form": "talk", "title": "CEDAW"})


def test_an_edit_that_cannot_be_understood_leaves_the_old_answer() -> None:
    place = asked(with_review, {"form": "talk", "title": "CEDAW"})

    step = hear(with_review, place, Said("m-title", "x" * 50, edited=True))

    assert (step.heed, keys(step.place)) == (Heed.UNCHANGED, {"form": "talk", "title": "CEDAW"})
