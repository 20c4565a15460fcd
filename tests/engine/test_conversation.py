"""The engine, with toy conversations, one sentence each."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.dialogue.conversation import carry_on, drop
from bot.dialogue.standing import Answer, Finished, Heed, Place, Step, Waiting, looks, read
from messages.questions.choose import Choose, Plain, search
from messages.questions.confirm import Confirm
from messages.questions.days import AskDays
from messages.questions.evidence import Gather, heard_items
from messages.questions.question import Ask
from messages.questions.text import Text
from messages.said import Said
from messages.unclear import Unclear
from messages.values import Attachment, FileKind
from messages.words import speaking

AT = datetime(2025, 12, 5, 1, 30, tzinfo=UTC)
FORMS = (Plain("talk", "Hội thảo"), Plain("class", "Tập huấn"), Plain("press", "Tin, bài"))
NAME = Text("name", 80)
TITLE = Text("title", 20)


def two_questions(ask: Ask, _given: None) -> tuple[str, str]:
    return ask(Choose("form", FORMS)).key, ask(TITLE)


def with_review(ask: Ask, _given: None) -> tuple[str, str]:
    form, title = ask(Choose("form", FORMS)).key, ask(TITLE)
    ask(Confirm("send", f"{form}: {title}", ("form", "title")))
    return form, title


def with_evidence(ask: Ask, _given: None) -> tuple[int, str]:
    pieces = ask(Gather("evidence", 3))
    return len(pieces), ask(TITLE)


def said(text: str, source: str = "m1") -> Said:
    return Said(source, text)


def asked(talk: Any, answers: dict[str, Any], shown: tuple[str, ...] = (), turn: int = 7) -> Place:
    """Give a place where the present question has been shown."""
    kept = {key: Answer(value, f"m-{key}") for key, value in answers.items()}
    stand = read(talk, None, kept)
    assert isinstance(stand, Waiting)
    return Place(kept, shown, stand.key, turn)


def hear(talk: Any, place: Place, message: Said, at: datetime = AT) -> Step:
    return carry_on(talk, None, place, message, at)


def keys(place: Place) -> dict[str, Any]:
    return {key: answer.kept for key, answer in place.answers.items()}


def test_it_stops_at_the_first_question_without_an_answer() -> None:
    stand = read(two_questions, None, {"form": Answer("talk")})

    assert isinstance(stand, Waiting)
    assert (stand.key, tuple(stand.asked)) == ("title", ("form",))


def test_it_ends_with_the_value_when_everything_is_answered() -> None:
    stand = read(two_questions, None, {"form": Answer("talk"), "title": Answer("CEDAW")})

    assert isinstance(stand, Finished)
    assert stand.value == ("talk", "CEDAW")


def test_a_question_added_by_a_new_release_is_asked_of_people_already_talking() -> None:
    def with_a_new_one(ask: Ask, given: None) -> tuple[str, str, str]:
        form, title = two_questions(ask, given)
        return form, title, ask(NAME)

    stand = read(with_a_new_one, None, {"form": Answer("talk"), "title": Answer("CEDAW")})

    assert isinstance(stand, Waiting)
    assert stand.key == "name"


def test_an_option_withdrawn_meanwhile_is_asked_for_again_and_the_reason_is_said() -> None:
    stand = read(two_questions, None, {"form": Answer("withdrawn")})

    assert isinstance(stand, Waiting)
    assert stand.key == "form"
    assert stand.why is not None
    assert stand.why.because == "choose.withdrawn"


def test_a_conversation_cannot_swallow_the_stop() -> None:
    def careless(ask: Ask, _given: None) -> str:
        try:
            return ask(TITLE)
        except Exception:  # noqa: BLE001 - the point of the test
            return "swallowed"

    assert isinstance(read(careless, None, {}), Waiting)


def test_a_question_asked_in_a_loop_gets_names_of_its_own() -> None:
    def three_places(ask: Ask, _given: None) -> list[str]:
        return [ask(Text("place", 20)) for _ in range(3)]

    stand = read(three_places, None, {"place": Answer("a"), "place#2": Answer("b")})

    assert isinstance(stand, Waiting)
    assert stand.key == "place#3"


def test_a_conversation_without_end_is_an_error() -> None:
    def endless(ask: Ask, _given: None) -> None:
        while True:
            ask(Text("place", 20))

    answers = {"place": Answer("a")} | {f"place#{n}": Answer("a") for n in range(2, 400)}
    with pytest.raises(RuntimeError, match="more than 300 questions"):
        read(endless, None, answers)


def test_a_number_means_what_was_shown_not_what_a_new_list_would_show() -> None:
    place = asked(two_questions, {}, shown=("press", "talk"))

    step = hear(two_questions, place, said("1"))

    assert keys(step.place) == {"form": "press"}


def test_a_number_beyond_the_list_is_said_to_be_so() -> None:
    step = hear(two_questions, asked(two_questions, {}, shown=("talk", "class")), said("3"))

    assert step.heed is Heed.UNCLEAR
    assert step.why is not None
    assert (step.why.because, step.why.facts) == ("choose.out_of_range", {"last": 2})


def test_a_button_of_an_earlier_turn_gets_the_present_question() -> None:
    place = asked(two_questions, {}, shown=("talk",), turn=7)

    step = hear(two_questions, place, Said("p", pressed="6:0"))

    assert (step.heed, keys(step.place), step.place.turn) == (Heed.STALE, {}, 7)


def test_a_button_of_this_turn_picks() -> None:
    step = hear(two_questions, asked(two_questions, {}, shown=("class",)), Said("p", pressed="7:0"))

    assert keys(step.place) == {"form": "class"}


def review(title: str, choices: tuple[str, ...] = ("yes", "change:form")) -> str:
    stand = read(with_review, None, {"form": Answer("talk"), "title": Answer(title)})
    assert isinstance(stand, Waiting)
    return looks(stand, choices)


def test_a_prompt_is_another_one_where_it_says_or_offers_something_else() -> None:
    assert review("CEDAW") == review("CEDAW")
    assert review("CEDAW") != review("CRC")
    assert review("CEDAW") != review("CEDAW", ("yes",))


def test_a_prompt_is_the_same_one_however_much_was_gathered_by_then() -> None:
    one = hear(with_evidence, changing("z"), photo("a"))
    two = hear(with_evidence, one.place, photo("b"))

    assert isinstance(one.stand, Waiting)
    assert isinstance(two.stand, Waiting)
    with speaking("vi", you="đồng chí"):
        assert looks(one.stand, ("done", "clear")) == looks(two.stand, ("done", "clear"))


def test_words_without_tone_marks_find_a_choice() -> None:
    step = hear(two_questions, asked(two_questions, {}, shown=("talk",)), said("hoi thao"))

    assert keys(step.place) == {"form": "talk"}
    assert step.echo == "Đã ghi: Hội thảo"


def test_a_bare_number_in_a_free_question_is_the_answer_itself() -> None:
    step = hear(two_questions, asked(two_questions, {"form": "talk"}, shown=()), said("12 hoạt động"))

    assert keys(step.place) == {"form": "talk", "title": "12 hoạt động"}


def a_day(ask: Ask, _given: None) -> date:
    return ask(AskDays("days", AT.date())).first


FIRST = "01/12/2025"


@pytest.mark.parametrize(
    ("shown", "typed", "day"),
    [
        (("today", "yesterday"), "1. Hôm nay", "2025-12-05"),
        (("today", "yesterday"), "2) hom qua", "2025-12-04"),
        (("today", "yesterday"), "1", None),
        (("today", "yesterday"), "1. Hôm qua", None),
        (("today", "yesterday"), "đúng", None),
        ((FIRST,), "1", "2025-12-01"),
        ((FIRST,), "1. thứ Hai, 01/12/2025", "2025-12-01"),
        ((FIRST,), "vâng ạ", "2025-12-01"),
        ((FIRST,), "phải", "2025-12-01"),
        ((FIRST,), "Yes", "2025-12-01"),
        ((FIRST,), "đừng", None),
        ((FIRST,), "3/12", "2025-12-03"),
        ((FIRST, "12/01/2025"), "ok", None),
    ],
)
def test_a_shown_choice_is_picked_as_it_is_copied_and_a_lone_reading_by_a_yes(
    shown: tuple[str, ...], typed: str, day: str | None
) -> None:
    step = hear(a_day, asked(a_day, {}, shown), said(typed))

    assert [kept["first"] for kept in keys(step.place).values()] == ([day] if day else [])


@pytest.mark.parametrize("words", ["quay lại", "quay lai", "QUAY LẠI.", "back"])
def test_back_asks_the_question_before_again(words: str) -> None:
    step = hear(two_questions, asked(two_questions, {"form": "talk"}), said(words))

    assert isinstance(step.stand, Waiting)
    assert (step.stand.key, keys(step.place)) == ("form", {})


def test_changing_one_answer_keeps_the_others() -> None:
    place = asked(with_review, {"form": "talk", "title": "CEDAW"}, shown=("yes", "change:form", "change:title"))

    opened = hear(with_review, place, said("2"))
    assert isinstance(opened.stand, Waiting)
    assert opened.stand.key == "form"
    again = Place(opened.place.answers, ("class",), "form", 8, reopened=opened.place.reopened)
    step = hear(with_review, again, Said("p", pressed="8:0"))

    assert keys(step.place) == {"form": "class", "title": "CEDAW"}
    assert isinstance(step.stand, Waiting)
    assert step.stand.key == "send"


def test_back_in_a_change_only_closes_it() -> None:
    place = asked(with_review, {"form": "talk", "title": "CEDAW"}, shown=("yes", "change:form"))
    opened = hear(with_review, place, said("2")).place

    step = hear(with_review, Place(opened.answers, (), "form", 8, reopened=opened.reopened), said("quay lại"))

    assert keys(step.place) == {"form": "talk", "title": "CEDAW"}
    assert step.place.reopened is None


def test_an_unclear_answer_changes_nothing_and_counts_a_try() -> None:
    step = hear(two_questions, asked(two_questions, {"form": "talk"}), said("x" * 21))

    assert step.heed is Heed.UNCLEAR
    assert (keys(step.place), step.place.tries) == ({"form": "talk"}, 1)


def test_a_choice_that_forgets_drops_every_other_answer_at_once() -> None:
    def sensitive(ask: Ask, _given: None) -> str:
        form = ask(Choose("form", FORMS, forgetting=frozenset({"press"})))
        return form.key if form.key == "press" else form.key + ask(TITLE)

    opened = Place({"title": Answer("secret")}, ("press",), "form", 7, reopened=("form", Answer("talk")))
    step = hear(sensitive, opened, Said("p", pressed="7:0"))

    assert keys(step.place) == {"form": "press"}


def photo(source: str, album: str = "") -> Said:
    return Said(source, attachments=(Attachment(FileKind.PHOTO, f"ref-{source}", size=10),), album=album)


def changing(*sources: str) -> Place:
    """Give a place where evidence is being changed, with a photo of each of these messages."""
    pieces = [item for source in sources for item in heard_items(photo(source))]
    return asked(with_evidence, {"evidence": {"items": pieces, "done": False}}, shown=("done", "clear"))


def items(step: Step) -> list[str]:
    return [item["item"] for item in step.place.answers["evidence"].kept["items"]]


def test_the_first_evidence_is_enough() -> None:
    step = hear(with_evidence, asked(with_evidence, {}), photo("a"))

    assert (step.heed, items(step)) == (Heed.ANSWERED, ["a:0"])
    assert isinstance(step.stand, Waiting)
    assert step.stand.key == "title"


def test_evidence_that_is_changed_is_gathered_until_done_and_a_re_delivered_photo_adds_nothing() -> None:
    again = hear(with_evidence, changing("a"), photo("a"))
    second = hear(with_evidence, again.place, photo("b"))
    done = hear(with_evidence, second.place, said("xong"))

    assert (again.heed, items(again), items(second)) == (Heed.GATHERED, ["a:0"], ["a:0", "b:0"])
    assert isinstance(done.stand, Waiting)
    assert done.stand.key == "title"


def test_taking_back_what_was_gathered_is_no_further_item() -> None:
    step = hear(with_evidence, changing("a"), Said("p", pressed="7:1"))

    assert (step.heed, items(step)) == (Heed.ANSWERED, [])


def test_a_late_part_of_an_album_joins_although_the_talk_has_moved_on() -> None:
    place = asked(with_evidence, {})
    place = hear(with_evidence, place, photo("a", "album")).place
    place = Place(place.answers, (), "title", 8)

    step = hear(with_evidence, place, photo("b", "album"))

    assert (step.heed, items(step)) == (Heed.JOINED, ["a:0", "b:0"])
    assert isinstance(step.stand, Waiting)
    assert step.stand.key == "title"


def test_back_from_the_next_question_opens_the_evidence_with_what_was_gathered() -> None:
    place = hear(with_evidence, asked(with_evidence, {}), photo("a")).place

    step = hear(with_evidence, Place(place.answers, (), "title", 8), said("quay lại"))

    assert items(step) == ["a:0"]
    assert isinstance(step.stand, Waiting)
    assert step.stand.key == "evidence"


def test_too_much_evidence_is_refused_and_what_was_there_is_kept() -> None:
    step = hear(with_evidence, changing("a", "b", "c"), photo("d"))

    assert step.heed is Heed.UNCLEAR
    assert items(step) == ["a:0", "b:0", "c:0"]


def test_refusing_an_answer_asks_it_again_with_the_reason() -> None:
    place = Place({"form": Answer("talk"), "title": Answer("CEDAW")})

    step = drop(two_questions, None, place, "title", Unclear("text.empty"))

    assert isinstance(step.stand, Waiting)
    assert (step.stand.key, step.place.tries) == ("title", 1)


def test_refusing_an_answer_that_was_not_given_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        drop(two_questions, None, Place(), "title", Unclear("text.empty"))


def test_an_edit_that_makes_the_others_go_drops_them_too() -> None:
    def sensitive(ask: Ask, _given: None) -> str:
        form = ask(Choose("form", FORMS, forgetting=frozenset({"press"})))
        return form.key + (ask(NAME) if form.key == "press" else ask(TITLE))

    def unfinished(ask: Ask, given: None) -> str:
        return sensitive(ask, given) + ask(Text("more", 20))

    place = Place({"form": Answer("talk", "m1"), "title": Answer("secret", "m2")}, (), "more", 7)
    step = hear(unfinished, place, Said("m1", "tin, bài", edited=True))

    assert (step.heed, keys(step.place)) == (Heed.CHANGED, {"form": "press"})


TOTALS = Plain("totals", "Số liệu tổng hợp, không kèm hoạt động")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("họp", []),
        ("hop", []),
        ("tổng hợp", ["totals"]),
        ("tong hop", ["totals"]),
        ("tap", ["class"]),
        ("tập", ["class"]),
        ("tấp", []),
        ("thảo hội", ["talk"]),
        ("không", []),
        ("khong a", []),
        ("No.", []),
        ("không kèm", ["totals"]),
    ],
)
def test_a_choice_is_found_by_words_but_never_by_other_tone_marks(typed: str, found: list[str]) -> None:
    assert [option.key for option in search((*FORMS, TOTALS), typed)] == found
