"""What one line becomes: answers that passed their own questions, and what is asked with a reason."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handlers.officials.entering import choosing_task, new_entry
from handlers.officials.free_text import oneline, template
from messages.questions.confirm import Confirm
from messages.questions.evidence import Gather
from messages.questions.question import Heard
from messages.said import Said
from messages.unclear import Unclear
from messages.words import speaking
from tests.oneline.plan import PLAN

FRIDAY = date(2025, 12, 5)


def _given(unit: str) -> new_entry.Given:
    tasks = tuple(choosing_task.option(task) for task in PLAN.tasks_of(unit))
    return new_entry.Given(tasks, PLAN, FRIDAY, PLAN.unit(unit), choosing_task.others(PLAN, unit))


def _of(text: str, unit: str = "VPCQTT") -> dict[str, Any]:
    with speaking("vi", you="đồng chí"):
        read = template.understood if template.is_block(text) else oneline.understood
        return read(new_entry.talk, _given(unit), text).answers


def _asked(answers: dict[str, Any]) -> dict[str, str]:
    return {key: kept.because for key, kept in answers.items() if isinstance(kept, Unclear)}


def test_the_experts_line_leaves_nothing_to_ask():
    answers = _of("15.5a hội nghị cung cấp thông tin báo chí, hôm qua, 120 đại biểu https://vtv.vn/a")

    assert _asked(answers) == {}
    assert (answers["task"], answers["form"], answers["finished"]) == ("15.5a", "conference", "going")
    assert (answers["days"]["first"], answers["days"]["last"]) == ("2025-12-04", "2025-12-04")
    assert [(one["indicator"], one["value"]) for one in answers["figures"]] == [("people", "120")]
    assert [item["text"] for item in answers["evidence"]["items"]] == ["https://vtv.vn/a"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("15.5a hội nghị, hôm qua, vài chục đại biểu", {"figures": "figures.vague"}),
        ("15.5a hội nghị, hôm qua, 1,200 đại biểu", {"figures": "figures.which"}),
        ("15.5a hội nghị, tuần trước, 120 đại biểu", {"days": "days.vague"}),
        ("15.5a hội nghị, sáng 3/12 trù bị, chiều 4/12 khai mạc, 120 đại biểu", {"days": "oneline.days_several"}),
        (
            "15.5a 8h30 hội thảo về CEDAW, 14h họp báo, 3/12, 90 người",
            {"title": "oneline.things_several", "figures": "oneline.things_figures"},
        ),
        (
            "15.5a 8h30 hội thảo, 60 người, 14h họp báo, 90 người, 3/12",
            {"title": "oneline.things_several", "figures": "oneline.things_figures"},
        ),
        ("15.5a tin bài và hội nghị báo chí, hôm qua", {"form": "oneline.which_form"}),
        ("hội nghị báo chí, hôm qua, 120 đại biểu", {"task": "oneline.which_task"}),
        ("16.3 treo băng rôn, hôm qua, 30 băng rôn", {"task": "oneline.not_your_task"}),
        ("6.1z hội nghị báo chí, hôm qua, 120 đại biểu", {"task": "oneline.not_your_task"}),
        (f"15.5a {'hội nghị báo chí ' * 16}, hôm qua", {"title": "text.too_long"}),
        ("15.1c hôm qua trả lời kháng thư, 3 văn bản", {"count": "oneline.words_dropped"}),
    ],
)
def test_what_is_unclear_is_asked_with_its_reason(text: str, asked: dict[str, str]):
    assert _asked(_of(text)) == asked


def test_of_several_things_each_is_offered_and_all_together():
    asked = _of("15.5a 8h30 hội thảo về CEDAW, 14h họp báo, 3/12")["title"]

    assert [(one.key, one.label) for one in asked.offers] == [
        ("Hội thảo về CEDAW", "Hội thảo về CEDAW"),
        ("Họp báo", "Họp báo"),
        ("8h30 hội thảo về CEDAW, 14h họp báo", "Ghi chung một hoạt động"),
    ]


def test_of_several_things_of_two_forms_none_is_taken():
    assert "form" not in _of("15.5a 8h30 tập huấn, 14h họp báo, 3/12")
    assert _of("15.5a 8h30 hội thảo, 14h họp báo, 3/12")["form"] == "conference"


def test_of_a_sensitive_task_nothing_but_its_key_is_kept():
    assert _of("15.1c hôm qua trả lời kháng thư, 3 văn bản").keys() == {"task", "count"}
    assert _of("Nhiệm vụ: 15.1c\nNội dung: kháng thư\nSố liệu: 3 văn bản").keys() == {"task", "count"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("15.1c 3 hoạt động", 3),
        ("15.1c: 2 cuộc", 2),
        ("15.1c đã thực hiện 12 hoạt động", 12),
        ("15.1c số hoạt động: 4", 4),
        ("15.1c 3", 3),
        ("15.1c 3 hoat dong", 3),
    ],
)
def test_the_count_of_a_sensitive_task_is_taken(text: str, count: int):
    assert _of(text) == {"task": "15.1c", "count": count}


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("15.1c 3 hoạt động, trả lời kháng thư", {"task": "15.1c", "count": 3, "by_letter": "oneline.words_dropped"}),
        ("15.1c 3 hoạt động, hôm qua", {"task": "15.1c", "count": 3, "by_letter": "oneline.words_dropped"}),
        ("15.1c dự kiến 3 hoạt động", {"task": "15.1c", "count": "oneline.words_dropped"}),
        ("15.1c mỗi tuần 3 hoạt động", {"task": "15.1c", "count": "oneline.words_dropped"}),
        ("15.1c 2 cuộc, 3 hoạt động", {"task": "15.1c", "count": "oneline.words_dropped"}),
    ],
)
def test_other_words_of_a_sensitive_task_are_said_not_to_be_taken(text: str, answers: dict[str, object]):
    found = {key: kept.because if isinstance(kept, Unclear) else kept for key, kept in _of(text).items()}

    assert found == answers


def test_sensitive_tasks_are_never_among_the_likely_ones():
    for unit in PLAN.units:
        given = _given(unit.code)
        for task in PLAN.tasks_of(unit.code):
            found = oneline.likely(given, task.text)

            assert not any(PLAN.task(one.key).sensitive == "yes" for one in found)


def test_the_right_task_is_among_the_three_likely_ones():
    """Each task's own text, without tone marks and cut to its first words, finds it."""
    missed = [
        (unit.code, task.key)
        for unit in PLAN.units
        for task in PLAN.tasks_of(unit.code)
        if task.sensitive != "yes"
        and task.key not in [one.key for one in oneline.likely(_given(unit.code), " ".join(task.text.split()[:12]))]
    ]

    assert missed == []


