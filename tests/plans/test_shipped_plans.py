"""Both plans, whole: what was counted in the documents stands in the data."""

from datetime import date, timedelta
from functools import cache

import pytest

from messages.folding import folded
from plans import check, reading
from plans.schema import Plan, Sensitive, SharedDay, TaskRole, UnitKind

KEYS_705 = """
    1.1 1.2 2.1a 2.1b 2.2a 2.2b 3.1a 3.1b 3.2 3.3 4.1a 4.1b 4.2 4.3a 4.3b 4.4 5.1 5.2 6.1a 6.1b 6.2 6.3a 6.3b 6.4 6.5
    7.1a 7.1b 7.2 7.3 7.4a 7.4b 7.5 7.6 8.1 8.2 8.3 8.4 8.5 9.1a 9.1b 9.2 9.3 10.1 10.2 11.1 11.2 12.1 12.2 12.3a 12.3b
    13.1a 13.1b 13.1c 13.2a 13.2b 14.1a 14.1b 14.2 15.1a 15.1b 15.1c 15.1d 15.2a 15.2b 15.3 15.4 15.5a 15.5b
    16.1a 16.1b 16.2 16.3 16.4
""".split()  # noqa: SIM905 - as the list is written on paper
KEYS_HAI_PHONG = ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3a", "3.3b", "4.1"]


@cache
def plan(key: str = "705-2025") -> Plan:
    return next(reading.read(path) for path in reading.shipped() if path.stem == key)


BOTH = pytest.mark.parametrize("key", ["705-2025", "hai-phong-2024"])


def test_every_task_of_both_plans_is_there_in_the_documents_order():
    assert [task.key for task in plan().tasks] == KEYS_705
    assert [task.key for task in plan("hai-phong-2024").tasks] == KEYS_HAI_PHONG


@pytest.mark.parametrize(
    ("key", "units", "tasks", "assignments", "topics", "slogans"),
    [("705-2025", 49, 73, 238, [6, 4, 2], 9), ("hai-phong-2024", 4, 11, 11, [8, 4, 3], 0)],
)
def test_the_counts_are_those_of_the_documents(key, units, tasks, assignments, topics, slogans):
    here = plan(key)

    assert (len(here.units), len(here.tasks), len(here.assignments())) == (units, tasks, assignments)
    assert [len(phase.topics) for phase in here.phases] == topics
    assert len(here.slogans) == slogans


def test_plan_705_has_15_central_units_and_34_provinces_with_their_official_codes():
    provinces = [unit for unit in plan().units if unit.kind is UnitKind.PROVINCE]

    assert [unit.kind for unit in plan().units].count(UnitKind.CENTRAL) == 15
    assert len(provinces) == len({unit.official_code for unit in provinces}) == 34
    assert sum(1 + len(unit.merged_from) for unit in provinces) == 63  # the provinces before 01/07/2025


def test_leads_and_sensitive_tasks_are_those_the_office_is_asked_about():
    by_role = {role: [task.key for task in plan().tasks if task.role is role] for role in TaskRole}
    by_level = {level: [task.key for task in plan().tasks if task.sensitive is level] for level in Sensitive}

    assert by_role[TaskRole.LEAD] == ["1.2", "6.1a", "8.5", "15.1a"]
    assert by_role[TaskRole.CO_LEAD] == ["7.2"]
    assert len(by_role[TaskRole.COOPERATE]) == 10
    assert by_level[Sensitive.YES] == ["2.2a", "3.1a", "3.1b", "8.2", "8.3", "14.2", "15.1c"]
    assert by_level[Sensitive.MIXED] == ["1.2", "2.1a", "15.1b"]
    assert [task.key for task in plan().tasks if task.ask_office] == ["2.1b", "3.3", "4.1b", "4.3a"]
    assert [task.sensitive for task in plan("hai-phong-2024").tasks[2:5]] == ["yes", "yes", "mixed"]


def test_windows_phases_targets_and_ties_stand_only_where_the_text_gives_them():
    tasks = plan().tasks

    assert [task.key for task in tasks if task.window] == ["1.1", "7.1a", "16.4"]
    assert [task.key for task in tasks if task.phases] == ["1.1", "7.1a", "16.4"]
    assert [(task.key, task.target.value) for task in tasks if task.target] == [
        ("6.1a", 1),
        ("7.2", 200),
        ("7.5", 2),
        ("15.5a", 1),
    ]
    assert {frozenset((task.key, tie)) for task in tasks for tie in task.ties} == {
        frozenset(pair) for pair in (("6.1a", "15.5a"), ("2.2b", "15.3"), ("6.4", "15.5b"), ("8.5", "15.1a"))
    }


@BOTH
def test_a_plan_kept_as_json_is_the_same_plan(key):
    assert Plan.model_validate_json(plan(key).model_dump_json()) == plan(key)


