"""Which tasks a unit may report: its own, those it is named in, others of the same activity, or none."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.entries import contents
from handlers.entries.contents import NO_MONTH, OTHER, Content, Partner
from handlers.obligations import coverage, standing
from handlers.officials.entering import choosing_task
from messages.values import Days
from plans import obligations, reading
from plans.obligations import Key, Kind, State
from plans.schema import Plan, Sensitive
from tests.dialogue import PLANS
from tests.standings import row_of

FRIDAY = Days(date(2025, 12, 5), date(2025, 12, 5), "5/12")
JANUARY = Days(date(2026, 1, 8), date(2026, 1, 8), "8/1")
TODAY = date(2025, 12, 5)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return reading.read(PLANS / "705-2025.yaml")


def did(task: str, days: Days = FRIDAY, *also: str) -> Content:
    return Content(task, finished=False, days=days, form="conference", title="Hội nghị", also=also)


def test_a_unit_is_offered_what_it_is_named_in_and_an_activity_of_no_task(plan: Plan) -> None:
    offered = {unit.code: [one.key for one in choosing_task.others(plan, unit.code)] for unit in plan.units}

    assert offered["BNG"] == ["8.5", "15.1c", "15.3", OTHER]
    assert offered["HNI"] == [OTHER]
    assert all(keys[-1] == OTHER for keys in offered.values())


def test_the_task_that_names_everybody_is_offered_to_nobody(plan: Plan) -> None:
    assert [u.code for u in plan.units if "15.1a" in [one.key for one in choosing_task.others(plan, u.code)]] == []


def test_nothing_a_unit_owes_is_offered_a_second_time(plan: Plan) -> None:
    for unit in plan.units:
        own = {task.key for task in plan.tasks_of(unit.code)}
        assert own.isdisjoint(one.key for one in choosing_task.others(plan, unit.code))


def test_a_tied_task_is_offered_first_for_the_same_activity(plan: Plan) -> None:
    for task, unit in plan.assignments():
        keys = [one.key for one in choosing_task.further(plan, unit.code, did(task.key))]
        tied = [key for key in task.ties if key in keys]
        assert keys[: len(tied)] == tied
    assert choosing_task.further(plan, "BNG", did("2.2b"))[0].key == "15.3"


def test_a_sensitive_task_is_never_added_and_a_mixed_one_with_its_public_part(plan: Plan) -> None:
    for task, unit in plan.assignments():
        for one in choosing_task.further(plan, unit.code, did(task.key)):
            assert one.sensitive is not Sensitive.YES
            assert one.key != task.key
            assert (one.sensitive is Sensitive.MIXED) == one.label.endswith("(phần công khai)")


def test_an_umbrella_is_not_added_to_what_it_stands_over(plan: Plan) -> None:
    assert "16.2" not in [one.key for one in choosing_task.further(plan, "HNI", did("16.3"))]
    assert {"16.3", "16.4"}.isdisjoint(one.key for one in choosing_task.further(plan, "HNI", did("16.2")))


def test_a_monthly_task_is_added_only_in_a_month_that_is_owed(plan: Plan) -> None:
    assert "6.3b" in [one.key for one in choosing_task.further(plan, "BVHTTDL", did("6.3a"))]
    assert "6.3b" not in [one.key for one in choosing_task.further(plan, "BVHTTDL", did("6.3a", JANUARY))]


def test_each_task_of_an_activity_is_covered_once_and_the_update_once(plan: Plan) -> None:
    phase = plan.phase_of(FRIDAY.first).key

    assert coverage.covers(plan, "BNG", did("2.2b", FRIDAY, "15.3", "2.1b"), TODAY) == (
        "task/2.2b/BNG",
        "task/2.1b/BNG",
        str(Key(Kind.UPDATE, "BNG", phase)),
    )


def test_an_activity_of_no_task_and_a_part_in_anothers_cover_the_update_alone(plan: Plan) -> None:
    update = str(Key(Kind.UPDATE, "BNG", plan.phase_of(FRIDAY.first).key))
    part = replace(did("8.5"), part=True)

    assert coverage.covers(plan, "BNG", did(OTHER), TODAY) == (update,)
    assert coverage.covers(plan, "BNG", part, TODAY) == (update,)
    assert [coverage.stated(plan, "BNG", one, TODAY) for one in (did(OTHER), part)] == ["", ""]


def test_a_month_that_is_not_owed_counts_for_the_nearest_one_only_when_it_was_said(plan: Plan) -> None:
    task = plan.task("6.3b")
    counted = replace(did("6.3b", JANUARY), month="2025-12")
    not_counted = replace(did("6.3b", JANUARY), month=NO_MONTH)

    assert coverage.nearest_month(task, JANUARY.first) == "2025-12"
    assert coverage.nearest_month(task, FRIDAY.first) == ""
    assert coverage.covers(plan, "BVHTTDL", counted, TODAY)[0] == "task/6.3b/2025-12/BVHTTDL"
    assert coverage.covers(plan, "BVHTTDL", not_counted, TODAY) == ()


def test_an_umbrella_stands_where_what_it_covers_stands(plan: Plan) -> None:
    rows = [
        row_of(one, entries=1, completed_on=TODAY) if one.key.task in ("16.3", "16.4") else row_of(one)
        for task in plan.tasks_of("HNI")
        for one in obligations.of_task(plan, task, "HNI")
    ]

    assert standing.states(plan, rows, TODAY)["task/16.2/HNI"] is State.DONE_IN_TIME


def test_what_was_told_is_read_back_as_it_was_kept() -> None:
    content = Content(
        "6.1a",
        finished=False,
        days=FRIDAY,
        phase="p1",
        form="conference",
        title="Hội nghị",
        also=("15.5a",),
        part=True,
        month="2025-12",
        place="Hà Nội",
        partners=(Partner("BCA", "bo cong an"), Partner("", "UNDP")),
    )

    assert contents.read(contents.kept(content)) == content