def test_place_partners_status_and_further_tasks_are_answers():
    answers = _of("15.5a 15.3 họp báo, hôm qua, tại Hà Nội, phối hợp với Bộ Y tế và UNDP, đã hoàn thành")

    assert _asked(answers) == {}
    assert (answers["place"], answers["partners"]) == ("Hà Nội", [["BYT", "Bộ Y tế"], ["", "UNDP"]])
    assert (answers["finished"], answers["title"]) == ("done", "Họp báo")
    assert (answers["send"], answers["also"]) == ("add", "15.3")
    assert "send#2" not in answers  # only the person sends


def test_several_further_tasks_are_added_one_after_the_other():
    answers = _of("15.5a và 15.3 và 15.4 họp báo, hôm qua")

    assert {key: answers[key] for key in ("send", "also", "send#2", "also#2")} == {
        "send": "add",
        "also": "15.3",
        "send#2": "add",
        "also#2": "15.4",
    }


def test_a_further_task_that_cannot_be_added_is_asked_about():
    answers = _of("15.5a 15.3, 15.1c + 2.1b họp báo, hôm qua")

    assert answers["also"] == "15.3"
    assert _asked(answers) == {"also#2": "oneline.not_also"}
    assert answers["also#2"].facts == {"codes": "15.1c, 2.1b"}