@BOTH
def test_the_day_itself_counts_for_the_day_and_every_day_counts_for_a_phase(key):
    here = plan(key)
    year = here.starts.year

    assert here.phase_of(date(year, 12, 9)).key == "1"
    assert here.phase_of(date(year, 12, 10)).key == "2"
    assert here.phase_of(date(year, 12, 11)).key == "3"
    assert here.phase_of(here.starts - timedelta(days=30)).key == "1"  # banners hang before the campaign
    assert here.phase_of(here.ends + timedelta(days=60)).key == "3"


def test_which_phase_a_shared_day_belongs_to_is_the_plans_to_say():
    later = plan().model_copy(update={"shared_day": SharedDay.LATER})

    assert later.phase_of(date(2025, 12, 10)).key == "3"


@BOTH
def test_labels_tell_the_tasks_of_a_unit_apart_even_without_tone_marks(key):
    for unit in plan(key).units:
        labels = [folded(task.label) for task in plan(key).tasks_of(unit.code)]
        assert len(set(labels)) == len(labels)


@BOTH
def test_corrections_are_what_people_see_and_no_slip_is_left(key):
    seen = "\n".join(topic for phase in plan(key).phases for topic in phase.topics)

    for correction in plan(key).corrections:
        assert correction.text in seen
        assert correction.verbatim not in seen.replace(correction.text, "")


def test_a_province_owes_its_groups_five_tasks_and_nobody_owes_for_being_named():
    assert [task.key for task in plan().tasks_of("HNI")] == ["16.1a", "16.1b", "16.2", "16.3", "16.4"]
    assert [task.key for task in plan().tasks_of("BCA")] == ["3.1a", "3.1b", "3.2", "3.3"]  # though 8.5 names it


def test_no_unit_gets_more_than_12_messages_and_one_that_reports_early_gets_few():
    notices = plan().calendar
    days = [notice.day(date(2026, 2, 9)) for notice in notices]
    for_early = [notice for notice in notices if notice.to not in {"unsigned", "tasks", "quiet"}]

    assert len(notices) == 12
    assert len(for_early) == 4
    assert days == sorted(days)


TRAPS = """
    ends_differ shared_day window_early window_late deadline tasks_due deadline_eve days_off umbrella months cooperate
    cooperate_nobody co_lead tie sensitive mixed ask_office corrected text remark
""".split()  # noqa: SIM905 - read as a list


def test_every_trap_of_plan_705_is_noted():
    notes = [note.because.removeprefix("planfile.note.") for note in check.notes(plan())]

    assert set(notes) == set(TRAPS)
    assert notes.count("tie") == 4
    assert notes.count("cooperate") + notes.count("cooperate_nobody") == 10


def test_the_traps_of_hai_phong_are_noted():
    notes = {note.because.removeprefix("planfile.note.") for note in check.notes(plan("hai-phong-2024"))}

    assert notes >= {"unnumbered", "no_deadline", "no_targets", "not_reminded", "shared_day", "corrected", "remark"}


def test_each_word_people_see_differently_is_noted_but_not_capitals_and_closing_marks():
    differences = [note.facts for note in check.notes(plan()) if note.because == "planfile.note.text"]

    assert {"task": "7.1b", "verbatim": "phiên giải định", "text": "phiên giả định"} in differences
    assert "6.1b" not in {facts["task"] for facts in differences}  # only a capital was put


def test_days_off_after_the_deadline_are_named_by_their_days():
    (note,) = [note for note in check.notes(plan()) if note.because == "planfile.note.days_off"]

    assert note.facts == {"first": date(2026, 2, 14), "last": date(2026, 2, 22)}


def test_a_plan_says_whom_units_report_to_and_how_a_letter_calls_it():
    called = {key: (plan(key).in_full, plan(key).addressees.of_units) for key in ("705-2025", "hai-phong-2024")}

    assert called == {
        "705-2025": (
            "Kế hoạch số 705/KH-BCĐNQ",
            "đồng chí Phó Thủ tướng, Trưởng Ban Chỉ đạo (qua Văn phòng Cơ quan Thường trực)",
        ),
        "hai-phong-2024": (
            "Kế hoạch tuyên truyền thành tựu quyền con người năm 2024",
            "đồng chí Giám đốc Sở (qua Phòng Lãnh sự)",
        ),
    }


def test_the_commission_of_the_party_alone_is_not_chased_and_one_label_alone_is_hidden():
    assert [unit.code for unit in plan().units if unit.not_chased] == ["BTGDVTW"]
    assert [task.key for task in plan().tasks if task.hidden] == ["15.1b"]


def test_a_plan_kept_before_these_fields_is_read_as_ever():
    kept = plan().model_dump(mode="json")
    del kept["cited"], kept["addressees"]["in_chat"]
    for part in (*kept["units"], *kept["tasks"]):
        part.pop("not_chased", None)
        part.pop("hidden", None)

    old = Plan.model_validate(kept)

    assert (old.in_full, old.addressees.of_units) == (old.short, old.addressees.units[0])
    assert not any(unit.not_chased for unit in old.units)
    assert not any(task.hidden for task in old.tasks)