def test_where_no_task_may_be_added_the_review_screen_says_so():
    given = replace(_given("VPCQTT"), others=())  # somebody to whom single tasks were handed
    with speaking("vi", you="đồng chí"):
        answers = oneline.understood(new_entry.talk, given, "15.5a 15.3 họp báo, hôm qua").answers

    assert _asked(answers) == {"send": "oneline.not_also"}


@pytest.mark.parametrize(
    ("words", "n"), [("nhân quyền", 7), ("nhan quyen", 7), ("15.5a", 0), ("phim tài liệu", 0), ("zzzz", 0)]
)
def test_of_several_tasks_that_fit_it_is_said_how_many(words: str, n: int):
    with speaking("vi", you="đồng chí"):
        kept = new_entry.start(words, _given("VPCQTT")).get("task")

    assert (kept.because, kept.facts["n"]) == ("report.task_several", n) if n else not isinstance(kept, Unclear)


@pytest.mark.parametrize(
    "words", ["xong", "xong rồi", "hết rồi", "ok", "OK.", "gửi luôn đi", "gui luon di", "không có thêm", "khong con"]
)
def test_people_say_in_many_words_that_there_is_no_more_evidence(words: str):
    item = {"item": "1:0", "kind": "photo", "ref": "a"}
    kept = Gather("evidence", 30).hear(Heard(Said("2", words)), {"items": [item], "done": False})

    assert kept == {"items": [item], "done": True}


def test_a_no_where_only_a_yes_is_an_answer_is_understood_as_a_no():
    with pytest.raises(Unclear) as why:
        Confirm("revoke", "").hear(Heard(Said("1", "Không.")), None)

    assert why.value.because == "confirm.no"


def test_of_days_to_come_place_and_partners_stay_in_the_title():
    answers = _of("15.3 hội thảo quốc tế, 10/12, tại Hà Nội, phối hợp với Bộ Y tế")

    assert answers["title"] == "Hội thảo quốc tế, tại Hà Nội, phối hợp với Bộ Y tế"


def test_a_unit_that_is_not_asked_where_is_not_read_where():
    key = next(task.key for task in PLAN.tasks_of("BQP") if task.sensitive == "no")
    answers = _of(f"{key} hội nghị, hôm qua, tại Hà Nội, phối hợp với Bộ Y tế", "BQP")

    assert not answers.keys() & {"place", "partners"}
    assert answers["title"] == "Hội nghị, tại Hà Nội, phối hợp với Bộ Y tế"


def test_a_block_has_place_partners_and_further_tasks():
    answers = _of("Nhiệm vụ: 15.3, 15.5a\nNội dung: Tọa đàm\nNơi tổ chức: Huế\nPhối hợp: BYT; UNDP\nThời gian: hôm qua")

    assert (answers["task"], answers["also"]) == ("15.3", "15.5a")
    assert (answers["place"], answers["partners"]) == ("Huế", [["BYT", "BYT"], ["", "UNDP"]])


def test_bad_fields_of_a_block_are_asked_and_the_rest_is_kept():
    answers = _of("Nhiệm vụ: 15.3\nThời gian: tuần trước\nNội dung: Tọa đàm\nSố liệu: vài chục người\nTình trạng: xong")

    assert _asked(answers) == {"days": "days.vague", "figures": "figures.vague"}
    assert (answers["task"], answers["form"], answers["title"]) == ("15.3", "conference", "Tọa đàm")
    assert answers["finished"] == "done"


@pytest.mark.parametrize(
    "text",
    [
        "15.5a lũy kế từ 01/12 đến 04/12: 412 tin, bài",
        "15.5a Luỹ kế từ 01/12 đến 04/12: 412 tin, bài",
        "15.5a luy ke 1-4/12: 412 tin bai",
    ],
)
def test_what_is_said_to_be_a_total_is_one(text: str):
    answers = _of(text)

    assert (answers["form"], "title" in answers, answers.get("counts", "total")) == (
        "cumulative",
        False,
        "total",
    )


def test_a_total_that_says_what_was_done_keeps_its_words():
    answers = _of("15.5a đăng tin về UPR, lũy kế từ 01/12 đến 04/12: 412 tin, bài")

    assert (answers["form"], answers["title"].lower()) == ("press", "đăng tin về upr")
